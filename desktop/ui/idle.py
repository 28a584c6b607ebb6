"""Work for moments in which nothing else happens: done in steps, between events."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import TypeAlias

from PySide6.QtCore import QObject, QTimer

START_MS = 250  # after the last call for work: the card is painted then
PAUSE_MS = 8  # between steps, so that keys come through

Steps: TypeAlias = Iterator[object]


class Idle(QObject):
    """Runs one step of work after the other; new work for the same purpose replaces the old."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work: deque[tuple[str, Steps]] = deque()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._step)

    @property
    def is_busy(self) -> bool:
        """Whether work is left."""
        return bool(self._work)

    def do(self, purpose: str, steps: Steps) -> None:
        """Take on work."""
        self._work = deque(entry for entry in self._work if entry[0] != purpose)
        self._work.append((purpose, steps))
        self._timer.start(START_MS)

    def finish(self) -> None:
        """Do all that is left at once."""
        self._timer.stop()
        while self._work:
            self._advance()

    def stop(self) -> None:
        """Leave undone what is left."""
        self._timer.stop()
        self._work.clear()

    def _step(self) -> None:
        self._advance()
        if self._work:
            self._timer.start(PAUSE_MS)

    def _advance(self) -> None:
        try:
            next(self._work[0][1])
        except StopIteration:
            self._work.popleft()
        except BaseException:
            self._work.popleft()  # what failed is not tried again
            raise
