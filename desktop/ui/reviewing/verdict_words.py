"""What marking says, in pieces -> a document that the app typesets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop.questions.document import Block, Document, Inline, Paragraph, Strong, Text
from desktop.questions.marking import Piece


def verdict_document(pieces: Sequence[Piece], mistakes: Mapping[str, Document]) -> Document:
    """The sentence of a verdict; a mistake's name stands for the author's words on it."""
    line: list[Inline] = []
    blocks: list[Block] = []
    for piece in pieces:
        if piece.strong is not None:
            line.append(Strong((Text(piece.strong),)))
        elif piece.plain is not None:
            line.append(Text(piece.plain))
        elif piece.mistake is not None:
            first, *rest = mistakes[piece.mistake]
            if isinstance(first, Paragraph):
                line.extend(first.children)
            else:
                rest.insert(0, first)
            if rest:
                blocks += [Paragraph(tuple(line)), *rest]
                line = []
    if line:
        blocks.append(Paragraph(tuple(line)))
    return tuple(blocks)


def sentence(pieces: Sequence[Piece]) -> list[tuple[str, bool]]:
    """Pieces without mistakes as plain words, stressed in places."""
    return [(piece.strong or piece.plain or "", piece.strong is not None) for piece in pieces]
