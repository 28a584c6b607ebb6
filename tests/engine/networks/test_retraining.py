from __future__ import annotations

import shutil
import subprocess
import sys

import numpy as np
import pytest

from desktop.engine.networks import NETWORKS
from desktop.engine.networks.report import read_report, write_report
from desktop.engine.networks.retraining import Job, main, parts, run
from desktop.engine.networks.weights import FOLDER
from tests.project import ROOT

STEPS = 20


def test_settings_are_chosen_without_the_test_digits():
    trained_on, held_out = parts(validation=True)
    assert (len(trained_on), len(held_out)) == (1037, 260)
    trained_on, held_out = parts(validation=False)
    assert (len(trained_on), len(held_out)) == (1297, 500)


def test_the_same_job_writes_the_same_weights_and_figures(tmp_path):
    found = []
    for name in ("first", "second"):
        folder = tmp_path / name
        folder.mkdir()
        figures = run(Job("autoencoder_2", 0, STEPS, True, folder))
        found.append((figures, (folder / "autoencoder_2.npz").read_bytes()))
    assert found[0] == found[1]
    figures, _ = found[0]
    assert figures["curve"]["step"] == [*range(1, STEPS + 1)]
    assert figures["curve"]["score"][-1] < figures["curve"]["score"][0]


def test_the_command_trains_quietly_and_leaves_other_networks_alone(tmp_path):
    write_report({"segmentation": {"mean_iou": 0.5}}, tmp_path)
    command = [sys.executable, "-m", "desktop.engine.train", "--steps", str(STEPS)]
    command += ["--only", "dense_segmentation_2", "autoencoder_2", "--out", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == [
        "dense_segmentation_2",
        "autoencoder_2",
    ]
    report = read_report(tmp_path)
    assert list(report) == ["segmentation", "dense_segmentation_2", "autoencoder_2"]
    assert report["segmentation"] == {"mean_iou": 0.5}
    weights = {path.name for path in tmp_path.glob("*.npz")}
    assert weights == {"dense_segmentation_2.npz", "autoencoder_2.npz"}
    assert report["autoencoder_2"]["steps"] == STEPS


def test_measuring_again_renews_the_figures_and_keeps_the_curve(tmp_path):
    shutil.copy(FOLDER / "autoencoder_2.npz", tmp_path)
    curve = {"step": [1], "loss": [2.0], "score": [3.0]}
    stale = {"score_name": "mean_squared_error", "real_distance": 9.0, "curve": curve}
    write_report({"autoencoder_2": stale}, tmp_path)
    assert main(["--measure", "--only", "autoencoder_2", "--out", str(tmp_path)]) == 0
    found = read_report(tmp_path)["autoencoder_2"]
    shipped = read_report()["autoencoder_2"]
    assert found["curve"] == curve
    assert found["real_distance"] == pytest.approx(shipped["real_distance"], rel=1e-3)


def test_an_unknown_network_is_refused_with_the_names_there_are(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["--only", "sum"])
    assert stopped.value.code == 2
    assert "sum_network" in capsys.readouterr().err


@pytest.mark.long
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_other_seeds_reach_the_gates_too(seed):
    figures = {
        name: run(Job(name, seed, NETWORKS[name].num_steps, False, None))
        for name in ("sum_network", "digit_classifier", "segmentation", "autoencoder_8")
    }
    variational = "variational_autoencoder_8"
    figures[variational] = run(Job(variational, seed, NETWORKS[variational].num_steps, False, None))
    assert figures["sum_network"]["accuracy"] >= 0.88
    assert figures["digit_classifier"]["drawn_accuracy"] >= 0.9
    assert min(figures["digit_classifier"]["drawn_accuracy_by_digit"]) > 0.75
    assert figures["segmentation"]["mean_iou"] > 0.85
    distances = [figures[name]["sample_distance"] for name in ("autoencoder_8", variational)]
    assert np.diff(distances) < -1
