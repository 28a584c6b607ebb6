"""Scenes of the mock exam for the pictures of the app."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from desktop.review.exam.sheet import Certainty
from desktop.ui.pages.exam.question_sheet import task_of
from desktop.ui.registry import EXAM, SITTING
from tests.ui.driver import right_reply

MINUTE_MS = 60_000


def exam_scenes() -> Iterator[tuple[str, Callable]]:
    """Names and what is done for them; a name says the window's size if it is not the usual."""
    yield "exam-choose", choose
    yield "exam-left", left
    yield "exam-sitting", partial(sit, number="4.3")
    yield "exam-sitting-narrow", partial(sit, number="4.3")
    yield "exam-sitting-choice", partial(sit, number="1.8")
    yield "exam-sitting-open", partial(sit, number="2.9")
    yield "exam-sitting-end", partial(sit, number="6.1", minutes=87)
    yield "exam-ask", ask
    yield "exam-marking-tall", marking
    yield "exam-report", report
    yield "exam-report-tall", report
    yield "exam-report-narrow", report
    yield "exam-grades", grades
    yield "exam-past", past


def choose(app) -> None:
    app.shell.open_page(EXAM)
    app.settle()
    app.shell.page(EXAM).choose.seed.setText("7")


def sitting(app, number: str, minutes: float = 38):
    """A paper that is written as far as a question."""
    choose(app)
    app.press("Enter")
    page = app.shell.page(SITTING)
    for place in range(24):
        app.clock.advance(ms=round(minutes / 24 * MINUTE_MS))
        answer(page, place)
        app.press("PgDn")
    page.question_chosen.emit("2.5")
    page.mark_asked.emit()
    page.question_chosen.emit("6.1")
    wrong(page)
    page.question_chosen.emit(number)
    if page.sheet.input.start() is None:
        app.press("2")
    page.second_passed.emit()
    return page


def sit(app, number: str, minutes: float = 38) -> None:
    sitting(app, number, minutes)


def answer(page, place: int) -> None:
    """Right three times of four."""
    if place % 8 == 7:
        return
    reply = right_reply(task_of(page.sheet.item))
    if place % 4 == 3 and page.sheet.item.card.kind == "choice":
        reply = type(reply)(ticked=(0,))
    page.sheet.input.set_reply(reply)
    page.sheet.certainty.choose(Certainty(3 - place % 4))


def wrong(page) -> None:
    """A wrong answer with a name, where there is one."""
    row = page.sheet.item.row
    values = row.mistakes[0].values
    for quantity in page.sheet.input.quantities:
        value = values.get(quantity.name, "1")
        quantity.set_text(value if isinstance(value, str) else ", ".join(map(str, value)))
    page.sheet.certainty.choose(Certainty.SURE)


def left(app) -> None:
    sitting(app, "4.3")
    app.press("Esc")
    app.shell.open_page(EXAM)


def ask(app) -> None:
    app.click(sitting(app, "4.3").foot.hand_in)


def marking(app):
    page = sitting(app, "2.9")
    app.click(page.foot.hand_in)
    app.click(page.foot.confirm)
    app.press("A")
    return


def report(app) -> None:
    page = sitting(app, "4.3")
    app.click(page.foot.hand_in)
    app.click(page.foot.confirm)
    app.press("A", "B")
    app.click(page.foot.report)


def grades(app) -> None:
    report(app)
    app.shell.page(EXAM).grades_asked.emit()


def past(app) -> None:
    report(app)
    app.press("Esc")
