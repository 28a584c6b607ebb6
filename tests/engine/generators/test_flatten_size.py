"""Flatten size: the exam's network, others by sliding the windows over real maps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import prod

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from desktop.engine.generators.flatten_size import GENERATOR, Block, Parameters, solve
from desktop.engine.generators.generate import fresh_variant

SEEDS = range(300)


def convolved(x: NDArray[np.float64], block: Block) -> NDArray[np.float64]:
    pad, k = block.padding, block.kernel_size
    windows = sliding_window_view(np.pad(x, ((0, 0), (pad, pad), (pad, pad))), (k, k), (1, 2))
    one = windows[..., 0, 0].sum(axis=0)
    return np.broadcast_to(one, (block.out_channels, *one.shape))


def pooled(x: NDArray[np.float64], block: Block) -> NDArray[np.float64]:
    size = (block.pool, block.pool)
    return sliding_window_view(x, size, (1, 2))[:, :: block.pool, :: block.pool].max(axis=(3, 4))


def last_map(p: Parameters, blocks: Sequence[Block]) -> NDArray[np.float64]:
    x = np.zeros((p.in_channels, p.size, p.size))
    for block in blocks:
        x = pooled(convolved(x, block), block)
    return x


def test_the_exam_has_its_marked_value() -> None:
    assert GENERATOR.preset("exam").answers["features"].key == "784"


def test_the_mistakes_by_hand() -> None:
    # 30 -> 28 -> 14 -> 12 -> 4; unpadded 30 -> 28 -> 14 -> 10 -> 3; sizes kept 30 -> 15 -> 5
    blocks = (Block(8, 3, 0, 2), Block(16, 5, 1, 3))
    solution = solve(Parameters(batch=32, in_channels=3, size=30, blocks=blocks))
    assert solution.answers["features"].key == "256"
    assert {name: values["features"] for name, values in solution.mistakes.items()} == {
        "channels_lost": 16,
        "input_channels": 48,
        "width_lost": 64,
        "times_batch": 8192,
        "pooling_lost": 2304,
        "convolutions_keep_size": 400,
        "padding_lost": 144,
        "rounded_up": 256,
    }


def test_draws_agree_with_real_maps() -> None:
    for seed in SEEDS:
        variant = fresh_variant(GENERATOR, seed)
        p = variant.parameters
        x = last_map(p, p.blocks)
        assert int(variant.answers["features"].key) == x.size
        assert variant.values["last_size"].number == x.shape[1] == x.shape[2]
        x = np.zeros((p.in_channels, p.size, p.size))
        for step, block in zip(variant.values["steps"], p.blocks, strict=True):
            assert step.before.number == x.shape[1]
            x = convolved(x, block)
            assert step.convolved.number == x.shape[1]
            x = pooled(x, block)
            assert step.pooled.number == x.shape[1]


def test_every_mistake_is_a_map_with_the_slip_in_it() -> None:
    for seed in range(50):
        p = fresh_variant(GENERATOR, seed).parameters
        first, second = p.blocks
        channels, height, width = last_map(p, p.blocks).shape
        kept = [replace(b, kernel_size=1, padding=0) for b in p.blocks]
        unpadded = [replace(b, padding=0) for b in p.blocks]
        size = p.size
        for b in p.blocks:
            size = int(np.ceil((size + 2 * b.padding - b.kernel_size + 1) / b.pool))
        assert {name: values["features"] for name, values in solve(p).mistakes.items()} == {
            "channels_lost": height * width,
            "input_channels": p.in_channels * height * width,
            "width_lost": channels * height,
            "times_batch": prod((p.batch, channels, height, width)),
            "pooling_lost": convolved(last_map(p, [first]), second).size,
            "convolutions_keep_size": last_map(p, kept).size,
            "padding_lost": last_map(p, unpadded).size,
            "rounded_up": channels * size * size,
        }
