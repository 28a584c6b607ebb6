"""Drills in a student's Anki: right and wrong answers, other numbers, one variant on both sides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.anki_client import Student
from tests.anki_page import anki_page
from tests.anki_web import CardPage
from tests.ankidroid_page import ankidroid_page
from tests.exam_deck import DeckNote, ExamDeck
from tests.replies import typed
from tests.shown_card import ShownCard

EVERY = 4  # of the drills; the long run takes them all
DAYS = 4
BERLIN = {"timezone_id": "Europe/Berlin"}
LAST_SECONDS = timedelta(hours=15, minutes=59, seconds=50)  # after noon: at four the day ends
SLOT = re.compile(r"\[\[([a-z0-9_.:]+)\]\]")

some_and_all = pytest.mark.parametrize("every", [EVERY, pytest.param(1, marks=pytest.mark.long)])


@pytest.fixture(scope="session")
def deck(exam_bundle_path: Path, tmp_path_factory) -> Iterator[ExamDeck]:
    """The deck as it ships, with all variants of every drill."""
    student = Student(tmp_path_factory.mktemp("drills"))
    student.take(exam_bundle_path.with_name("endterm.apkg"))
    yield ExamDeck(student)
    student.close()


class Client:
    """Some client of Anki that shows drills at noon, unless another time is set."""

    def __init__(self, shown: CardPage, noon) -> None:
        self.shown = shown
        self.card = ShownCard(shown)
        self._noon = noon
        self._stems: dict[str, list[str]] = {}

    def begin(self) -> None:
        """As if nothing had been shown before, at noon."""
        self.set_time()
        if self.card.page.url.startswith("http"):
            self.shown.forget()

    def set_time(self, after_noon: timedelta = timedelta(0)) -> None:
        self.shown.set_time(self._noon + after_noon)

    def front(self, note: DeckNote) -> dict[str, Any]:
        self.shown.front(note.query)
        return self.row(note)

    def back(self, note: DeckNote) -> dict[str, Any]:
        self.shown.back()
        return self.row(note)

    def row(self, note: DeckNote) -> dict[str, Any]:
        """The variant whose stem stands on the card."""
        stems = self._stems.setdefault(note.query, [])
        if not stems:
            stems += self.card.set_texts([stem_of(note, row) for row in note.data["rows"]])
        assert self.stem in stems, note.number
        return note.data["rows"][stems.index(self.stem)]

    @property
    def stem(self) -> str:
        return self.card.page.locator("#et-stem").text_content()

    def give(self, note: DeckNote, replies: dict[str, str]) -> None:
        """Type or pick every answer."""
        for place, name in enumerate(note.answer_names):
            field = self.card.page.locator(".et-field").nth(place)
            if field.locator("input").count():
                field.locator("input").fill(replies[name])
            else:
                field.get_by_role("radio", name=replies[name], exact=True).click()

    def marks(self, note: DeckNote) -> dict[str, str]:
        return dict(zip(note.answer_names, self.card.marks, strict=True))


def stem_of(note: DeckNote, row: dict[str, Any]) -> str:
    return SLOT.sub(lambda slot: row["values"][slot[1]], note.data["texts"]["stem"])


def keys_of(row: dict[str, Any]) -> dict[str, str]:
    return {name: typed(key["kind"], key["key"]) for name, key in row["answers"].items()}


@pytest.fixture(scope="module")
def computer_page(browser, deck):
    with anki_page(browser, deck.student, **BERLIN) as page:
        yield page


@pytest.fixture(scope="module")
def computer_client(computer_page, noon) -> Client:
    return Client(computer_page, noon)


@pytest.fixture
def computer(computer_client) -> Client:
    computer_client.begin()
    return computer_client


@pytest.fixture
def phone(browser, deck, noon) -> Iterator[Client]:
    with ankidroid_page(browser, deck.student, **BERLIN) as page:
        client = Client(page, noon)
        client.begin()
        yield client


def drills(deck: ExamDeck, every: int) -> list[DeckNote]:
    found = deck.of_kind("drill")[::every]
    assert len(found) >= 10
    return found


def test_variants_that_read_the_same_are_answered_the_same(deck):
    for note in deck.of_kind("drill"):
        answers: dict[str, Any] = {}
        for row in note.data["rows"]:
            assert answers.setdefault(stem_of(note, row), row["answers"]) == row["answers"]


@some_and_all
def test_the_right_answer_and_two_wrong_ones(deck, computer, every):
    for note in drills(deck, every):
        row = computer.front(note)
        right = keys_of(row)
        computer.give(note, right)
        computer.card.check()
        assert set(computer.marks(note).values()) == {"right"}, (note.number, right)
        assert computer.card.outcome.endswith("Good.")
        for mistake in row["mistakes"][:2]:
            kinds = {name: row["answers"][name]["kind"] for name in mistake["values"]}
            slips = {name: typed(kinds[name], value) for name, value in mistake["values"].items()}
            computer.give(note, right | slips)
            computer.card.check()
            marks = computer.marks(note)
            first = slips.keys() - carried_answers(note) or slips  # the rest may be forgiven
            assert {marks[name] for name in first} == {"wrong"}, (note.number, slips)
            assert said(computer, note, row, mistake), (note.number, mistake["names"])


def carried_answers(note: DeckNote) -> set[str]:
    """The answers that count as right if they follow from a wrong earlier one."""
    return {name for part in note.data["parts"] if part.get("carry") for name in part["answers"]}


def said(client: Client, note: DeckNote, row: dict[str, Any], mistake: dict[str, Any]) -> bool:
    """Whether the card names one of the mistakes that lead to these values."""
    words = [
        SLOT.sub(lambda slot: row["values"][slot[1]], note.data["mistakes"][name])
        for name in mistake["names"]
    ]
    notes = " ".join(client.card.page.locator(".et-note").all_text_contents())
    return any(text in notes for text in client.card.set_texts(words))


@some_and_all
def test_again_and_another_day_bring_other_numbers(deck, computer, every):
    for note in drills(deck, every):
        computer.set_time()
        rows = [computer.front(note) for _ in range(2)]
        for day in range(1, DAYS):
            computer.set_time(timedelta(days=day))
            rows += [computer.front(note) for _ in range(2)]
        assert all(before != after for before, after in pairwise(rows)), note.number


@some_and_all
def test_front_and_back_agree_after_a_reload(deck, computer, every):
    for note in drills(deck, every):
        computer.front(note)
        front = computer.front(note)  # after Again
        replies = keys_of(front)
        computer.give(note, replies)
        computer.card.check()
        computer.shown.reload()
        assert computer.back(note) == front, note.number
        assert set(computer.marks(note).values()) == {"right"}, note.number
        solution = computer.card.page.locator("#et-solution").text_content()
        assert solution
        assert "[[" not in solution


@some_and_all
def test_on_a_phone_the_back_has_the_fronts_numbers(deck, phone, every):
    """Each side is a page of its own there, and between them a day ends at four in the morning."""
    for note in drills(deck, every):
        phone.set_time(LAST_SECONDS)
        front = phone.front(note)
        phone.give(note, keys_of(front))
        phone.set_time(LAST_SECONDS + timedelta(seconds=20))
        assert phone.back(note) == front, note.number
        assert set(phone.marks(note).values()) == {"right"}, note.number


def test_without_storage_a_page_that_lives_on_keeps_its_numbers(browser, deck, noon):
    with anki_page(browser, deck.student, storage=False, **BERLIN) as page:
        client = Client(page, noon)
        for note in drills(deck, EVERY):
            client.set_time(LAST_SECONDS)
            page.front(note.query)
            page.front(note.query)
            front = client.stem
            client.set_time(LAST_SECONDS + timedelta(seconds=20))
            page.back()
            assert client.stem == front, note.number
