"""One memory with Anki: real exports come in once, and the real Anki takes what goes out."""

from __future__ import annotations

import json
import time

import pytest

from desktop.review.anki_exchange.exporting import export_package
from desktop.review.anki_exchange.importing import import_history
from desktop.review.anki_exchange.notes import card_ids_by_guid
from desktop.review.anki_exchange.reading import read_history
from desktop.review.clock import study_day
from desktop.review.grading import Reply
from desktop.review.history import replay
from desktop.review.records import CardState, Event, Kind, Moment, Rating, State, new_uid
from tests.project import CONTENT, Project
from tests.review.anki_exchange.anki_student import AnkiStudent


@pytest.fixture(scope="module")
def deck(tmp_path_factory):
    project = Project(tmp_path_factory.mktemp("deck"), CONTENT)
    project.build()
    return project.deck


@pytest.fixture(scope="module")
def card_ids(exam_bundle):
    return card_ids_by_guid(exam_bundle.anki_files()["collection.anki2"])


@pytest.fixture
def real_desk(desk, clock):
    """A profile whose clock stands where the machine's does: Anki has no other."""
    clock.time = int(time.time() * 1000)
    desk.store.confirm_clock()
    return desk


def student(folder, deck, *, fsrs=True):
    anki = AnkiStudent(folder, fsrs=fsrs)
    anki.take(deck)
    anki.answer(14)
    anki.age(9)
    anki.answer(6)
    return anki


def test_guids_and_cards(exam_bundle, card_ids):
    assert sorted(card_ids.values()) == sorted(exam_bundle.card_ids())


@pytest.mark.parametrize("fsrs", [True, False])
@pytest.mark.parametrize("name", ["deck.apkg", "all.colpkg"])
@pytest.mark.parametrize("legacy", [False, True])
def test_an_export_comes_in_once(real_desk, clock, deck, card_ids, tmp_path, name, legacy, fsrs):
    anki = student(tmp_path / "anki", deck, fsrs=fsrs)
    path = anki.export(tmp_path / name, legacy=legacy)
    expected = anki.reviews()
    anki.close()
    clock.time = int(time.time() * 1000) + 1
    history = read_history(path, card_ids)
    found = [(r.id, card_ids[r.guid], int(r.rating or 0), r.took_ms) for r in history.reviews]
    assert found == expected
    store = real_desk.store
    done = import_history(store, history, card_ids)
    assert (done.added, done.known, done.left_out) == (20, 0, 0)
    rows = [row for row in store.rows() if row.kind is Kind.IMPORT]
    taken = [(json.loads(row.reply)["at_ms"], row.card_id) for row in rows]
    assert sorted(taken) == sorted((at, card) for at, card, _, _ in expected)
    again = import_history(store, history, card_ids)
    assert (again.added, again.known) == (0, 20)
    assert replay(store.rows()) == store.states()
    real_desk.restart()
    assert import_history(real_desk.store, history, card_ids).added == 0


def test_a_collection_file_is_read_and_not_touched(real_desk, deck, card_ids, tmp_path):
    anki = student(tmp_path / "anki", deck)
    expected = len(anki.reviews())
    anki.close()
    before = anki.file.read_bytes()
    history = read_history(anki.file, card_ids)
    assert len(history.reviews) == expected
    assert anki.file.read_bytes() == before
    assert [path.name for path in anki.file.parent.iterdir() if "anki2-" in path.name] == []


def test_the_schedule_is_that_of_plain_fsrs(real_desk, clock, deck, card_ids, tmp_path):
    anki = student(tmp_path / "anki", deck)
    history = read_history(anki.export(tmp_path / "a.colpkg", legacy=False), card_ids)
    anki.close()
    store = real_desk.store
    clock.time = int(time.time() * 1000) + 1
    import_history(store, history, card_ids)
    for card_id, state in store.states().items():
        ratings = [r for r in history.reviews if card_ids[r.guid] == card_id]
        assert state.reps == len(ratings)
        assert state.last_review_ms == ratings[-1].id
        assert state.stability is not None


def test_two_sources_merge_by_time(real_desk, deck, card_ids, tmp_path, clock):
    anki = student(tmp_path / "anki", deck)
    history = read_history(anki.export(tmp_path / "a.apkg", legacy=False), card_ids)
    anki.close()
    shared = card_ids[history.reviews[0].guid]
    store = real_desk.store
    clock.advance(days=1)
    own = Event(uid=new_uid(), kind=Kind.REVIEW, card_id=shared, rating=Rating.GOOD, reply="")
    store.append(own)
    alone = store.state(shared)
    import_history(store, history, card_ids)
    both = store.state(shared)
    earlier = [r for r in history.reviews if card_ids[r.guid] == shared]
    assert both.reps == len(earlier) + 1
    assert both.last_review_ms == alone.last_review_ms  # ours was the last
    assert both.stability != alone.stability
    scheduler = store.scheduler
    by_hand = CardState.new(shared)
    for review in earlier:
        moment = Moment(review.id, study_day(review.id, 0, 4))
        by_hand = scheduler.review(by_hand, review.rating, moment)
    by_hand = scheduler.review(by_hand, Rating.GOOD, store.rows(shared)[0].moment)
    assert (both.stability, both.difficulty, both.due_day) == (
        by_hand.stability,
        by_hand.difficulty,
        by_hand.due_day,
    )


def study_in_the_app(desk, clock):
    """Two weeks ago until now, so that some cards are in review, learning and lapsed."""
    now = int(time.time() * 1000)
    clock.time = now - 15 * 86_400_000
    for day in range(15):
        session = desk.sitting(new_per_day=6)
        turn = 0
        while session.task is not None and turn < 25:
            rating = (Rating.GOOD, Rating.GOOD, Rating.EASY, Rating.AGAIN, Rating.HARD)[turn % 5]
            graded = desk.grader.grade(session.task.card, session.task.row, Reply())
            session.rate(rating, graded, 7_000 + turn)
            clock.advance(ms=20_000)
            turn += 1
        clock.time = now - (14 - day) * 86_400_000
    clock.time = now


def test_the_real_anki_takes_the_apps_history(real_desk, exam_bundle, tmp_path, clock):
    study_in_the_app(real_desk, clock)
    store = real_desk.store
    flagged = next(iter(store.states()))
    store.append(Event(uid=new_uid(), kind=Kind.FLAG, card_id=flagged, flag=3))
    suspended = list(store.states())[1]
    store.append(Event(uid=new_uid(), kind=Kind.SUSPEND, card_id=suspended))
    path = tmp_path / "endterm.apkg"
    path.write_bytes(export_package(store, exam_bundle.anki_files()))
    anki = AnkiStudent(tmp_path / "anki", fsrs=True)
    anki.take_with_schedule(path)
    cards, reviews = anki.cards(), anki.reviews()
    today = store.moment().day
    for card_id, state in store.states().items():
        card = cards[card_id]
        assert (card["reps"], card["lapses"]) == (state.reps, state.lapses)
        assert card["flag"] == state.flag
        assert (card["queue"] == -1) == state.suspended
        assert card["memory"] == pytest.approx((state.stability, state.difficulty), abs=2e-3)
        if state.state is State.REVIEW:
            assert (card["type"], card["due"]) == (2, state.due_day - today)
            assert card["ivl"] == max(1, state.due_day - state.last_review_day)
        else:
            assert (card["type"], card["due"]) in (
                (1, state.due_ms // 1000),
                (3, state.due_ms // 1000),
            )
    ours = [row for row in store.counted_rows() if row.kind is Kind.REVIEW]
    assert [(card, ease, took) for _, card, ease, took in reviews] == [
        (row.card_id, int(row.rating), row.took_ms) for row in ours
    ]
    assert all(abs(at - row.at_ms) < 50 for (at, *_), row in zip(reviews, ours, strict=True))
    anki.answer(3)  # it goes on from there
    text, fine = anki.collection.fix_integrity()
    assert fine, text
    anki.close()


def test_there_and_back_adds_nothing_twice(real_desk, exam_bundle, card_ids, tmp_path, clock):
    study_in_the_app(real_desk, clock)
    path = tmp_path / "endterm.apkg"
    path.write_bytes(export_package(real_desk.store, exam_bundle.anki_files()))
    history = read_history(path, card_ids)
    reviews = [row for row in real_desk.store.counted_rows() if row.kind is Kind.REVIEW]
    assert len(history.reviews) == len(reviews)
    before = real_desk.store.states()
    done = import_history(real_desk.store, history, card_ids)
    assert done.added == 0
    assert real_desk.store.states() == before
