"""Shapes at the end of a segmentation network: the scores, the label map, and how many labels.

scores = (batch, classes, height, width)   one score per class at every pixel of the input
labels = (batch, height, width)            the class with the largest score: argmax over dimension 1
predictions = batch height width
The decoder doubles height and width as often as the encoder halves them.
Source: Long et al. 2015, arXiv:1411.4038 (content key: long2015), section 3.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.engine.generators.answer import shape, whole_number
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.shown import Shown, shape_word
from desktop.engine.generators.solution import Generator, Mistakes, Solution, Values

BATCHES = (2, 4, 5, 8, 10, 16)
CLASSES = (6, 7, 11, 12, 13, 19, 20, 21, 23)
UNITS = ((2, 3), (3, 2), (3, 4), (4, 3), (2, 5), (5, 2), (3, 5), (5, 3))  # the coarsest map


@dataclass(frozen=True)
class Parameters:
    """The input's shape, the classes, the halvings, and the channels of the coarsest map."""

    batch: int
    in_channels: int
    height: int
    width: int
    num_classes: int
    halvings: int
    features: int


def sample(draw: Draw) -> Parameters:
    """Maps of which every halving leaves whole sizes; height and width differ."""
    halvings = draw.integer(3, 5)
    high, wide = draw.choice(UNITS)
    return Parameters(
        batch=draw.choice(BATCHES),
        in_channels=draw.choice((1, 3, 4)),
        height=high * 2**halvings,
        width=wide * 2**halvings,
        num_classes=draw.choice(CLASSES),
        halvings=halvings,
        features=draw.choice((128, 256, 512)),
    )


def rejects(p: Parameters, solution: Solution) -> bool:
    """Two sizes of one shape that are equal."""
    return len({p.batch, p.in_channels, p.num_classes, p.height, p.width, p.features}) < 6


def solve(p: Parameters) -> Solution:
    """Back to the input's size, one score per class there, then one label per pixel."""
    N, K, H, W = p.batch, p.num_classes, p.height, p.width
    pixels = Shown(H * W)
    predictions = Shown(N * H * W)
    values: Values = {
        "batch": Shown(N),
        "in_channels": Shown(p.in_channels),
        "height": Shown(H),
        "width": Shown(W),
        "num_classes": Shown(K),
        "halvings": Shown(p.halvings),
        "factor": Shown(2**p.halvings),
        "features": Shown(p.features),
        "low_height": Shown(H // 2**p.halvings),
        "low_width": Shown(W // 2**p.halvings),
        "pixels": pixels,
        "score_count": Shown(predictions.number * K),
        "scores": shape_word((N, K, H, W)),
        "labels": shape_word((N, H, W)),
        "predictions": predictions,
    }
    answers = {
        "scores": shape(N, K, H, W),
        "labels": shape(N, H, W),
        "predictions": whole_number(predictions),
    }
    return Solution(values, answers, _mistakes(p))


def _mistakes(p: Parameters) -> Mistakes:
    N, K, H, W = p.batch, p.num_classes, p.height, p.width
    low_H, low_W = H // 2**p.halvings, W // 2**p.halvings
    return {
        "input_channels": {"scores": (N, p.in_channels, H, W)},
        "hidden_channels": {"scores": (N, p.features, H, W)},
        "labels_for_scores": {"scores": (N, H, W)},
        "scores_for_labels": {"labels": (N, K, H, W), "predictions": N * K * H * W},
        "one_channel_kept": {"labels": (N, 1, H, W)},
        "channels_last": {"scores": (N, H, W, K)},
        "not_upsampled": {
            "scores": (N, K, low_H, low_W),
            "labels": (N, low_H, low_W),
            "predictions": N * low_H * low_W,
        },
        "batch_lost": {"scores": (K, H, W), "labels": (H, W), "predictions": H * W},
        "one_label_an_image": {"scores": (N, K), "labels": (N,), "predictions": N},
        "in_channels_counted": {"predictions": N * p.in_channels * H * W},
    }


GENERATOR = Generator("segmentation_shape", sample, solve, presets={}, rejects=rejects)
