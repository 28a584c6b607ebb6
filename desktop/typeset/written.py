"""What a document says as text: Markdown with TeX to copy, words with TeX to read aloud."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextListFormat

from desktop.typeset.formula_object import DISPLAYED, TAIL, TEX
from desktop.typeset.inlines import CODE, CODE_BLOCK, EMPHASIS, JOINER, LINE_BREAK, STRONG, STYLE

MARKS = {EMPHASIS: "*", STRONG: "**", CODE: "`"}


class _Kind(Enum):
    PARAGRAPH = auto()
    ITEM = auto()
    CODE = auto()
    ROW = auto()


class _Piece(NamedTuple):
    """A block's text, `row` telling which row of a table it stands in."""

    kind: _Kind
    text: str
    row: int = -1


def markdown(cursor: QTextCursor) -> str:
    """The selection as Markdown, formulas between dollars."""
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    return _joined(list(_pieces(cursor.document(), start, end)))


def spoken(document: QTextDocument) -> str:
    """All of it without marks, formulas as their TeX, for a screen reader."""
    lines = []
    block = document.begin()
    while block.isValid():
        lines.append("".join(text for text, *_ in _runs(block, 0, document.characterCount())))
        block = block.next()
    return "\n".join(line for line in lines if line.strip())


def _pieces(document: QTextDocument, start: int, end: int) -> Iterator[_Piece]:
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        text = "".join(_marked(*run) for run in _runs(block, start, end))
        table = QTextCursor(block).currentTable()
        if block.blockFormat().boolProperty(CODE_BLOCK):
            yield _Piece(_Kind.CODE, "".join(text for text, *_ in _runs(block, start, end)))
        elif table is not None:
            yield _Piece(_Kind.ROW, text, table.cellAt(block.position()).row())
        elif block.textList() is not None:
            yield _Piece(_Kind.ITEM, f"{_marker(block)}{text}")
        elif text:
            yield _Piece(_Kind.PARAGRAPH, "   " * block.blockFormat().indent() + text)
        block = block.next()


def _runs(block: QTextBlock, start: int, end: int) -> Iterator[tuple[str, str, bool, bool]]:
    """The block's runs from start to end: text or TeX, its style, whether TeX, and displayed."""
    fragments = block.begin()
    while not fragments.atEnd():
        fragment = fragments.fragment()
        form, at = fragment.charFormat(), fragment.position()
        low, high = max(start - at, 0), min(end - at, fragment.length())
        if low < high:
            tex = form.stringProperty(TEX)
            text = fragment.text()[low:high].replace(JOINER, "").replace(LINE_BREAK, "\n")
            style, display = form.stringProperty(STYLE), form.boolProperty(DISPLAYED)
            yield tex or text, style, bool(tex), display
            if form.stringProperty(TAIL):
                yield form.stringProperty(TAIL), style, False, False
        fragments += 1


def _marked(text: str, style: str, is_tex: bool, display: bool) -> str:
    if is_tex:
        return f"$${text}$$" if display else f"${text}$"
    words = style.split()
    marks = "".join(MARKS[word] for word in words)
    bare = text.strip()
    if not marks or not bare:
        return text
    lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{lead}{marks}{bare}{marks[::-1]}{tail}"


def _marker(block: QTextBlock) -> str:
    items = block.textList()
    form = items.format()
    inner = "   " * (form.indent() - 1)
    if form.style() == QTextListFormat.Style.ListDecimal:
        return f"{inner}{form.start() + items.itemNumber(block)}. "
    return f"{inner}- "


def _joined(pieces: list[_Piece]) -> str:
    """The pieces one below another, as Markdown separates their kinds."""
    lines: list[str] = []
    last: _Piece | None = None
    for piece in pieces:
        if last is not None and last.kind is _Kind.CODE is not piece.kind:
            lines.append("```")
        together = last is not None and last.kind is piece.kind is not _Kind.PARAGRAPH
        if last is not None and not together:
            lines.append("")
        if piece.kind is _Kind.CODE and not together:
            lines.append("```")
        if piece.kind is _Kind.ROW and together and last is not None and last.row == piece.row:
            lines[-1] += f" {piece.text} |"
        elif piece.kind is _Kind.ROW:
            if together and last is not None and last.row == 0:
                lines.append("|" + "---|" * lines[-1].count(" |"))
            lines.append(f"| {piece.text} |")
        else:
            lines.append(piece.text)
        last = piece
    if last is not None and last.kind is _Kind.CODE:
        lines.append("```")
    return "\n".join(lines)
