"""Speed of the engine: a training step of the two-digit network, the playground, a decision map.

    python -m tests.bench.engine [--torch PYTHON] [--rounds N]

Engine and PyTorch take turns in processes of their own, each with one thread. A figure is the
median over the calls of a round, and of the rounds the best: other work on the machine only slows.
PyTorch's comes from the Python named by --torch or by the variable ENDTERM_TORCH_PYTHON; without
one, or without torch in it, it is left out.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import numpy as np

ROOT = Path(__file__).parents[2]
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}

BATCH, CLASSES = 64, 19
STEP_BUDGET = 1.5  # times PyTorch
PLAYGROUND_BUDGET = 260_000  # examples a second; TensorFlow Playground's engine makes 262,000
MAP_BUDGET = 3.0  # ms


def seconds(function: Callable[[], object], repeats: int) -> float:
    """Median time of a call, after a tenth of the calls to warm up."""
    times = []
    for _ in range(repeats + repeats // 10 + 1):
        start = time.perf_counter()
        function()
        times.append(time.perf_counter() - start)
    return median(times[-repeats:])


def measure_engine() -> dict[str, float]:
    """Milliseconds, and for the playground examples a second."""
    return {
        "step": 1e3 * seconds(_two_digit_step(), 60),
        "playground": 30 / seconds(_playground_step(), 4000),
        "map": 1e3 * seconds(_decision_map(), 60),
    }


def _two_digit_step() -> Callable[[], object]:
    from desktop.engine.losses import cross_entropy
    from desktop.engine.networks.sum_network import convolutional
    from desktop.engine.optimizers import Adam
    from desktop.engine.tensor import Tensor
    from desktop.engine.train import train

    rng = np.random.default_rng(0)
    model = convolutional(2, CLASSES, rng)
    images, classes = _pairs(rng)
    x = Tensor(images)
    return _steps(
        train(
            lambda labels: cross_entropy(model(x), labels),
            Adam(model.parameters(), 1e-3),
            itertools.repeat(classes),
        )
    )


def _playground_step() -> Callable[[], object]:
    from desktop.engine.losses import mean_squared_error
    from desktop.engine.optimizers import SGD
    from desktop.engine.tensor import Tensor
    from desktop.engine.train import train

    rng = np.random.default_rng(0)
    model = _playground(rng)
    x = Tensor(rng.normal(size=(30, 2)).astype(np.float32))
    targets = (x.data[:, :1] * x.data[:, 1:] > 0).astype(np.float32)
    return _steps(
        train(
            lambda wanted: mean_squared_error(model(x), wanted),
            SGD(model.parameters(), 0.03),
            itertools.repeat(targets),
        )
    )


def _decision_map() -> Callable[[], object]:
    from desktop.engine.tensor import Tensor

    model = _playground(np.random.default_rng(0))
    side = np.linspace(-6, 6, 100, dtype=np.float32)
    points = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
    return lambda: model(Tensor(points))


def _playground(rng: np.random.Generator):
    from desktop.engine.layers import Linear, Sequential, Tanh

    sizes = [Linear(2, 8, rng=rng), Tanh(), Linear(8, 8, rng=rng), Tanh(), Linear(8, 1, rng=rng)]
    return Sequential(*sizes).astype(np.float32)


def _steps(training) -> Callable[[], object]:
    return lambda: next(training)


def _pairs(rng: np.random.Generator):
    images = rng.normal(size=(BATCH, 2, 28, 28)).astype(np.float32)
    return images, rng.integers(0, CLASSES, BATCH)


def measure_torch() -> dict[str, float | str]:
    """Milliseconds of the same training step, in PyTorch's default memory layout."""
    import torch
    from torch import nn

    torch.set_num_threads(1)
    torch.manual_seed(0)
    model = nn.Sequential(
        nn.Conv2d(2, 8, 5, padding=2),
        nn.MaxPool2d(2),
        nn.BatchNorm2d(8),
        nn.ReLU(),
        nn.Conv2d(8, 16, 5, padding=2),
        nn.MaxPool2d(2),
        nn.BatchNorm2d(16),
        nn.ReLU(),
        nn.Flatten(),
        nn.Linear(784, CLASSES),
    )
    optimizer = torch.optim.Adam(model.parameters(), 1e-3)
    x, classes = (torch.tensor(array) for array in _pairs(np.random.default_rng(0)))

    def step() -> float:
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(x), classes)
        loss.backward()
        optimizer.step()
        return loss.item()

    return {"step": 1e3 * seconds(step, 60), "version": torch.__version__}


def run(python: str, what: str) -> dict[str, float] | None:
    """The figures from a process of its own, or None where it has no torch."""
    command = [python, "-m", "tests.bench.engine", "--measure", what]
    environment = os.environ | ONE_THREAD | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        if "No module named 'torch'" in done.stderr:
            return None
        raise RuntimeError(f"{' '.join(command)}:\n{done.stderr}")
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def report(torch_python: str | None, rounds: int) -> list[str]:
    """Lines of the table."""
    engine, torch = [], []
    for _ in range(rounds):
        engine.append(run(sys.executable, "engine") or {})
        peer = run(torch_python, "torch") if torch_python else None
        torch += [peer] if peer else []
    step, decision_map = (min(figures[name] for figures in engine) for name in ("step", "map"))
    playground = max(figures["playground"] for figures in engine)
    lines = [f"two-digit network, batch {BATCH}, float32, one thread: {step:.1f} ms a step"]
    if torch:
        peer_step = min(figures["step"] for figures in torch)
        version = f"PyTorch {torch[0]['version']}, default layout"
        ratio = step / peer_step
        lines.append(f"  {version}: {peer_step:.1f} ms")
        lines.append(f"  ratio {ratio:.2f}{_verdict(ratio <= STEP_BUDGET, STEP_BUDGET)}")
    else:
        lines.append("  PyTorch left out: name a Python that has it with --torch")
    fast = _verdict(playground >= PLAYGROUND_BUDGET, f"{PLAYGROUND_BUDGET:,}")
    lines.append(f"playground 2-8-8-1, batch 30: {playground:,.0f} examples a second{fast}")
    quick = _verdict(decision_map <= MAP_BUDGET, f"{MAP_BUDGET} ms")
    lines.append(f"decision map 100x100: {decision_map:.2f} ms{quick}")
    return lines


def _verdict(kept: bool, budget: object) -> str:
    return f" (budget {budget}{'' if kept else ': MISSED'})"


def main() -> None:
    """Print the table, or in a process of its own the figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.engine")
    parser.add_argument("--torch", default=os.environ.get("ENDTERM_TORCH_PYTHON"))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--measure", choices=["engine", "torch"], help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.measure:
        measured = measure_torch() if arguments.measure == "torch" else measure_engine()
        print(json.dumps(measured))
        return
    print("\n".join(report(arguments.torch, arguments.rounds)))


if __name__ == "__main__":
    main()
