"""Backups while the app runs: at the start, after half an hour of change, at the end."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer

from desktop.review.store import Store, StoreError
from desktop.ui.idle import Idle
from desktop.ui.speaker import Speaker

LOOK_EVERY_MS = 5 * 60_000


class BackingUp(QObject):
    """Makes backups in idle time; one that fails is told, and costs nothing."""

    def __init__(
        self, store: Store, idle: Idle, speaker: Speaker, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._idle = idle
        self._speaker = speaker
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Back up what the last session left, then look every five minutes."""
        if not self._store.profile.read_only:
            self._idle.do("backup", self._steps())
            self._timer.start()

    def end(self) -> None:
        """Make the backup of the session; what fails here is told at the next start."""
        self._timer.stop()
        if not self._store.profile.read_only:
            try:
                self._store.safekeeping.back_up()
            except StoreError as error:
                self._speaker.say(str(error))

    def _look(self) -> None:
        if self._store.safekeeping.is_due():
            self._idle.do("backup", self._steps())

    def _steps(self) -> Iterator[object]:
        try:
            yield from self._store.safekeeping.backup_steps()
        except StoreError as error:
            self._speaker.say(str(error))
