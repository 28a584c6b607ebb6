"""A sitting on the real bundle and a real profile."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.questions.bundle import Bundle
from desktop.questions.numbers import row_from, seed_for
from desktop.review.clock import DAY_MS, MINUTE_MS
from desktop.review.grading import Reply
from desktop.review.queue import Counts
from desktop.review.records import Kind, Rating, State
from desktop.review.selection import Selection
from desktop.review.session import MOST_TIME_MS
from desktop.review.task import another_task, option_order

EXAM = "in2346-2022"
DRILL = f"{EXAM}/4.7/receptive-field-of-a-stack"
NUMERIC = f"{EXAM}/6.1"


def only(*numbers: str) -> Selection:
    return Selection(ids=frozenset(f"{EXAM}/{number}" for number in numbers))


def days_later(desk, days: int) -> None:
    desk.clock.advance(days=days)
    desk.store.confirm_clock()


def test_an_answer_is_in_the_log_with_all_that_was_shown(desk):
    sitting = desk.sitting(only("6.1"))
    task = sitting.task
    desk.clock.advance(ms=40_000)
    reply = desk.right(task)
    graded = desk.grader.grade(task.card, task.row, reply)
    row = sitting.rate(Rating.GOOD, graded)
    [logged] = [row for row in desk.store.rows() if row.kind is Kind.REVIEW]
    assert row == logged
    assert (row.uid, row.card_id, row.content_hash) == (task.uid, NUMERIC, task.content_hash)
    assert (row.rating, row.took_ms, row.variant, row.seed) == (Rating.GOOD, 40_000, 0, None)
    assert Reply.from_json(row.reply) == reply
    assert (row.credits_earned, row.credits_total) == (2.0, 2.0)
    assert sitting.state(NUMERIC) == row.after == desk.store.state(NUMERIC)


def test_a_time_away_from_the_desk_is_not_counted_as_study(desk):
    sitting = desk.sitting(only("1.1"))
    assert sitting.task
    desk.clock.advance(hours=3)
    assert sitting.rate(Rating.GOOD).took_ms == MOST_TIME_MS


def test_the_first_numbers_are_the_exams_and_later_ones_are_fresh(desk):
    seen = []
    for number in ("6.1", "4.7/receptive-field-of-a-stack"):
        sitting = desk.sitting(only(number))
        for review in range(4):
            task = sitting.task
            seen.append((task.card_id, task.number, task.seed, task.row))
            assert task.number == review
            sitting.rate(Rating.AGAIN)
            days_later(desk, 1)
    for card_id in (NUMERIC, DRILL):
        card = desk.bundle.card(card_id)
        rows = [entry for entry in seen if entry[0] == card_id]
        assert rows[0][1:] == (0, None, card.rows[0])
        for _, number, seed, row in rows[1:]:
            assert seed == seed_for(card, number)
            assert row == row_from(card, seed)
        assert len({repr(row) for *_, row in rows}) == 4


def test_options_are_shuffled_by_the_uid(desk):
    sitting = desk.sitting(only("1.1"))
    task = sitting.task
    assert sorted(task.option_order) == list(range(len(task.card.options)))
    assert task.option_order == option_order(task.uid, len(task.card.options))
    orders = {option_order(f"uid {at}", 4) for at in range(300)}
    assert len(orders) == 24


def test_another_one_is_practice_and_changes_no_schedule(desk):
    sitting = desk.sitting(only("6.1"))
    task = sitting.task
    first = sitting.another(task)
    second = sitting.another(first)
    assert [task.practice, first.practice, second.practice] == [False, True, True]
    assert len({repr(each.row) for each in (task, first, second)}) == 3
    assert len({each.uid for each in (task, first, second)}) == 3
    row = sitting.practiced(second, desk.grader.grade(second.card, second.row, desk.right(second)))
    assert (row.kind, row.rating, row.seed) == (Kind.PRACTICE, None, second.seed)
    assert sitting.state(NUMERIC).state is State.NEW
    assert sitting.task is task
    assert sitting.counts == Counts(new=1)
    sitting.rate(Rating.AGAIN)
    later = another_task(sitting.task, 0)
    assert later.row not in (first.row, second.row)


@pytest.mark.parametrize("number", ["1.1", "6.1", "2.1", "4.7/receptive-field-of-a-stack"])
def test_a_past_variant_comes_again_as_it_was(desk, number):
    shown = []
    for _ in range(3):
        sitting = desk.sitting(only(number))
        shown.append((sitting.task, sitting.rate(Rating.AGAIN)))
        days_later(desk, 1)
    desk.restart()
    sitting = desk.sitting()
    for task, row in shown:
        again = sitting.task_of(desk.store.row(row.seq))
        assert (again.card, again.number, again.seed) == (task.card, task.number, task.seed)
        assert (again.row, again.option_order) == (task.row, task.option_order)
        assert again.practice
        assert again.changed == ""


def test_a_past_variant_says_what_has_changed(desk, monkeypatch):
    sitting = desk.sitting(only("6.1"))
    sitting.rate(Rating.EASY)
    days_later(desk, 30)
    sitting = desk.sitting(only("6.1"))
    row = sitting.rate(Rating.EASY)
    now, card = sitting.task_of(row), desk.bundle.card(NUMERIC)
    texts, numbers = row.content_hash.split("-")
    other_text = replace(row, content_hash=f"{'0' * 16}-{numbers}")
    assert "text has changed" in sitting.task_of(other_text).changed
    other_numbers = replace(row, content_hash=f"{texts}-{'0' * 16}")
    assert "are not the same" in sitting.task_of(other_numbers).changed
    monkeypatch.setattr("desktop.engine.generators.generate", lambda name, seed: 1 / 0)
    lost = sitting.task_of(row)
    assert lost.row == card.rows[0] != now.row
    assert "can't be made any more" in lost.changed


def test_broken_numbers_never_reach_the_learner(desk, monkeypatch, caplog):
    from desktop.engine import generators

    made = generators.generate
    card = desk.bundle.card(NUMERIC)
    broken = {seed_for(card, 1)}

    def generate(name, seed):
        if seed in broken:
            raise ZeroDivisionError("a dead unit")
        return made(name, seed)

    monkeypatch.setattr(generators, "generate", generate)
    desk.sitting(only("6.1")).rate(Rating.EASY)
    days_later(desk, 30)
    task = desk.sitting(only("6.1")).task
    assert (task.number, task.seed) == (100_001, seed_for(card, 100_001))
    assert task.row == row_from(card, task.seed)
    assert "in2346-2022/6.1, number 1" in caplog.text
    assert "a dead unit" in caplog.text
    assert [row.kind for row in desk.store.rows()].count(Kind.REVIEW) == 1


def test_without_any_fresh_numbers_the_first_ones_come_again(desk, monkeypatch):
    monkeypatch.setattr("desktop.engine.generators.generate", lambda name, seed: 1 / 0)
    desk.sitting(only("6.1")).rate(Rating.EASY)
    days_later(desk, 30)
    task = desk.sitting(only("6.1")).task
    assert (task.number, task.seed, task.row) == (0, None, desk.bundle.card(NUMERIC).rows[0])


def test_numbers_that_do_not_fit_the_texts_count_as_broken(desk, monkeypatch):
    from desktop.engine import generators

    made = generators.generate
    monkeypatch.setattr(
        generators, "generate", lambda name, seed: made("softmax_cross_entropy", seed)
    )
    desk.sitting(only("6.1")).rate(Rating.EASY)
    days_later(desk, 30)
    assert desk.sitting(only("6.1")).task.number == 0


def test_undo_shows_the_card_again_with_the_same_numbers(desk):
    desk.sitting(only("6.1")).rate(Rating.EASY)
    days_later(desk, 30)
    sitting = desk.sitting(only("6.1", "1.1", "2.1"), new_placement="after")
    task = sitting.task
    assert task.card_id == NUMERIC
    before, counts = sitting.state(NUMERIC), sitting.counts
    sitting.rate(Rating.AGAIN)
    assert sitting.done == 1
    desk.restart()
    sitting = desk.sitting(only("6.1", "1.1", "2.1"), new_placement="after")
    assert sitting.task.card_id != NUMERIC
    assert sitting.undo().kind is Kind.UNDO
    assert sitting.state(NUMERIC) == before
    assert sitting.counts == counts
    assert (sitting.task.card_id, sitting.task.row) == (NUMERIC, task.row)
    assert sitting.task.uid != task.uid
    assert sitting.redo().kind is Kind.REDO
    assert sitting.state(NUMERIC).state is State.RELEARNING
    assert sitting.task.card_id != NUMERIC


def test_undo_counts_back_and_says_when_there_is_nothing(desk):
    sitting = desk.sitting(only("1.1", "1.2"))
    assert sitting.undo() is None
    assert sitting.redo() is None
    total = sitting.total
    first = sitting.task.card_id
    sitting.rate(Rating.EASY)
    assert (sitting.done, sitting.total) == (1, total)
    sitting.undo()
    assert (sitting.done, sitting.total, sitting.task.card_id) == (0, total, first)
    sitting.redo()
    assert (sitting.done, sitting.total) == (1, total)


def test_siblings_wait_until_tomorrow(desk):
    choice = only("4.7", "4.7/receptive-field-of-a-stack")
    sitting = desk.sitting(choice)
    assert sitting.task.card_id == f"{EXAM}/4.7"
    sitting.rate(Rating.EASY)
    assert sitting.task is None
    assert sitting.waits_until_ms is None
    days_later(desk, 1)
    assert desk.sitting(choice).task.card_id == DRILL
    desk.restart()
    assert desk.sitting(choice, drills=False).task is None


def test_bury_suspend_forget_and_flag(desk):
    sitting = desk.sitting(only("1.1", "1.2", "1.3"))
    sitting.bury(f"{EXAM}/1.1")
    sitting.suspend(f"{EXAM}/1.2")
    assert sitting.task.card_id == f"{EXAM}/1.3"
    task = sitting.task
    sitting.flag(task.card_id, 3)
    assert sitting.task is task
    assert sitting.state(task.card_id).flag == 3
    assert desk.sitting(Selection(flags=frozenset({3}))).counts == Counts(new=1)
    sitting.rate(Rating.EASY)
    assert sitting.task is None
    sitting.forget(f"{EXAM}/1.3")
    assert sitting.task.card_id == f"{EXAM}/1.3"
    sitting.undo()
    sitting.unsuspend(f"{EXAM}/1.2")
    assert sitting.task.card_id == f"{EXAM}/1.2"
    days_later(desk, 1)
    assert desk.sitting(only("1.1")).task.card_id == f"{EXAM}/1.1"


def test_intervals_are_what_the_ratings_then_bring(desk):
    for rating in Rating:
        sitting = desk.sitting(only("1.1"))
        promised = sitting.intervals()[rating]
        row = sitting.rate(rating)
        if row.after.state is State.REVIEW:
            assert promised == (row.after.due_day - row.study_day) * DAY_MS
        else:
            assert promised == row.after.due_ms - row.at_ms
        sitting.undo()
    assert sorted(sitting.intervals().values()) == list(sitting.intervals().values())


def test_a_card_forgotten_often_is_a_leech(desk):
    for lapse in range(8):
        sitting = desk.sitting(only("1.1"), leech_lapses=8)
        assert not sitting.is_leech(f"{EXAM}/1.1"), lapse
        sitting.rate(Rating.EASY)
        days_later(desk, 300)
        sitting = desk.sitting(only("1.1"))
        sitting.rate(Rating.AGAIN)
        desk.clock.advance(ms=10 * MINUTE_MS)
    assert sitting.is_leech(f"{EXAM}/1.1")
    leeches = Selection(leeches=True, cram=True)
    assert desk.sitting(leeches).task.card_id == f"{EXAM}/1.1"


def test_cramming_leaves_the_schedule_alone(desk):
    desk.sitting(only("1.1")).rate(Rating.GOOD)
    before = desk.store.states()
    sitting = desk.sitting(replace(only("1.1", "1.2", "6.1"), cram=True))
    assert sitting.counts.total == 3
    assert sitting.intervals() == {}
    shown = [sitting.task.card_id]
    sitting.rate(Rating.AGAIN)
    while sitting.task:
        shown.append(sitting.task.card_id)
        sitting.rate(Rating.GOOD)
    assert len(shown) == 4
    assert shown[0] == shown[3]
    assert set(shown) == {f"{EXAM}/{number}" for number in ("1.1", "1.2", "6.1")}
    assert [row.kind for row in desk.store.rows()[-4:]] == [Kind.PRACTICE] * 4
    for card_id, state in desk.store.states().items():
        assert state == before.get(card_id, replace(state, card_id=card_id))
        assert state.state is State.LEARNING if card_id in before else state.state is State.NEW
    sitting.undo()
    assert sitting.task.card_id == shown[3]
    assert sitting.counts.total == 1


def test_weak_cards_come_though_they_are_not_due(desk):
    first = desk.sitting(only("1.1", "1.2", "1.3"))
    for rating in (Rating.EASY, Rating.EASY, Rating.EASY):
        first.rate(rating)
    days_later(desk, 2)
    assert desk.sitting(only("1.1", "1.2", "1.3")).task is None
    sitting = desk.sitting(replace(only("1.1", "1.2", "1.3"), weak=True, limit=2))
    assert sitting.counts == Counts(due=2)
    shown = {sitting.task.card_id}
    sitting.rate(Rating.AGAIN)
    assert sitting.counts == Counts(due=1, learning=1)
    sitting.bury(sitting.task.card_id)
    assert sitting.counts == Counts(learning=1)
    assert {sitting.task.card_id} == shown


def test_a_search_is_a_sitting(desk):
    sitting = desk.sitting(Selection.search(desk.bundle, "Newton"), new_per_day=99)
    assert 0 < sitting.counts.total <= len(desk.bundle.search("Newton"))
    assert sitting.task.card_id in desk.bundle.search("Newton")


def test_what_was_learned_and_is_gone_from_the_bundle_does_no_harm(desk, tmp_path):
    sitting = desk.sitting(only("1.1", "1.2"))
    sitting.rate(Rating.GOOD)
    sitting.deck.card_of.pop(f"{EXAM}/1.1")
    left = [card for card in sitting.deck.studied if card.id != f"{EXAM}/1.1"]
    sitting.deck.studied = tuple(left)
    sitting.refresh()
    assert sitting.task.card_id == f"{EXAM}/1.2"
    sitting.undo()
    assert sitting.task.card_id == f"{EXAM}/1.2"


def test_the_first_card_needs_no_engine(bundle: Bundle, tmp_path):
    import subprocess
    import sys

    code = f"""
import sys

from pathlib import Path
from desktop.questions.bundle import Bundle
from desktop.review.clock import SystemClock
from desktop.review.deck import StudyDeck
from desktop.review.selection import Selection
from desktop.review.session import Session
from desktop.review.store import Store
with Bundle(Path({str(bundle._path)!r})) as bundle:
    with Store.open(Path({str(tmp_path / "profile")!r}), SystemClock()) as store:
        choice = Selection(ids=frozenset(["{NUMERIC}"]))
        task = Session(StudyDeck.from_bundle(bundle), bundle, store, selection=choice).task
        assert task.row.values
print(sorted(name for name in sys.modules if name in ("numpy", "quickjs", "desktop.engine")))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stderr, done.stdout.strip()) == ("", "['quickjs']")


def test_what_is_prepared_in_idle_time_is_what_comes(desk):
    sitting = desk.sitting(only("1.1", "6.1", "6.2"))
    assert sitting.following() is None  # nothing is shown yet
    first = sitting.task
    prepared = sitting.following()
    assert prepared.card_id != first.card_id
    assert sitting.following() == prepared
    assert sitting.task is first
    desk.clock.advance(ms=9_000)
    sitting.rate(Rating.EASY)
    assert sitting.task == replace(prepared, shown_at_ms=desk.clock.now_ms())


def test_what_is_prepared_is_dropped_when_its_card_has_changed(desk):
    sitting = desk.sitting(only("1.1", "6.1"))
    first = sitting.task
    prepared = sitting.following()
    sitting.flag(prepared.card_id, 4)
    sitting.rate(Rating.EASY)
    assert sitting.task.card_id == prepared.card_id
    assert sitting.task.uid != prepared.uid
    assert sitting.task.state.flag == 4
    sitting.undo()
    assert sitting.task.card_id == first.card_id
