"""Undo, marks, practice, history, and what happens when an answer can't be saved."""

from __future__ import annotations

import sqlite3

import pytest
from PySide6.QtGui import QGuiApplication

from desktop.review.grading import Reply
from desktop.review.records import Event, Kind, Rating, new_uid
from desktop.ui.reviewing.stage import Stage

DRILL = "4.7/receptive-field-of-a-stack"


class FullDisk(sqlite3.Connection):
    """A connection on a disk that may be full."""

    is_full = False

    def execute(self, statement, values=(), /):
        if self.is_full and statement == "COMMIT":
            raise sqlite3.OperationalError("database or disk is full")
        return super().execute(statement, values)


def test_a_full_disk_keeps_the_answer_until_retry_works(opened):
    made = []

    def make(path, read_only):
        made.append(sqlite3.connect(path, timeout=0, isolation_level=None, factory=FullDisk))
        return made[-1]

    app = opened(connect=make)
    app.start("1.8")
    app.press("A", "C", "Enter")
    uid = app.task.uid
    made[-1].is_full = True
    app.press("3")
    assert "full" in app.message.lower()
    assert app.task.uid == uid, "the card stays on the screen"
    assert app.review.stage is Stage.RATING
    assert [row.isChecked() for row in app.input.rows()] == [True, False, True, False]
    app.click(app.button("Retry"))
    assert "full" in app.message.lower(), "still full, still said"
    made[-1].is_full = False
    app.click(app.button("Retry"))
    assert app.message == ""
    [row] = app.reviews()
    assert (row.uid, row.rating) == (uid, Rating.GOOD)


def test_undo_and_redo_bring_card_and_rating_back(app):
    app.press("Enter")
    first = app.task.card_id
    app.press("Enter", "1")
    second = app.task.card_id
    assert second != first
    app.press("U")
    assert app.message == "Undone: Again on 1.1."
    assert app.task.card_id == first
    assert app.reviews() == []
    app.click(app.button("Redo"))
    assert app.message == "Done again: Again on 1.1."
    assert app.task.card_id == second
    assert len(app.reviews()) == 1
    app.press("Ctrl+Z", "Ctrl+Y")
    assert len(app.reviews()) == 1


def test_undo_with_nothing_to_undo(app):
    app.press("Enter", "U")
    assert app.message == "There is nothing to undo."


@pytest.mark.parametrize(
    ("key", "kind", "words"),
    [
        ("-", Kind.BURY, "1.1 rests until tomorrow."),
        ("!", Kind.SUSPEND, "1.1 is suspended, until you take it back in Browse."),
    ],
)
def test_a_card_is_set_aside_and_taken_back(app, key, kind, words):
    app.press("Enter", key)
    assert app.message == words
    assert app.store.counted_rows()[-1].kind is kind
    assert app.task.card_id != "in2346-2022/1.1"
    app.click(app.button("Undo"))
    assert app.task.card_id == "in2346-2022/1.1"


def test_a_flag_comes_and_goes_and_the_answer_stays(app):
    app.start("1.8")
    app.press("A", "*")
    assert app.message == "1.8 is flagged."
    assert app.input.rows()[0].isChecked()
    assert app.store.state("in2346-2022/1.8").flag == 1
    app.press("*")
    assert app.message == "1.8 has no flag any more."


def test_another_one_is_practice_and_the_rating_waits(app):
    app.start(DRILL)
    app.answer_rightly()
    app.click(app.review.foot.proceed)
    first = app.task
    app.press("N")
    assert app.task.practice
    assert app.task.row.values != first.row.values
    assert app.shell.place_bar.where.text() == "Practice"
    app.answer_rightly()
    app.click(app.review.foot.proceed)
    assert app.review.stage is Stage.PRACTICED
    app.press("N")
    assert app.task.number > first.number + 1
    app.click(app.review.foot.unknown)
    app.press("Enter")
    assert app.task.uid == first.uid, "back at the card whose rating waits"
    assert app.review.stage is Stage.RATING
    assert [quantity.field.sign for quantity in app.input.quantities] == ["right", "right"]
    app.press("Enter")
    [row] = app.reviews()
    assert (row.uid, row.rating) == (first.uid, Rating.GOOD)
    practiced = [row for row in app.store.counted_rows() if row.kind is Kind.PRACTICE]
    assert len(practiced) == 2
    assert app.store.state(row.card_id).reps == 1


def test_fresh_numbers_at_each_review_and_the_past_ones_again(app):
    app.start(DRILL)
    app.answer_rightly()
    app.click(app.review.foot.proceed)
    first = app.task
    app.press("4")
    app.clock.advance(days=60)
    app.start(DRILL)
    assert app.task.number == 1
    assert app.task.row.values != first.row.values
    app.press("Alt+H")
    [button] = app.review.history.buttons
    assert button.text() == "5 Jan 2026, Easy, 1.5 of 1.5"
    app.click(button)
    assert app.task.row.values == first.row.values
    assert app.input.reply() == Reply.from_json(app.reviews()[0].reply), "the answer given then"
    app.click(app.review.foot.proceed)
    assert app.review.stage is Stage.PRACTICED
    app.press("Enter")
    assert app.task.number == 1, "back at the card of today"
    assert app.review.stage is Stage.ANSWERING


def test_the_report_line_copies_what_names_the_card(app):
    app.start(DRILL)
    app.click(app.review.foot.unknown)
    app.click(app.review.report)
    copied = QGuiApplication.clipboard().text()
    assert f"in2346-2022/{DRILL}" in copied
    assert "variant 0" in copied
    assert app.review.report.text() == "Copied: paste it into your report"


def test_leaving_and_coming_back_keeps_the_answer(app):
    app.start("1.8")
    app.press("B", "Esc")
    assert app.shell.open_key == "home"
    app.press("Ctrl+2")
    assert app.input.rows()[1].isChecked()


def test_a_changed_look_keeps_the_answer(app):
    app.start("2.9")
    app.input.area.set_text("half an answer")
    app.press("Ctrl++")
    assert app.input.area.text() == "half an answer"


def test_when_all_is_done(app):
    app.start("1.1")
    app.press("Enter", "4")
    assert app.review.stage is Stage.DONE
    assert "Nothing is due" in app.texts()
    assert any(text.startswith("You answered 1\u00a0card. Next:") for text in app.texts())
    assert not app.review.foot.isVisible()
    app.press("Enter")
    assert app.shell.open_key == "home"


def test_steps_of_learning_are_waited_for(app):
    app.start("1.1")
    app.press("Enter", "1")
    assert app.review.sheet is not None, "a step within twenty minutes is shown early"
    app.press("Enter", "3")
    app.press("Enter", "3")
    assert app.review.stage is Stage.DONE


def test_a_leech_is_named(app):
    card = "in2346-2022/1.1"
    ratings = [Rating.GOOD, Rating.GOOD, *[Rating.AGAIN, Rating.GOOD] * 7]
    for rating in ratings:
        app.store.append(Event(uid=new_uid(), kind=Kind.REVIEW, card_id=card, rating=rating))
        app.clock.advance(days=1)
    assert app.store.state(card).lapses == 7
    app.start("1.1")
    app.press("Enter", "1")
    assert app.message.startswith("1.1 was forgotten 8\u00a0times.")
    app.click(app.button("Suspend it"))
    assert app.store.state(card).suspended


def test_a_step_of_learning_comes_up_by_itself(app, qtbot):
    app.start("1.1")
    for _ in range(2):  # the usual steps: one minute, ten minutes
        app.press("Enter", "1")
    app.press("Enter", "3")
    app.clock.advance(hours=-1)
    app.review.show_done("Nothing is due", "", wake_ms=0)
    assert app.review.stage is Stage.DONE
    app.clock.advance(hours=2)
    with qtbot.waitSignal(app.review.woken, timeout=3000):
        pass
    assert app.review.stage is Stage.ANSWERING


def test_a_clock_that_leapt_ahead_is_asked_about_before_the_first_rating(app):
    app.start("1.1")
    app.press("Enter", "3")
    app.clock.advance(days=40 * 365)
    app.start("1.2")
    app.press("Enter", "3")
    assert "clock" in app.message
    assert len(app.reviews()) == 1
    app.click(app.button("The clock is right"))
    assert len(app.reviews()) == 2


def test_a_changed_look_or_window_starts_no_new_sitting(app):
    app.press("Enter")
    app.press("B")
    ticked = [row.isChecked() for row in app.input.rows()]
    app.press("Ctrl++", "Ctrl+1", "Ctrl+2")
    assert [row.isChecked() for row in app.input.rows()] == ticked


def test_the_card_that_follows_is_made_while_one_is_answered(app):
    app.press("Enter")
    app.window.idle.finish()
    prepared = app.review.prepared
    assert prepared is not None
    assert not prepared.isVisible()
    app.press("Enter", "4")
    assert app.sheet is prepared
    assert app.sheet.isVisible()
    assert app.sheet.task.shown_at_ms <= app.clock.time
