"""The start of the app: what is opened, and what is asked when something can't be opened."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop.review.clock import Clock, SystemClock
from desktop.typeset.accessible import announce_texts
from desktop.ui.starting import Starter, Wanted

PROJECT = Path(__file__).resolve().parents[2]
BUNDLE = PROJECT / "dist" / "endterm.bundle"


def default_profile() -> Path:
    """Where the platform keeps what a program saves for its user."""
    import platformdirs

    return Path(platformdirs.user_data_dir("endterm", appauthor=False))


def parsed(arguments: Sequence[str] | None) -> Wanted:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m desktop", description=__doc__)
    parser.add_argument("--profile", type=Path, metavar="DIR", help="where the reviews are kept")
    parser.add_argument("--bundle", type=Path, metavar="FILE", help="the compiled knowledge base")
    given = parser.parse_args(arguments)
    return Wanted(given.profile or default_profile(), given.bundle or BUNDLE)


def application() -> QApplication:
    """The Qt application; the style is the same everywhere, and drawn by us where it shows."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    made = QApplication(sys.argv[:1])
    made.setApplicationName("Endterm")
    made.setStyle("Fusion")
    announce_texts()
    return made


def main(arguments: Sequence[str] | None = None, clock: Clock | None = None) -> int:
    """Run the app until its window is closed; returns the exit code."""
    wanted = parsed(arguments)
    running = application()
    starter = Starter(wanted, clock or SystemClock())
    QTimer.singleShot(0, starter.start)
    try:
        return running.exec()
    finally:
        starter.close()
