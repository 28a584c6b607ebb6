"""Which layers of a deep network are shown side by side, and how their entries are spread."""

from __future__ import annotations

import numpy as np

from desktop.engine.ops.operation import Array

MOST_COLUMNS = 11
BINS = 40


def columns_of(depth: int) -> list[int]:
    """Layers evenly apart, the input (0) and the last among them."""
    count = min(depth + 1, MOST_COLUMNS)
    return sorted({round(place) for place in np.linspace(0, depth, count)})


def spread(entries: Array, low: float, high: float) -> Array:
    """Share of the fullest of equal bins, (BINS,); what lies outside counts in the outer ones."""
    places = (entries.ravel() - low) * (BINS / (high - low))
    bins = np.clip(np.nan_to_num(places, neginf=-1.0), 0, BINS - 1).astype(np.intp)
    counts = np.bincount(bins, minlength=BINS).astype(np.float64)
    shares: Array = counts / counts.max()
    return shares


def decades(entries: Array) -> Array:
    """Powers of ten of the sizes, minus infinity for 0."""
    with np.errstate(divide="ignore"):
        powers: Array = np.log10(np.abs(entries))
    return powers
