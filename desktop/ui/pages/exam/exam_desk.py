"""What both pages of the exam work on: the sitting, and the reports of finished ones."""

from __future__ import annotations

from desktop.questions.card import Card
from desktop.questions.examination import Examination, ExamItem, compose
from desktop.questions.model import Exam
from desktop.review.exam.grades import KEY, USUAL, GradeKey
from desktop.review.exam.marking import mark
from desktop.review.exam.report import ExamReport, report
from desktop.review.exam.results import ExamResult, finish, results
from desktop.review.exam.sitting import KEY as SITTING_KEY
from desktop.review.exam.sitting import Sitting
from desktop.review.readiness.kept import KeptPrediction, kept_predictions
from desktop.review.readiness.prediction import asked_of
from desktop.review.statistics import review_table
from desktop.ui.workspace import Workspace


class ExamDesk:
    """Opens papers and keeps the one that is being sat."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.sitting: Sitting | None = None
        self._cards: list[Card] = []

    @property
    def exam(self) -> Exam:
        """The exam of the knowledge base."""
        return next(iter(self.workspace.bundle.exams().values()))

    @property
    def cards(self) -> list[Card]:
        """Its cards, read once."""
        if not self._cards:
            self._cards = self.workspace.bundle.cards()
        return self._cards

    def left(self) -> Sitting | None:
        """The sitting that is open, or was left before this start."""
        if self.sitting is None and self.workspace.store.setting(SITTING_KEY):
            self.sitting = Sitting.resume(self.workspace.store, self.exam, self.cards)
        return self.sitting

    def begin(self, seed: int | None, minutes: int) -> None:
        """Begin a paper.

        Raises: StoreError if it can't be saved.
        """
        self.sitting = Sitting.begin(self.workspace.store, self.exam, self.cards, seed, minutes)

    def discard(self) -> None:
        """Forget the paper that was left.

        Raises: StoreError if that can't be saved.
        """
        if self.sitting is not None:
            self.sitting.discard()
        self.sitting = None

    def to_mark(self, sitting: Sitting) -> list[ExamItem]:
        """The questions to be answered in words that were in front of the candidate."""
        answers = {item.number: sitting.sheet.answer(item.number) for item in sitting.paper.items}
        return [
            item
            for item in sitting.paper.items
            if item.card.kind == "open"
            and (answers[item.number].is_given or answers[item.number].time_ms > 0)
        ]

    def finish(self) -> str:
        """Write the paper that is handed in into the log; returns the name of its row.

        Raises: StoreError, with nothing lost.
        """
        sitting = self.sitting
        assert sitting is not None, "no paper is open"
        marked = mark(sitting.paper, sitting.sheet, self.workspace.grader)
        result = finish(self.workspace.store, sitting.sheet, marked)
        self.discard()
        return result.uid

    def results(self) -> list[ExamResult]:
        """Every finished exam, the newest first."""
        return results(self.workspace.store)[::-1]

    @property
    def grades(self) -> GradeKey:
        """The grade key in force."""
        text = self.workspace.store.setting(KEY)
        try:
            return GradeKey.from_json(text) if text else USUAL
        except ValueError:
            return USUAL

    def set_grades(self, key: GradeKey) -> None:
        """Use another grade key.

        Raises: StoreError if it can't be saved.
        """
        self.workspace.store.set_setting(KEY, key.to_json())

    def report(self, result: ExamResult) -> ExamReport:
        """The report on a finished exam."""
        topics = {topic.id: topic.title for topic in self.workspace.deck.topics}
        problems = {p.number: p.title for p in self.workspace.deck.problems}
        of_card = {
            card.id: tuple((topic, topics.get(topic, topic)) for topic in card.topics)
            for card in self.workspace.deck.cards
        }
        return report(result, self.grades, problems, of_card)

    def predicted(self, result: ExamResult) -> KeptPrediction | None:
        """What was predicted for a finished exam on the day before; None where it was too early."""
        cards = self.workspace.deck.cards
        kinds = {card.id: card.kind for card in cards}
        table = review_table(self.workspace.store)
        asked = asked_of(self.cards)
        found = kept_predictions(asked, kinds, table, self.workspace.store, [result])
        return found[0] if found else None

    def paper_of(self, result: ExamResult) -> Examination | None:
        """The paper of a finished exam again; None if it can't be made any more."""
        try:
            return compose(self.exam, self.cards, result.seed, result.minutes)
        except ValueError:
            return None
