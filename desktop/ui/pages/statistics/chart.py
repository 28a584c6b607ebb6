"""What a chart says and shows, as a plain record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from desktop.ui.controls.rows_model import RowTexts
from desktop.ui.plots.interval_rows import Intervals
from desktop.ui.plots.picture import Picture


@dataclass(frozen=True, slots=True)
class Calendar:
    """Counts by study day, from the first day to the last, and a sentence for them."""

    counts: Mapping[int, int]
    first: int
    last: int
    sentence: str


Drawn: TypeAlias = Picture | Calendar | Intervals


@dataclass(frozen=True, slots=True)
class Chart:
    """A question, its answer in one sentence, the picture, and the same numbers as a table.

    Without a picture there is too little to show yet, and the answer says when there will be.
    """

    question: str
    answer: str
    drawn: Drawn | None = None
    texts: RowTexts | None = None
