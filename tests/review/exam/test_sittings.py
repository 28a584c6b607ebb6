"""Sittings: the clock, leaving and coming back, marking, the log, the report."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from desktop.review.exam.grades import USUAL, GradeKey
from desktop.review.exam.marking import mark
from desktop.review.exam.report import report
from desktop.review.exam.results import finish, results
from desktop.review.exam.sheet import Answer, Certainty, Sheet
from desktop.review.exam.sitting import KEY, Sitting
from desktop.review.grading import Reply
from desktop.review.records import CardState, Kind, Rating
from desktop.review.task import Task

MINUTE = 60_000


@pytest.fixture(scope="module")
def exam(exam_bundle):
    return next(iter(exam_bundle.exams().values()))


@pytest.fixture(scope="module")
def cards(exam_bundle):
    return exam_bundle.cards()


def begin(desk, exam, cards, seed=3, minutes=90):
    sitting = Sitting.begin(desk.store, exam, cards, seed, minutes)
    sitting.run()
    return sitting


def again(desk, exam, cards):
    desk.restart()
    sitting = Sitting.resume(desk.store, exam, cards)
    assert sitting is not None
    return sitting


def right(desk, item):
    return desk.right(Task("", item.card, CardState.new(item.card.id), row=item.row))


def test_a_crash_keeps_answers_and_time(desk, exam, cards, clock):
    sitting = begin(desk, exam, cards)
    clock.advance(ms=7 * MINUTE)
    sitting.answer(Reply(ticked=(1,)))
    sitting.sure(Certainty.SURE)
    sitting.go("2.4")
    clock.advance(ms=3 * MINUTE)
    sitting.answer(Reply(text="half a sente"))
    sitting.mark(True)
    clock.advance(ms=4_000)  # not saved: less than ten seconds
    sitting.tick()
    later = again(desk, exam, cards)
    assert later.sheet.answer("1.1") == Answer(
        Reply(ticked=(1,)), Certainty.SURE, False, 7 * MINUTE
    )
    assert later.sheet.answer("2.4").reply.text == "half a sente"
    assert later.sheet.answer("2.4").marked
    assert later.sheet.at == "2.4"
    assert later.paper == sitting.paper
    assert later.remaining_ms == 80 * MINUTE
    clock.advance(hours=5)  # nobody sits there
    assert later.remaining_ms == 80 * MINUTE


def test_time_goes_to_the_question_in_front(desk, exam, cards, clock):
    sitting = begin(desk, exam, cards)
    for number, minutes in (("4.1", 2), ("4.2", 1), ("4.1", 4)):
        sitting.go(number)
        clock.advance(ms=minutes * MINUTE)
    sitting.pause()
    clock.advance(hours=1)
    sitting.run()
    assert sitting.sheet.answer("4.1").time_ms == 6 * MINUTE
    assert sitting.sheet.answer("4.2").time_ms == MINUTE
    assert sitting.sheet.used_ms == 7 * MINUTE


def test_it_hands_itself_in_when_the_time_is_over(desk, exam, cards, clock):
    sitting = begin(desk, exam, cards, minutes=30)
    clock.advance(ms=26 * MINUTE)
    assert sitting.tick() == 4 * MINUTE
    assert sitting.in_last_minutes
    clock.advance(ms=30 * MINUTE)
    assert sitting.tick() == 0
    assert sitting.sheet.handed_in
    assert sitting.sheet.used_ms == 30 * MINUTE
    before = sitting.sheet
    sitting.answer(Reply(text="too late"))
    assert sitting.sheet == before


def test_a_clock_that_goes_back_takes_no_time(desk, exam, cards, clock):
    sitting = begin(desk, exam, cards)
    clock.advance(ms=5 * MINUTE)
    sitting.tick()
    clock.advance(days=-400)
    assert sitting.tick() == 85 * MINUTE
    clock.advance(ms=MINUTE)
    assert sitting.tick() == 84 * MINUTE


def test_everything_right_is_full_marks_and_one_review_each(desk, exam, cards, clock):
    sitting = begin(desk, exam, cards)
    for number, item in sitting.items.items():
        sitting.go(number)
        clock.advance(ms=MINUTE)
        sitting.answer(right(desk, item))
    sitting.hand_in()
    marked = mark(sitting.paper, sitting.sheet, desk.grader)
    result = finish(desk.store, sitting.sheet, marked)
    assert (result.earned, result.total) == (90, 90)
    rows = [row for row in desk.store.rows() if row.kind is Kind.REVIEW]
    assert len(rows) == 65
    assert {row.rating for row in rows} == {Rating.GOOD}
    assert {json.loads(row.detail)["exam"] for row in rows} == {result.uid}
    assert finish(desk.store, sitting.sheet, marked) == result  # as after a crash in between
    assert len([row for row in desk.store.rows() if row.kind is Kind.REVIEW]) == 65
    assert results(desk.store) == [result]


def test_what_was_not_seen_says_nothing_about_memory(desk, exam, cards, clock):
    sitting = begin(desk, exam, cards, seed=None)
    sitting.go("1.6")  # none of its statements is true: leaving all boxes open is right
    clock.advance(ms=MINUTE)
    sitting.go("1.3")
    sitting.answer(Reply(ticked=(0, 1)))
    sitting.go("6.2")
    sitting.answer(Reply(typed={"loss": "not a number"}))
    sitting.hand_in()
    result = finish(desk.store, sitting.sheet, mark(sitting.paper, sitting.sheet, desk.grader))
    rows = {row.card_id.partition("/")[2]: row for row in desk.store.rows() if row.rating}
    assert set(rows) == {"1.3", "1.6", "6.2"}
    assert rows["1.6"].credits_earned == 2
    assert rows["6.2"].rating is Rating.AGAIN
    assert result.earned == 2


def test_errors_are_carried_forward_and_mistakes_named(desk, exam, cards, clock):
    sitting = begin(desk, exam, cards, seed=None)
    sitting.go("6.3")
    sitting.answer(Reply(typed={"gradient": "3", "new_weight": "-0.8"}))
    sitting.hand_in()
    [entry] = [e for e in mark(sitting.paper, sitting.sheet, desk.grader) if e.item.number == "6.3"]
    assert 0 < entry.earned < 3
    assert entry.mistakes


def test_open_answers_are_ticked_by_rubric_after_handing_in(desk, exam, cards, clock):
    sitting = begin(desk, exam, cards, seed=None)
    sitting.go("2.1")
    sitting.answer(Reply(text="less memory, noisier gradient"))
    with pytest.raises(ValueError, match="no rubric"):
        sitting.tick_rubric("2.1", (0,))
    sitting.hand_in()
    assert mark(sitting.paper, sitting.sheet, desk.grader)[9].earned == 0
    sitting.tick_rubric("2.1", (0,))
    later = again(desk, exam, cards)
    [entry] = [e for e in mark(later.paper, later.sheet, desk.grader) if e.item.number == "2.1"]
    assert entry.earned == 1
    assert entry.answer.reply.text == "less memory, noisier gradient"


def test_the_report(desk, exam, cards, clock):
    sitting = begin(desk, exam, cards, seed=None)
    for number, sure in (("1.1", Certainty.SURE), ("1.3", Certainty.SURE), ("1.2", None)):
        sitting.go(number)
        clock.advance(ms=MINUTE)
        item = sitting.items[number]
        sitting.answer(right(desk, item) if number != "1.3" else Reply(ticked=(0,)))
        sitting.sure(sure)
    sitting.go("3.1")
    clock.advance(ms=9 * MINUTE)
    sitting.hand_in()
    result = finish(desk.store, sitting.sheet, mark(sitting.paper, sitting.sheet, desk.grader))
    titles = {problem.number: problem.title for problem in desk.deck.problems}
    topics = {card.id: tuple((topic, topic) for topic in card.topics) for card in cards}
    made = report(result, USUAL, titles, topics)
    assert (made.result.earned, made.grade, made.passed) == (4, "5.0", False)
    assert sum(problem.total for problem in made.problems) == 90
    assert made.problems[0].earned == 4
    assert [(j.certainty, j.reached, j.count) for j in made.certainty] == [(Certainty.SURE, 0.5, 2)]
    assert [item.number for item in made.slow] == ["3.1"]
    assert "in2346-2022/1.3" in made.to_review
    assert "in2346-2022/1.1" not in made.to_review


def test_a_damaged_sheet_is_no_sitting(desk, exam, cards):
    for text in ("", "{", "[]", '{"format": 2}', '{"format": 1, "uid": 3}'):
        desk.store.set_setting(KEY, text)
        assert Sitting.resume(desk.store, exam, cards) is None


def test_a_sheet_survives_as_text():
    answers = {"1.1": Answer(Reply(ticked=(0, 2)), Certainty.UNSURE, True, 5)}
    sheet = Sheet("u", None, 45, "1.1", 7, False, answers)
    assert Sheet.from_json(sheet.to_json()) == sheet
    fresh = replace(sheet, seed=12, handed_in=True)
    assert Sheet.from_json(fresh.to_json()) == fresh


@pytest.mark.parametrize(
    ("share", "grade"), [(1, "1.0"), (0.92, "1.0"), (0.9199, "1.3"), (0.5, "4.0"), (0.49, "5.0")]
)
def test_grades(share, grade):
    assert USUAL.grade(share) == grade
    assert GradeKey.from_json(USUAL.to_json()) == USUAL


@pytest.mark.parametrize(
    ("steps", "message"),
    [((), "one step"), (((1.2, "1"),), "at most"), (((0.5, "1"), (0.5, "2")), "go down")],
)
def test_a_key_that_is_none(steps, message):
    with pytest.raises(ValueError, match=message):
        GradeKey(steps, "5")
