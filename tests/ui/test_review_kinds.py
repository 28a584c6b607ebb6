"""Every kind of card, answered through the window by keyboard and by mouse."""

from __future__ import annotations

import pytest

from desktop.questions.document import plain_text
from desktop.review.records import Rating
from desktop.typeset.text_view import TextView
from desktop.ui.controls.button import Kind
from desktop.ui.reviewing.inputs.numeric_input import NumericInput
from desktop.ui.reviewing.inputs.open_input import OpenInput
from desktop.ui.reviewing.stage import Stage
from tests.ui.driver import right_reply

CHOICE, OPEN, NUMERIC = "1.8", "2.9", "6.1"
DRILL = "4.7/receptive-field-of-a-stack"


def letters_of(app, right: bool) -> list[str]:
    """The letters of the options that are right, or of those that are not."""
    options = [app.task.card.options[place] for place in app.task.option_order]
    return ["ABCDEF"[at] for at, option in enumerate(options) if option.right is right]


def filled(app) -> list[str]:
    return [
        button.text()
        for button in app.review.foot.findChildren(type(app.review.foot.proceed))
        if button.isVisible() and button.kind is Kind.FILLED
    ]


def test_a_choice_by_keyboard(app):
    app.start(CHOICE)
    app.press(*letters_of(app, right=True), "Enter")
    assert app.review.stage is Stage.RATING
    assert "2 of 2 credits. All four boxes are right." in app.texts()
    assert filled(app) == ["Good"]
    app.press("Enter")
    [row] = app.reviews()
    assert (row.rating, row.credits_earned, row.credits_total) == (Rating.GOOD, 2.0, 2.0)


def test_a_choice_by_mouse(app):
    app.start(CHOICE)
    wrong = letters_of(app, right=False)[0]
    row = app.input.rows()["ABCDEF".index(wrong)]
    app.click(row)
    assert row.isChecked()
    app.click(row)
    assert not row.isChecked()
    app.click(row)
    app.click(app.review.foot.proceed)
    texts = app.texts()
    assert any(text.startswith("0 of 2 credits. The exam gives them only when") for text in texts)
    assert {"Ticked, but false", "Missed: it is true", "Rightly left open"} <= set(texts)
    assert filled(app) == ["Again"]
    app.click(row)
    assert row.isChecked(), "a marked row takes no more ticks"
    app.click(app.review.foot.ratings[Rating.HARD])
    assert app.reviews()[0].rating is Rating.HARD


def test_nothing_above_the_answer_moves_when_it_is_marked(app):
    for card in (CHOICE, OPEN, NUMERIC, DRILL):
        app.start(card, cram=True)
        app.shell.resize(1180, 2000)
        app.settle()
        before = [
            (text, text.mapTo(app.sheet, text.rect().topLeft()).y())
            for text in app.sheet.children()
            if getattr(text, "isVisible", bool)()
        ]
        rows = [(row, row.y()) for row in app.input.rows()]
        app.answer_rightly()
        app.click(app.review.foot.proceed)
        assert app.review.stage is not Stage.ANSWERING
        assert before
        for text, y in before:
            assert text.mapTo(app.sheet, text.rect().topLeft()).y() == y
        assert rows == [] or rows[0][0].y() == rows[0][1]


def test_an_open_card_by_keyboard(app):
    app.start(OPEN)
    assert isinstance(app.input, OpenInput)
    assert app.input.area.editor.hasFocus(), "one can write at once"
    app.press("A", "1", "Enter", "0")  # all text
    assert app.input.area.text().lower() == "a1\n0"
    app.press("Ctrl+Enter")
    assert app.review.stage is Stage.RATING
    assert [row.isChecked() for row in app.input.rows()] == [False] * 4
    app.press("A", "C", "D")
    assert "1.5 of 2 credits suggest Hard." in app.texts()
    assert filled(app) == ["Hard"]
    app.press("C")
    assert "1 of 2 credits suggest Again." in app.texts()
    app.press("C", "Enter")
    [row] = app.reviews()
    assert (row.rating, row.credits_earned) == (Rating.HARD, 1.5)
    assert '"ticked":[0,2,3]' in row.reply


def test_an_open_card_by_mouse(app):
    app.start(OPEN)
    app.click(app.review.foot.proceed)
    for row in app.input.rows():
        app.click(row)
    assert "2 of 2 credits suggest Good." in app.texts()
    app.click(app.review.foot.ratings[Rating.EASY])
    assert (app.reviews()[0].rating, app.reviews()[0].credits_earned) == (Rating.EASY, 2.0)


@pytest.mark.parametrize("card", [NUMERIC, DRILL])
def test_quantities_by_keyboard(app, card):
    app.start(card)
    assert isinstance(app.input, NumericInput)
    for at, quantity in enumerate(app.input.quantities):
        assert quantity.field.hasFocus(), f"Tab leads to input {at}"
        quantity.field.setText(right_reply(app.task).typed[quantity.name])
        app.press("Tab")
    app.input.quantities[-1].field.setFocus()
    app.press("Enter")
    assert app.review.stage is Stage.RATING
    assert [quantity.field.sign for quantity in app.input.quantities] == ["right", "right"]
    app.press("4")
    [row] = app.reviews()
    assert row.rating is Rating.EASY
    assert (
        row.credits_earned == row.credits_total == app.workspace.deck.card_of[row.card_id].credits
    )
    assert row.variant == 0


def test_a_named_mistake_by_mouse(app):
    app.start(NUMERIC)
    mistake = app.task.row.mistakes[0]
    for quantity in app.input.quantities:
        quantity.field.setText(str(mistake.values.get(quantity.name, "1")))
    app.click(app.review.foot.proceed)
    said = " ".join(view.text() for view in views(app))
    words = plain_text(app.task.card.mistakes[mistake.names[0]])
    assert words.split(".")[0] in said
    assert "Worked with these numbers" in app.texts()
    assert filled(app) == ["Again"]


def views(app):
    return [view for view in app.sheet.findChildren(TextView) if view.isVisible()]


def test_what_is_no_number_is_not_marked(app):
    app.start(NUMERIC)
    app.input.quantities[0].field.setText("12")
    app.input.quantities[1].field.setText("twelve")
    app.press("Enter")
    assert app.review.stage is Stage.ANSWERING
    assert any(text.startswith("Not a number: ") for text in app.texts())
    assert app.input.quantities[1].field.hasFocus(), "the focus goes where something is to mend"
    assert [quantity.field.sign for quantity in app.input.quantities] == [None, None]
    assert app.reviews() == []


def test_nothing_typed_is_not_marked(app):
    app.start(DRILL)
    app.press("Enter")
    assert app.review.stage is Stage.ANSWERING
    assert "Nothing is typed yet. 0 shows the answer." in app.texts()


@pytest.mark.parametrize("card", [CHOICE, OPEN, NUMERIC, DRILL])
def test_who_does_not_know_is_shown_the_answer(app, card):
    app.start(card)
    app.press("Alt+0" if card != CHOICE else "0")
    assert app.review.stage is Stage.RATING
    assert filled(app) == ["Again"]
    app.press("Enter")
    [row] = app.reviews()
    assert (row.rating, row.reply, row.credits_earned) == (Rating.AGAIN, "", None)


def test_picking_a_word(app):
    card = next(card for card in app.workspace.bundle.cards() if asks_for_a_word(card))
    app.start(card.id.partition("/")[2])
    quantity = next(q for q in app.input.quantities if q.rows)
    app.click(quantity.rows[-1])
    app.click(quantity.rows[0])
    assert [row.isChecked() for row in quantity.rows].count(True) == 1
    app.answer_rightly()
    app.click(app.review.foot.proceed)
    assert filled(app) == ["Good"]


def asks_for_a_word(card) -> bool:
    return bool(card.rows) and any(key.kind == "choice" for key in card.rows[0].answers.values())
