"""How text looks: colors, the faces of each role, and the scale that the user has chosen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from PySide6.QtGui import QColor, QFont

from desktop.typeset.fonts import MONO, SANS, SERIF

FORMULA_EM = 1.06  # em of a formula in em of the serif around it: MathJax's letters are smaller
SANS_FORMULA_EM = 1.14  # the sans has larger letters than the serif
CODE_EM = 0.86  # the monospaced face is wider and higher than the serif
BULLET_EM = 0.67
SMALLEST_SCALE, LARGEST_SCALE = 0.9, 1.3


@dataclass(frozen=True, slots=True)
class Face:
    """A size and its line in px, families in the order in which they are asked, a weight.

    `tabular` figures are of one width; so is the hyphen then, which spoils words.
    """

    px: int
    line: int
    families: tuple[str, ...]
    weight: int = 400
    tabular: bool = False

    @property
    def formula_em(self) -> float:
        """Size of a formula in this text, in px."""
        return (SANS_FORMULA_EM if self.families == SANS else FORMULA_EM) * self.px

    def font(self, *, italic: bool = False, strong: bool = False) -> QFont:
        """The font, unhinted, so that letters keep their place at every scale."""
        weight = max(self.weight, 600 if strong else 0)
        font = _font(self.families, self.px, weight, italic)
        if self.tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

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


class Role(Enum):
    """What a text is for decides how it is set: what is read is serif, what is scanned is sans."""

    DISPLAY = Face(30, 36, SERIF, 600)
    TITLE = Face(26, 32, SERIF, 600)
    SECTION = Face(17, 24, SERIF, 600)
    NAME = Face(18, 24, SERIF, 600)
    PROSE = Face(18, 28, SERIF)
    REMARK = Face(17, 24, SERIF)
    TIMER = Face(20, 28, SERIF, tabular=True)
    FIGURE = Face(44, 52, SERIF, tabular=True)
    HEADING = Face(15, 20, SANS, 600)
    ITEM = Face(15, 20, SANS)
    COUNT = Face(15, 20, SANS, tabular=True)
    BODY = Face(14, 20, SANS)
    NUMBER = Face(14, 20, SANS, tabular=True)
    BUTTON = Face(14, 20, SANS, 500)
    NOTE = Face(13, 18, SANS)
    MEASURE = Face(13, 18, SANS, tabular=True)
    WORD = Face(13, 18, SANS, 500)
    LABEL = Face(12, 16, SANS, 500)
    TICK = Face(12, 16, SANS, tabular=True)
    KEY = Face(11, 18, SANS, 500)
    ENTRY = Face(17, 24, SANS)
    CODE = Face(15, 22, MONO)

    def face(self, scale: float) -> Face:
        """Its face at a text size, in whole px, so that every line starts at a pixel."""
        face = self.value
        return replace(face, px=round(face.px * scale), line=round(face.line * scale))


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
        return role.face(self.scale)

    def length(self, px: float) -> int:
        """A length of the layout at this scale, in whole px."""
        return round(px * self.scale)

    @property
    def dark(self) -> bool:
        """Whether the page is darker than the text."""
        return QColor(self.page).lightnessF() < QColor(self.ink).lightnessF()
