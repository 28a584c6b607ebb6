"""Numeric cards: typing, tolerances, named mistakes, partial credits, keys."""

from __future__ import annotations

import pytest

# The exam's own answers, and one wrong answer each with words of the mistake that leads to it.
EXAM = {
    "6.1": (["2", "0"], ["1", "1"], "you used plain ReLU"),
    "6.2": (["1"], ["2"], "did not divide by the number of outputs"),
    "6.3": (["1.5", "-0.65"], ["3", "-0.35"], "differentiated the sum of the squares"),
    "7.3": (["6"], ["3"], "counted only one of the two"),
}
ALL = list(EXAM)


@pytest.fixture
def front(exam, shown, card):
    """Shows the front of a card by its number."""

    def show(number):
        shown.front(exam[number].query)
        return card

    return show


def test_the_exam_has_these_four(exam):
    assert [note.number for note in exam.of_kind("numeric")] == ALL


@pytest.mark.parametrize("number", ALL)
def test_the_exams_right_answer_is_right(front, shown, number):
    card = front(number)
    right, _, _ = EXAM[number]
    card.type(*right)
    card.check()
    assert card.marks == ["right"] * len(right)
    assert card.notes == ["Right."] * len(right)
    assert card.outcome.endswith("Good.")
    shown.back()
    assert card.marks == ["right"] * len(right)
    assert card.outcome.endswith("Good.")


@pytest.mark.parametrize("number", ALL)
def test_a_wrong_answer_is_told_its_mistake(front, shown, number):
    card = front(number)
    _, wrong, words = EXAM[number]
    card.type(*wrong)
    card.check()
    assert card.marks == ["wrong"] * len(wrong)
    assert words in card.notes[0]
    assert card.outcome.startswith("0 of ")
    assert "The right answer is" not in " ".join(card.notes)
    shown.back()
    right = [text.replace("-", "−") for text in EXAM[number][0]]
    for note, answer in zip(card.notes, right, strict=True):
        assert f"The right answer is {answer}." in note
    assert words in card.notes[0]


@pytest.mark.parametrize("number", ALL)
def test_every_named_mistake_is_named(exam, front, number):
    card = front(number)
    note = exam[number]
    missing = []
    for mistake in note.data["rows"][0]["mistakes"]:
        values = mistake["values"]
        card.type(*[values.get(name, "") for name in note.answer_names])
        card.check()
        words = card.set_texts([note.data["mistakes"][name] for name in mistake["names"]])
        said = " ".join(card.page.locator(".et-note").all_text_contents())
        if not any(word in said for word in words):
            missing.append((mistake["names"], said))
    assert not missing


@pytest.mark.parametrize("typed", ["1.5", "1,5", "3/2", " 1.50 ", "1.504"])
def test_ways_to_write_a_number(front, typed):
    card = front("6.3")
    card.type(typed, "−0,65")
    card.check()
    assert card.marks == ["right", "right"]


def test_some_right_some_wrong(front, shown):
    card = front("6.1")
    card.type("2", "14")
    card.check()
    assert card.marks == ["right", "wrong"]
    assert card.notes == ["Right.", "14 is not it."]
    assert card.outcome == "1 of 2 credits suggest Again."
    shown.back()
    assert card.outcome == "1 of 2 credits suggest Again."


def test_one_field_left_empty(front):
    card = front("6.3")
    card.type("1.5")
    card.check()
    assert card.marks == ["right", "wrong"]
    assert card.notes == ["Right.", "No answer."]
    assert card.outcome == "1.5 of 3 credits suggest Again."


def test_garbage_is_no_number_and_marks_nothing(front, shown):
    card = front("6.1")
    card.type("two", "0")
    card.check()
    assert card.marks == ["none", "none"]
    assert card.notes == ["Not a number: “two” is unknown."]
    assert card.outcome == "Nothing is marked yet."
    assert card.button.inner_text() == "Check"
    card.type("2", "0")
    card.check()
    assert card.outcome == "2 of 2 credits suggest Good."


@pytest.mark.parametrize(
    "typed", ["<img src=x onerror=alert(1)>", "{{Answer}}", r"\(x\)", "9" * 500]
)
def test_what_is_typed_is_never_read_as_anything_else(front, shown, typed):
    card = front("7.3")
    card.type(typed)
    card.check()
    assert card.notes[0].startswith("Not a number: ")
    assert card.page.locator("#et img").count() == 0
    shown.back()
    assert not card.inputs.first.is_visible()


def test_tolerances_stand_beside_the_fields(exam, front):
    hints = {number: front(number).page.locator(".et-hint").all_inner_texts() for number in EXAM}
    assert hints["6.3"] == ["to two decimal places"] * 2
    assert hints["7.3"] == ["whole number, exact"]
    for number, texts in hints.items():
        assert len(texts) == len(exam[number].answer_names)


def test_changing_an_answer_takes_the_verdict_away(front):
    card = front("6.1")
    card.type("2", "14")
    card.check()
    card.type("3")
    assert card.marks == ["", ""]
    assert (card.notes, card.outcome) == ([], "")
    assert card.button.inner_text() == "Check"


# ---- Keys ----


def test_the_first_field_has_the_focus(front):
    card = front("6.1")
    assert card.page.evaluate("document.activeElement.id") == card.inputs.first.get_attribute("id")


def test_enter_checks_then_asks_for_the_answer(front, shown):
    card = front("7.3")
    card.press("6", "Enter")
    assert card.outcome == "1 of 1 credit suggests Good."
    assert shown.asked() == []
    card.press("Enter")
    assert shown.asked() == ["ans"]


def test_enter_after_a_change_checks_again(front, shown):
    card = front("7.3")
    card.press("3", "Enter", "Backspace", "6", "Enter")
    assert card.marks == ["right"]
    assert shown.asked() == []


def test_enter_twice_on_nothing_asks_for_the_answer(front, shown):
    card = front("7.3")
    card.press("Enter")
    assert card.outcome == "Nothing is typed yet. Enter again shows the answer."
    assert shown.asked() == []
    card.press("Enter")
    assert shown.asked() == ["ans"]
    shown.back()
    assert not card.inputs.first.is_visible()
    assert card.outcome == ""
    assert card.page.locator("#et-solution").text_content().endswith("=6.")


def test_what_is_typed_does_not_reach_ankis_shortcuts(front):
    card = front("6.1")
    card.watch_keys()
    card.press("-", "1", "e", "5", "=", " ", "Backspace", "Enter")
    assert card.leaked_keys() == []
    assert card.typed[0] == "-1e5="


def test_escape_gives_anki_its_keys_back(front):
    card = front("6.1")
    card.watch_keys()
    card.press("Escape", "e", "2")
    assert card.leaked_keys() == ["e", "2"]
    assert card.typed[0] == ""


def test_keys_with_a_modifier_stay_the_clients(front):
    card = front("6.1")
    card.watch_keys()
    card.press("Control+1", "Alt+e")
    assert card.leaked_keys() == ["Control", "1", "Alt", "e"]
