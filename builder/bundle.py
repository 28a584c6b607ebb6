"""The compiled knowledge base that the app opens: one read-only SQLite file."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import msgspec

from desktop.questions.bundle import APPLICATION_ID, SCHEMA, SCHEMA_VERSION
from desktop.questions.card import Card, search_text


class Formula(NamedTuple):
    """A typeset formula: key, TeX, extents in em, glyph references as JSON."""

    key: str
    tex: str
    display: bool
    width: float
    height: float
    depth: float
    items: bytes


class Figure(NamedTuple):
    """A drawn figure with the words that stand for it."""

    id: str
    title: str
    description: str
    svg: str


class Content(NamedTuple):
    """All that goes into the bundle."""

    meta: Mapping[str, Any]
    cards: Iterable[Card]
    formulas: Iterable[Formula]
    glyphs: Mapping[str, str]
    figures: Iterable[Figure]
    assets: Mapping[str, bytes]
    anki: Mapping[str, bytes]


def bundle_bytes(content: Content) -> bytes:
    """The bundle's bytes; the same content gives the same bytes."""
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("PRAGMA temp_store = MEMORY")  # for VACUUM; the disk may be full
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.executescript(SCHEMA)
        with connection:
            _fill(connection, content)
        connection.execute("VACUUM")
        return connection.serialize()


def _fill(connection: sqlite3.Connection, content: Content) -> None:
    def insert(table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        for row in rows:
            marks = ", ".join("?" * len(row))
            connection.execute(f"INSERT INTO {table} VALUES ({marks})", row)

    cards = list(content.cards)
    insert("meta", ((key, _json(value)) for key, value in sorted(content.meta.items())))
    insert(
        "question",
        (
            (card.id, position, card.kind, card.title, card.credits, _json(card))
            for position, card in enumerate(cards)
        ),
    )
    titles = {card.id: f"{card.number} {card.title}" for card in cards}
    insert("card_text", ((card.id, titles[card.id], search_text(card)) for card in cards))
    insert("formula", sorted(content.formulas))
    insert("glyph", sorted(content.glyphs.items()))
    insert("figure", sorted(content.figures))
    insert("asset", sorted(content.assets.items()))
    insert("anki", sorted(content.anki.items()))


def _json(value: Any) -> bytes:
    return msgspec.json.encode(value, order="deterministic")
