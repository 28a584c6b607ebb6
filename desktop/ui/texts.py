"""Makes the texts of a page: typeset documents that follow the appearance."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.questions.bundle import Bundle
from desktop.typeset.documents import Passage
from desktop.typeset.formula_source import FormulaSource
from desktop.typeset.look import Role
from desktop.typeset.text_view import TextView
from desktop.ui.appearance import Appearance
from desktop.ui.controls.themed import Themed


class Prose(Themed, TextView):
    """A typeset text; Tab passes it by, the mouse selects in it."""

    def __init__(
        self, source: FormulaSource, appearance: Appearance, role: Role, soft: bool
    ) -> None:
        super().__init__(source, appearance.theme.text_look(), role=role, soft=soft)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.follow(appearance)

    def restyle(self) -> None:
        """Take the theme's look."""
        self.set_look(self.theme.text_look())


class Texts:
    """Knows where formulas and figures come from and how text looks."""

    def __init__(self, bundle: Bundle, source: FormulaSource, appearance: Appearance) -> None:
        self._bundle = bundle
        self.source = source
        self.appearance = appearance

    def view(self, *passages: Passage, role: Role = Role.PROSE, soft: bool = False) -> Prose:
        """A text that shows these passages."""
        text = Prose(self.source, self.appearance, role, soft)
        text.show_passages(*passages)
        return text

    def figure(self, figure_id: str) -> QWidget:
        """A figure of the bundle.

        Raises: KeyError if there is none of that id.
        """
        from desktop.ui.figure import Figure  # most cards need no renderer of drawings

        return Figure(self._bundle, figure_id, self.appearance)
