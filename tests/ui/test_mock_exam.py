"""A whole mock exam through the window, with a crash in the middle; then its report."""

from __future__ import annotations

import subprocess

import pytest

from desktop.review.exam.grades import GradeKey
from desktop.review.exam.results import results
from desktop.review.exam.sheet import Certainty
from desktop.review.exam.sitting import KEY
from desktop.review.records import Kind
from desktop.ui.appearance import Scheme
from desktop.ui.pages.exam.page import ExamPage
from desktop.ui.pages.exam.question_sheet import task_of
from desktop.ui.pages.exam.sitting_page import SittingPage
from desktop.ui.registry import EXAM, REVIEW, SITTING
from tests.paper import pdf_pages
from tests.ui.driver import right_reply

MINUTE = 60_000


def exam_page(app) -> ExamPage:
    page = app.shell.page(EXAM)
    assert isinstance(page, ExamPage)
    return page


def paper(app) -> SittingPage:
    page = app.shell.page(SITTING)
    assert isinstance(page, SittingPage)
    return page


def begin(app, seed="7", minutes="90") -> SittingPage:
    app.shell.open_page(EXAM)
    app.settle()
    choose = exam_page(app).choose
    if seed:
        choose.seed.setText(seed)
    else:
        choose.kind.segment("exam").click()
    choose.length.segment(minutes).click()
    app.press("Enter")
    assert app.shell.open_key == SITTING
    return paper(app)


def number(page: SittingPage) -> str:
    return page.sheet.item.number


def answer_rightly(page: SittingPage) -> None:
    page.sheet.input.set_reply(right_reply(task_of(page.sheet.item)))


def answer_until(app, page: SittingPage, last: str) -> None:
    """Answer and go on, half a minute each."""
    while True:
        app.clock.advance(ms=MINUTE // 2)
        answer_rightly(page)
        at = number(page)
        app.press("PgDn")
        if at == last:
            return


def test_a_whole_exam_with_a_crash_in_the_middle(opened):
    app = opened()
    page = begin(app)
    assert number(page) == "1.1"
    answer_until(app, page, "3.4")
    assert number(page) == "4.1"
    page.sheet.certainty.choose(Certainty.SURE)
    app.press("Alt+M")
    sheet = app.store.setting(KEY)
    app.store.close()  # the power goes: nothing more is written

    app = opened()
    app.shell.open_page(EXAM)
    app.settle()
    assert any("You left a paper" in text for text in app.texts())
    app.press("Enter")
    page = paper(app)
    assert number(page) == "4.1"
    assert page.sheet.certainty.boxes[Certainty.SURE].isChecked()
    assert page.outline.sentence.text().startswith("23 of 65 answered")
    left = app.store.setting(KEY)
    assert left == sheet, "nothing is lost, no time has passed"
    app.press("PgUp")
    assert page.sheet.input.reply() == right_reply(task_of(page.sheet.item))
    app.press("PgDn")
    answer_until(app, page, "9.5")

    app.click(page.foot.hand_in)
    assert page.foot.is_asking
    app.press("Esc")
    assert app.shell.open_key == SITTING, "Esc keeps writing"
    assert not page.foot.is_asking
    app.click(page.foot.hand_in)
    app.press("Enter")
    assert page.foot.is_marking
    assert app.reviews() == []
    marked = 0
    while True:
        marked += 1
        assert page.sheet.item.card.kind == "open"
        for letter in "ABCDEF"[: len(page.sheet.item.card.rubric)]:
            app.press(letter)
        if not page.foot.after.isEnabled():
            break
        app.press("Enter")
    app.press("PgUp", "PgDn", "Enter")

    assert app.shell.open_key == EXAM
    assert exam_page(app).report.headline.text() == "90 of 90 credits"
    assert "Grade 1.0" in exam_page(app).report.sentence.text()
    rows = app.reviews()
    assert len(rows) == 65
    assert sum(row.kind is Kind.EXAM for row in app.store.rows()) == 1
    assert app.store.setting(KEY) == ""
    app.press("Esc")
    assert not exam_page(app).shows_report
    app.press("Esc")
    assert app.shell.open_key == "home", "not back to a paper that is over"


def test_time_hides_stops_when_one_leaves_and_hands_in_at_its_end(app):
    page = begin(app, minutes="30")
    assert page.timer.time.text() == "30:00"
    app.press("T")
    assert page.timer.time.isHidden()
    app.press("Alt+T")
    assert not page.timer.time.isHidden()
    app.clock.advance(ms=10 * MINUTE)
    page.second_passed.emit()
    assert page.timer.time.text() == "20:00"
    app.press("Esc")
    app.clock.advance(hours=3)
    app.shell.open_page(EXAM)
    app.settle()
    app.press("Enter")
    assert page.timer.time.text() == "20:00"
    app.clock.advance(ms=15 * MINUTE)
    page.second_passed.emit()
    assert "last five minutes" in app.shell.place_bar.where.text()
    answer_rightly(page)
    app.clock.advance(ms=6 * MINUTE)
    page.second_passed.emit()
    assert "time is over" in app.message
    assert page.foot.is_marking or exam_page(app).shows_report


def test_keys_of_a_paper(app):
    page = begin(app, seed="", minutes="90")
    app.press("A", "3")
    assert page.sheet.input.rows()[0].isChecked()
    assert page.sheet.certainty.boxes[Certainty.FAIRLY_SURE].isChecked()
    app.press("M")
    assert page.foot.mark.text() == "Marked; no longer"
    app.press("Enter")
    assert number(page) == "1.2"
    app.press("PgUp")
    assert number(page) == "1.1"
    assert not page.foot.previous.isEnabled()
    page.outline.rows[3].chosen.emit("4.7")
    assert number(page) == "4.7"
    assert page.sheet.input.start().hasFocus()
    app.press("PgDn")
    assert number(page) == "4.8", "also out of a field"


def test_nothing_on_a_paper_tells_whether_it_is_right(app):
    page = begin(app, seed="", minutes="90")
    answer_rightly(page)
    app.press("PgDn", "PgUp")
    said = " ".join(app.texts(page)).lower()
    assert "right" not in said.replace("all boxes right", "")
    assert "wrong" not in said


def finished(app) -> ExamPage:
    """A short paper with one right answer, one named mistake and one open answer."""
    page = begin(app, seed="", minutes="90")
    app.clock.advance(ms=MINUTE)
    answer_rightly(page)
    page.sheet.certainty.choose(Certainty.SURE)
    page.question_chosen.emit("6.1")
    row = page.sheet.item.row
    mistake = row.mistakes[0].values
    for quantity in page.sheet.input.quantities:
        value = mistake.get(quantity.name, "1")
        quantity.set_text(value if isinstance(value, str) else ", ".join(map(str, value)))
    page.sheet.certainty.choose(Certainty.GUESSED)
    app.clock.advance(ms=20 * MINUTE)
    page.question_chosen.emit("2.9")
    page.sheet.input.area.set_text("Neurons can die.")
    app.click(page.foot.hand_in)
    app.click(page.foot.confirm)
    assert page.foot.is_marking
    assert "Neurons can die." in app.texts(page)
    app.press("A")
    assert any("suggest" in text for text in app.texts(page))
    app.click(page.foot.report)
    return exam_page(app)


def test_the_report_names_mistakes_and_starts_their_review(app):
    page = finished(app)
    said = app.texts(page)
    assert "Mistakes by name" in said
    assert "How well you judged yourself" in said
    lines = page.report.model._lines
    [sixth] = [line for line in lines if line.number == "6"]
    assert sixth.minutes == 20
    assert sixth.is_over
    assert sum(line.earned for line in lines) == results(app.store)[0].earned
    count = int(page.margin.review.text().split()[-1])
    app.press("Enter")
    assert app.shell.open_key == REVIEW
    assert app.shell.place_bar.how_far.text().endswith(str(count))


def test_another_grade_key_counts_at_once_and_stays(app):
    page = finished(app)
    page.grades_asked.emit()
    editor = page.report.grades
    editor.field.setText("90 A, 50 B, C")
    editor.take()
    assert "Grade C" in page.report.sentence.text()
    assert GradeKey.from_json(app.store.setting("exam/grades")).failed == "C"
    page.grades_asked.emit()
    editor.field.setText("50 A, 90 B, C")
    editor.take()
    assert editor.problem.isVisible()
    assert "Grade C" in page.report.sentence.text()


def test_past_exams_are_opened_compared_and_sat_again(app):
    page = finished(app)
    app.press("Esc")
    assert page.choose.model.rowCount() == 1
    page.choose.table.row_chosen.emit(0)
    assert page.shows_report
    page.again_asked.emit()
    assert page.choose.kind.value == "fresh"
    again = begin(app, seed="11")
    app.clock.advance(ms=MINUTE)
    answer_rightly(again)
    again.question_chosen.emit("1.2")
    app.click(again.foot.hand_in)
    app.click(again.foot.confirm)
    assert page.shows_report, "nothing to mark by rubric: at once the report"
    app.click(app.button("Compare"))
    assert page.report.is_comparing
    app.press("Esc")
    assert page.choose.model.rowCount() == 2


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_the_report_as_pdf(opened, tmp_path, scheme):
    app = opened(scheme=scheme)
    page = finished(app)
    presenter = app.window.pages.presenters[EXAM]
    path = tmp_path / "report.pdf"
    presenter.save_report(str(path))
    assert app.message.startswith("Saved")
    text = pdf_pages.text(path)
    assert page.report.headline.text() in text
    for line in page.report.model._lines:
        assert all(word in text for word in line.title.split())
    assert "Mistakes by name" in text
    for word in pdf_pages.words(path):
        assert 0 < word.left < word.right < 595 - 36 / 25.4 * 72 + 1, word
    presenter.save_report(str(tmp_path / "no" / "report.pdf"))
    assert "could not be saved" in app.message


def test_the_paper_as_pdf_is_the_paper_that_build_prints(app, tmp_path):
    from desktop.ui.pages.exam.printing import paper_pdf

    app.shell.open_page(EXAM)
    desk = app.window.pages.exam_desk()
    path = tmp_path / "paper.pdf"
    path.write_bytes(paper_pdf(desk, 7, 30, False))
    pages = subprocess.run(["pdfinfo", str(path)], capture_output=True, text=True, check=True)
    assert "A4" in pages.stdout
    assert "30 minutes, 30 credits" in pdf_pages.text(path)


def test_a_left_paper_is_discarded_at_the_second_press(app):
    begin(app)
    app.press("Esc")
    app.shell.open_page(EXAM)
    page = exam_page(app)
    app.click(page.choose.discard)
    assert app.store.setting(KEY)
    app.click(page.choose.discard)
    assert app.store.setting(KEY) == ""
    assert page.choose.start.isVisible()
