"""A card's fields: their order, what stands in which, and the JSON that the card's script reads."""

from __future__ import annotations

import json
import re

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.anki.fields import FIELDS, credits_text, escape_json, field_values
from builder.compile import compile_exam
from builder.load import load
from builder.markdown import parse
from builder.problems import Findings
from desktop.questions.card import Card, documents
from desktop.questions.document import Paragraph, Text, plain_text
from desktop.questions.variants import Row
from tests.builder.anki.test_html import ATTACKS
from tests.project import FIVE

FIGURES = {"in2346-2022/1.1": "<svg>one</svg>", "in2346-2022/1.2": "<svg>two</svg>"}
ORDER = """
    Title Id Kind Credits Context Stem Choices Inputs Answer Reasons Rubric Solution Explanation
    Errata Source Notice Data X1 X2 X3 X4 X5 X6
"""


def five_cards() -> dict[str, Card]:
    knowledge = load(FIVE, Findings())
    [exam] = knowledge.exams.values()
    problems = [loaded.problem for loaded in exam.problems]
    cards = compile_exam(exam.id, exam.exam, problems, knowledge.sources)
    return {card.number: card for card in cards}


CARDS = five_cards()
FILLED = {
    "choice": "Title Id Kind Credits Stem Choices Answer Reasons Explanation Source",
    "open": "Title Id Kind Credits Context Stem Answer Rubric Explanation Source",
    "numeric": "Title Id Kind Credits Context Stem Inputs Answer Rubric Solution Explanation "
    "Source Data",
}
OPTIONAL = {"Errata", "Notice"}


def fields_of(card: Card) -> dict[str, str]:
    return dict(zip(FIELDS, field_values(card, FIGURES, "An exam, X, 2026"), strict=True))


def test_the_order_of_the_fields_is_for_ever():
    assert list(FIELDS) == ORDER.split()


@pytest.mark.parametrize("number", CARDS)
def test_each_kind_fills_its_fields(number):
    fields = fields_of(CARDS[number])
    filled = {name for name, value in fields.items() if value} - OPTIONAL
    assert filled == set(FILLED[CARDS[number].kind].split())


def test_the_first_fields_name_the_card():
    fields = fields_of(CARDS["2.1"])
    assert (fields["Title"], fields["Id"]) == ("2.1 What a loss measures", "tiny-2026/2.1")
    assert (fields["Kind"], fields["Credits"]) == ("open", "1")


@pytest.mark.parametrize(("credits", "text"), [(1.0, "1"), (0.5, "0.5"), (12.0, "12"), (90, "90")])
def test_credits_are_written_as_the_exam_does(credits, text):
    assert credits_text(credits) == text


def test_choices_and_reasons_keep_one_order():
    fields = fields_of(CARDS["1.1"])
    rights = re.findall(r'<li data-right="(.)">', fields["Choices"])
    assert rights == re.findall(r'<li data-right="(.)">', fields["Reasons"]) == ["1", "0", "0"]
    assert r"It maps \(-3\) to \(0\)" in fields["Choices"]
    assert "Negative inputs become zero." not in fields["Choices"]


def test_figures_follow_the_context():
    card = msgspec.structs.replace(CARDS["2.1"], figures=("in2346-2022/1.2", "in2346-2022/1.1"))
    assert fields_of(card)["Context"].endswith("</p><svg>two</svg><svg>one</svg>")


def test_a_numeric_card_is_complete_without_its_script():
    fields = fields_of(CARDS["2.3"])
    visible = "".join(value for name, value in fields.items() if name != "Data")
    assert "[[" not in visible
    assert re.fullmatch(
        r'<p>The input has the shape <span class="et-tied">'
        r"\\\(\d+ \\times \d+ \\times \d+ \\times \d+\\\)\.</span></p>",
        fields["Stem"],
    )
    assert re.search(r"\\\(2 \\cdot \d+ = \d+\\\)", fields["Solution"])


def test_data_holds_all_that_the_script_needs():
    data = json.loads(fields_of(CARDS["2.3"])["Data"])
    assert sorted(data) == ["mistakes", "parts", "rows", "solution", "texts"]
    assert data["parts"] == [{"credits": 1, "answers": ["running_entries"]}]
    assert msgspec.convert(data["rows"], tuple[Row, ...]) == CARDS["2.3"].rows
    assert "[[batch]]" in data["texts"]["stem"]
    assert data["mistakes"].keys() == CARDS["2.3"].mistakes.keys()


def test_code_with_brackets_is_no_slot_of_a_numeric_card():
    stem = (Paragraph((Text("x"),)), *CARDS["2.3"].stem)
    code = parse("```\nx[[0]] = [[batch]]\n```").document
    card = msgspec.structs.replace(CARDS["2.3"], stem=(*stem, *code))
    assert "x[&#91;0]] = [&#91;batch]]" in fields_of(card)["Stem"]


def test_what_is_wrong_with_the_exam_is_said():
    fields = fields_of(CARDS["2.2"])
    assert "the sum" in fields["Errata"]
    assert "the mean" in fields["Errata"]
    assert "A reconstructed question." in fields["Notice"]
    assert "The sum was accepted too." in fields["Notice"]
    assert "Partly reconstructed." in fields_of(CARDS["1.2"])["Notice"]
    retired = msgspec.structs.replace(CARDS["2.1"], retired="<disputed>")
    assert "&lt;disputed&gt;" in fields_of(retired)["Notice"]


@pytest.mark.parametrize("number", CARDS)
def test_every_text_of_a_card_stands_in_a_field(number):
    card = CARDS[number]
    whole = "".join(field_values(card, FIGURES, "An exam"))
    for document in documents(card):
        for word in re.findall(r"[A-Za-z]{4,}", re.sub(r"\S*[\\[]\S*", "", plain_text(document))):
            assert word in whole


@pytest.mark.parametrize("attack", ATTACKS)
def test_plain_strings_are_escaped(attack):
    card = msgspec.structs.replace(
        CARDS["2.1"],
        title=attack,
        retired=attack,
        sources=tuple(
            msgspec.structs.replace(source, authors=attack, title=attack, where=attack)
            for source in CARDS["2.1"].sources
        ),
    )
    harmless = msgspec.structs.replace(
        card,
        title="x",
        retired="x",
        sources=tuple(
            msgspec.structs.replace(source, authors="x", title="x", where="x")
            for source in card.sources
        ),
    )
    for name, value in fields_of(card).items():
        plain = fields_of(harmless)[name]
        assert re.findall(r"<[^>]*>", value) == re.findall(r"<[^>]*>", plain), name
        assert "{{" not in value
        assert "[sound:" not in value


UNSAFE = re.compile(r"[<>&{}]")
RAW_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
characters = st.sampled_from([*'\\"/<>&{}[]\n\t\b\f\r\x00\x1fu0041 é−\u2028😀', "\\u", "}}", "{{"])
strings = st.one_of(st.lists(characters, max_size=12).map("".join), st.text(max_size=12))
data = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-99, 99), strings),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(strings, inner, max_size=4)
    ),
    max_leaves=15,
)


@settings(deadline=None, max_examples=500)
@given(data, st.booleans())
def test_escaped_json_says_the_same_and_nothing_to_html_or_anki(value, ascii_only):
    text = json.dumps(value, ensure_ascii=ascii_only, separators=(",", ":"))
    escaped = escape_json(text)
    assert json.loads(escaped) == value
    assert "}}" not in escaped
    assert "{{" not in escaped
    for string in RAW_STRING.findall(escaped):
        assert not UNSAFE.search(string)
        assert re.sub(r"\\u[0-9a-f]{4}", "", string).count("\\") == 0
