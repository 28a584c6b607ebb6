"""build.py paper: files, messages, exit codes."""

from __future__ import annotations

import subprocess
import sys

import pytest

import build
from builder.commands import CONTENT, OK
from tests.project import ROOT, Project


def test_a_paper_and_its_solutions(tmp_path, capsys):
    folder = tmp_path / "out"
    assert build.main(["paper", "--seed", "3", "--solutions", "--out", str(folder)]) == OK
    said = capsys.readouterr().out
    assert [path.name for path in sorted(folder.iterdir())] == [
        "endterm-paper-3-solutions.pdf",
        "endterm-paper-3.pdf",
    ]
    assert "endterm-paper-3.pdf: " in said


def test_other_surroundings_give_the_same_bytes(tmp_path):
    made = []
    for zone, place in (("UTC", ROOT), ("Asia/Tokyo", tmp_path)):
        folder = tmp_path / zone.replace("/", "-")
        command = [sys.executable, str(ROOT / "build.py"), "paper", "--seed", "3"]
        environment = {"TZ": zone, "PATH": "/usr/bin:/bin", "PYTHONHASHSEED": str(len(zone))}
        subprocess.run(
            [*command, "--out", str(folder)], check=True, cwd=place, env=environment, timeout=120
        )
        made.append((folder / "endterm-paper-3.pdf").read_bytes())
    assert made[0] == made[1]
    assert made[0].startswith(b"%PDF-")


def test_broken_content_prints_nothing(tmp_path, capsys):
    project = Project(tmp_path)
    path = next(project.content.rglob("problem-*.yaml"))
    path.write_text(path.read_text("utf-8").replace("credits:", "credit:", 1), "utf-8")
    out = tmp_path / "out"
    arguments = ["--content", str(project.content), "paper", "--seed", "1", "--out", str(out)]
    assert build.main(arguments) == CONTENT
    assert "Nothing was printed." in capsys.readouterr().out
    assert not out.exists()


@pytest.mark.parametrize("seed", ["-1", "x", "1000000", "1.5"])
def test_a_seed_that_is_no_seed(seed, capsys):
    with pytest.raises(SystemExit) as stop:
        build.main(["paper", "--seed", seed])
    assert stop.value.code == 2
    assert "from 0 to 999999" in capsys.readouterr().err
