"""Brings Home its facts from the store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from statistics import median

from desktop.review.clock import MINUTE_MS
from desktop.review.counts import GroupCounts, day_counts
from desktop.review.deck import ProblemOutline, TopicOutline
from desktop.review.records import CardState, Kind
from desktop.review.selection import EVERYTHING, Selection
from desktop.review.store import StoreError
from desktop.review.today import today_of
from desktop.ui.pages.home.page import PROBLEMS, HomePage
from desktop.ui.pages.home.sight import Group, HomeSight
from desktop.ui.reviewing import outlook
from desktop.ui.speaker import Speaker
from desktop.ui.workspace import Workspace

RECENT_ROWS = 200  # of the log, for the pace
USUAL_PACE_MS = MINUTE_MS  # a card, as long as too few are answered
ENOUGH = 10


class HomePresenter:
    """Shows what waits, and starts the sitting that is asked for."""

    def __init__(
        self,
        workspace: Workspace,
        page: HomePage,
        start_review: Callable[[Selection], None],
        speaker: Speaker,
    ) -> None:
        self._workspace = workspace
        self._page = page
        self._start_review = start_review
        self._speaker = speaker
        page.entered.connect(self.refresh)
        page.start_asked.connect(self.start)
        page.weak_asked.connect(self.start_weak)
        page.group_chosen.connect(self.start_group)
        page.undo_asked.connect(self.undo)
        page.redo_asked.connect(self.redo)

    def refresh(self) -> None:
        """Show what there is now."""
        self._page.show_sight(self._sight())

    def start(self) -> None:
        """Review what is due."""
        self._start_review(EVERYTHING)

    def start_weak(self) -> None:
        """Review what costs the most credits."""
        self._start_review(Selection(weak=True))

    def start_group(self, kind: str, group: str) -> None:
        """Review one problem or one topic."""
        chosen = frozenset({group})
        by_problem = kind == PROBLEMS
        self._start_review(Selection(problems=chosen) if by_problem else Selection(topics=chosen))

    def undo(self) -> None:
        """Take the last step back."""
        self._change(self._workspace.store.undo)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._change(self._workspace.store.redo)

    def _change(self, step: Callable[[], object]) -> None:
        try:
            step()
        except StoreError as error:
            self._speaker.say(str(error))
            return
        self.refresh()

    def _sight(self) -> HomeSight:
        workspace, store = self._workspace, self._workspace.store
        states = store.states()
        counts = day_counts(
            workspace.deck, states, workspace.settings, today_of(store, states), self._recall
        )
        tomorrow, next_days = outlook.upcoming(workspace)
        today = counts.everything.today
        return HomeSight(
            due=today.due,
            learning=today.learning,
            new=today.new,
            minutes=max(1, round(today.total * self._pace_ms() / MINUTE_MS)),
            begun=any(state.reps for state in states.values()),
            questions=sum(not card.is_drill for card in workspace.deck.studied),
            tomorrow=tomorrow,
            next_days=next_days,
            problems=tuple(self._groups(workspace.deck.problems, counts.problems, states)),
            topics=tuple(self._groups(workspace.deck.topics, counts.topics, states)),
        )

    def _groups(
        self,
        outlines: Iterable[ProblemOutline] | Iterable[TopicOutline],
        counts: Mapping[str, GroupCounts],
        states: dict[str, CardState],
    ) -> Iterable[Group]:
        for outline in outlines:
            today = counts[outline.id].today
            cards = [self._workspace.deck.card_of[card_id] for card_id in outline.cards]
            questions = [card for card in cards if not card.is_drill]
            known = [card for card in questions if card.id in states]
            yield Group(
                outline.id,
                outline.number if isinstance(outline, ProblemOutline) else "",
                outline.title,
                today.due,
                today.learning,
                today.new,
                sum(card.credits * self._recall(states[card.id]) for card in known),
                sum(card.credits for card in questions),
            )

    def _recall(self, state: CardState) -> float:
        store = self._workspace.store
        return store.scheduler.retrievability(state, store.moment().day)

    def _pace_ms(self) -> float:
        """The usual time for a card, from the latest reviews."""
        store = self._workspace.store
        rows = store.rows(since_seq=max(store.journal.seq - RECENT_ROWS, 0))
        took = [row.took_ms for row in rows if row.kind is Kind.REVIEW]
        return median(took) if len(took) >= ENOUGH else USUAL_PACE_MS
