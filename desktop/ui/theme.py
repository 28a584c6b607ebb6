"""The look: colours, type and sizes by name. No other file of the app holds a colour.

There is no style sheet: it would slow every widget down, and fights with palettes.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from PySide6.QtGui import QColor, QFont, QPalette

from desktop.typeset.look import Role, TextLook

TEXT_SCALES = (0.9, 1.0, 1.15, 1.3)  # the setting "text size"; type, measure and controls together

TEXT_WIDTH = 640  # px, holds 68 to 74 characters of prose
GUTTER = 56
MARGIN_WIDTH = 236
PAGE_WIDTH = TEXT_WIDTH + GUTTER + MARGIN_WIDTH
ONE_COLUMN_BELOW = 1000  # px of window width: then the margin goes below the title
SMALLEST_WINDOW = (720, 560)
TOP_BAR_HEIGHT = 52
FOOT_HEIGHT = 80
PAGE_TOP = 32
CONTROL_RADIUS = 5
BOX_RADIUS = 3
TARGET_HEIGHT = 44  # what a finger can hit
FOCUS_WIDTH = 2
FOCUS_DISTANCE = 2


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every colour by its purpose; the deck's style sheet has the same names."""

    page: str
    sunk: str
    hover: str
    ink: str
    soft: str
    faint: str
    rule: str
    edge: str
    accent: str
    accent_hover: str
    accent_ink: str
    accent_wash: str
    right: str
    right_wash: str
    wrong: str
    wrong_wash: str
    partly: str
    partly_wash: str
    select: str
    s1: str
    s2: str
    s3: str
    s4: str
    s5: str

    @property
    def due(self) -> str:
        """Cards that are due."""
        return self.accent

    @property
    def learning(self) -> str:
        """Cards in their learning steps."""
        return self.partly

    @property
    def new(self) -> str:
        """Cards that were never shown."""
        return self.faint

    @property
    def series(self) -> tuple[str, str, str, str, str]:
        """The colours of a plot's series, in their order."""
        return (self.s1, self.s2, self.s3, self.s4, self.s5)


LIGHT = Tokens(
    page="#ffffff",
    sunk="#f5f6f8",
    hover="#eef1f5",
    ink="#1a1d21",
    soft="#4a515b",
    faint="#656d78",
    rule="#dfe3e8",
    edge="#868f9b",
    accent="#1f57b0",
    accent_hover="#184790",
    accent_ink="#ffffff",
    accent_wash="#eaf1fb",
    right="#1d7457",
    right_wash="#e8f4ef",
    wrong="#c2321a",
    wrong_wash="#fbedea",
    partly="#5c3d00",
    partly_wash="#faf2e0",
    select="#cfe0f8",
    s1="#1f57b0",
    s2="#b06210",
    s3="#0b3f29",
    s4="#8a2f6b",
    s5="#4e4f0b",
)
DARK = Tokens(
    page="#16181c",
    sunk="#1d2025",
    hover="#262a31",
    ink="#e4e6ea",
    soft="#b3bac4",
    faint="#939ca8",
    rule="#2d323a",
    edge="#727c89",
    accent="#8db6f5",
    accent_hover="#a9c8f8",
    accent_ink="#10203a",
    accent_wash="#1c2a40",
    right="#8fe0bf",
    right_wash="#16302a",
    wrong="#ee7f70",
    wrong_wash="#3a2220",
    partly="#e0b840",
    partly_wash="#332a18",
    select="#2b4570",
    s1="#8db6f5",
    s2="#f0a04c",
    s3="#b0f4da",
    s4="#b56fa0",
    s5="#ece04a",
)


@dataclass(frozen=True, slots=True)
class Theme:
    """One of the two sets of colours at one text size."""

    tokens: Tokens = LIGHT
    scale: float = 1.0

    @property
    def is_dark(self) -> bool:
        """Whether the ground is dark."""
        return self.tokens == DARK

    def color(self, name: str) -> QColor:
        """The colour of a token.

        Raises: AttributeError if there is none of that name.
        """
        return QColor(getattr(self.tokens, name))

    def px(self, length: float) -> int:
        """A length at this text size, in whole pixels."""
        return round(length * self.scale)

    def font(self, role: Role, weight: int | None = None) -> QFont:
        """The font of a role; `weight` replaces the role's own."""
        face = role.face(self.scale)
        return replace(face, weight=weight or face.weight).font()

    def line(self, role: Role) -> int:
        """The height of a role's line in pixels."""
        return self.px(role.value.line)

    def text_look(self) -> TextLook:
        """How typeset text looks."""
        names = (field.name for field in fields(TextLook) if field.name != "scale")
        return TextLook(scale=self.scale, **{name: getattr(self.tokens, name) for name in names})

    def palette(self) -> QPalette:
        """The colours for what Qt draws itself."""
        palette = QPalette()
        for role, name in PALETTE.items():
            palette.setColor(role, self.color(name))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color("faint"))
        return palette


PALETTE = {
    QPalette.ColorRole.Window: "page",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "page",
    QPalette.ColorRole.AlternateBase: "sunk",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.Button: "page",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.Highlight: "select",
    QPalette.ColorRole.HighlightedText: "ink",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.PlaceholderText: "faint",
    QPalette.ColorRole.ToolTipBase: "page",
    QPalette.ColorRole.ToolTipText: "ink",
    QPalette.ColorRole.Accent: "accent",
}
