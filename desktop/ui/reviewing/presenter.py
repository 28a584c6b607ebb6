"""Between the session and the review page: what was answered, marked, saved, and shown next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from desktop.review.grading import Graded, Reply
from desktop.review.records import Rating
from desktop.review.selection import EVERYTHING, Selection
from desktop.review.session import Session
from desktop.review.settings import Settings
from desktop.review.store import StoreError
from desktop.review.store.errors import ClockUnconfirmedError
from desktop.review.task import Task
from desktop.ui.idle import Idle
from desktop.ui.reviewing import facts, outlook
from desktop.ui.reviewing.marks import CardMarks
from desktop.ui.reviewing.page import ReviewPage
from desktop.ui.reviewing.stage import Stage
from desktop.ui.reviewing.warming import preparing, warming
from desktop.ui.speaker import Speaker
from desktop.ui.workspace import Workspace

WHERE = "Review"


class Waiting(NamedTuple):
    """A card left for practice, as it was left."""

    task: Task
    reply: Reply
    graded: Graded | None
    is_answered: bool


class ReviewPresenter:
    """One sitting after another on one page."""

    def __init__(
        self,
        workspace: Workspace,
        page: ReviewPage,
        speaker: Speaker,
        idle: Idle,
        open_view: Callable[[Task, bool], None],
    ) -> None:
        """`open_view` opens a task's visualization; a prediction there may count as its review."""
        self._workspace = workspace
        self._page = page
        self._speaker = speaker
        self._idle = idle
        self._open_view = open_view
        self._session: Session | None = None
        self._task: Task | None = None  # what is shown
        self._graded: Graded | None = None
        self._waiting: Waiting | None = None  # the card behind practice
        self._is_past = False  # whether a review of the past is shown again
        self._stale = False  # another page has written to the store
        self.marks = CardMarks(self._current_session, speaker, self._show_next)
        self._connect(page)

    def _connect(self, page: ReviewPage) -> None:
        page.entered.connect(self.resume)
        page.reply_submitted.connect(self.check)
        page.unknown_chosen.connect(self.give_up)
        page.rubric_ticked.connect(self.count_credits)
        page.rating_chosen.connect(self.rate)
        page.back_asked.connect(self.back)
        page.another_asked.connect(self.another)
        page.explore_asked.connect(self.explore)
        page.history_asked.connect(self.show_history)
        page.past_chosen.connect(self.open_past)
        page.undo_asked.connect(self.marks.undo)
        page.redo_asked.connect(self.marks.redo)
        page.woken.connect(self.resume)
        page.bury_asked.connect(self.bury)
        page.suspend_asked.connect(self.suspend)
        page.flag_asked.connect(self.flag)

    @property
    def session(self) -> Session:
        """The sitting that goes on."""
        if self._session is None:
            self._session = self._new_session(EVERYTHING)
        return self._session

    def _current_session(self) -> Session:
        return self.session

    def _new_session(self, selection: Selection) -> Session:
        workspace = self._workspace
        return Session(
            workspace.deck, workspace.bundle, workspace.store, workspace.settings, selection
        )

    def start(self, selection: Selection) -> None:
        """Begin a sitting over a choice of cards."""
        self._session = self._new_session(selection)
        self._task = self._waiting = None

    def resume(self) -> None:
        """Bring the page up: the card that was shown, or the next one."""
        session = self.session
        if _of_study(session.settings) != _of_study(self._workspace.settings):
            self.start(session.selection)
        elif self._stands(self._task) and self._page.sheet is not None:
            self._tell_place()
            return
        self._show_next()

    def take_in_changes(self) -> None:
        """Another page has written to the store: what comes next is looked up anew."""
        self._stale = True

    def _stands(self, task: Task | None) -> bool:
        """Whether a shown card may stay: nothing has happened to it meanwhile."""
        if task is None:
            return False
        return not self._stale or self._workspace.store.state(task.card_id) == task.state

    # The card

    def check(self, reply: Reply) -> None:
        """Mark what was answered, unless it can't be read."""
        task = self._shown()
        graded = self._workspace.grader.grade(task.card, task.row, reply)
        if graded is None:
            assert task.row is not None, "only quantities can be unreadable"
            result = self._workspace.grader.numeric(task.card, task.row, reply.typed)
            self._page.show_unmarked(result)
            return
        self._show_answer(graded)

    def give_up(self) -> None:
        """Show the answer to someone who does not know it."""
        self._show_answer(None)

    def count_credits(self, reply: Reply) -> None:
        """Take in what was ticked in the rubric."""
        self._graded = self._workspace.grader.grade(self._shown().card, None, reply)
        if self._graded is not None:
            self._page.show_credits(self._graded)

    def rate(self, rating: Rating) -> None:
        """Save the answer, then show the next card; if saving fails the answer stays."""
        task = self._shown()
        try:
            self.session.rate(rating, self._graded)
        except ClockUnconfirmedError as error:
            confirm = partial(self._confirm_clock, rating)
            self._speaker.say(str(error), ("The clock is right", confirm))
            return
        except StoreError as error:
            self._speaker.say(str(error), ("Retry", partial(self.rate, rating)))
            return
        self._speaker.clear()
        self.marks.warn_of_leech(task, rating)
        self._show_next()

    def _confirm_clock(self, rating: Rating) -> None:
        self._workspace.store.confirm_clock()
        self.rate(rating)

    def bury(self) -> None:
        """Let the card rest until tomorrow."""
        self.marks.bury(self._shown())

    def suspend(self) -> None:
        """Let the card rest until it is taken back."""
        self.marks.suspend(self._shown().card_id)

    def flag(self) -> None:
        """Flag the card, or take the flag away."""
        self.marks.flag(self._shown())

    def _show_next(self) -> None:
        if self._stale:
            self._stale = False
            self.session.refresh()
        self._task, self._graded = self.session.task, None
        self._waiting = None
        self._tell_place()
        if self._task is None:
            words = outlook.done_words(self._workspace, self.session)
            self._page.show_done(*words, wake_ms=self._wait_ms())
            return
        self._show_task(self._task)

    def _wait_ms(self) -> int | None:
        """The time until the next step of learning may be shown."""
        waits = self.session.waits_until_ms
        return None if waits is None else max(waits - self._workspace.store.moment().at_ms, 0)

    def _show_task(self, task: Task, *, past: bool = False) -> None:
        self._task, self._graded, self._is_past = task, None, past
        self._page.show_task(task, self._facts(task))
        self._idle.do("card", self._preparations(task))

    def _preparations(self, task: Task) -> Iterator[None]:
        """What is done while the card is being answered, in steps."""
        yield from warming(task, self._workspace)
        following = self.session.following() if task is self.session.task else None
        if following is not None:
            yield from preparing(following, self._workspace)
            self._page.prepare(following, self._facts(following))

    def _facts(self, task: Task) -> facts.CardFacts:
        store = self._workspace.store
        recall = None
        if task.state.reps:
            recall = store.scheduler.retrievability(task.state, store.moment().day)
        return facts.CardFacts(
            facts.label_of(task),
            facts.meta_of(task, self._workspace.topic_titles(task.card.topics)),
            facts.numbers_of(task),
            facts.memory_of(task, recall),
            "Flagged." if task.state.flag else "",
        )

    def _show_answer(self, graded: Graded | None) -> None:
        task = self._shown()
        self._graded = graded
        if task is not self.session.task:
            if not self._is_past:
                self._save_practice(task, graded)
            self._page.show_practiced(graded, "Back" if self._waiting else "Next card")
            return
        suggested = graded.suggested if graded else Rating.AGAIN
        self._page.show_answer(graded, suggested, self.session.intervals())

    def _shown(self) -> Task:
        assert self._task is not None, "no card is shown"
        return self._task

    def _tell_place(self) -> None:
        session = self.session
        total = session.total
        if self._task is not None and self._task is not session.task:
            self._page.progressed.emit("Practice", "not scheduled", 0.0)
            return
        place = min(session.done + 1, total) if self._task else session.done
        share = session.done / total if total else 1.0
        self._page.progressed.emit(WHERE, f"{place} of {total}" if total else "", share)

    # Practice, past variants

    def another(self) -> None:
        """The same skill with other numbers; the card of the sitting waits."""
        task = self._shown()
        self._leave_waiting(task)
        self._show_task(self.session.another(task))
        self._tell_place()

    def open_past(self, seq: int) -> None:
        """A review of the past with its numbers and its answer."""
        self._leave_waiting(self._shown())
        row = self._workspace.store.row(seq)
        self._show_task(self.session.task_of(row), past=True)
        self._page.set_reply(Reply.from_json(row.reply))
        self._tell_place()

    def _leave_waiting(self, task: Task) -> None:
        if task is self.session.task:
            answered = self._page.stage is not Stage.ANSWERING
            self._waiting = Waiting(task, self._page.reply(), self._graded, answered)

    def back(self) -> None:
        """From practice to the card that waits, as it was left, or to the next one."""
        if self._waiting is None:
            self._show_next()
            return
        (task, reply, graded, answered), self._waiting = self._waiting, None
        self._show_task(task)
        self._page.set_reply(reply)
        if answered:
            self._show_answer(graded)
            self._page.set_reply(reply)  # now also the rubric's ticks
        self._tell_place()

    def _save_practice(self, task: Task, graded: Graded | None) -> None:
        try:
            self.session.practiced(task, graded)
        except StoreError as error:
            self._speaker.say(str(error), ("Retry", partial(self._save_practice, task, graded)))

    def explore(self) -> None:
        """Open the card's visualization with its numbers.

        A drill of the schedule that is not answered yet is reviewed by predicting there.
        """
        task = self._shown()
        unanswered = self._page.stage is Stage.ANSWERING and task is self.session.task
        self._open_view(task, unanswered and task.card.kind == "drill")

    def count_prediction(self, right: bool) -> None:
        """A prediction in the visualization is the review of the card that waits."""
        task = self._shown()
        if task is self.session.task and self._page.stage is Stage.ANSWERING:
            self.rate(Rating.GOOD if right else Rating.AGAIN)

    def show_history(self) -> None:
        """List the reviews of the card."""
        rows = self._workspace.store.counted_rows(self._shown().card_id)
        self._page.show_history(outlook.past_reviews(rows))


def _of_study(settings: Settings) -> Settings:
    """The preferences without those of the window, which no sitting depends on."""
    return replace(settings, text_size=100, appearance="system", window="")
