"""Blocks with a box of their own: tables and code."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QTextBlockFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextTable,
    QTextTableCellFormat,
    QTextTableFormat,
)

from desktop.questions import document as tree
from desktop.typeset.inlines import CODE, CODE_BLOCK, LINE_BREAK, Setting, write_inlines
from desktop.typeset.look import Role

COLUMN_GAP = 22  # px
ROW_SPACE = 5  # px above and below a cell's text
SMALLER = 16 / 18  # of prose
CODE_PADDING = 10
CODE_LINE = 1.5  # em
SPACER = 1  # px: Qt keeps an empty block on both sides of a box

LINE_HEIGHT = QTextBlockFormat.LineHeightTypes.MinimumHeight.value
FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value


def write_table(cursor: QTextCursor, table: tree.Table, setting: Setting, gap: int) -> None:
    """Write a table below the block at the cursor, which stays empty; ends in the block after.

    `gap` px stay free below it.
    """
    before = _spacer(cursor)
    rows = (table.header, *table.rows)
    form = QTextTableFormat()
    form.setBorder(0)
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
    form.setCellSpacing(0)
    form.setCellPadding(0)
    form.setLeftMargin(before.indent() * cursor.document().indentWidth())
    form.setBottomMargin(gap)
    form.setHeaderRowCount(1)
    grid = cursor.insertTable(len(rows), max(map(len, rows)), form)
    head = _head(setting)
    body = _body(setting)
    for row, cells in enumerate(rows):
        for column, inlines in enumerate(cells):
            last = column == len(cells) - 1
            _write_cell(grid, row, column, inlines, body if row else head, last)
    cursor.setPosition(grid.lastPosition() + 1)
    _spacer(cursor)


def write_code(cursor: QTextCursor, code: tree.CodeBlock, setting: Setting, gap: int) -> None:
    """Write lines of code in a box; before and after as write_table."""
    look = setting.look
    before = _spacer(cursor)
    form = QTextFrameFormat()
    form.setBackground(QColor(look.sunk))
    form.setBorder(0)
    form.setPadding(look.length(CODE_PADDING))
    form.setLeftMargin(before.indent() * cursor.document().indentWidth())
    form.setBottomMargin(gap)
    frame = cursor.insertFrame(form)
    block = QTextBlockFormat()
    block.setProperty(CODE_BLOCK, True)
    block.setLineHeight(round(CODE_LINE * setting.form(CODE).font().pixelSize()), LINE_HEIGHT)
    cursor.setBlockFormat(block)
    cursor.insertText(LINE_BREAK.join(code.text.rstrip("\n").split("\n")), setting.form(CODE))
    cursor.setPosition(frame.lastPosition() + 1)
    _spacer(cursor)


def _spacer(cursor: QTextCursor) -> QTextBlockFormat:
    """Make the block at the cursor as low as can be; returns its format."""
    form = cursor.blockFormat()
    form.setLineHeight(SPACER, FIXED)
    cursor.setBlockFormat(form)
    return form


def _head(setting: Setting) -> Setting:
    face = setting.look.face(Role.BODY)
    small = replace(face, px=min(face.px, setting.face.px), weight=600)
    return setting.with_face(small, ink=setting.ink, tabular=True)


def _body(setting: Setting) -> Setting:
    face = setting.face
    small = replace(face, px=round(SMALLER * face.px), line=round(SMALLER * face.line))
    return setting.with_face(small, ink=setting.ink, tabular=True)


def _write_cell(
    grid: QTextTable,
    row: int,
    column: int,
    inlines: tuple[tree.Inline, ...],
    setting: Setting,
    last: bool,
) -> None:
    look = setting.look
    form = QTextTableCellFormat()
    form.setTopPadding(look.length(ROW_SPACE))
    form.setBottomPadding(look.length(ROW_SPACE))
    form.setRightPadding(0 if last else look.length(COLUMN_GAP))
    form.setBottomBorder(1)
    form.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBottomBorderBrush(QBrush(QColor(look.rule if row else look.edge)))
    aligned = QTextTableCellFormat.VerticalAlignment
    form.setVerticalAlignment(aligned.AlignTop if row else aligned.AlignBottom)
    cell = grid.cellAt(row, column)
    cursor = cell.firstCursorPosition()
    block = QTextBlockFormat()
    block.setLineHeight(setting.face.line, LINE_HEIGHT)
    block.setAlignment(Qt.AlignmentFlag.AlignLeft)
    cursor.setBlockFormat(block)
    write_inlines(cursor, inlines, setting)
    cell.setFormat(form)
