"""Training all networks anew: two processes, progress on a terminal, weights and a report.

    python -m desktop.engine.train [--only NAME ...] [--validation | --measure] [--steps N]
                                   [--jobs N] [--out DIR]

On one machine the same seeds give the same weights: each process computes with one thread.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import queue
import sys
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from desktop.engine.data.digits import Digits, load_digits
from desktop.engine.networks import NETWORKS
from desktop.engine.networks.report import Report, read_report, write_report
from desktop.engine.networks.trained import Figures, TrainedNetwork
from desktop.engine.networks.weights import FOLDER, load_weights, save_weights

ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
CURVE_POINTS = 40
STEPS_PER_MESSAGE = 25
SECONDS_PER_LOOK = 0.2

Messages: TypeAlias = Any  # a queue of (job, steps done) that processes share


class Job(NamedTuple):
    """One network to train from one seed for so many steps; its weights go to `out`, if any."""

    name: str
    seed: int
    num_steps: int
    validation: bool
    out: Path | None


def parts(validation: bool) -> tuple[Digits, Digits]:
    """What to train on and what to measure on.

    Settings are chosen by the validation digits; then one trains on those too, and measures on the
    test digits.
    """
    split = load_digits()
    if validation:
        return split.train, split.validation
    return split.train + split.validation, split.test


def run(job: Job, messages: Messages = None) -> Figures:
    """Train one network, round its weights as the file does, and measure it so."""
    entry: TrainedNetwork[Any] = NETWORKS[job.name]
    trained_on, held_out = parts(job.validation)
    rng = np.random.default_rng(job.seed)
    network = entry.make(rng)
    curve: list[tuple[int, float, float]] = []
    losses: list[float] = []
    for progress in entry.training(network, trained_on, rng, job.num_steps):
        done = progress.step + 1
        losses.append(progress.loss)
        if done * CURVE_POINTS // job.num_steps > progress.step * CURVE_POINTS // job.num_steps:
            curve.append((done, float(np.mean(losses)), entry.score(network, held_out)))
            losses.clear()
        if messages is not None and done % STEPS_PER_MESSAGE == 0:
            messages.put((job, done))
    with TemporaryDirectory() as folder:
        out = job.out or Path(folder)
        save_weights(network, job.name, out)
        load_weights(network, job.name, out)
    columns = zip(*curve, strict=True)
    return {
        **entry.measure(network, trained_on, held_out),
        "steps": job.num_steps,
        "score_name": entry.score_name,
        "curve": dict(zip(("step", "loss", "score"), map(list, columns), strict=True)),
    }


def train_all(jobs: Sequence[Job], processes: int) -> Report:
    """Do all jobs, some at a time; the figures of each network."""
    for variable in ONE_THREAD:
        os.environ[variable] = "1"  # for the processes to come: this one has loaded NumPy
    context = multiprocessing.get_context("spawn")
    with context.Manager() as manager, ProcessPoolExecutor(processes, context) as pool:
        messages = manager.Queue()
        futures = [pool.submit(run, job, messages) for job in jobs]
        if sys.stderr.isatty():
            _follow(messages, futures, sum(job.num_steps for job in jobs))
        found = [future.result() for future in futures]
    report: Report = {}
    for job, figures in zip(jobs, found, strict=True):
        if job.name not in report:
            report[job.name] = dict(figures)
        if len(NETWORKS[job.name].seeds) > 1:
            seed = {key: value for key, value in figures.items() if key not in ("steps", "curve")}
            report[job.name].setdefault("seeds", []).append(seed)
    return report


def _follow(messages: Messages, futures: Sequence[Future[Figures]], total: int) -> None:
    """Say on the terminal how far all jobs are."""
    done: dict[Job, int] = {}
    while not all(future.done() for future in futures):
        try:
            job, steps = messages.get(timeout=SECONDS_PER_LOOK)
        except queue.Empty:
            continue
        done[job] = steps
        sys.stderr.write(f"\r\x1b[K{sum(done.values()):,} of {total:,} steps, now {job.name} ...")
        sys.stderr.flush()
    sys.stderr.write("\r\x1b[K")


def main(arguments: Sequence[str] | None = None) -> int:
    """Train what the command line asks for; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m desktop.engine.train", description="Train the networks that ship, anew."
    )
    parser.add_argument("--only", nargs="+", choices=NETWORKS, metavar="NAME", default=NETWORKS)
    parser.add_argument(
        "--validation",
        action="store_true",
        help="leave the test digits alone and write nothing: to choose settings",
    )
    parser.add_argument(
        "--measure", action="store_true", help="measure the weights that are there, train nothing"
    )
    parser.add_argument("--steps", type=int, help="so many for each network, to try something")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    parser.add_argument("--out", type=Path, default=FOLDER, help="folder of the weights")
    chosen = parser.parse_args(arguments)
    chosen.out.mkdir(parents=True, exist_ok=True)
    known = read_report(chosen.out)
    report = measured_again(known, chosen) if chosen.measure else trained_anew(chosen)
    for name, figures in report.items():
        print(f"{name}: {figures['score_name']} {figures[figures['score_name']]:.4f}")
    if not chosen.validation:
        merged = {name: report.get(name) or known.get(name) for name in NETWORKS}
        write_report({name: found for name, found in merged.items() if found}, chosen.out)
    return 0


def trained_anew(chosen: argparse.Namespace) -> Report:
    """The report of a new training of the chosen networks."""
    jobs = [
        Job(
            name,
            seed,
            chosen.steps or NETWORKS[name].num_steps,
            chosen.validation,
            chosen.out if not chosen.validation and seed == NETWORKS[name].seeds[0] else None,
        )
        for name in chosen.only
        for seed in NETWORKS[name].seeds
    ]
    return train_all(jobs, chosen.jobs)


def measured_again(known: Report, chosen: argparse.Namespace) -> Report:
    """The report with the chosen networks' figures as their weights give them now."""
    report: Report = {}
    for name in chosen.only:
        entry = NETWORKS[name]
        network = load_weights(entry.make(np.random.default_rng(0)), name, chosen.out)
        figures = entry.measure(network, *parts(validation=False))
        report[name] = {**known[name], **figures}
        if len(entry.seeds) > 1:
            first, *others = known[name]["seeds"]
            report[name]["seeds"] = [{**first, **figures}, *others]
    return report
