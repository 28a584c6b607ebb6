"""How text looks: colors, the faces of each role, and the scale that the user has chosen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QColor, QFont

from desktop.typeset.fonts import MONO, SANS, SERIF

FORMULA_EM = 1.06  # em of a formula in em of the serif around it: MathJax's letters are smaller
SANS_FORMULA_EM = 1.14  # the sans has larger letters than the serif
CODE_EM = 0.86  # the monospaced face is wider and higher than the serif
BULLET_EM = 0.67
SMALLEST_SCALE, LARGEST_SCALE = 0.9, 1.3


class Role(StrEnum):
    """What a text is there for."""

    DISPLAY = "display"
    TITLE = "title"
    SECTION = "section"
    PROSE = "prose"
    HEADING = "heading"
    BODY = "body"
    NOTE = "note"
    LABEL = "label"


@dataclass(frozen=True, slots=True)
class Face:
    """A role's type: families in the order in which they are asked, size and line height in px."""

    families: tuple[str, ...]
    px: int
    line: int
    weight: int = 400

    @property
    def formula_em(self) -> float:
        """Size of a formula in this text, in px."""
        return (SANS_FORMULA_EM if self.families == SANS else FORMULA_EM) * self.px

    def font(self, *, italic: bool = False, strong: bool = False) -> QFont:
        """The font, unhinted, so that letters keep their place at every scale."""
        return _font(self.families, self.px, max(self.weight, 600 if strong else 0), italic)

    def code_font(self) -> QFont:
        """The monospaced font that fits beside it."""
        return _font(MONO, round(CODE_EM * self.px), 400, False)

    def bullet_font(self) -> QFont:
        """The font in whose size Qt draws a bullet, a third of a line high, a blank before text."""
        return _font(MONO, round(BULLET_EM * self.px), 400, False)


def _font(families: tuple[str, ...], px: int, weight: int, italic: bool) -> QFont:
    font = QFont(list(families))
    font.setPixelSize(px)
    font.setWeight(QFont.Weight(weight))
    font.setItalic(italic)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


FACES = {
    Role.DISPLAY: Face(SERIF, 30, 36, 600),
    Role.TITLE: Face(SERIF, 26, 32, 600),
    Role.SECTION: Face(SERIF, 17, 24, 600),
    Role.PROSE: Face(SERIF, 18, 28),
    Role.HEADING: Face(SANS, 15, 20, 600),
    Role.BODY: Face(SANS, 14, 20),
    Role.NOTE: Face(SANS, 13, 18),
    Role.LABEL: Face(SANS, 12, 16, 500),
}
"""Every role at scale 1."""


@dataclass(frozen=True, slots=True)
class TextLook:
    """All that decides how a document looks; equal looks give equal pictures.

    The colors are `#rrggbb`. `scale` is the user's text size, from 0.9 to 1.3.

    Raises: ValueError for a scale outside of that range.
    """

    page: str
    sunk: str
    ink: str
    soft: str
    faint: str
    rule: str
    edge: str
    accent: str
    accent_wash: str
    select: str
    scale: float = 1.0

    def __post_init__(self) -> None:
        if not SMALLEST_SCALE <= self.scale <= LARGEST_SCALE:
            allowed = f"from {SMALLEST_SCALE} to {LARGEST_SCALE}"
            raise ValueError(f"the text's scale is {self.scale:g}; it must be {allowed}")

    def face(self, role: Role) -> Face:
        """The role's face at this scale, in whole px, so that every line starts at a pixel."""
        face = FACES[role]
        return Face(face.families, self.length(face.px), self.length(face.line), face.weight)

    def length(self, px: float) -> int:
        """A length of the layout at this scale, in whole px."""
        return round(px * self.scale)

    @property
    def dark(self) -> bool:
        """Whether the page is darker than the text."""
        return QColor(self.page).lightnessF() < QColor(self.ink).lightnessF()
