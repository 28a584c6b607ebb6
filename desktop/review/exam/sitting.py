"""A sitting: the clock runs, answers are kept as they are given, leaving stops the clock.

The sheet lies in the profile's settings. It is written at every answer and every ten seconds, so
a crash or a power cut costs no answer, and at most ten seconds of the clock, in the candidate's
favour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop.questions.card import Card
from desktop.questions.examination import Examination, ExamItem, compose
from desktop.questions.model import Exam
from desktop.review.clock import Clock
from desktop.review.exam.sheet import Answer, Certainty, Sheet
from desktop.review.grading import Reply
from desktop.review.records import new_uid
from desktop.review.store import Store

KEY = "exam/sitting"
SAVE_EACH_MS = 10_000
LAST_MINUTES_MS = 5 * 60_000


class Sitting:
    """One candidate, one paper. Methods that save raise StoreError and keep the answer in hand."""

    def __init__(self, store: Store, paper: Examination, sheet: Sheet) -> None:
        """Use `begin` or `resume`."""
        self._store = store
        self._clock: Clock = store.clock
        self.paper = paper
        self.sheet = sheet
        self.items: dict[str, ExamItem] = {item.number: item for item in paper.items}
        self._since_ms: int | None = None
        self._saved_ms = sheet.used_ms

    @classmethod
    def begin(
        cls, store: Store, exam: Exam, cards: Sequence[Card], seed: int | None, minutes: int
    ) -> Sitting:
        """A new sitting, saved; the clock starts with `run`.

        Raises: StoreError if it can't be saved; ValueError for a seed or minutes out of range.
        """
        paper = compose(exam, cards, seed, minutes)
        sheet = Sheet(new_uid(), seed, minutes, paper.items[0].number)
        sitting = cls(store, paper, sheet)
        sitting._save()
        return sitting

    @classmethod
    def resume(cls, store: Store, exam: Exam, cards: Sequence[Card]) -> Sitting | None:
        """The sitting that was left, with its clock stopped; None if there is none."""
        text = store.setting(KEY)
        if not text:
            return None
        try:
            sheet = Sheet.from_json(text)
            paper = compose(exam, cards, sheet.seed, sheet.minutes)
        except ValueError:
            return None
        if sheet.at not in {item.number for item in paper.items}:
            sheet = replace(sheet, at=paper.items[0].number)
        return cls(store, paper, sheet)

    # The clock

    @property
    def is_running(self) -> bool:
        """Whether the clock runs."""
        return self._since_ms is not None

    @property
    def remaining_ms(self) -> int:
        """The time that is left now."""
        return max(0, self.sheet.remaining_ms - self._running_ms())

    @property
    def in_last_minutes(self) -> bool:
        """Whether the candidate is to be told that the end is near."""
        return self.remaining_ms <= LAST_MINUTES_MS

    def run(self) -> None:
        """Start the clock."""
        if self._since_ms is None and not self.sheet.handed_in:
            self._since_ms = self._clock.now_ms()

    def pause(self) -> None:
        """Stop the clock and save: the candidate leaves."""
        self._take_time()
        self._since_ms = None
        self._save()

    def tick(self) -> int:
        """The time that is left; saves now and then, and hands in when nothing is left."""
        if self.is_running and self.remaining_ms == 0:
            self.hand_in()
        elif self.is_running:
            self._take_time()
            if self.sheet.used_ms - self._saved_ms >= SAVE_EACH_MS:
                self._save()
        return self.remaining_ms

    # What the candidate does

    @property
    def item(self) -> ExamItem:
        """The question in front of the candidate."""
        return self.items[self.sheet.at]

    def go(self, number: str) -> None:
        """Turn to a question.

        Raises: KeyError if the paper has none of that number.
        """
        if number not in self.items:
            raise KeyError(number)
        self._take_time()
        self.sheet = replace(self.sheet, at=number)

    def answer(self, reply: Reply) -> None:
        """Keep the answer to the question in front; after handing in nothing changes."""
        self._change(reply=reply)

    def sure(self, certainty: Certainty | None) -> None:
        """Say how sure one is of it."""
        self._change(certainty=certainty)

    def mark(self, marked: bool) -> None:
        """Mark it, to come back to it."""
        self._change(marked=marked)

    def hand_in(self) -> None:
        """End: answers stand, the clock stops."""
        self._take_time()
        self._since_ms = None
        used = min(self.sheet.used_ms, self.sheet.minutes * 60_000)
        self.sheet = replace(self.sheet, handed_in=True, used_ms=used)
        self._save()

    def tick_rubric(self, number: str, ticked: tuple[int, ...]) -> None:
        """After handing in: which items of an open question's rubric the answer earns.

        Raises: ValueError before handing in, or for a question that is no open one.
        """
        if not self.sheet.handed_in or self.items[number].card.kind != "open":
            raise ValueError(f"{number} has no rubric to tick now")
        answer = self.sheet.answer(number)
        reply = replace(answer.reply, ticked=ticked)
        self.sheet = self.sheet.with_answer(number, replace(answer, reply=reply))
        self._save()

    def discard(self) -> None:
        """Forget the sitting."""
        self._store.set_setting(KEY, "")

    def _change(
        self,
        *,
        reply: Reply | None = None,
        certainty: Certainty | None = None,
        marked: bool | None = None,
    ) -> None:
        if self.sheet.handed_in:
            return
        self._take_time()
        answer: Answer = self.sheet.answer(self.sheet.at)
        if reply is not None:
            answer = replace(answer, reply=reply)
        elif marked is not None:
            answer = replace(answer, marked=marked)
        else:
            answer = replace(answer, certainty=certainty)
        self.sheet = self.sheet.with_answer(self.sheet.at, answer)
        self._save()

    def _running_ms(self) -> int:
        """Time since the clock was last read; a clock that was set back costs nothing."""
        return 0 if self._since_ms is None else max(0, self._clock.now_ms() - self._since_ms)

    def _take_time(self) -> None:
        passed = min(self._running_ms(), self.sheet.remaining_ms)
        if self._since_ms is None:
            return
        self._since_ms = self._clock.now_ms()
        answer = self.sheet.answer(self.sheet.at)
        answer = replace(answer, time_ms=answer.time_ms + passed)
        self.sheet = self.sheet.with_answer(self.sheet.at, answer)
        self.sheet = replace(self.sheet, used_ms=self.sheet.used_ms + passed)

    def save(self) -> None:
        """Save what is in hand, as after an error.

        Raises: StoreError if it can't be saved.
        """
        self._save()

    def _save(self) -> None:
        self._store.set_setting(KEY, self.sheet.to_json())
        self._saved_ms = self.sheet.used_ms
