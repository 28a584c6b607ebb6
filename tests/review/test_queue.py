"""The queue in turn, and against one made anew after every answer."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.review.clock import HOUR_MS, MINUTE_MS
from desktop.review.plan import Plan
from desktop.review.queue import Counts, Queue
from desktop.review.records import CardState, Moment, Rating
from desktop.review.scheduling import Scheduler, SchedulerSettings
from desktop.review.selection import EVERYTHING, Selection
from desktop.review.settings import Settings
from tests.review.decks import DAY, ids, made_deck, planned, today
from tests.review.test_plan import learning, reviewed

DECK = made_deck(12)
SCHEDULER = Scheduler(SchedulerSettings())
MORNING = today().end_ms - 20 * HOUR_MS
RATINGS = st.sampled_from(list(Rating))


class Study:
    """Answers cards as the scheduler has it, and knows what a fresh queue would hold."""

    def __init__(self, known, preferences, selection=EVERYTHING):
        self.states = {state.card_id: state for state in known}
        self.settings = preferences
        self.selection = selection
        self.introduced: frozenset[str] = frozenset()
        self.now = MORNING
        self.queue = Queue(self.plan(), today(), preferences.ahead_min)

    def plan(self) -> Plan:
        day = today(introduced=self.introduced)
        return planned(DECK, self.states, self.selection, self.settings, day)

    def fresh(self) -> Queue:
        return Queue(self.plan(), today(), self.settings.ahead_min)

    def answer(self, card, rating):
        before = self.states.get(card.id) or CardState.new(card.id)
        if before.reps == 0:
            self.introduced |= {card.id}
        after = SCHEDULER.review(before, rating, Moment(self.now, DAY))
        self.states[card.id] = after
        self.queue.answer(card, rating, after)


@st.composite
def known_state(draw) -> CardState:
    """A card in review, due or not, or in learning; answered today or on an earlier day."""
    card_id = DECK.cards[draw(st.integers(0, len(DECK) - 1))].id
    answered_today = draw(st.booleans())
    last_day = DAY if answered_today else DAY - 1
    if draw(st.integers(0, 2)) == 0:
        return learning(card_id, MORNING + draw(st.sampled_from([-2, 3, 30])) * HOUR_MS, last_day)
    due_day = DAY + 1 if answered_today else DAY + draw(st.integers(-4, 2))
    return reviewed(card_id, due_day, last_day)


KNOWN = st.lists(known_state(), max_size=20)
PREFERENCES = st.builds(
    Settings,
    new_per_day=st.integers(0, 12),
    reviews_per_day=st.integers(0, 12),
    new_order=st.sampled_from(["exam", "topic"]),
    new_placement=st.sampled_from(["mixed", "before", "after"]),
    bury_siblings=st.booleans(),
    drills=st.booleans(),
)


@settings(max_examples=150)
@given(KNOWN, PREFERENCES, st.data())
def test_it_holds_what_a_queue_made_anew_holds(known, preferences, data):
    study = Study(known, preferences)
    for _ in range(60):
        card = study.queue.next(study.now)
        fresh = study.fresh()
        assert study.queue.counts == fresh.counts
        assert study.queue.waits_until() == fresh.waits_until()
        if card is None:
            assert fresh.next(study.now) is None
            if study.queue.waits_until() is None:
                assert study.queue.counts == Counts()
                return
            study.now = study.queue.waits_until()
            continue
        study.answer(card, data.draw(RATINGS))
        study.now += data.draw(st.sampled_from([5_000, MINUTE_MS, 30 * MINUTE_MS]))


@settings(max_examples=60)
@given(KNOWN, PREFERENCES, st.data())
def test_each_card_of_the_line_is_shown_once(known, preferences, data):
    study = Study(known, preferences)
    line = ids(study.plan().line)
    shown = []
    while study.queue.counts.total:
        card = study.queue.next(study.now)
        if card is None:
            study.now = study.queue.waits_until()
            continue
        shown.append(card.id)
        study.answer(card, data.draw(st.sampled_from([Rating.GOOD, Rating.EASY])))
        study.now += 5_000
    assert list(dict.fromkeys(entry for entry in shown if entry in line)) == line
    graduated = {card_id for card_id, state in study.states.items() if state.due_day != DAY}
    assert set(line) <= graduated


def test_a_step_that_is_due_goes_before_the_line_and_an_early_one_after_it():
    study = Study([learning("made-2026/1.1", MORNING + MINUTE_MS)], Settings(new_per_day=1))
    assert study.queue.counts == Counts(due=0, learning=1, new=1)
    assert study.queue.next(MORNING).id == "made-2026/1.2"
    assert study.queue.next(MORNING + MINUTE_MS).id == "made-2026/1.1"
    study.answer(study.queue.next(MORNING), Rating.EASY)
    assert study.queue.next(MORNING).id == "made-2026/1.1"


def test_a_step_far_ahead_is_waited_for():
    study = Study([learning("made-2026/1.1", MORNING + HOUR_MS)], Settings(new_per_day=0))
    assert study.queue.next(MORNING) is None
    assert study.queue.waits_until() == MORNING + 40 * MINUTE_MS
    assert study.queue.next(MORNING + 40 * MINUTE_MS).id == "made-2026/1.1"


def test_the_card_just_answered_does_not_come_again_at_once_if_another_may():
    study = Study([], Settings(new_per_day=2))
    first = study.queue.next(study.now)
    study.answer(first, Rating.GOOD)  # in ten minutes
    second = study.queue.next(study.now)
    study.answer(second, Rating.AGAIN)  # in one minute
    assert study.queue.next(study.now) == first
    study.answer(first, Rating.GOOD)
    assert study.queue.next(study.now) == second


def test_a_card_put_first_comes_until_it_is_answered():
    study = Study([], Settings(new_per_day=3))
    last = study.plan().line[2]
    study.queue.put_first(last)
    assert study.queue.next(study.now) == last
    assert study.queue.next(study.now) == last
    study.answer(last, Rating.EASY)
    assert study.queue.next(study.now) == study.plan().line[0]
    assert study.queue.counts == Counts(new=2)


@given(st.lists(RATINGS, max_size=60))
def test_cramming_shows_a_forgotten_card_again_later(ratings):
    queue = Queue(planned(DECK, selection=Selection(cram=True)), today(), 20)
    left = {card.id for card in DECK.cards}
    since: dict[str, int] = {}
    for at, rating in enumerate(ratings):
        card = queue.next(MORNING)
        if card is None:
            break
        assert at - since.get(card.id, -99) > 5 or len(left) <= 5
        since[card.id] = at
        queue.answer(card, rating, None)
        if rating is not Rating.AGAIN:
            left.remove(card.id)
        assert queue.counts.total == len(left)
    if not left:
        assert queue.next(MORNING) is None
