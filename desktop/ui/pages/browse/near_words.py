"""A word near to one that no card holds."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

SIMILARITY = 0.7
LENGTH_ROOM = 2  # a word that is longer or shorter by more is no slip of the finger


def near_query(query: str, vocabulary: Iterable[str]) -> str | None:
    """The query with each unknown word replaced by the nearest known one; None if there is none."""
    known = frozenset(vocabulary)
    words = query.casefold().split()
    mended = [word if word in known else _nearest(word, known) for word in words]
    if None in mended or mended == words:
        return None
    return " ".join(word for word in mended if word)


def _nearest(word: str, known: Iterable[str]) -> str | None:
    near_in_length = sorted(
        candidate for candidate in known if abs(len(candidate) - len(word)) <= LENGTH_ROOM
    )
    found = difflib.get_close_matches(word, near_in_length, n=1, cutoff=SIMILARITY)
    return found[0] if found else None
