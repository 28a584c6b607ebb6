"""The theme in force: follows the choice of light, dark or system, and the text size."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QToolTip

from desktop.typeset.look import Role
from desktop.ui.theme import DARK, LIGHT, TEXT_SCALES, Theme


class Scheme(StrEnum):
    """Which colours are asked for."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"


class Appearance(QObject):
    """Holds the theme and says when it changed; every widget of ours follows it.

    With Scheme.SYSTEM the theme changes with the system's while the app runs.
    """

    changed = Signal()

    def __init__(
        self, scheme: Scheme = Scheme.SYSTEM, scale: float = 1.0, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._scheme = scheme
        self._scale = scale
        hints = QGuiApplication.styleHints()
        self._system_is_dark = hints.colorScheme() is Qt.ColorScheme.Dark
        self._theme = self._current()
        hints.colorSchemeChanged.connect(self._follow_system)

    @property
    def theme(self) -> Theme:
        """The theme in force."""
        return self._theme

    @property
    def scheme(self) -> Scheme:
        """What was asked for."""
        return self._scheme

    @property
    def scale(self) -> float:
        """The text size, 1.0 as designed."""
        return self._scale

    def set_scheme(self, scheme: Scheme) -> None:
        """Ask for light, dark or the system's colours."""
        self._scheme = scheme
        self._renew()

    def set_scale(self, scale: float) -> None:
        """Ask for a text size; it is one of TEXT_SCALES, or the nearest of them is taken."""
        self._scale = min(TEXT_SCALES, key=lambda known: abs(known - scale))
        self._renew()

    def step_scale(self, steps: int) -> None:
        """Ask for the text size so many steps larger; stops at the ends."""
        place = TEXT_SCALES.index(self._scale) + steps
        self.set_scale(TEXT_SCALES[max(0, min(place, len(TEXT_SCALES) - 1))])

    def apply(self, application: QApplication) -> None:
        """Give the application its palette and font, now and at each change."""
        self._dress(application)
        self.changed.connect(self._dress_running)

    def _dress_running(self) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            self._dress(application)

    def _dress(self, application: QApplication) -> None:
        application.setPalette(self._theme.palette())
        application.setFont(self._theme.font(Role.BODY))
        QToolTip.setPalette(self._theme.palette())

    def _renew(self) -> None:
        theme = self._current()
        if theme != self._theme:
            self._theme = theme
            self.changed.emit()

    def _follow_system(self, scheme: Qt.ColorScheme) -> None:
        self._system_is_dark = scheme is Qt.ColorScheme.Dark
        self._renew()

    def _current(self) -> Theme:
        system = self._scheme is Scheme.SYSTEM and self._system_is_dark
        dark = self._scheme is Scheme.DARK or system
        return Theme(DARK if dark else LIGHT, self._scale)
