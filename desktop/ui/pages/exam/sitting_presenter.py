"""Connects a paper that is being written with its sitting in the store."""

from __future__ import annotations

from collections.abc import Callable

from desktop.review.exam.sheet import Certainty
from desktop.review.exam.sitting import Sitting
from desktop.review.grading import Reply
from desktop.review.store import StoreError
from desktop.ui.pages.exam.exam_desk import ExamDesk
from desktop.ui.pages.exam.outline import Outline, OutlineProblem, Square
from desktop.ui.pages.exam.sitting_page import SittingPage
from desktop.ui.speaker import Speaker
from desktop.ui.wording import amount, counted

LAST_MINUTES = "The last five minutes: at the end it is handed in by itself."
TIME_IS_OVER = "The time is over, and the paper is handed in. Every answer is kept."


class SittingPresenter:
    """Keeps every answer as it is given; the clock runs while the page is open."""

    def __init__(
        self,
        desk: ExamDesk,
        page: SittingPage,
        speaker: Speaker,
        show_report: Callable[[str], None],
    ) -> None:
        self._desk, self._page, self._speaker = desk, page, speaker
        self._show_report = show_report
        self._marking_at = ""
        page.entered.connect(self.enter)
        page.left.connect(self.leave)
        page.second_passed.connect(self.tick)
        page.reply_changed.connect(self.answer)
        page.certainty_chosen.connect(self.be_sure)
        page.question_chosen.connect(self.go)
        page.previous_asked.connect(self.go_back)
        page.next_asked.connect(self.go_on)
        page.mark_asked.connect(self.toggle_mark)
        page.hand_in_asked.connect(self.ask_hand_in)
        page.handed_in.connect(self.hand_in)
        page.kept_writing.connect(self.show_progress)
        page.rubric_ticked.connect(self.tick_rubric)
        page.report_asked.connect(self.finish)

    # Coming and going

    def enter(self) -> None:
        """Show the question that was in front, and let the clock run."""
        sitting = self._desk.left()
        if sitting is None:
            self._page.leave_asked.emit()
            return
        if sitting.sheet.handed_in:
            self._begin_marking(sitting)
            return
        sitting.run()
        self._page.keep_time(True)
        self._show_question(sitting)
        self.tick()

    def leave(self) -> None:
        """Stop the clock: nobody writes."""
        self._page.keep_time(False)
        sitting = self._desk.sitting
        if sitting is not None and not sitting.sheet.handed_in:
            self._keep(sitting, sitting.pause)

    def tick(self) -> None:
        """A second has passed."""
        sitting = self._desk.sitting
        if sitting is None or not sitting.is_running:
            return
        self._keep(sitting, sitting.tick)
        if sitting.sheet.handed_in:
            self._speaker.say(TIME_IS_OVER)
            self._begin_marking(sitting)
            return
        self._page.show_time(sitting.remaining_ms)
        self._show_place(sitting)

    # Writing

    def answer(self, reply: Reply) -> None:
        """Keep what is answered so far."""
        sitting = self._desk.sitting
        if sitting is not None:
            self._keep(sitting, lambda: sitting.answer(reply))
            self.show_progress()

    def be_sure(self, certainty: Certainty) -> None:
        """Keep how sure the candidate is."""
        sitting = self._desk.sitting
        if sitting is not None:
            self._keep(sitting, lambda: sitting.sure(certainty))

    def toggle_mark(self) -> None:
        """Mark the question, or take its mark away."""
        sitting = self._desk.sitting
        if sitting is not None:
            marked = not sitting.sheet.answer(sitting.sheet.at).marked
            self._keep(sitting, lambda: sitting.mark(marked))
            self.show_progress()

    def go(self, number: str) -> None:
        """Turn to a question."""
        sitting = self._desk.sitting
        if sitting is None:
            return
        if sitting.sheet.handed_in:
            if number in self._to_mark(sitting):
                self._show_marking(sitting, number)
        elif number != sitting.sheet.at:
            sitting.go(number)
            self._keep(sitting, sitting.save)
            self._show_question(sitting)

    def go_back(self) -> None:
        """The question before."""
        self._step(-1)

    def go_on(self) -> None:
        """The next question."""
        self._step(1)

    def ask_hand_in(self) -> None:
        """Ask, since it can't be undone."""
        sitting = self._desk.sitting
        if sitting is None:
            return
        outline = outline_of(sitting)
        open_ones = outline.count - outline.answered
        missing = f"{counted(open_ones, 'question')} without an answer. " if open_ones else ""
        marked = f"{outline.marked} marked for later. " if outline.marked else ""
        self._page.foot.ask(f"{missing}{marked}After that no answer can be changed.")
        self._page.take_focus()

    def hand_in(self) -> None:
        """End the writing."""
        sitting = self._desk.sitting
        if sitting is not None:
            self._keep(sitting, sitting.hand_in)
            self._begin_marking(sitting)

    def show_progress(self) -> None:
        """Show how far the paper is."""
        sitting = self._desk.sitting
        if sitting is not None and not sitting.sheet.handed_in:
            marked = sitting.sheet.answer(sitting.sheet.at).marked
            self._page.show_outline(outline_of(sitting), marked=marked)

    # Marking

    def tick_rubric(self, reply: Reply) -> None:
        """Keep which items of the rubric the answer earns."""
        sitting = self._desk.sitting
        if sitting is None:
            return
        number = self._marking_at
        self._keep(sitting, lambda: sitting.tick_rubric(number, reply.ticked))
        card = sitting.items[number].card
        self._page.show_credits(self._desk.workspace.grader.rubric(card, reply))

    def finish(self) -> None:
        """Write the exam into the log and show its report."""
        try:
            uid = self._desk.finish()
        except StoreError as error:
            self._speaker.say(str(error), ("Retry", self.finish))
            return
        self._page.keep_time(False)
        self._show_report(uid)

    def _begin_marking(self, sitting: Sitting) -> None:
        self._page.keep_time(False)
        numbers = self._to_mark(sitting)
        if not numbers:
            self.finish()
            return
        unticked = (n for n in numbers if not sitting.sheet.answer(n).reply.ticked)
        self._show_marking(sitting, next(unticked, numbers[0]))

    def _to_mark(self, sitting: Sitting) -> list[str]:
        return [item.number for item in self._desk.to_mark(sitting)]

    def _show_marking(self, sitting: Sitting, number: str) -> None:
        self._marking_at = number
        numbers = self._to_mark(sitting)
        answer = sitting.sheet.answer(number)
        self._page.foot.show_marking(first=number == numbers[0], last=number == numbers[-1])
        self._page.outline.show_outline(outline_of(sitting, number))
        self._page.show_marking(sitting.items[number], answer)
        card = sitting.items[number].card
        self._page.show_credits(self._desk.workspace.grader.rubric(card, answer.reply))
        place = numbers.index(number)
        self._page.progressed.emit(
            "Handed in. Now mark what you answered in words.",
            f"{place + 1} of {len(numbers)}",
            (place + 1) / len(numbers),
        )

    # What is shown

    def _step(self, by: int) -> None:
        sitting = self._desk.sitting
        if sitting is None:
            return
        if sitting.sheet.handed_in:
            numbers, at = self._to_mark(sitting), self._marking_at
        else:
            numbers, at = [item.number for item in sitting.paper.items], sitting.sheet.at
        place = numbers.index(at) + by
        if 0 <= place < len(numbers):
            self.go(numbers[place])

    def _show_question(self, sitting: Sitting) -> None:
        answer = sitting.sheet.answer(sitting.sheet.at)
        self._page.show_outline(outline_of(sitting), marked=answer.marked)
        self._page.show_question(sitting.item, answer)
        self._page.show_time(sitting.remaining_ms)
        self._show_place(sitting)

    def _show_place(self, sitting: Sitting) -> None:
        words = LAST_MINUTES if sitting.in_last_minutes else f"Mock exam: {paper_words(sitting)}"
        used = sitting.sheet.used_ms / (sitting.sheet.minutes * 60_000)
        self._page.progressed.emit(words, "", used)

    def _keep(self, sitting: Sitting, step: Callable[[], object]) -> None:
        """Do what saves; if it can't be saved it stays in hand, and the message says so."""
        try:
            step()
        except StoreError as error:
            self._speaker.say(str(error), ("Retry", self._retry))

    def _retry(self) -> None:
        sitting = self._desk.sitting
        if sitting is not None:
            self._keep(sitting, sitting.save)


def outline_of(sitting: Sitting, at: str = "") -> Outline:
    """How far a sitting is; `at` is the question in front, if it is not the sheet's."""
    sheet = sitting.sheet
    problems = tuple(
        OutlineProblem(
            problem.id,
            problem.title,
            tuple(
                Square(item.number, sheet.answer(item.number).is_given, answer.marked)
                for item in problem.items
                if (answer := sheet.answer(item.number)) is not None
            ),
        )
        for problem in sitting.paper.problems
    )
    given = [item for item in sitting.paper.items if sheet.answer(item.number).is_given]
    credits = sum(item.credits for item in given)
    return Outline(problems, at or sheet.at, credits, sitting.paper.credits)


def paper_words(sitting: Sitting) -> str:
    """Which paper it is: 90 minutes, 90 credits, fresh numbers, paper 7."""
    seed = sitting.sheet.seed
    kind = "as it was" if seed is None else f"fresh numbers, paper {seed}"
    credits = f"{amount(sitting.paper.credits)} credits"
    return f"{counted(sitting.sheet.minutes, 'minute')}, {credits}, {kind}"
