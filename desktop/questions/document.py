"""The document tree: what every text of a card is parsed into, and what every renderer reads.

Markdown ends in the builder. Anki's HTML, the app's QTextDocument and the paper's Typst source are
renderers of this tree, so they cannot disagree about what a text says.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Literal, TypeAlias

import msgspec


class Node(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="type"):
    """Any node of the tree; its JSON carries the node's type."""


class Text(Node, frozen=True, tag="text"):
    """A run of plain text."""

    text: str


class Code(Node, frozen=True, tag="code"):
    """Code within a line."""

    text: str


class Formula(Node, frozen=True, tag="formula"):
    """TeX within a line; it may hold slots such as [[stride]]."""

    tex: str


class Slot(Node, frozen=True, tag="slot"):
    """A place for one of the variant's values; form says how its sign is written."""

    name: str
    form: Literal["", "paren", "sign"] = ""


class Emphasis(Node, frozen=True, tag="emphasis"):
    """Text to be stressed."""

    children: tuple[Inline, ...]


class Strong(Node, frozen=True, tag="strong"):
    """Text to be found again."""

    children: tuple[Inline, ...]


class LineBreak(Node, frozen=True, tag="break"):
    """A break within a paragraph."""


Inline: TypeAlias = Text | Code | Formula | Slot | Emphasis | Strong | LineBreak


class Paragraph(Node, frozen=True, tag="paragraph"):
    """Inlines that stand together."""

    children: tuple[Inline, ...]


class DisplayFormula(Node, frozen=True, tag="display"):
    """TeX on lines of its own; it may hold slots."""

    tex: str


class CodeBlock(Node, frozen=True, tag="code-block"):
    """Lines of code."""

    text: str


class ItemList(Node, frozen=True, tag="list"):
    """Items, numbered from start or bulleted where start is None."""

    items: tuple[tuple[Block, ...], ...]
    start: int | None = None


class Table(Node, frozen=True, tag="table"):
    """A table: one head row, then rows of as many cells."""

    header: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]


Block: TypeAlias = Paragraph | DisplayFormula | CodeBlock | ItemList | Table
Document: TypeAlias = tuple[Block, ...]


def walk(nodes: tuple[Block, ...] | tuple[Inline, ...]) -> Iterator[Block | Inline]:
    """Every node below and among `nodes`, in reading order."""
    for node in nodes:
        yield node
        match node:
            case Emphasis() | Strong() | Paragraph():
                yield from walk(node.children)
            case ItemList():
                for item in node.items:
                    yield from walk(item)
            case Table():
                for row in (node.header, *node.rows):
                    for cell in row:
                        yield from walk(cell)


def formulas(document: Document) -> Iterator[tuple[str, bool]]:
    """Every formula as (TeX, whether it is displayed)."""
    for node in walk(document):
        if isinstance(node, Formula):
            yield node.tex, False
        elif isinstance(node, DisplayFormula):
            yield node.tex, True


def plain_text(document: Document) -> str:
    """The words of a document, formulas as their TeX, for search and for counting."""
    return " ".join("".join(_words(document)).split())


def _words(nodes: tuple[Block, ...] | tuple[Inline, ...]) -> Iterator[str]:
    for node in nodes:
        match node:
            case Text() | Code():
                yield node.text
            case Formula() | DisplayFormula() | CodeBlock():
                yield f" {node.text if isinstance(node, CodeBlock) else node.tex} "
            case Slot():
                yield f"[[{node.name}]]"
            case Emphasis() | Strong():
                yield from _words(node.children)
            case LineBreak():
                yield " "
            case Paragraph():
                yield from (" ", *_words(node.children), " ")
            case ItemList():
                for item in node.items:
                    yield from _words(item)
            case Table():
                for cell in itertools.chain(node.header, *node.rows):
                    yield from (" ", *_words(cell), " ")
