"""Shapes of a segmentation network: a case by hand, others by arrays, every mistake."""

from __future__ import annotations

import numpy as np
import pytest

from desktop.engine.generators.generate import fresh_variant
from desktop.engine.generators.segmentation_shape import GENERATOR, Parameters, solve

SEEDS = range(50)


def test_the_numbers_of_the_explanation_for_a_batch() -> None:
    # one 3 x 32 x 32 image and 21 classes: 21 x 32 x 32 scores, 1,024 labels; here 2 images
    solution = solve(Parameters(2, 3, 32, 32, 21, 3, 256))
    assert {name: answer.key for name, answer in solution.answers.items()} == {
        "scores": ("2", "21", "32", "32"),
        "labels": ("2", "32", "32"),
        "predictions": "2048",
    }
    assert solution.number("score_count") == 2 * 21504


@pytest.mark.parametrize("seed", SEEDS)
def test_shapes_are_those_of_arrays(seed: int) -> None:
    variant = fresh_variant(GENERATOR, seed)
    p = variant.parameters
    batch, channels, classes = p.batch, p.in_channels, p.num_classes
    x = np.zeros((batch, channels, p.height, p.width), np.int8)
    low = x
    for _ in range(p.halvings):
        assert low.shape[2] % 2 == low.shape[3] % 2 == 0
        low = low[:, :, ::2, ::2]
    up = low
    for _ in range(p.halvings):
        up = up.repeat(2, axis=2).repeat(2, axis=3)
    assert up.shape == x.shape

    def head(map_: np.ndarray, out: int = classes) -> np.ndarray:
        """A 1 x 1 convolution to so many channels."""
        return np.einsum("nchw,kc->nkhw", map_, np.zeros((out, channels), np.int8))

    scores = head(up)
    labels = scores.argmax(axis=1)
    answers = variant.answers
    assert answers["scores"].value == scores.shape
    assert answers["labels"].value == labels.shape
    assert answers["predictions"].value == labels.size

    coarse = head(low)
    pooled = scores.mean(axis=(2, 3))
    assert solve(p).mistakes == {
        "input_channels": {"scores": x.shape},
        "hidden_channels": {"scores": (batch, p.features, *x.shape[2:])},
        "labels_for_scores": {"scores": labels.shape},
        "scores_for_labels": {"labels": scores.shape, "predictions": scores.size},
        "one_channel_kept": {"labels": scores.argmax(axis=1, keepdims=True).shape},
        "channels_last": {"scores": np.moveaxis(scores, 1, -1).shape},
        "not_upsampled": {
            "scores": coarse.shape,
            "labels": coarse.argmax(axis=1).shape,
            "predictions": coarse.argmax(axis=1).size,
        },
        "batch_lost": {
            "scores": scores[0].shape,
            "labels": labels[0].shape,
            "predictions": labels[0].size,
        },
        "one_label_an_image": {
            "scores": pooled.shape,
            "labels": pooled.argmax(axis=1).shape,
            "predictions": pooled.argmax(axis=1).size,
        },
        "in_channels_counted": {"predictions": x.size},
    }
