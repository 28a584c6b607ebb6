"""The document tree -> QTextDocument: slots filled, formulas set, no markup in between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtGui import (
    QColor,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextListFormat,
    QTextOption,
)

from desktop.questions import document as tree
from desktop.questions.slots import fill
from desktop.typeset.boxes import write_code, write_table
from desktop.typeset.formula_object import FormulaObject
from desktop.typeset.formula_source import FormulaSource
from desktop.typeset.inlines import Setting, write_formula, write_inlines
from desktop.typeset.look import Role, TextLook

DISPLAY_INDENT = 28  # px; a centred formula would jump when its numbers change
LIST_INDENT = 28  # holds "10."
ITEM_GAP = 4
GAP = 3 / 7  # of a line, between blocks: 12 px in prose

LINE_HEIGHT = QTextBlockFormat.LineHeightTypes.MinimumHeight.value


class Passage(NamedTuple):
    """A text and what fills its slots."""

    document: tree.Document
    values: Mapping[str, str] = {}


class TypesetDocument(QTextDocument):
    """A QTextDocument with the object that paints its formulas."""

    def __init__(self, look: TextLook, role: Role, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setUndoRedoEnabled(False)
        self.setDocumentMargin(0)
        self.setIndentWidth(look.length(LIST_INDENT))
        self.setDefaultFont(look.face(role).font())
        option = QTextOption()
        option.setUseDesignMetrics(True)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setDefaultTextOption(option)
        self.formulas = FormulaObject(self, QColor(look.edge))


def typeset(
    passages: Sequence[Passage],
    look: TextLook,
    source: FormulaSource,
    *,
    role: Role = Role.PROSE,
    ink: str = "",
    parent: QObject | None = None,
) -> TypesetDocument:
    """The passages, one below another, in the type of `role` and in the color `ink` or the look's.

    Raises: SlotError for a slot that has no value, BundleError if the bundle is damaged.
    """
    document = TypesetDocument(look, role, parent)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    writer = _Writer(cursor)
    face = look.face(role)
    for passage in passages:
        setting = Setting(look, face, ink or look.ink, source, document.formulas, passage.values)
        writer.write(passage.document, setting, 0)
    cursor.endEditBlock()
    return document


class _Writer:
    """Writes blocks at a cursor; `depth` counts the lists around a block."""

    def __init__(self, cursor: QTextCursor) -> None:
        self._cursor = cursor
        self._blank = True  # the block at the cursor is still to be filled
        self._first = True

    def write(self, blocks: tuple[tree.Block, ...], setting: Setting, depth: int) -> None:
        for block in blocks:
            self._write(block, setting, depth, round(GAP * setting.face.line))

    def _write(self, block: tree.Block, setting: Setting, depth: int, gap: int) -> None:
        match block:
            case tree.Paragraph():
                self._begin(setting, depth, gap)
                write_inlines(self._cursor, block.children, setting)
            case tree.DisplayFormula():
                self._write_display(block, setting, depth, gap)
            case tree.CodeBlock():
                self._begin(setting, depth, gap)
                write_code(self._cursor, block, setting, gap)
                self._blank = True
            case tree.ItemList():
                self._write_list(block, setting, depth, gap)
            case tree.Table():
                self._begin(setting, depth, gap)
                write_table(self._cursor, block, setting, gap)
                self._blank = True

    def _begin(
        self, setting: Setting, depth: int, gap: int, *, left: int = 0, line: bool = True
    ) -> QTextBlockFormat:
        """Start a block, `gap` px below the one before."""
        form = QTextBlockFormat()
        form.setIndent(depth)
        form.setLeftMargin(left)
        form.setTopMargin(0 if self._first else gap)
        if line:
            form.setLineHeight(setting.face.line, LINE_HEIGHT)
        if self._blank:
            self._cursor.setBlockFormat(form)
            self._cursor.setBlockCharFormat(setting.form())
        else:
            self._cursor.insertBlock(form, setting.form())
        current = self._cursor.currentList()
        if current is not None:
            current.remove(self._cursor.block())
            self._cursor.setBlockFormat(form)
        self._blank = self._first = False
        return form

    def _write_display(
        self, block: tree.DisplayFormula, setting: Setting, depth: int, gap: int
    ) -> None:
        left = setting.look.length(DISPLAY_INDENT)
        self._begin(setting, depth, gap, left=left, line=False)
        inset = left + depth * setting.look.length(LIST_INDENT)
        formula = setting.source.formula(fill(block.tex, setting.values), True)
        write_formula(self._cursor, formula, replace(setting, inset=inset))

    def _write_list(self, block: tree.ItemList, setting: Setting, depth: int, gap: int) -> None:
        form = QTextListFormat()
        form.setIndent(depth + 1)
        form.setStyle(QTextListFormat.Style.ListDisc)
        if block.start is not None:
            form.setStyle(QTextListFormat.Style.ListDecimal)
            form.setStart(block.start)
        items = None
        for number, (head, *rest) in enumerate(block.items):
            self._write(head, setting, depth + 1, setting.look.length(ITEM_GAP) if number else gap)
            if items is None:
                items = self._cursor.createList(form)
            else:
                items.add(self._cursor.block())
            listed = self._cursor.blockFormat()
            listed.setIndent(0)  # the list's own comes on top
            self._cursor.setBlockFormat(listed)
            if block.start is None:
                self._cursor.setBlockCharFormat(setting.bullet())
            self.write(tuple(rest), setting, depth + 1)
