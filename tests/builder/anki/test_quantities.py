"""Quantities of every kind on the card's own page, front and back, in a real Chromium."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page

from builder.anki.fields import FIELDS, field_values
from builder.anki.notetype import note_type_parts
from builder.markdown import parse
from desktop.questions.card import Card, CardExplore, CardInput, CardPart, CardStep
from desktop.questions.variants import Key, MistakeValues, Row, Tolerance
from tests.browser import page_of

EXACT = Tolerance("absolute", "0")
PLACES = Tolerance("absolute", "0.005")
ROW = Row(
    {"c": "−1", "goal": "saddle point", "count": "3"},
    {},
    {
        "gradient": Key("vector", ("1", "-2"), PLACES),
        "hessian": Key("matrix", (("0", "1"), ("1", "0")), EXACT),
        "output": Key("shape", ("N", "2"), EXACT, batch_optional=True),
        "goal": Key(
            "choice", "saddle point", EXACT, options=("minimum", "maximum", "saddle point")
        ),
        "step": Key("number", "3", Tolerance("significant", "3")),
    },
    (MistakeValues(("curvature",), {"goal": "minimum"}),),
)
TYPED = {
    "gradient": "(1, -2)",
    "hessian": "[[0, 1], [1, 0]]",
    "output": "Nx2",
    "step": "3.00",
}
HINTS = [
    "a list as in (1, 2.5), to two decimal places",
    "rows as in [1, 2; 3, 4], exact",
    "sizes as in Nx2x5, N may be left out",
    "pick one",
    "to three significant digits",
]


def document(text: str) -> tuple:
    return parse(text).document


def card() -> Card:
    names = list(ROW.answers)
    texts = {name: document(f"The {name}") for name in names}
    empty = dict.fromkeys(("context", "accepted", "inferred"), ())
    return Card(
        id="small/1.1/newton",
        number="1.1",
        kind="drill",
        title="Where a step leads",
        credits=5,
        topics=(),
        problem="",
        deck="Small",
        figures=(),
        stem=document("From [[c]]"),
        answer=document("To the [[goal]]"),
        explanation=document("So it is."),
        errata=(),
        scan="intact",
        sources=(),
        explore=CardExplore("newton"),
        parts=tuple(CardPart(1, (CardInput(name, texts[name]),)) for name in names),
        solution=(CardStep(document("[[count]] steps")),),
        mistakes={"curvature": document("you looked at one direction only.")},
        generator="newton_steps",
        rows=(ROW,),
        **empty,
    )


def side(template: str) -> str:
    """A side as Anki fills it."""
    values = dict(zip(FIELDS, field_values(card(), {}, "Exam"), strict=True))
    template = re.sub(
        r"\{\{#(\w+)\}\}(.*?)\{\{/\1\}\}",
        lambda match: match[2] if values[match[1]] else "",
        template,
        flags=re.DOTALL,
    )
    return re.sub(r"\{\{(\w+)\}\}", lambda match: values[match[1]], template)


@contextmanager
def card_page(browser: Browser) -> Iterator[Page]:
    parts = note_type_parts()
    front = side(parts["templates"][0]["qfmt"])
    with page_of(browser, f"<style>{parts['css']}</style><div id=qa></div>", width=600) as page:
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        show(page, front)
        yield page
        assert not problems


def show(page: Page, html: str) -> None:
    """Replace what is shown, as Anki does, and run its script."""
    page.evaluate(
        """html => {
          const holder = document.getElementById("qa");
          holder.innerHTML = html;
          for (const old of holder.querySelectorAll("script")) {
            const script = document.createElement("script");
            script.text = old.text;
            old.replaceWith(script);
          }
        }""",
        html,
    )


def turn(page: Page) -> None:
    show(page, side(note_type_parts()["templates"][0]["afmt"]))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with card_page(browser) as page:
        yield page


def field(page: Page, name: str):
    return page.locator(".et-field").nth(list(ROW.answers).index(name))


def fill(page: Page, **typed: str) -> None:
    for name, text in typed.items():
        field(page, name).locator("input").fill(text)


def test_each_kind_has_its_input_and_its_hint(page: Page) -> None:
    assert page.locator(".et-hint").all_inner_texts() == HINTS
    assert page.locator(".et-field input").count() == 4
    options = field(page, "goal").get_by_role("radio")
    assert options.all_inner_texts() == ["minimum", "maximum", "saddle point"]
    assert field(page, "goal").get_by_role("radiogroup").get_attribute("aria-labelledby")


def test_all_right(page: Page) -> None:
    fill(page, **TYPED)
    page.get_by_role("radio", name="saddle point").click()
    page.get_by_role("button", name="Check").click()
    assert page.locator(".et-sum").inner_text() == "5 of 5 credits suggest Good."
    assert page.locator(".et-field.right").count() == 5


def test_one_option_is_picked_at_a_time(page: Page) -> None:
    for name in ("maximum", "minimum"):
        page.get_by_role("radio", name=name).click()
    assert page.locator("[role=radio][aria-checked=true]").all_inner_texts() == ["minimum"]
    fill(page, **TYPED)
    page.get_by_role("button", name="Check").click()
    wrong = field(page, "goal")
    assert "wrong" in (wrong.get_attribute("class") or "")
    assert wrong.locator(".et-note").inner_text() == "minimum: you looked at one direction only."


def test_what_cannot_be_read_is_said_and_nothing_is_marked(page: Page) -> None:
    fill(page, **TYPED | {"hessian": "1, 2; 3"})
    page.get_by_role("button", name="Check").click()
    note = field(page, "hessian").locator(".et-note").inner_text()
    assert note == "Not a matrix: its rows have different lengths."
    assert page.locator(".et-field.right, .et-field.wrong").count() == 0


def test_the_back_keeps_what_was_given_and_says_what_is_right(page: Page) -> None:
    fill(page, **TYPED | {"gradient": "(2, 2)"})
    page.get_by_role("radio", name="maximum").click()
    page.get_by_role("button", name="Check").click()
    turn(page)
    assert field(page, "gradient").locator("input").input_value() == "(2, 2)"
    assert field(page, "gradient").locator("input").get_attribute("readonly") is not None
    notes = page.locator(".et-note").all_inner_texts()
    assert notes[0] == "(2, 2) is not it.\nThe right answer is (1, −2)."
    assert "maximum is not it.\nThe right answer is saddle point." in notes
    assert page.locator("[role=radio][aria-checked=true]").all_inner_texts() == ["maximum"]
    assert page.get_by_role("radio", name="minimum").is_disabled()


def test_without_the_script_the_options_can_be_read() -> None:
    inputs = field_values(card(), {}, "Exam")[FIELDS.index("Inputs")]
    assert "<small>pick one: minimum / maximum / saddle point</small>" in inputs
