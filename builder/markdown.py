"""Markdown with TeX -> document tree; the only parser of Markdown in the project.

Allowed are paragraphs, emphasis, code, lists, tables, $inline$ and $$displayed$$ TeX and slots. All
else (headings, HTML, images, links, quotes, rules) is refused with its line, so that the renderers
know every node they can meet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.dollarmath import dollarmath_plugin

from builder.problems import quoted
from desktop.questions import document as tree
from desktop.questions.slots import SlotError, split_text

REFUSED = {
    "heading": "a heading: write the words in bold",
    "html_block": "raw HTML: use Markdown",
    "html_inline": "raw HTML: use Markdown, or put it into `code`",
    "image": "an image: draw a figure and name it in `figure`",
    "link": "a link: name an entry of sources.yaml in `sources`",
    "blockquote": "a block quote: use a paragraph",
    "hr": "a rule: use a paragraph",
    "math_block_label": "a labelled formula: leave the label out",
}

SIGN = re.compile(r"(?<!\\)\$")
DEEPEST = 12  # levels: a list and its items are two
BRACKETS = "()[]"  # with a backslash before them they begin and end TeX in Anki
INSIDE = r"a $ inside a formula: put each on lines of its own, write \$ for the sign"
BACKSLASH = "a backslash in a text: write TeX between two $, and code between two `"


class MarkdownProblem(NamedTuple):
    """What a text holds that it must not: the line within the text (from 0) and the words."""

    line: int
    message: str


class Parsed(NamedTuple):
    """A text's document tree and all that is wrong with the text; with problems it is partial."""

    document: tree.Document
    problems: tuple[MarkdownProblem, ...]


def parse(text: str) -> Parsed:
    """The document tree of a Markdown text, and every problem found in it."""
    reader = _Reader()
    tokens = _MARKDOWN.parse(text)
    if _depth(tokens) > DEEPEST:
        return Parsed((), (MarkdownProblem(0, "nested too deeply: write it plainer"),))
    blocks = reader.blocks(SyntaxTreeNode(tokens).children)
    if not blocks and not reader.problems:
        reader.problems.append(MarkdownProblem(0, "an empty text"))
    return Parsed(blocks, tuple(dict.fromkeys(reader.problems)))


def _make_parser() -> MarkdownIt:
    # HTML is switched on in the parser so that it is seen and refused, not shown as text; escapes
    # and entities are left apart for the same reason. A reference would vanish from the text.
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    return parser.disable(["reference", "text_join"]).use(
        dollarmath_plugin,
        allow_labels=True,
        allow_space=False,
        allow_digits=True,
        double_inline=True,
    )


_MARKDOWN = _make_parser()


def _depth(tokens: Sequence[Token]) -> int:
    """How many levels deep the deepest token lies."""
    level = deepest = 0
    for token in tokens:
        level += token.nesting
        deepest = max(deepest, level + _depth(token.children or ()))
    return deepest


class _Reader:
    """Turns markdown-it's syntax tree into ours and collects what is refused."""

    def __init__(self) -> None:
        self.problems: list[MarkdownProblem] = []
        self.line = 0

    def refuse(self, message: str) -> None:
        self.problems.append(MarkdownProblem(self.line, message))

    def formula(self, content: str) -> str:
        """TeX without line breaks, which Anki's fields cannot hold inside a formula."""
        self.line += content.count("\n")
        return " ".join(content.split())

    def blocks(self, nodes: list[SyntaxTreeNode]) -> tuple[tree.Block, ...]:
        found: list[tree.Block] = []
        for node in nodes:
            self.line = node.map[0] if node.map else self.line
            found.extend(self.block(node))
        return tuple(found)

    def block(self, node: SyntaxTreeNode) -> list[tree.Block]:
        match node.type:
            case "paragraph":
                return self.paragraph(node.children[0])
            case "math_block":
                return [self.double(node)]
            case "fence" | "code_block":
                return [tree.CodeBlock(node.content.rstrip("\n"))]
            case "bullet_list" | "ordered_list":
                start = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
                items = tuple(self.blocks(item.children) for item in node.children)
                return [tree.ItemList(items, start)]
            case "table":
                return [self.table(node)]
            case other:
                self.refuse(REFUSED.get(other, f"{other}: not part of our Markdown"))
                return []

    def paragraph(self, node: SyntaxTreeNode) -> list[tree.Block]:
        blocks: list[tree.Block] = []
        run: list[SyntaxTreeNode] = []
        for child in node.children:
            if child.type == "math_inline_double":
                blocks += self.run(run)
                blocks.append(self.double(child))
                run = []
            else:
                run.append(child)
        return blocks + self.run(run)

    def double(self, node: SyntaxTreeNode) -> tree.Block:
        if SIGN.search(node.content):
            self.refuse(INSIDE)
        return tree.DisplayFormula(self.formula(node.content))

    def run(self, nodes: list[SyntaxTreeNode]) -> list[tree.Block]:
        while nodes and nodes[0].type == "softbreak":
            self.line += 1
            nodes = nodes[1:]
        end = len(nodes)
        while end and nodes[end - 1].type == "softbreak":
            end -= 1
        inlines = self.inlines(nodes[:end])
        self.line += len(nodes) - end
        return [tree.Paragraph(inlines)] if inlines else []

    def table(self, node: SyntaxTreeNode) -> tree.Table:
        rows = [self.row(row) for section in node.children for row in section.children]
        return tree.Table(rows[0], tuple(rows[1:]))

    def row(self, node: SyntaxTreeNode) -> tuple[tuple[tree.Inline, ...], ...]:
        self.line = node.map[0] if node.map else self.line
        return tuple(self.inlines(cell.children[0].children) for cell in node.children)

    def inlines(self, nodes: list[SyntaxTreeNode]) -> tuple[tree.Inline, ...]:
        found: list[tree.Inline] = []
        for node in nodes:
            found.extend(self.inline(node))
        return _joined(found)

    def inline(self, node: SyntaxTreeNode) -> list[tree.Inline]:
        match node.type:
            case "text":
                return self.text(node.content)
            case "text_special":
                return self.special(node)
            case "softbreak":
                self.line += 1
                return [tree.Text(" ")]
            case "hardbreak":
                self.line += 1
                return [tree.LineBreak()]
            case "code_inline":
                return [tree.Code(node.content)]
            case "math_inline":
                return [tree.Formula(self.formula(node.content))]
            case "em":
                return [tree.Emphasis(self.inlines(node.children))]
            case "strong":
                return [tree.Strong(self.inlines(node.children))]
            case "math_inline_double":
                self.refuse("$$ within a line: put the formula on lines of its own, or use $")
            case other:
                self.refuse(REFUSED.get(other, f"{other}: not part of our Markdown"))
        return []

    def special(self, node: SyntaxTreeNode) -> list[tree.Inline]:
        """The character that an entity or a backslash stands for."""
        if node.info == "entity":
            # it could stand for a character that no reader sees
            self.refuse(f"an HTML entity ({quoted(node.markup)}): write the character itself")
        elif "\\" in node.content or node.content in BRACKETS:
            self.refuse(BACKSLASH)
        else:
            return [tree.Text(node.content)]
        return []

    def text(self, content: str) -> list[tree.Inline]:
        if "\\" in content:
            self.refuse(BACKSLASH)
        if "$" in content:
            self.refuse("a $ without its partner: close the formula, with no space inside the $")
        try:
            return [
                tree.Text(piece) if isinstance(piece, str) else piece
                for piece in split_text(content)
            ]
        except SlotError as error:
            self.refuse(str(error))
            return []


def _joined(inlines: list[tree.Inline]) -> tuple[tree.Inline, ...]:
    """Neighboring texts as one."""
    joined: list[tree.Inline] = []
    for inline in inlines:
        last = joined[-1] if joined else None
        if isinstance(inline, tree.Text) and isinstance(last, tree.Text):
            joined[-1] = tree.Text(last.text + inline.text)
        else:
            joined.append(inline)
    return tuple(joined)
