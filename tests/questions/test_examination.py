"""Examinations: the exam as it was, fresh ones, and shorter ones in proportion."""

from __future__ import annotations

import pytest

from desktop.questions.examination import compose, problem_of, worth_credits

SHARES = {"1": 18, "2": 14, "3": 4, "4": 16, "5": 11, "6": 6, "7": 6, "8": 10, "9": 5}


@pytest.fixture(scope="module")
def exam(exam_bundle):
    return next(iter(exam_bundle.exams().values()))


@pytest.fixture(scope="module")
def cards(exam_bundle):
    return exam_bundle.cards()


def test_without_a_seed_it_is_the_exam_as_it_was(exam, cards):
    paper = compose(exam, cards)
    assert [item.card for item in paper.items] == [card for card in cards if card.kind != "drill"]
    assert paper.credits == 90
    assert paper.minutes == 90
    assert {problem.id: problem.credits for problem in paper.problems} == SHARES
    assert all(item.option_order == tuple(sorted(item.option_order)) for item in paper.items)
    assert all(item.row == item.card.rows[0] for item in paper.items if item.card.generator)


@pytest.mark.parametrize("seed", [0, 1, 7, 999_999])
def test_a_fresh_paper_is_worth_the_same(exam, cards, seed):
    paper = compose(exam, cards, seed)
    assert {problem.id: problem.credits for problem in paper.problems} == SHARES
    assert len(paper.items) == 65
    for item in paper.items:
        card = item.card
        assert sum(part.credits for part in card.parts) in (0, item.credits)
        if card.generator:
            assert item.row is not None
            assert (
                item.row.answers != card.rows[0].answers or item.row.values != card.rows[0].values
            )
        assert sorted(item.option_order) == list(range(len(card.options)))
    assert compose(exam, cards, seed) == paper


def test_other_seeds_ask_otherwise(exam, cards):
    papers = [compose(exam, cards, seed) for seed in range(6)]
    asked = [tuple(item.card.id for item in paper.items) for paper in papers]
    assert len(set(asked)) == 6
    orders = [tuple(item.option_order for item in paper.items) for paper in papers]
    assert len(set(orders)) == 6
    drills = [sum(name.count("/") == 2 for name in names) for names in asked]
    assert all(5 <= count <= 35 for count in drills)


@pytest.mark.parametrize("minutes", [10, 30, 45, 60])
@pytest.mark.parametrize("seed", [None, 3])
def test_a_shorter_paper_keeps_the_proportions(exam, cards, minutes, seed):
    paper = compose(exam, cards, seed, minutes)
    assert paper.credits == minutes
    kept = {problem.id: problem.credits for problem in paper.problems}
    for problem, credits in SHARES.items():
        assert abs(kept.get(problem, 0) - credits * minutes / 90) <= 1.5, problem
    numbers = [item.number for item in paper.items]
    assert numbers == [
        card.number
        for card in cards
        if card.number in numbers and card.rows is not None and card.kind != "drill"
    ]
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize(("seed", "minutes"), [(-1, 90), (1_000_000, 90), (0, 9), (0, 91)])
def test_what_is_refused(exam, cards, seed, minutes):
    with pytest.raises(ValueError, match="between"):
        compose(exam, cards, seed, minutes)


def test_a_drill_is_worth_what_its_question_is(cards):
    drills = [card for card in cards if card.kind == "drill"]
    for drill in drills:
        for credits in (1, 2, 3):
            worth = worth_credits(drill, credits)
            if worth is None:
                assert len(drill.parts) > 2 * credits
            else:
                shares = [part.credits for part in worth.parts]
                assert sum(shares) == credits == worth.credits
                assert all(share >= 0.5 and share % 0.5 == 0 for share in shares)
    assert {problem_of(card) for card in drills} <= set(SHARES)
