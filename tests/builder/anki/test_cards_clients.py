"""Clients differ: pages that live on or load anew, no storage, fingers, other people's cards."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest

from tests.anki_page import anki_page
from tests.ankidroid_page import ankidroid_page
from tests.shown_card import ShownCard

WIDE_ENOUGH = 44  # px for a finger


@pytest.fixture
def choice(exam):
    return next(n for n in exam.of_kind("choice") if len(n.right) == 4 and any(n.right))


@pytest.fixture
def numeric(exam):
    return exam["6.1"]


@pytest.fixture(scope="module")
def phone_page(browser, exam):
    with ankidroid_page(browser, exam.student, timezone_id="Europe/Berlin") as page:
        yield page


@pytest.fixture
def phone(phone_page, noon, exam):
    """AnkiDroid at noon, as if it had shown no card before."""
    phone_page.front(exam.notes[0].query)
    phone_page.forget()
    phone_page.set_time(noon)
    yield phone_page
    problems = phone_page.problems.copy()
    phone_page.problems.clear()
    assert not problems


# ---- A page of its own for each side ----


def test_ankidroid_keeps_order_ticks_and_marking(phone, choice):
    card = ShownCard(phone)
    phone.front(choice.query)
    card.tick(card.order[1], card.order[2])
    card.check()
    order, ticks, outcome = card.order, card.ticks, card.outcome
    phone.back()
    assert (card.order, card.ticks, card.outcome) == (order, ticks, outcome)
    assert all(row.why for row in card.rows())


def test_ankidroid_keeps_what_was_typed_and_its_marking(phone, numeric):
    card = ShownCard(phone)
    phone.front(numeric.query)
    card.type("1", "0")
    card.check()
    outcome = card.outcome
    phone.back()
    assert card.typed == ["1", "0"]
    assert card.marks == ["wrong", "right"]
    assert card.outcome == outcome
    assert "The right answer is 2." in card.notes[0]


def test_ankidroid_shows_every_kind_whole(phone, exam):
    found = []
    for number in ("1.8", "3.1", "6.3"):
        phone.front(exam[number].query)
        found += [f"{number} front: {fault}" for fault in ShownCard(phone).faults()]
        phone.back()
        found += [f"{number} back: {fault}" for fault in ShownCard(phone).faults()]
    assert not found


def test_a_day_that_ends_between_the_sides_changes_nothing(phone, choice, noon):
    card = ShownCard(phone)
    phone.set_time(noon + timedelta(hours=15, minutes=59, seconds=50))
    phone.front(choice.query)
    card.tick(card.order[0])
    order, ticks = card.order, card.ticks
    phone.set_time(noon + timedelta(hours=16, seconds=10))
    phone.back()
    assert (card.order, card.ticks) == (order, ticks)


def test_yesterdays_ticks_are_not_todays(phone, choice, noon):
    card = ShownCard(phone)
    phone.front(choice.query)
    card.tick(card.order[0])
    card.check()
    phone.set_time(noon + timedelta(days=2))
    phone.back()
    assert card.outcome == ""


def test_a_reload_between_the_sides_on_a_computer(shown, card, choice, numeric):
    shown.front(choice.query)
    card.tick(card.order[3])
    card.check()
    order, ticks, outcome = card.order, card.ticks, card.outcome
    shown.reload()
    shown.back()
    assert (card.order, card.ticks, card.outcome) == (order, ticks, outcome)

    shown.front(numeric.query)
    card.type("2", "0")
    shown.reload()
    shown.back()
    assert card.marks == ["right", "right"]


# ---- No storage ----


@pytest.mark.parametrize("client", [anki_page, ankidroid_page])
def test_without_storage_both_sides_work(browser, exam, choice, numeric, client):
    with client(browser, exam.student, storage=False) as shown:
        card = ShownCard(shown)
        shown.front(choice.query)
        order = card.order
        card.tick(order[0])
        card.check()
        assert card.outcome
        shown.back()
        assert card.order == order
        assert all(row.why for row in card.rows())
        shown.front(numeric.query)
        card.type("2", "0")
        card.check()
        assert card.marks == ["right", "right"]
        shown.back()
        assert card.page.locator("#et-solution").inner_text()
        assert not card.faults()


def test_without_storage_a_page_that_lives_on_remembers(browser, exam, choice):
    with anki_page(browser, exam.student, storage=False) as shown:
        card = ShownCard(shown)
        shown.front(choice.query)
        card.tick(card.order[0])
        card.check()
        outcome = card.outcome
        shown.back()
        assert card.outcome == outcome


# ---- Fingers ----


def test_a_phone_gets_no_focus_no_letters_and_large_targets(phone, choice, numeric):
    card = ShownCard(phone)
    for note in (choice, numeric):
        phone.front(note.query)
        assert phone.page.evaluate("document.activeElement.localName") == "body"
        assert phone.page.locator(".et-keys, .et-letter").count() == 0
        targets = phone.page.locator("#et button, #et input").all()
        boxes = [target.bounding_box() for target in targets]
        assert len(boxes) >= 3
        assert all(box["height"] >= WIDE_ENOUGH for box in boxes), boxes
        assert all(box["width"] >= WIDE_ENOUGH for box in boxes), boxes
    assert {field.get_attribute("inputmode") for field in card.inputs.all()} == {"text"}


def test_taps_tick_and_ankidroid_shows_the_answer(phone, choice):
    card = ShownCard(phone)
    phone.front(choice.query)
    phone.page.locator("button.et-row").nth(1).tap()
    assert card.ticks == [False, True, False, False]
    card.button.tap()
    assert card.outcome
    assert card.button.inner_text() == "Show answer"
    card.button.tap()
    assert phone.asked() == ["ans"]


def test_where_a_card_cannot_ask_for_its_answer_the_button_goes(browser, exam, choice, numeric):
    with anki_page(browser, exam.student, width=390, touch=True) as iphone:
        card = ShownCard(iphone)
        iphone.front(choice.query)
        card.check()
        assert card.outcome
        assert not card.button.is_visible()
        iphone.front(numeric.query)
        card.type("1")
        card.check()
        assert not card.button.is_visible()
        card.type("2")
        assert card.button.is_visible()


# ---- One card after another on one page ----

COUNT_LISTENERS = """() => {
  window.listening = 0;
  for (const [name, step] of [["addEventListener", 1], ["removeEventListener", -1]]) {
    const own = document[name];
    document[name] = function (type, ...rest) {
      if (type === "keydown") window.listening += step;
      return own.call(document, type, ...rest);
    };
  }
}"""


def test_one_key_handler_replaces_the_other(browser, exam):
    with anki_page(browser, exam.student) as shown:
        shown.page.evaluate(COUNT_LISTENERS)
        for note in exam.notes[:3]:
            shown.front(note.query)
            shown.back()
        assert shown.page.evaluate("window.listening") == 1


def test_handlers_do_not_stack(exam, shown, card):
    for note in exam.of_kind("choice")[:3]:
        shown.front(note.query)
        shown.back()
    shown.front(exam.of_kind("choice")[3].query)
    card.press("a")
    assert card.ticks.count(True) == 1
    card.press("Enter")
    assert shown.asked() == []
    assert card.page.locator(".et-verdict").count() == len(card.ticks)


def test_a_choice_after_a_number_takes_letters_again(exam, shown, card, choice, numeric):
    shown.front(numeric.query)
    card.type("1", "2")
    shown.front(choice.query)
    card.press("b")
    assert card.ticks == [False, True, False, False]


@pytest.fixture
def foreign(exam):
    """A card of another note type, in the same collection."""
    collection = exam.student.collection
    note = collection.new_note(collection.models.by_name("Basic"))
    note["Front"], note["Back"] = r"What is \(e^0\)?<button>A button</button>", "1"
    collection.add_note(note, collection.decks.id("Mine"))
    yield f"nid:{note.id}"
    collection.remove_notes([note.id])


def test_other_peoples_cards_are_left_alone(shown, card, choice, numeric, foreign):
    for ours, side in product((choice, numeric), ("front", "back")):
        shown.front(ours.query)
        if side == "back":
            shown.back()
        shown.front(foreign)
        assert shown.page.locator("[class^=et-], .et").count() == 0
        assert "What is" in shown.page.locator("#qa").inner_text()
        assert shown.page.locator("mjx-container").count() == 1
        card.watch_keys()
        card.press("a", "Enter", "1")
        assert card.leaked_keys() == ["a", "Enter", "1"]
        shown.back()
    assert shown.asked() == []
