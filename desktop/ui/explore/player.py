"""The timer behind Play: a tick at a time, at a speed, until it is paused or at the end."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

SPEEDS = {"read": 1600, "slow": 600, "normal": 200, "fast": 33}
"""Milliseconds between two steps."""


class Player(QObject):
    """Plays and pauses; `stepped` asks for the next step."""

    stepped = Signal()
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(SPEEDS["normal"])
        self._timer.timeout.connect(self.stepped)

    @property
    def playing(self) -> bool:
        """Whether it runs."""
        return self._timer.isActive()

    def set_speed(self, speed: str) -> None:
        """Go slow, normal or fast, or so that a line can be read at each step.

        Raises: KeyError for another word.
        """
        self._timer.setInterval(SPEEDS[speed])

    def play(self) -> None:
        """Run."""
        self._timer.start()
        self.changed.emit()

    def pause(self) -> None:
        """Stop where it is."""
        self._timer.stop()
        self.changed.emit()

    def toggle(self) -> None:
        """Run, or stop."""
        self.pause() if self.playing else self.play()
