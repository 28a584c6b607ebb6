"""Markdown: what is allowed becomes a document tree, all else is refused with line and words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.markdown import DEEPEST, Parsed, parse
from desktop.questions.document import (
    Code,
    CodeBlock,
    DisplayFormula,
    Document,
    Emphasis,
    Formula,
    ItemList,
    LineBreak,
    Paragraph,
    Slot,
    Strong,
    Table,
    Text,
)


def paragraph(*inlines) -> Paragraph:
    return Paragraph(tuple(Text(i) if isinstance(i, str) else i for i in inlines))


def item(*inlines) -> tuple[Paragraph]:
    return (paragraph(*inlines),)


def cell(*inlines):
    return paragraph(*inlines).children


A = Formula("a")
ALLOWED: dict[str, Document] = {
    "plain words": (paragraph("plain words"),),
    "one\ntwo": (paragraph("one two"),),
    "one\n\ntwo": (paragraph("one"), paragraph("two")),
    "one  \ntwo\\\nthree": (paragraph("one", LineBreak(), "two", LineBreak(), "three"),),
    "*one* _two_ **three**": (
        paragraph(
            Emphasis((Text("one"),)),
            " ",
            Emphasis((Text("two"),)),
            " ",
            Strong((Text("three"),)),
        ),
    ),
    "**a *b* $a$**": (paragraph(Strong((Text("a "), Emphasis((Text("b"),)), Text(" "), A))),),
    "in_channels and 3 * 4 * 5": (paragraph("in_channels and 3 * 4 * 5"),),
    "`x < y`": (paragraph(Code("x < y")),),
    "`$HOME` costs \\$5": (paragraph(Code("$HOME"), " costs $5"),),
    "``a ` $ b``": (paragraph(Code("a ` $ b")),),
    "`[[no_slot]] \\(`": (paragraph(Code("[[no_slot]] \\(")),),
    "\\*not\\_stressed\\*": (paragraph("*not_stressed*"),),
    "R&D, a < b, 3 > 2, {x}, [1]": (paragraph("R&D, a < b, 3 > 2, {x}, [1]"),),
    "[1]: reference": (paragraph("[1]: reference"),),
    "$a$": (paragraph(A),),
    "2$a$b, $a$2": (paragraph("2", A, "b, ", A, "2"),),
    "$a \\text{ if }\n  b$": (paragraph(Formula("a \\text{ if } b")),),
    "$\\{a\\}, \\$, a_b*c*$": (paragraph(Formula("\\{a\\}, \\$, a_b*c*")),),
    "$`a`$": (paragraph(Formula("`a`")),),
    "$$a$$": (DisplayFormula("a"),),
    "$$\na\n\n  = b\n$$": (DisplayFormula("a = b"),),
    "so\n$$\na\n$$\nholds": (paragraph("so"), DisplayFormula("a"), paragraph("holds")),
    "so $$a$$ and $$b$$ hold": (
        paragraph("so "),
        DisplayFormula("a"),
        paragraph(" and "),
        DisplayFormula("b"),
        paragraph(" hold"),
    ),
    "- one\n- **two**": (ItemList((item("one"), item(Strong((Text("two"),))))),),
    "3. one\n4. two": (ItemList((item("one"), item("two")), 3),),
    "1) one": (ItemList((item("one"),), 1),),
    "- one\n\n  $$\n  a\n  $$\n- 1. two": (
        ItemList(((paragraph("one"), DisplayFormula("a")), (ItemList((item("two"),), 1),))),
    ),
    "```python\nx = '$'  # <b>\n```": (CodeBlock("x = '$'  # <b>"),),
    "    indented": (CodeBlock("indented"),),
    "| a | $a$ |\n|---|:-:|\n| `b` | |\n| [[c]] | \\| |": (
        Table(
            (cell("a"), (A,)),
            (((Code("b"),), ()), ((Slot("c"),), cell("|"))),
        ),
    ),
    "[[a]] [[b.c_1:sign]]/[[d:paren]]": (
        paragraph(Slot("a"), " ", Slot("b.c_1", "sign"), "/", Slot("d", "paren")),
    ),
    "$[[a]] \\cdot [[b:paren]]$": (paragraph(Formula("[[a]] \\cdot [[b:paren]]")),),
    "a list [ [1, 2] ]": (paragraph("a list [ [1, 2] ]"),),
}

NO_PARTNER = "a $ without its partner: close the formula, with no space inside the $"
INSIDE = r"a $ inside a formula: put each on lines of its own, write \$ for the sign"
WITHIN = "$$ within a line: put the formula on lines of its own, or use $"
HTML = "raw HTML: use Markdown"
HTML_INLINE = "raw HTML: use Markdown, or put it into `code`"
LINK = "a link: name an entry of sources.yaml in `sources`"
IMAGE = "an image: draw a figure and name it in `figure`"
HEADING = "a heading: write the words in bold"
BACKSLASH = "a backslash in a text: write TeX between two $, and code between two `"
DEEP = "nested too deeply: write it plainer"

REFUSED: dict[str, tuple[int, str]] = {
    "# heading": (0, HEADING),
    "text\n\nheading\n===": (2, HEADING),
    "text\n---": (0, HEADING),
    "text\n\n<div>\nx\n</div>": (2, HTML),
    "<!-- a comment -->": (0, HTML),
    "<script>alert(1)</script>": (0, HTML),
    "a\nb <b>c": (1, HTML_INLINE),
    "a <br/> b": (0, HTML_INLINE),
    "a <!-- b --> c": (0, HTML_INLINE),
    "a <?php b ?> c": (0, HTML_INLINE),
    "a <![CDATA[b]]> c": (0, HTML_INLINE),
    "- a\n- b <i>": (1, HTML_INLINE),
    "| a |\n|---|\n| b |\n| <u> |": (3, HTML_INLINE),
    "**a <i>**": (0, HTML_INLINE),
    "$a\n= b$ <i>": (1, HTML_INLINE),
    "a\\\nb  \nc <i>": (2, HTML_INLINE),
    "so\n$$\na\n$$\nthen\n<i> it": (5, HTML_INLINE),
    "a [link](b)": (0, LINK),
    "a [[b]](c)": (0, LINK),
    "<mailto:a@b.example>": (0, LINK),
    "a\n\n![image](b.png)": (2, IMAGE),
    "> a quote": (0, "a block quote: use a paragraph"),
    "a\n\n***": (2, "a rule: use a paragraph"),
    "$$\na\n$$ (eq1)": (0, "a labelled formula: leave the label out"),
    "one $": (0, NO_PARTNER),
    "one\ntwo $a$ three $b": (1, NO_PARTNER),
    "it costs $5 and $6": (0, NO_PARTNER),
    "$ a $": (0, NO_PARTNER),
    "$$ a": (0, NO_PARTNER),
    "a\n\n$$\nb": (2, NO_PARTNER),
    "- a\n- b\n- $c": (2, NO_PARTNER),
    "| a | b |\n|---|---|\n| $a | b |": (2, NO_PARTNER),
    "*$a*": (0, NO_PARTNER),
    "$$a$$ and $$b$$": (0, INSIDE),
    "a\n$$\nb \\$ $\n$$": (1, INSIDE),
    "**$$a$$**": (0, WITHIN),
    "| a |\n|---|\n| $$a$$ |": (2, WITHIN),
    "\\(a\\)": (0, BACKSLASH),
    "a\n\\[b\\]": (1, BACKSLASH),
    "\\\\(a\\\\)": (0, BACKSLASH),
    "the \\alpha of $a$": (0, BACKSLASH),
    "\\[[a]]": (0, BACKSLASH),
    "a&nbsp;b": (0, "an HTML entity (`&nbsp;`): write the character itself"),
    "a &#x202e;b": (0, "an HTML entity (`&#x202e;`): write the character itself"),
    "a &#31; b": (0, "an HTML entity (`&#31;`): write the character itself"),
    "a &lt;b&GT;": (0, "an HTML entity (`&lt;`): write the character itself"),
    "a\nb [[c]": (1, "[[ is not closed: write [[name]], or [ [ where brackets are meant"),
    "": (0, "an empty text"),
    " \n\n ": (0, "an empty text"),
    "*" * 3000 + "a" + "*" * 3000: (0, DEEP),
    "> " * 500 + "a": (0, DEEP),
    "- " * 500 + "a": (0, DEEP),
}


@pytest.mark.parametrize("text", ALLOWED, ids=repr)
def test_an_allowed_construct(text: str) -> None:
    assert parse(text) == Parsed(ALLOWED[text], ())


@pytest.mark.parametrize("text", REFUSED, ids=lambda text: repr(text)[:40])
def test_a_refused_construct(text: str) -> None:
    found = [tuple(problem) for problem in parse(text).problems]
    assert REFUSED[text] in found
    assert all(line <= text.count("\n") for line, _ in found)


def test_every_problem_of_a_text_is_named_once() -> None:
    text = "# a\n\nb <i> c <i>\n\nd [e](f)\n\n> g $"
    lines = [(problem.line, problem.message.partition(":")[0]) for problem in parse(text).problems]
    assert lines == [(0, "a heading"), (2, "raw HTML"), (4, "a link"), (6, "a block quote")]


def test_lists_may_be_nested_but_not_without_end() -> None:
    def nested(depth: int) -> str:
        return "\n".join(f"{'  ' * level}- level {level}" for level in range(depth))

    assert parse(nested(DEEPEST // 2 - 1)).problems == ()
    assert parse(nested(DEEPEST)).problems != ()


# Pieces that mean something to Markdown, TeX, slots or Anki, so that chance puts them together.
PIECES = """
    a 1 . ) * ** _ ` ``` ~~~ # > - + = | |-| $ $$ \\ \\( \\) \\[ \\] [ ] [[ ]] [[a]] [[a:sign]] (
    ) ! < > <b> </b> <!-- --> & &lt; &#31; {{ }} {{c1:: [sound: :: --- === 1. [x](y) ![
    \\\\ \\frac{1}{2}
"""
texts = st.lists(st.sampled_from([*PIECES.split(), " ", "\n", "\n\n", "    "]), max_size=40).map(
    "".join
)


@settings(deadline=None, max_examples=400)
@given(st.one_of(texts, st.text(max_size=80)))
def test_any_text_gives_a_tree_or_problems(text: str) -> None:
    parsed = parse(text)
    assert parsed.document or parsed.problems
    last = len(re.findall("\r\n?|\n", text))  # Markdown ends a line at each of these
    assert all(0 <= problem.line <= last for problem in parsed.problems)
    assert all(problem.message for problem in parsed.problems)
    assert parse(text) == parsed


@settings(deadline=None)
@given(st.text("abcdefghij ,;", min_size=1).filter(lambda text: text.strip() == text))
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert parse(text) == Parsed((paragraph(text),), ())
