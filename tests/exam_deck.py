"""A deck in a student's Anki, note by note."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property

from builder.anki.fields import FIELDS
from tests.anki_client import Student


@dataclass(frozen=True)
class DeckNote:
    """A note: its exam's number, the search that finds its card, its fields."""

    number: str
    query: str
    fields: dict[str, str]

    @property
    def kind(self) -> str:
        return self.fields["Kind"]

    @property
    def right(self) -> list[bool]:
        """Which statements of a choice are right, in the exam's order."""
        return [mark == "1" for mark in re.findall(r'data-right="(\d)"', self.fields["Choices"])]

    @property
    def statements(self) -> list[str]:
        """The statements of a choice as HTML, in the exam's order."""
        return _items(self.fields["Choices"])

    @property
    def reasons(self) -> list[str]:
        return _items(self.fields["Reasons"])

    @property
    def item_credits(self) -> list[float]:
        """What each item of the rubric is worth."""
        rubric = self.fields["Rubric"]
        return [float(text) for text in re.findall(r'data-credits="([\d.]+)"', rubric)]

    @property
    def items(self) -> list[str]:
        """The rubric's items as HTML."""
        return [item.split("</small> ")[1] for item in _items(self.fields["Rubric"])]

    @cached_property
    def data(self) -> dict:
        """What the script of a numeric card reads."""
        return json.loads(self.fields["Data"])

    @property
    def answer_names(self) -> list[str]:
        return [name for part in self.data["parts"] for name in part["answers"]]

    @property
    def mistake_values(self) -> list[dict[str, str]]:
        """For every named mistake, the values that it leads to."""
        return [mistake["values"] for mistake in self.data["rows"][0]["mistakes"]]


def _items(html: str) -> list[str]:
    """The items of the field's outer list; lists within an item stay whole."""
    body = html[html.index("<li") : html.rindex("</li>")]
    return [item.split(">", 1)[1] for item in re.split(r"</li>(?=<li data-)", body)]


class ExamDeck:
    """All notes, in the exam's order."""

    def __init__(self, student: Student) -> None:
        self.student = student
        rows = student.collection.db.all("select id, flds from notes")
        notes = [(fields.split("\x1f"), f"nid:{identifier}") for identifier, fields in rows]
        self.notes = [
            DeckNote(values[0].split()[0], query, dict(zip(FIELDS, values, strict=True)))
            for values, query in notes
        ]
        self.notes.sort(key=lambda note: [int(part) for part in note.number.split(".")])

    def __getitem__(self, number: str) -> DeckNote:
        """The note of a question; its drills are notes of their own."""
        [note] = [note for note in self.notes if note.number == number and note.kind != "drill"]
        return note

    def of_kind(self, kind: str) -> list[DeckNote]:
        return [note for note in self.notes if note.kind == kind]
