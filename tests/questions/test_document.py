"""The document tree: walking it, its formulas, its words, and its JSON."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
    formulas,
    plain_text,
    walk,
)


def p(*inlines) -> Paragraph:
    return Paragraph(inlines)


EVERYTHING: Document = (
    p(Text("one "), Emphasis((Text("two "), Strong((Formula("a"),)))), LineBreak(), Code("three")),
    DisplayFormula("b"),
    CodeBlock("four\nfive"),
    ItemList(((p(Text("six")), DisplayFormula("c")), (ItemList(((p(Text("seven")),),), 2),))),
    Table(((Text("eight"),), (Formula("d"),)), (((Slot("x", "sign"),), (Text("nine"),)),)),
)


def test_walk_meets_every_node_in_reading_order():
    names = [type(node).__name__ for node in walk(EVERYTHING)]
    assert names == [
        *("Paragraph", "Text", "Emphasis", "Text", "Strong", "Formula", "LineBreak", "Code"),
        *("DisplayFormula", "CodeBlock"),
        *("ItemList", "Paragraph", "Text", "DisplayFormula", "ItemList", "Paragraph", "Text"),
        *("Table", "Text", "Formula", "Slot", "Text"),
    ]


def test_formulas_come_in_reading_order_with_their_style():
    assert list(formulas(EVERYTHING)) == [("a", False), ("b", True), ("c", True), ("d", False)]


def test_plain_text_has_every_word():
    words = "one two a three b four five six c seven eight d [[x]] nine"
    assert plain_text(EVERYTHING) == words


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ((), ""),
        ((p(Text("re"), Emphasis((Text("al"),)), Text("ly")),), "really"),
        ((p(Text("a"), LineBreak(), Text("b")),), "a b"),
        ((p(Text("a")), p(Text("b"))), "a b"),
        ((p(Text("a")), CodeBlock("b"), p(Text("c"))), "a b c"),
        ((ItemList(((p(Text("a")),), (p(Text("b")),))), p(Text("c"))), "a b c"),
        ((Table(((Text("a"),), (Text("b"),)), (((Text("c"),), ()),)),), "a b c"),
        ((p(Text("a"), Formula("x"), Text("b")),), "a x b"),
        ((p(Text("shape ("), Slot("n"), Text(", 3)")),), "shape ([[n]], 3)"),
    ],
)
def test_words_run_together_only_within_a_paragraph(document, words):
    assert plain_text(document) == words


def test_the_json_names_each_node():
    text = msgspec.json.encode((p(Text("a"), Slot("b")), DisplayFormula("c")))
    assert text == (
        b'[{"type":"paragraph","children":[{"type":"text","text":"a"},'
        b'{"type":"slot","name":"b","form":""}]},{"type":"display","tex":"c"}]'
    )


@pytest.mark.parametrize(
    "text",
    [
        b'[{"type":"html","text":"<b>"}]',
        b'[{"type":"paragraph"}]',
        b'[{"type":"paragraph","children":[],"style":"x"}]',
        b'[{"type":"paragraph","children":[{"type":"display","tex":"c"}]}]',
        b'[{"type":"text","text":"a"}]',
        b'[{"type":"list","items":[],"start":"one"}]',
        b'[{"type":"paragraph","children":[{"type":"slot","name":"a","form":"x"}]}]',
    ],
)
def test_what_is_no_document_is_refused(text):
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(text, type=Document)


plain = st.text(max_size=5)
inlines = st.recursive(
    st.one_of(
        st.builds(Text, plain),
        st.builds(Code, plain),
        st.builds(Formula, plain),
        st.builds(Slot, plain, st.sampled_from(["", "paren", "sign"])),
        st.builds(LineBreak),
    ),
    lambda inner: st.builds(
        lambda kind, children: kind(tuple(children)),
        st.sampled_from([Emphasis, Strong]),
        st.lists(inner, max_size=3),
    ),
    max_leaves=6,
)
row = st.lists(st.lists(inlines, max_size=2).map(tuple), max_size=2).map(tuple)
blocks = st.recursive(
    st.one_of(
        st.builds(Paragraph, st.lists(inlines, max_size=3).map(tuple)),
        st.builds(DisplayFormula, plain),
        st.builds(CodeBlock, plain),
        st.builds(Table, row, st.lists(row, max_size=2).map(tuple)),
    ),
    lambda inner: st.builds(
        ItemList,
        st.lists(st.lists(inner, max_size=2).map(tuple), max_size=2).map(tuple),
        st.one_of(st.none(), st.integers(0, 99)),
    ),
    max_leaves=5,
)


@settings(deadline=None)
@given(st.lists(blocks, max_size=3).map(tuple))
def test_any_document_comes_back_from_its_json(document):
    text = msgspec.json.encode(document, order="deterministic")
    assert msgspec.json.decode(text, type=Document) == document
    assert all(tex in plain_text(document) for tex, _ in formulas(document) if tex.isalnum())
