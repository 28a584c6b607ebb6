"""What nobody expected: a log file, and a window with a report that names no private path."""

from __future__ import annotations

import logging
import platform
import re
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.button import Button, Kind
from desktop.ui.controls.scroll_bar import ScrollBar
from desktop.ui.controls.themed import Themed
from desktop.ui.controls.words import Words

LOG_NAME = "endterm.log"
LOG_BYTES = 500_000
WHAT = "Something went wrong that we did not expect."
SAFE = "Every answer that you rated is saved. You can go on; what you did last may not have worked."
TODO = "Please copy this report and send it with a line on what you did. It names no private path."
PROJECT = Path(__file__).resolve().parents[2]
PATH_IN_TRACE = re.compile(r'File "([^"]+)"')

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], object]

_log = logging.getLogger("desktop")


class ErrorDesk:
    """Takes what no code caught; the same error is shown once, and always logged."""

    def __init__(self, appearance: Appearance, profile: Path) -> None:
        self._appearance = appearance
        self._profile = profile
        self._before: Hook | None = None
        self._handler: logging.Handler | None = None
        self._shown: set[str] = set()
        self.window: ErrorWindow | None = None

    def install(self) -> None:
        """From now on unexpected errors come here."""
        if self._before is None:
            self._before = sys.excepthook
            sys.excepthook = self.take
            self._handler = log_handler(self._profile)
            if self._handler is not None:
                _log.addHandler(self._handler)

    def remove(self) -> None:
        """Leave errors to whoever took them before."""
        if self._before is not None:
            sys.excepthook = self._before
            self._before = None
        if self._handler is not None:
            _log.removeHandler(self._handler)
            self._handler.close()
            self._handler = None

    def take(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Log an error and show its report."""
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.quit()
            return
        report = report_of(error, trace)
        self._write(report)
        if report in self._shown:
            return
        self._shown.add(report)
        self.window = ErrorWindow(self._appearance, report)
        self.window.show()

    def _write(self, report: str) -> None:
        try:
            _log.error(report)
        except OSError:  # the disk is full, say: the window shows the report all the same
            return


def log_handler(profile: Path) -> logging.Handler | None:
    """The log file of a profile; None where it can't be written."""
    path = profile / LOG_NAME
    try:
        profile.mkdir(parents=True, exist_ok=True)
        if path.is_file() and path.stat().st_size > LOG_BYTES:
            path.replace(path.with_suffix(".old.log"))
        handler = logging.FileHandler(path, encoding="utf-8", delay=True)
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(levelname)s %(message)s"))
    return handler


def report_of(error: BaseException, trace: TracebackType | None) -> str:
    """Versions and traceback, paths cut down to what the project and Python call them."""
    lines = "".join(traceback.format_exception(type(error), error, trace))
    versions = f"Endterm, Python {platform.python_version()}, Qt {qVersion()}, {platform.system()}"
    return f"{versions}\n{without_private_paths(lines)}"


def without_private_paths(text: str) -> str:
    """The text with paths of the project relative, others by name, the home as ~."""

    def shortened(match: re.Match[str]) -> str:
        path = Path(match[1])
        if path.is_relative_to(PROJECT):
            return f'File "{path.relative_to(PROJECT).as_posix()}"'
        return f'File "{path.name}"'

    text = PATH_IN_TRACE.sub(shortened, text)
    for place, name in ((PROJECT, "."), (Path.home(), "~")):
        if len(place.parts) > 1:
            text = text.replace(str(place), name)
    return text


class ErrorWindow(Themed, QWidget):
    """What happened, what is safe, and the report to copy."""

    def __init__(self, appearance: Appearance, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle("Endterm")
        self.report = report
        self.text = QPlainTextEdit(report)
        self.text.setReadOnly(True)
        self.text.setAccessibleName("Report")
        self.text.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.text.setVerticalScrollBar(ScrollBar(appearance))
        self.text.setTabChangesFocus(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 28, 32, 20)
        column.setSpacing(8)
        column.addWidget(Words(appearance, WHAT, Role.SECTION, wrap=True))
        for sentence in (SAFE, TODO):
            column.addWidget(Words(appearance, sentence, Role.BODY, "soft", wrap=True))
        column.addSpacing(8)
        column.addWidget(self.text, 1)
        self.copy = Button(appearance, "Copy the report", "", Kind.FILLED)
        self.copy.clicked.connect(self._copy)
        close = Button(appearance, "Go on", "", Kind.OUTLINE)
        close.clicked.connect(self.close)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.copy)
        row.addWidget(close)
        row.addStretch(1)
        column.addLayout(row)
        self.resize(720, 460)
        self.follow(appearance)

    def restyle(self) -> None:
        """Take the theme's ground and fonts."""
        palette = self.theme.palette()
        self.setPalette(palette)
        self.setAutoFillBackground(True)
        palette.setColor(palette.ColorRole.Base, self.theme.color("sunk"))
        self.text.setPalette(palette)
        self.text.setFont(self.theme.font(Role.CODE))
        super().restyle()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report)
        self.copy.set_words("Copied")
