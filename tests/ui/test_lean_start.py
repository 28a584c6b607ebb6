"""The first card comes without the libraries that take long to load."""

from __future__ import annotations

import subprocess
import sys

from tests.project import ROOT

HEAVY = ("numpy", "pyqtgraph", "typst", "zstandard", "fsrs_rs_python")
START = """
import sys
from pathlib import Path
from desktop.review.clock import SystemClock
from desktop.review.selection import EVERYTHING
from desktop.ui.app import application
from desktop.ui.starting import Starter, Wanted
running = application()
starter = Starter(Wanted(Path(sys.argv[1]), Path(sys.argv[2])), SystemClock())
starter.start()
starter.window.start_review(EVERYTHING)
assert starter.window.shell.page("review").sheet is not None
print(" ".join(name for name in sys.argv[3:] if name in sys.modules))
starter.close()
"""


def test_the_first_card_needs_no_heavy_library(folder, exam_bundle_path):
    command = [sys.executable, "-c", START, str(folder / "profile"), str(exam_bundle_path), *HEAVY]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []
