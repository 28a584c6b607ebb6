"""Whether there are enough reviews to predict by; light, since Home asks it at every start."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.review.records import Kind
from desktop.review.store import Store

NEEDED_REVIEWS = 30
FEW_ROWS = 1000  # of a log that is counted through at once


@dataclass(frozen=True, slots=True)
class TooEarly:
    """No prediction yet: how many reviews there are of those that it takes."""

    reviews: int
    needed: int = NEEDED_REVIEWS


def too_early(store: Store) -> TooEarly | None:
    """That it is too early, if a short log says so; of a longer one the prediction says it."""
    if store.journal.seq >= FEW_ROWS:
        return None
    rows = store.counted_values(("kind", "rating"))
    reviews = sum(kind == Kind.REVIEW and rating is not None for kind, rating in rows)
    return TooEarly(reviews) if reviews < NEEDED_REVIEWS else None
