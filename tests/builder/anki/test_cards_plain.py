"""Cards without a script, and the HTML that every field holds."""

from __future__ import annotations

import json
import re

import pytest

from builder.anki.notetype import note_type_parts
from tests.browser import page_of

BODY = '<meta name="viewport" content="width=device-width"><body class="card card1">'

# What a field may hold: the tags of documents and of figures, with their attributes.
ALLOWED = {
    "p br em strong code pre ul div h2 table thead tbody tr th td small span": "class",
    "ol": "class start",
    "li": "data-right data-name data-credits",
    "svg": "class viewBox role width height aria-labelledby fill style",
    "title desc": "id",
    "g path line circle ellipse rect polyline polygon": """
        class d x y x1 y1 x2 y2 cx cy r rx ry points width height transform opacity data-label
        fill fill-opacity fill-rule stroke stroke-width stroke-dasharray stroke-linecap
        stroke-linejoin""",
}
ATTRIBUTES = {
    tag: set(attributes.split()) for tags, attributes in ALLOWED.items() for tag in tags.split()
}
STYLE = re.compile(r"max-width:\d+px")
ADDRESS = re.compile(r"https?:|//|javascript:|data:|url\((?!#)", re.IGNORECASE)

PARSE = """(fields) => fields.map((field) => {
  const parsed = new DOMParser().parseFromString("<!doctype html><body>" + field, "text/html");
  const elements = [...parsed.body.querySelectorAll("*")].map((element) => [
    element.localName, [...element.attributes].map((a) => [a.name, a.value]),
  ]);
  return { elements, head: parsed.head.childElementCount, text: parsed.body.textContent };
})"""


@pytest.fixture(scope="module")
def plain(browser):
    """A page on which no script runs."""
    context = browser.new_context(
        viewport={"width": 360, "height": 640}, java_script_enabled=False, offline=True
    )
    yield context.new_page()
    context.close()


def show(page, exam, note, side):
    [card_id] = exam.student.collection.find_cards(note.query)
    card = exam.student.collection.get_card(card_id)
    page.set_content(BODY + (card.question() if side == "front" else card.answer()))
    return page.locator("#et").inner_text()


def too_wide(page):
    return page.locator("html").evaluate("(root) => root.scrollWidth > root.clientWidth")


def marks_left(text):
    """What only a script or Anki should ever have seen."""
    return [sign for sign in ("[[", "]]", '"rows":', "\\u00", "data-") if sign in text]


def test_every_front_is_complete_without_a_script(plain, exam):
    found = []
    for note in exam.notes:
        text = show(plain, exam, note, "front")
        found += [f"{note.number}: {sign}" for sign in marks_left(text)]
        missing = []
        if note.fields["Title"].split()[0] not in text:
            missing.append("title")
        if not plain.locator("#et-stem").inner_text().strip():
            missing.append("stem")
        if plain.locator(".et-choices > li:visible").count() != len(note.right):
            missing.append("statements")
        if plain.locator("button, input").count():
            missing.append("a control that does nothing")
        if too_wide(plain):
            missing.append("wider than the page")
        found += [f"{note.number}: {name}" for name in missing]
    assert not found


def test_every_back_is_complete_without_a_script(plain, exam):
    found = []
    for note in exam.notes:
        text = show(plain, exam, note, "back")
        found += [f"{note.number}: {sign}" for sign in marks_left(text)]
        expected = {
            "section": 3,
            ".et-reasons > li": len(note.right),
            ".et-choices > li": len(note.right),
            "#et-explanation p": 2,
        }
        if note.kind == "open":
            expected[".et-rubric > li small"] = len(note.item_credits)
        if note.kind == "numeric":
            expected[".et-step"] = 1
            expected[".et-inputs li"] = len(note.answer_names)
        found += [
            f"{note.number}: {selector}"
            for selector, count in expected.items()
            if plain.locator(f"{selector}:visible").count() < count
        ]
        if too_wide(plain):
            found.append(f"{note.number}: wider than the page")
    assert not found


def test_tolerances_and_numbers_stand_there_without_a_script(plain, exam):
    text = show(plain, exam, exam["6.3"], "front")
    assert text.count("to two decimal places") == 2
    assert r"\eta &= 0.1" in text
    assert "whole number, exact" in show(plain, exam, exam["7.3"], "front")
    back = show(plain, exam, exam["6.3"], "back")
    assert "= −0.65" in back
    assert "= 1.5" in back


def test_letters_name_statement_and_reason_alike(plain, exam):
    show(plain, exam, exam["1.2"], "back")
    for name in ("choices", "reasons"):
        style = plain.locator(f".et-{name}").evaluate("(l) => getComputedStyle(l).listStyleType")
        assert style == "upper-alpha"


def test_fields_hold_only_tags_and_attributes_that_are_known(browser, exam):
    found = []
    with page_of(browser, "<p></p>", width=360) as page:
        for note in exam.notes:
            for name, parsed in zip(
                note.fields, page.evaluate(PARSE, list(note.fields.values())), strict=True
            ):
                where = f"{note.number} {name}"
                if parsed["head"]:
                    found.append(f"{where}: something went into the head")
                found += [f"{where}: {fault}" for fault in strangers(parsed["elements"])]
                if name in ("Title", "Id", "Kind", "Credits", "Data") and parsed["elements"]:
                    found.append(f"{where}: has tags")
    assert not found, "\n".join(found[:40])


def strangers(elements):
    for tag, attributes in elements:
        if tag not in ATTRIBUTES:
            yield f"<{tag}>"
            continue
        for name, value in attributes:
            if name not in ATTRIBUTES[tag]:
                yield f"<{tag} {name}={value[:30]}>"
            elif name == "style" and not STYLE.fullmatch(value):
                yield f"<{tag} style={value[:40]}>"
            elif ADDRESS.search(value):
                yield f"<{tag} {name}={value[:40]}>"


def test_the_allow_list_finds_what_it_is_for(browser):
    bad = [
        "<script>x</script>",
        '<p onclick="x">',
        '<a href="https://a.test">',
        '<svg style="background:url(https://a.test/x)">',
        "a<b and c>d",
        '<img src="x">',
        '<svg><use href="data:x"></svg>',
    ]
    with page_of(browser, "<p></p>", width=360) as page:
        for html, parsed in zip(bad, page.evaluate(PARSE, bad), strict=True):
            assert list(strangers(parsed["elements"])), html


def test_both_sides_have_a_formula_for_ankis_sake():
    # Anki loads MathJax where it sees one, and a mistake's text may be the first to need it
    [template] = note_type_parts()["templates"]
    for side in ("qfmt", "afmt"):
        assert r"<div hidden>\( \)</div>" in template[side]


def test_data_is_json_that_nothing_else_reads(exam):
    for note in exam.of_kind("numeric"):
        text = note.fields["Data"]
        assert not re.search(r"[<>&]|\\\\|\\\(|\{\{|\}\}", text), note.number
        assert json.loads(text)["rows"]


def test_the_note_type_asks_nothing_of_the_network(exam):
    parts = note_type_parts()
    [template] = parts["templates"]
    for text in (template["qfmt"], template["afmt"], parts["css"]):
        assert set(re.findall(r"\w+://[\w./]+", text)) <= {"http://www.w3.org/2000/svg"}
        assert "@import" not in text
        for file in re.findall(r"url\(\"?([^)\"]+)", text):
            assert exam.student.collection.media.have(file), file
