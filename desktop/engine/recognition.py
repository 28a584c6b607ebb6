"""A drawn digit made to look like those the networks were trained on.

Those were bitmaps of 32x32, filled by the digit and counted in blocks of 4x4. They stand upright,
are narrow and bold. So a drawing is set upright, cropped, brought to 32x32, squeezed if wide, given
strokes as thick, and counted the same way.
"""

from __future__ import annotations

import math

import numpy as np

from desktop.engine.data.digits import SIZE, Digits, framed
from desktop.engine.data.hands import drawings
from desktop.engine.data.resampling import shrunk
from desktop.engine.ops.operation import Array, Booleans

HANDS = 40
SEED_OF_HANDS = 2022  # no setting was chosen by these hands
INK = 0.2
BITMAP = 32
WIDEST = 22  # pixels of the bitmap: what is wider is squeezed to the data's median width
SLANT = 0.1  # columns per row: the data's digits hardly lean more
BLOCK = 4
STROKE_WIDTH = 4.2  # pixels of the bitmap
LEAST_INK = 240  # pixels of the bitmap: nineteen of twenty of the data's 1s have more
EDGES_PER_LENGTH = 0.8  # a slanted outline has more pixel edges than its length, by about 5 to 4


def prepared(drawing: Array) -> Array:
    """Image (28, 28) of a drawing (height, width) with ink 1 on 0; an empty one stays empty."""
    drawing = drawing.astype(np.float32)
    ink = drawing > INK
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not rows.size:
        return np.zeros((SIZE, SIZE), np.float32)
    upright = _upright(drawing[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1])
    columns = np.flatnonzero((upright > INK).any(axis=0))
    bitmap = _thickened(_fitted(upright[:, columns[0] : columns[-1] + 1]) > 0.5)
    return framed(shrunk(bitmap.astype(np.float32), BLOCK))


def drawn_digits(num_hands: int = HANDS, seed: int = SEED_OF_HANDS) -> Digits:
    """Digits 0 to 9 drawn by each of so many simulated hands, prepared."""
    images, labels = drawings(num_hands, np.random.default_rng(seed))
    return Digits(np.stack([prepared(image) for image in images]), labels)


def stroke_width(bitmap: Booleans) -> float:
    """Mean width of the strokes in pixels: 2 area / (0.8 edges between ink and ground)."""
    framed_bitmap = np.pad(bitmap, 1)
    edges = sum(np.count_nonzero(np.diff(framed_bitmap, axis=axis)) for axis in (0, 1))
    return 2 * np.count_nonzero(bitmap) / (EDGES_PER_LENGTH * edges) if edges else 0.0


def slant(drawing: Array) -> float:
    """Columns that the ink of (height, width) moves to the right per row upwards, on average.

    -covariance(row, column) / variance(row), of the ink; 0 for a single row.
    """
    rows, columns = np.arange(drawing.shape[0]), np.arange(drawing.shape[1])
    by_row = drawing.sum(axis=1)
    total = by_row.sum()
    rows = rows - rows @ by_row / total
    columns = columns - drawing.sum(axis=0) @ columns / total
    variance = rows**2 @ by_row
    return float(-(rows @ drawing @ columns) / variance) if variance > 0 else 0.0


def _upright(drawing: Array) -> Array:
    """The drawing sheared, row by row, until it leans no more than SLANT; wider where needed."""
    lean = slant(drawing)
    excess = lean - min(max(lean, -SLANT), SLANT)
    height, width = drawing.shape
    margin = math.ceil(abs(excess) * height / 2) + 1
    places = np.arange(width + 2 * margin) - margin
    middle = (height - 1) / 2
    return np.stack(
        [
            np.interp(places + excess * (middle - row), np.arange(width), line, left=0, right=0)
            for row, line in enumerate(drawing)
        ]
    ).astype(np.float32)


def _fitted(drawing: Array) -> Array:
    """The drawing with its longer side brought to 32 pixels, in the middle of (32, 32)."""
    height, width = drawing.shape
    longer = max(height, width)
    rows = max(1, round(BITMAP * height / longer))
    columns = max(1, min(WIDEST, round(BITMAP * width / longer)))
    top, left = (BITMAP - rows) // 2, (BITMAP - columns) // 2
    bitmap = np.zeros((BITMAP, BITMAP), np.float32)
    small = _overlaps(height, rows) @ drawing @ _overlaps(width, columns).T
    bitmap[top : top + rows, left : left + columns] = small
    return bitmap


def _overlaps(size: int, new_size: int) -> Array:
    """Matrix (new_size, size) that takes the mean over each new pixel's stretch of old ones."""
    bounds = np.arange(new_size + 1) * (size / new_size)
    start, end = bounds[:-1, None], bounds[1:, None]
    old = np.arange(size)
    overlap = (np.minimum(end, old + 1) - np.maximum(start, old)).clip(0)
    shares: Array = (overlap * (new_size / size)).astype(np.float32)
    return shares


def _thickened(bitmap: Booleans) -> Booleans:
    """Strokes widened by a pixel at a time, in turn to one side and the other, until thick."""
    for step in range(BITMAP):
        enough = np.count_nonzero(bitmap) >= LEAST_INK
        if not bitmap.any() or (enough and stroke_width(bitmap) >= STROKE_WIDTH):
            break
        wider = bitmap.copy()
        if step % 2:
            wider[:-1] |= bitmap[1:]
            wider[:, :-1] |= wider[:, 1:].copy()
        else:
            wider[1:] |= bitmap[:-1]
            wider[:, 1:] |= wider[:, :-1].copy()
        bitmap = wider
    return bitmap
