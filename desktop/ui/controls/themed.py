"""What every widget of ours shares: it follows the appearance."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.ui.appearance import Appearance
from desktop.ui.theme import Theme


class Themed:
    """A mixin before a QWidget class; call `follow` at the end of the constructor."""

    appearance: Appearance

    @property
    def theme(self) -> Theme:
        """The theme in force."""
        return self.appearance.theme

    def follow(self, appearance: Appearance) -> None:
        """Take the appearance's theme, now and at each change."""
        self.appearance = appearance
        appearance.changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Take the theme on; a subclass that sets sizes or fonts extends this."""
        assert isinstance(self, QWidget)
        self.updateGeometry()
        self.update()
