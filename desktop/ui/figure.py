"""A figure of the bundle that follows the appearance."""

from __future__ import annotations

from desktop.questions.bundle import Bundle
from desktop.typeset.figures import FigureView
from desktop.ui.appearance import Appearance
from desktop.ui.controls.themed import Themed


class Figure(Themed, FigureView):
    """A drawing in the theme's colours."""

    def __init__(self, bundle: Bundle, figure_id: str, appearance: Appearance) -> None:
        super().__init__(bundle, figure_id, appearance.theme.text_look())
        self.follow(appearance)

    def restyle(self) -> None:
        """Take the theme's look."""
        self.set_look(self.theme.text_look())
