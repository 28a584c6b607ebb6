"""A card's history in words, and a past variant as it was."""

from __future__ import annotations

from desktop.review.records import Event, Kind, Rating, new_uid
from desktop.review.task import past_task
from desktop.ui.pages.browse.history import history_lines, memory_of
from desktop.ui.pages.browse.sides import card_sides, past_sides

DRILL = "in2346-2022/4.7/receptive-field-of-a-stack"


def happen(store, kind, **given):
    return store.append(Event(uid=new_uid(), kind=kind, card_id=DRILL, **given))


def test_what_happened_comes_latest_first(new_store, clock):
    answered = {"credits_earned": 1.0, "credits_total": 2.0, "took_ms": 12_400}
    happen(new_store, Kind.REVIEW, rating=Rating.GOOD, **answered)
    clock.advance(days=1)
    happen(new_store, Kind.REVIEW, rating=Rating.EASY)
    happen(new_store, Kind.FLAG, flag=1)
    happen(new_store, Kind.FLAG, flag=0)
    happen(new_store, Kind.SUSPEND)
    new_store.undo()
    lines = history_lines(new_store.rows(DRILL))
    assert [line.what for line in lines] == [
        *("Suspended, undone", "Flag taken away", "Flagged", "Easy", "Good"),
    ]
    assert [line.openable for line in lines] == [False, False, False, True, True]
    first = lines[-1]
    assert (first.credits, first.took, first.interval) == ("1 of 2", "12 s", "10 min")
    assert lines[0].undone
    assert lines[3].interval.endswith("days")


def test_memory_counts_only_what_was_not_undone(new_store, clock):
    for rating in (Rating.GOOD, Rating.GOOD, Rating.AGAIN):
        happen(new_store, Kind.REVIEW, rating=rating)
        clock.advance(days=3)
    new_store.undo()
    memory = memory_of(new_store.rows(DRILL))
    state = new_store.state(DRILL)
    assert len(memory.days) == len(memory.stability) == 2
    assert memory.stability[-1] == state.stability
    assert memory.difficulty[-1] == state.difficulty
    assert memory_of([]).days == ()


def test_a_card_as_it_comes(bundle):
    for card in bundle.cards():
        sides = card_sides(card, {})
        assert sides.front[0].passages
        assert sides.back[0].heading == "Answer"
        assert sides.title == card.title
        assert sides.past == ""


def test_a_past_variant_has_its_own_numbers(bundle, store):
    row = next(
        row
        for row in store.rows()
        if row.kind is Kind.REVIEW and row.seed is not None and row.card_id and row.variant
    )
    card = bundle.card(row.card_id)
    task = past_task(card, store.state(card.id), row, row.at_ms)
    sides, now = past_sides(task, row, {}), card_sides(card, {})
    assert f"variant {row.variant}" in sides.past
    assert "You typed 12" in sides.past
    values, first_values = (side.front[0].passages[0][1] for side in (sides, now))
    assert values == task.row.values != first_values


def test_a_past_choice_keeps_the_order_of_its_options(bundle, store):
    row = next(
        row
        for row in store.rows()
        if row.kind is Kind.REVIEW and row.card_id and bundle.card(row.card_id).kind == "choice"
    )
    card = bundle.card(row.card_id)
    task = past_task(card, store.state(card.id), row, row.at_ms)
    sides = past_sides(task, row, {})
    shown = sides.front[0].passages[-1][0][0].items
    texts = [item[0].children[1:] for item in shown]
    in_order = [card.options[at].text[0].children for at in task.option_order]
    assert texts == in_order
    assert "You ticked" in sides.past
