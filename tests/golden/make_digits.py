"""Write desktop/engine/data/digits.npz: scikit-learn's handwritten digits and their split, once.

Run it with a Python that has scikit-learn, which the project itself does not need:

    python tests/golden/make_digits.py

Of each digit 50 images, drawn at random, are for the test and 26 for validation; the rest is for
training.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from sklearn.datasets import load_digits

FILE = Path(__file__).parents[2] / "desktop" / "engine" / "data" / "digits.npz"
TRAIN, VALIDATION, TEST = 0, 1, 2
VALIDATION_PER_DIGIT, TEST_PER_DIGIT = 26, 50
SEED = 2022


def split(labels: np.ndarray) -> np.ndarray:
    """For each image, which part it belongs to."""
    rng = np.random.default_rng(SEED)
    parts = np.full(len(labels), TRAIN, np.uint8)
    for digit in range(10):
        order = rng.permutation(np.flatnonzero(labels == digit))
        parts[order[:TEST_PER_DIGIT]] = TEST
        parts[order[TEST_PER_DIGIT : TEST_PER_DIGIT + VALIDATION_PER_DIGIT]] = VALIDATION
    return parts


def main() -> None:
    """Write the file."""
    bundled = load_digits()
    labels = bundled.target.astype(np.uint8)
    np.savez_compressed(
        FILE, images=bundled.images.astype(np.uint8), labels=labels, parts=split(labels)
    )
    print(f"{FILE.name}: {len(labels)} digits, {FILE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
