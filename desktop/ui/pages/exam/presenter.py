"""Connects the page of the tab with papers, reports and printing."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from desktop.review.exam.grades import GradeKey
from desktop.review.exam.results import ExamResult
from desktop.review.selection import Selection
from desktop.review.store import StoreError
from desktop.ui.pages.exam.choose_view import ChooseSight
from desktop.ui.pages.exam.exam_desk import ExamDesk
from desktop.ui.pages.exam.page import ExamPage
from desktop.ui.pages.exam.report_sight import ReportSight, predicted_words, report_sight
from desktop.ui.pages.exam.sitting_presenter import outline_of, paper_words
from desktop.ui.pages.exam.timer import time_words
from desktop.ui.plots.ticks import day_words
from desktop.ui.speaker import Speaker
from desktop.ui.wording import amount

SEEDS = 1000  # offered at random; any other can be typed


class ExamPresenter:
    """Begins papers, opens reports, prints both."""

    def __init__(
        self,
        desk: ExamDesk,
        page: ExamPage,
        speaker: Speaker,
        open_sitting: Callable[[], None],
        start_review: Callable[[Selection], None],
    ) -> None:
        self._desk, self._page, self._speaker = desk, page, speaker
        self._open_sitting, self._start_review = open_sitting, start_review
        self._results: list[ExamResult] = []
        self._open: ExamResult | None = None
        page.entered.connect(self.refresh)
        page.choose.begun.connect(self.begin)
        page.choose.continued.connect(self._open_sitting)
        page.choose.discarded.connect(self.discard)
        page.choose.past_chosen.connect(self.open_row)
        page.choose.print_asked.connect(self.print_paper)
        page.review_asked.connect(self.review)
        page.pdf_asked.connect(self.print_report)
        page.again_asked.connect(self.sit_again)
        page.grades_asked.connect(self.edit_grades)
        page.back_asked.connect(self.show_choice)
        page.report.grades.key_chosen.connect(self.change_grades)
        page.report.card_chosen.connect(self.review_card)

    def refresh(self) -> None:
        """Show what is open: the report, or the choice."""
        if self._open is not None:
            self._show_report(self._open)
        else:
            self.show_choice()

    def show_choice(self) -> None:
        """Show papers to choose from, and all that are over."""
        self._open = None
        self._results = self._desk.results()
        left = self._desk.left()
        words = action = ""
        if left is not None:
            outline = outline_of(left)
            words = f"You left a paper: {paper_words(left)}. {outline.answered} answered. "
            words += f"{time_words(left.remaining_ms)} minutes are left."
            action = "Continue"
            if left.sheet.handed_in:
                words = f"A paper is handed in and not marked yet: {paper_words(left)}."
                action = "Mark it"
        past = tuple(self._row(result) for result in self._results)
        seed = random.randrange(1, SEEDS)
        self._page.show_choice(ChooseSight(words, action, past), seed)

    def begin(self, seed: int | None, minutes: int) -> None:
        """Begin a paper."""
        try:
            self._desk.begin(seed, minutes)
        except StoreError as error:
            self._speaker.say(str(error))
            return
        self._open_sitting()

    def discard(self) -> None:
        """Forget the paper that was left."""
        try:
            self._desk.discard()
        except StoreError as error:
            self._speaker.say(str(error))
        self.show_choice()

    def open_row(self, row: int) -> None:
        """Open the report of a past exam."""
        self._show_report(self._results[row])

    def open_uid(self, uid: str) -> None:
        """Open the report of the exam of this name."""
        self._results = self._desk.results()
        self._show_report(next(result for result in self._results if result.uid == uid))

    def review(self) -> None:
        """Review what brought too few credits, due or not."""
        if self._open is not None:
            ids = self._desk.report(self._open).to_review
            self._start_review(Selection(ids=frozenset(ids), cram=True))

    def review_card(self, card_id: str) -> None:
        """Practice the card of a mistake."""
        self._start_review(Selection(ids=frozenset({card_id}), cram=True))

    def sit_again(self) -> None:
        """Offer the same length with other numbers."""
        result = self._open
        self.show_choice()
        if result is not None:
            seed = random.randrange(1, SEEDS)
            self._page.choose.choose(seed + (seed == result.seed), result.minutes)

    def edit_grades(self) -> None:
        """Show the grade key, or put it away."""
        editor = self._page.report.grades
        editor.show_key(self._desk.grades)
        editor.setVisible(editor.isHidden())

    def change_grades(self, key: GradeKey) -> None:
        """Use another grade key, for every exam."""
        try:
            self._desk.set_grades(key)
        except StoreError as error:
            self._speaker.say(str(error))
            return
        self._page.report.grades.hide()
        self.refresh()

    # Printing

    def print_paper(self, seed: int | None, minutes: int, solutions: bool) -> None:
        """Ask where to, then print a paper or its solutions."""
        from desktop.ui.pages.exam.printing import ask_path, paper_pdf

        name = "exam" if seed is None else f"paper-{seed}"
        end = "-solutions" if solutions else ""
        ask_path(
            self._page,
            f"endterm-{name}{end}.pdf",
            lambda path: self._save(path, paper_pdf(self._desk, seed, minutes, solutions)),
        )

    def print_report(self) -> None:
        """Ask where to, then print the report."""
        from desktop.ui.pages.exam.printing import ask_path

        if self._open is not None:
            day = day_words(self._open.study_day).replace(" ", "-")
            ask_path(self._page, f"endterm-report-{day}.pdf", self.save_report)

    def save_report(self, path: str) -> None:
        """Print the report that is open."""
        from desktop.ui.pages.exam.printing import report_pdf

        if self._open is not None:
            self._save(path, report_pdf(self._desk, self._sight(self._open)))

    def _save(self, path: str, data: bytes) -> None:
        from desktop.ui.pages.exam.printing import write_file

        problem = write_file(Path(path), data)
        self._speaker.say(problem or f"Saved: {path}")

    # What is shown

    def _show_report(self, result: ExamResult) -> None:
        self._open = result
        self._page.show_report(self._sight(result))

    def _sight(self, result: ExamResult) -> ReportSight:
        desk = self._desk
        older = [other for other in self._results if other.at_ms < result.at_ms]
        before = desk.report(older[0]) if older else None
        cards = {card.id: card for card in desk.cards}
        report = desk.report(result)
        paper = desk.paper_of(result)
        predicted = predicted_words(desk.predicted(result))
        return report_sight(report, paper, cards, desk.grades.pass_share, before, predicted)

    def _row(self, result: ExamResult) -> tuple[str, str, str, str]:
        paper = "As it was" if result.seed is None else f"Paper {result.seed}"
        share = result.earned / result.total if result.total else 0.0
        return (
            day_words(result.study_day),
            f"{paper}, {result.minutes} minutes",
            f"{amount(result.earned)} of {amount(result.total)}",
            self._desk.grades.grade(share),
        )
