"""The runs of a paragraph: text, emphasis, code, slots, formulas."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextCursor, QTextFormat

from desktop.questions import document as tree
from desktop.questions.slots import SlotError, fill, slot_key
from desktop.typeset.formula_object import DISPLAYED, TEX, FormulaObject
from desktop.typeset.formula_picture import FormulaPicture
from desktop.typeset.formula_source import FormulaSource, Typeset
from desktop.typeset.look import Face, TextLook

STYLE = QTextFormat.Property.UserProperty.value + 5
"""Property of a run: which of EMPHASIS, STRONG and CODE it is, joined by blanks."""
CODE_BLOCK = QTextFormat.Property.UserProperty.value + 6
"""Property of a block of code."""
EMPHASIS, STRONG, CODE = "emphasis", "strong", "code"

OBJECT = "\ufffc"
JOINER = "\u2060"  # no line may break here
LINE_BREAK = "\u2028"
TAIL = re.compile(r"[^\s–—-]*-?")  # what stays on the line of the formula before it
TABULAR = QFont.Tag("tnum")


@dataclass(frozen=True)
class Setting:
    """What runs are set with: look, type, color, formulas, and the values of slots."""

    look: TextLook
    face: Face
    ink: str
    source: FormulaSource
    formulas: FormulaObject
    values: Mapping[str, str]
    inset: int = 0  # px that the block leaves free at the left
    tabular: bool = False  # figures of one width
    _formats: dict[str, QTextCharFormat] = field(default_factory=dict, compare=False)

    def with_face(self, face: Face, *, ink: str, tabular: bool) -> Setting:
        """The same in other type."""
        return replace(self, face=face, ink=ink, tabular=tabular, _formats={})

    def form(self, style: str = "") -> QTextCharFormat:
        """The format of a run; `style` joins EMPHASIS, STRONG and CODE by blanks."""
        form = self._formats.get(style)
        if form is None:
            form = self._formats[style] = self._form(style)
        return form

    def bullet(self) -> QTextCharFormat:
        """The format of a list item's block: its font decides how Qt draws the bullet."""
        form = QTextCharFormat(self.form())
        form.setFont(self.face.bullet_font())
        return form

    def _form(self, style: str) -> QTextCharFormat:
        words = style.split()
        form = QTextCharFormat()
        if CODE in words:
            font = self.face.code_font()
            form.setBackground(QColor(self.look.sunk))
        else:
            font = self.face.font(italic=EMPHASIS in words, strong=STRONG in words)
        if self.tabular:
            font.setFeature(TABULAR, 1)
        form.setFont(font)
        form.setForeground(QColor(self.ink))
        if style:
            form.setProperty(STYLE, style)
        return form


def write_inlines(
    cursor: QTextCursor, inlines: tuple[tree.Inline, ...], setting: Setting, style: str = ""
) -> None:
    """Write runs at the cursor.

    Raises: SlotError for a slot that has no value.
    """
    tail = ""  # of the next text, already written with the formula before it
    for inline, after in zip(inlines, (*inlines[1:], None), strict=True):
        match inline:
            case tree.Text():
                cursor.insertText(inline.text[len(tail) :], setting.form(style))
                tail = ""
            case tree.Code():
                cursor.insertText(inline.text, setting.form(f"{style} {CODE}".strip()))
            case tree.Slot():
                cursor.insertText(_value(inline, setting.values), setting.form(style))
            case tree.Formula():
                tex = fill(inline.tex, setting.values)
                if isinstance(after, tree.Text):
                    tail = TAIL.findall(after.text)[0]
                write_formula(cursor, setting.source.formula(tex, False), setting, style, tail)
            case tree.Emphasis():
                write_inlines(cursor, inline.children, setting, f"{style} {EMPHASIS}".strip())
            case tree.Strong():
                write_inlines(cursor, inline.children, setting, f"{style} {STRONG}".strip())
            case tree.LineBreak():
                cursor.insertText(LINE_BREAK, setting.form(style))


def write_formula(
    cursor: QTextCursor, formula: Typeset, setting: Setting, style: str = "", tail: str = ""
) -> None:
    """Write a formula and its tail, or its source and what is wrong with it."""
    text = setting.form(style)
    if not isinstance(formula, FormulaPicture):
        source = QTextCharFormat(setting.form(CODE))
        source.setProperty(TEX, formula.tex)
        source.setProperty(DISPLAYED, formula.display)
        cursor.insertText(formula.tex, source)
        cursor.insertText(f" ({formula.reason}){tail}", text)
        return
    before = cursor.document().characterAt(cursor.position() - 1)
    if not cursor.atBlockStart() and not str(before).isspace():
        cursor.insertText(JOINER, text)
    form = setting.formulas.format(formula, setting.face, text, tail=tail, inset=setting.inset)
    cursor.insertText(OBJECT, form)


def _value(slot: tree.Slot, values: Mapping[str, str]) -> str:
    key = slot_key(slot)
    if key not in values:
        raise SlotError(f"[[{key}]] has no value", 0)
    return values[key]
