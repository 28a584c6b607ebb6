"""Choice cards: the order of the statements, ticking, the exam's marking, the reasons."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise, product

import pytest


@pytest.fixture
def note(exam):
    """A choice with four statements of which some are right."""
    return next(n for n in exam.of_kind("choice") if len(n.right) == 4 and any(n.right))


def right_texts(card, note):
    texts = card.set_texts(note.statements)
    return [text for text, right in zip(texts, note.right, strict=True) if right]


# ---- Order ----


def test_both_sides_have_one_order_and_all_statements(exam, shown, card):
    different = []
    for note in exam.of_kind("choice"):
        shown.front(note.query)
        front = card.order
        shown.back()
        texts = card.set_texts(note.statements)
        if front != card.order or sorted(front) != sorted(texts):
            different.append(note.number)
    assert not different


def test_again_brings_another_order_each_time(exam, shown, card):
    for note in exam.of_kind("choice"):
        orders = []
        for _ in range(6):
            shown.front(note.query)
            orders.append(card.order)
        assert all(before != after for before, after in pairwise(orders)), note.number


def test_another_day_brings_another_order(exam, noon, shown, card):
    for note in exam.of_kind("choice"):
        orders = []
        for day in range(6):
            shown.set_time(noon + timedelta(days=day))
            shown.front(note.query)
            orders.append(card.order)
        assert all(before != after for before, after in pairwise(orders)), note.number


def test_a_day_begins_at_four_in_the_morning(note, noon, shown, card):
    orders = []
    for after_noon in (timedelta(hours=11), timedelta(hours=15, minutes=59), timedelta(hours=16)):
        shown.set_time(noon + after_noon)
        shown.front(note.query)
        orders.append(card.order)
        shown.forget()
    evening, before_four, at_four = orders
    assert evening == before_four
    assert evening != at_four


def test_every_order_comes_up(note, shown, card):
    orders = set()
    for _ in range(24):
        shown.front(note.query)
        orders.add(tuple(card.order))
    assert len(orders) == 24


# ---- Marking ----


def test_the_exams_marking_of_every_combination(note, shown, card):
    shown.front(note.query)
    texts = card.set_texts(note.statements)
    wrong = []
    for ticks in product([False, True], repeat=4):
        shown.front(note.query)
        card.tick(*[text for text, tick in zip(texts, ticks, strict=True) if tick])
        card.check()
        fine = sum(tick == right for tick, right in zip(ticks, note.right, strict=True))
        expected = "2 of 2 credits. All four boxes are right."
        if fine < 4:
            count = ["none are", "one is", "two are", "three are"][fine]
            expected = (
                f"0 of 2 credits. The exam gives them only when all four boxes are right; {count}."
            )
        if card.outcome != expected:
            wrong.append((ticks, card.outcome))
    assert not wrong


def test_the_right_boxes_earn_the_credits_of_every_card(exam, shown, card):
    wrong = []
    for note in exam.of_kind("choice"):
        shown.front(note.query)
        card.tick(*right_texts(card, note))
        card.check()
        if not card.outcome.startswith("2 of 2 credits. All "):
            wrong.append((note.number, card.outcome))
        assert not any(row.off for row in card.rows())
    assert not wrong


def test_each_box_gets_its_verdict(note, shown, card):
    shown.front(note.query)
    right = right_texts(card, note)
    one_right, one_false = right[0], next(text for text in card.order if text not in right)
    card.tick(one_right, one_false)
    card.check()
    for row in card.rows():
        expected = {
            (True, True): "Right",
            (True, False): "Missed: it is true",
            (False, True): "Ticked, but false",
            (False, False): "Rightly left open",
        }[row.text in right, row.ticked]
        assert row.verdict == expected
        assert row.off == (expected in ("Missed: it is true", "Ticked, but false"))


def test_a_checked_card_stays_as_it_was_checked(note, shown, card):
    shown.front(note.query)
    card.tick(card.order[0])
    card.check()
    ticks, outcome = card.ticks, card.outcome
    card.tick(*card.order)
    assert (card.ticks, card.outcome) == (ticks, outcome)
    shown.back()
    assert card.ticks == ticks


def test_no_right_statement_and_nothing_ticked_earns_the_credits(exam, shown, card):
    [note] = [n for n in exam.of_kind("choice") if not any(n.right)]
    shown.front(note.query)
    card.check()
    assert card.outcome.startswith("2 of 2 credits.")
    assert {row.verdict for row in card.rows()} == {"Rightly left open"}
    shown.back()
    assert card.outcome.startswith("2 of 2 credits.")


# ---- The back ----


def test_the_back_keeps_the_ticks_and_gives_each_reason(exam, shown, card):
    for note in exam.of_kind("choice"):
        shown.front(note.query)
        card.tick(card.order[0])
        card.check()
        before = card.rows()
        outcome = card.outcome
        shown.back()
        assert card.outcome == outcome
        whys = dict(zip(card.set_texts(note.statements), card.set_texts(note.reasons), strict=True))
        for row, front_row in zip(card.rows(), before, strict=True):
            assert (row.ticked, row.verdict) == (front_row.ticked, front_row.verdict)
            assert row.why.strip()
            assert whys[row.text].removeprefix("Right.").removeprefix("False.") == row.why
        assert not card.page.locator("#et-reasons").is_visible()


def test_ticked_but_not_checked_is_marked_on_the_back(note, shown, card):
    shown.front(note.query)
    card.tick(*right_texts(card, note))
    shown.back()
    assert card.outcome.startswith("2 of 2 credits.")


def test_without_an_answer_the_back_ticks_what_is_right(note, shown, card):
    shown.front(note.query)
    shown.back()
    right = right_texts(card, note)
    assert card.outcome == ""
    for row in card.rows():
        assert row.verdict == ""
        assert row.ticked == (row.text in right)
        assert row.why.startswith("Right." if row.text in right else "False.")


# ---- Keys ----


def test_letters_tick_and_stand_beside_the_boxes(note, shown, card):
    shown.front(note.query)
    assert card.page.locator(".et-letter").all_inner_texts() == list("ABCD")
    card.press("a", "D")
    assert card.ticks == [True, False, False, True]
    card.press("a")
    assert card.ticks == [False, False, False, True]
    card.press("f", "x", "1", "Control+b", "Alt+b")
    assert card.ticks == [False, False, False, True]


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_key_checks_then_shows_the_answer(note, shown, card, key):
    shown.front(note.query)
    card.press("b", key)
    assert card.outcome
    assert shown.asked() == []
    card.press(key)
    assert shown.asked() == ["ans"]


def test_a_held_key_does_not_run_on(note, shown, card):
    shown.front(note.query)
    for key in ("a", "Enter"):
        card.page.keyboard.down(key)
        card.page.keyboard.down(key)
        card.page.keyboard.up(key)
    assert card.ticks[0]
    assert card.outcome
    assert shown.asked() == []


def test_letters_work_after_a_click(note, shown, card):
    shown.front(note.query)
    card.tick(card.order[2])
    # on a row, Anki would take the next letter for a shortcut of its own
    assert card.page.evaluate("document.activeElement.className") == "et-keys"
    card.press("a")
    assert card.ticks == [True, False, True, False]


def test_the_mouse_ticks_unticks_checks_and_asks_for_the_answer(note, shown, card):
    shown.front(note.query)
    second = card.page.locator("button.et-row").nth(1)
    second.click()
    assert card.ticks == [False, True, False, False]
    second.click()
    assert card.ticks == [False] * 4
    assert second.get_attribute("aria-checked") == "false"
    assert card.button.inner_text() == "Check"
    card.check()
    assert card.button.inner_text() == "Show answer"
    card.button.click()
    assert shown.asked() == ["ans"]
