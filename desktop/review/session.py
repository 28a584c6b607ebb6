"""A sitting: one card after the other, each answer saved before the next card is shown."""

from __future__ import annotations

from dataclasses import replace

from desktop.questions.bundle import Bundle
from desktop.review.clock import DAY_MS
from desktop.review.deck import StudyDeck
from desktop.review.grading import Graded
from desktop.review.plan import plan
from desktop.review.queue import Counts, Queue
from desktop.review.records import CardState, Event, Kind, LogRow, Rating, State, new_uid
from desktop.review.selection import EVERYTHING, Selection
from desktop.review.settings import Settings, read_settings
from desktop.review.store import Store, StoreError
from desktop.review.task import Task, another_task, new_task, past_task
from desktop.review.today import Today, today_of

MOST_TIME_MS = 10 * 60_000  # of a longer time the learner was elsewhere


class Session:
    """A sitting over a choice of cards.

    What raises StoreError has changed nothing: the task stands as it stood, and the same call again
    saves the answer once, even if the first attempt reached the disk after all.
    """

    def __init__(
        self,
        deck: StudyDeck,
        bundle: Bundle,
        store: Store,
        settings: Settings | None = None,
        selection: Selection = EVERYTHING,
    ) -> None:
        self.deck = deck
        self.bundle = bundle
        self.store = store
        self.settings = settings or read_settings(store)
        self.selection = selection
        self.done = 0
        self._task: Task | None = None
        self._prepared: Task | None = None
        self._unsaved: Event | None = None
        self._crammed: set[str] = set()
        self._chosen: frozenset[str] | None = None
        self.refresh()

    # What is shown

    @property
    def task(self) -> Task | None:
        """The card to answer now, the same until it is answered; None if none may be shown now."""
        if self._task is None:
            moment = self.store.moment()
            if moment.day != self._today.day:
                self.refresh()
            card = self._queue.next(moment.at_ms)
            if card is not None:
                self._task = self._task_for(card.id)
        return self._task

    @property
    def counts(self) -> Counts:
        """What is left, the task included."""
        return self._queue.counts

    @property
    def total(self) -> int:
        """What was answered and what is left; a card in learning counts each time it is shown."""
        return self.done + self.counts.total

    @property
    def waits_until_ms(self) -> int | None:
        """Without a task: when the next step of learning may be shown; None if all is done."""
        return self._queue.waits_until()

    def state(self, card_id: str) -> CardState:
        """A card's state."""
        return self.states.get(card_id) or CardState.new(card_id)

    def intervals(self) -> dict[Rating, int]:
        """The time until the card comes back, in ms, by rating; empty outside of the schedule."""
        task = self.task
        if task is None or task.practice:
            return {}
        moment = self.store.moment()
        previewed = self.store.scheduler.preview(task.state, moment)
        return {
            rating: (state.due_day or 0) * DAY_MS - moment.day * DAY_MS
            if state.state is State.REVIEW
            else (state.due_ms or 0) - moment.at_ms
            for rating, state in previewed.items()
        }

    def following(self) -> Task | None:
        """The task that probably comes next, made in idle time; if it comes, it is this one."""
        if self._task is None:
            return None
        now = self.store.clock.now_ms()
        card = self._queue.following(self.deck.card_of[self._task.card_id], now)
        if card is None:
            return None
        self._prepared = self._task_for(card.id)
        return self._prepared

    def _task_for(self, card_id: str) -> Task:
        """The task that was prepared, if nothing has happened to its card, or a new one."""
        state, now = self.state(card_id), self.store.clock.now_ms()
        prepared, self._prepared = self._prepared, None
        if prepared is not None and (prepared.card_id, prepared.state) == (card_id, state):
            return replace(prepared, shown_at_ms=now)
        practice = self.selection.cram
        return new_task(self.bundle.card(card_id), state, now, practice=practice)

    def is_leech(self, card_id: str) -> bool:
        """Whether a card is forgotten so often that another way to learn it is called for."""
        return self.state(card_id).lapses >= self.settings.leech_lapses

    def another(self, task: Task) -> Task:
        """The same skill with other numbers, outside of the schedule; save it with `practiced`."""
        return another_task(task, self.store.clock.now_ms())

    def task_of(self, row: LogRow) -> Task:
        """The variant of a row of the log again, for looking and practice.

        Raises: KeyError if the bundle has no such card any more.
        """
        card_id = row.card_id or ""
        now = self.store.clock.now_ms()
        return past_task(self.bundle.card(card_id), self.state(card_id), row, now)

    # What the learner does

    def rate(
        self, rating: Rating, graded: Graded | None = None, took_ms: int | None = None
    ) -> LogRow:
        """Save the answer to the task; the next task is ready then.

        `took_ms` is the time since the task was shown, if it is not given. In cramming the answer
        is saved as practice, and the rating only says whether the card comes again.

        Raises: StoreError if it was not saved; ValueError if there is no task.
        """
        task = self.task
        if task is None:
            raise ValueError("there is no card to rate")
        if self.selection.cram:
            row = self._save(self._answer(task, Kind.PRACTICE, None, graded, took_ms))
        else:
            row = self._save(self._answer(task, Kind.REVIEW, rating, graded, took_ms))
        self.done += 1
        self._task = None
        if self.selection.cram and rating is not Rating.AGAIN:
            self._crammed.add(task.card_id)
        if row.study_day != self._today.day:
            self.refresh()
        else:
            after = None if self.selection.cram else row.after
            self._queue.answer(self.deck.card_of[task.card_id], rating, after)
        return row

    def practiced(
        self, task: Task, graded: Graded | None = None, took_ms: int | None = None
    ) -> LogRow:
        """Save an answer outside of the schedule.

        Raises: StoreError if it was not saved.
        """
        return self._save(self._answer(task, Kind.PRACTICE, None, graded, took_ms))

    def bury(self, card_id: str) -> LogRow:
        """Let a card rest until the next study day."""
        return self._mark(Kind.BURY, card_id)

    def suspend(self, card_id: str) -> LogRow:
        """Let a card rest until it is taken back."""
        return self._mark(Kind.SUSPEND, card_id)

    def unsuspend(self, card_id: str) -> LogRow:
        """Take a card back."""
        return self._mark(Kind.UNSUSPEND, card_id)

    def forget(self, card_id: str) -> LogRow:
        """Make a card new again; its history stays in the log."""
        return self._mark(Kind.FORGET, card_id)

    def flag(self, card_id: str, flag: int) -> LogRow:
        """Mark a card, 1 to 7, or 0 for no mark."""
        return self._mark(Kind.FLAG, card_id, flag)

    def undo(self) -> LogRow | None:
        """Take the last step back, also one from before a restart; None if there is none.

        An answer that is taken back has its card shown next, with the same numbers.
        """
        row = self.store.undo()
        if row is not None and row.undoes_seq is not None:
            undone = self.store.row(row.undoes_seq)
            self._count(undone, -1)
            self._follow(row)
            if undone.kind is Kind.REVIEW and row.card_id in self.deck.card_of:
                self._queue.put_first(self.deck.card_of[row.card_id])
        return row

    def redo(self) -> LogRow | None:
        """Do again what was taken back last, if nothing else has happened since."""
        redone = self.store.next_redo()
        row = self.store.redo()
        if row is not None and redone is not None:
            self._count(redone, 1)
            self._follow(row)
        return row

    def refresh(self) -> None:
        """Read all states anew, after something else has written to the store."""
        self.states = self.store.states()
        self._task = None
        self._replan()

    # How it is kept

    def _replan(self) -> None:
        self._today: Today = today_of(self.store, self.states)

        def recall(state: CardState) -> float:
            return self.store.scheduler.retrievability(state, self._today.day)

        if self._chosen is not None:
            selection = replace(self.selection, ids=self._chosen - self._crammed)
        else:
            selection = self.selection
        planned = plan(self.deck, self.states, selection, self.settings, self._today, recall)
        if selection.weak or selection.cram or selection.limit is not None:
            self._chosen = self._chosen or planned.ids
        self._queue = Queue(planned, self._today, self.settings.ahead_min)

    def _answer(
        self,
        task: Task,
        kind: Kind,
        rating: Rating | None,
        graded: Graded | None,
        took_ms: int | None,
    ) -> Event:
        took = self.store.clock.now_ms() - task.shown_at_ms if took_ms is None else took_ms
        return Event(
            uid=task.uid,
            kind=kind,
            card_id=task.card_id,
            content_hash=task.content_hash,
            rating=rating,
            took_ms=min(max(took, 0), MOST_TIME_MS),
            variant=task.number,
            seed=task.seed,
            reply=graded.reply.to_json() if graded else "",
            credits_earned=graded.earned if graded else None,
            credits_total=graded.total if graded else None,
        )

    def _save(self, event: Event) -> LogRow:
        try:
            row = self._append(event)
        except StoreError:
            self._unsaved = event
            raise
        self._unsaved = None
        self._note(row)
        return row

    def _append(self, event: Event) -> LogRow:
        """Append an answer; if an earlier attempt reached the disk after all, that one stands."""
        before = self._unsaved
        if before is None or before.uid != event.uid:
            return self.store.append(event)
        if replace(event, took_ms=before.took_ms) == before:
            return self.store.append(before)
        try:
            return self.store.append(event)
        except ValueError:  # the uid is taken
            return self.store.append(before)

    def _mark(self, kind: Kind, card_id: str, flag: int | None = None) -> LogRow:
        row = self._save(Event(uid=new_uid(), kind=kind, card_id=card_id, flag=flag))
        if kind is not Kind.FLAG:
            self._follow(row)
        return row

    def _follow(self, row: LogRow) -> None:
        """Take in a row that changes what may be shown."""
        self._note(row)
        self._task = None
        self._replan()

    def _count(self, row: LogRow, change: int) -> None:
        """Take in that an answer was taken back, or done again."""
        kind = Kind.PRACTICE if self.selection.cram else Kind.REVIEW
        if row.kind is kind and row.card_id is not None:
            self.done = max(self.done + change, 0)
            self._crammed.discard(row.card_id)

    def _note(self, row: LogRow) -> None:
        if row.card_id is not None and row.after is not None:
            self.states[row.card_id] = row.after
