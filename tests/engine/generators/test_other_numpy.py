"""The golden variants with the oldest and the newest NumPy that the generators may meet.

The lock file pins one NumPy. What a seed means must outlive it: decks that were shipped and reviews
that were logged hold seeds. So the generators are allowed any NumPy from the first that has wheels
for this Python up to the newest that the index offers.
"""

from __future__ import annotations

import subprocess
import sys
import venv
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pytest

from tests.conftest import ROOT
from tests.golden.make_generators import FILE

FIRST_WITH_WHEELS = {(3, 11): "1.23.2", (3, 12): "1.26.0", (3, 13): "2.1.0"}

oldest = FIRST_WITH_WHEELS.get(sys.version_info[:2], np.__version__)


@pytest.mark.long
@pytest.mark.parametrize("numpy", [f"numpy=={oldest}", "numpy"], ids=["oldest", "newest"])
def test_another_numpy_finds_the_same(numpy: str, tmp_path: Path) -> None:
    python = environment(tmp_path, numpy, f"msgspec=={version('msgspec')}")
    run = subprocess.run(
        [python, "-m", "tests.golden.make_generators", "--print"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout == FILE.read_text(encoding="utf-8")


def environment(folder: Path, *packages: str) -> Path:
    """The Python of an environment with these packages; where none can be had, the test says so."""
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    install = ["-m", "pip", "install", "--quiet", "--only-binary", ":all:", *packages]
    done = subprocess.run([python, *install], capture_output=True, text=True)
    if done.returncode:
        reason = done.stderr.strip().splitlines()[-1]
        pytest.skip(f"left out, since {' and '.join(packages)} cannot be installed here: {reason}")
    return python
