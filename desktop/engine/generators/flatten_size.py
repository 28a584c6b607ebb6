"""Features that reach the linear layer after two blocks of convolution and max pooling.

after a convolution: size + 2 padding - kernel_size + 1   (stride 1)
after a pooling: floor(size / pool)                       (its stride is its kernel_size)
features = channels size size                             of the last map; the batch stays apart
Source: Dumoulin & Visin 2016, arXiv:1603.07285 (content key: dumoulin2016), chapters 2 and 3.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from desktop.engine.generators.answer import whole_number
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.shown import Shown
from desktop.engine.generators.solution import Generator, Mistakes, Solution, Values

SMALLEST = 3  # last map's height and width
MOST = 5000  # features


@dataclass(frozen=True)
class Block:
    """A convolution of stride 1 and the max pooling after it."""

    out_channels: int
    kernel_size: int
    padding: int
    pool: int


@dataclass(frozen=True)
class Parameters:
    """The shape of the input, (batch, in_channels, size, size), and what follows."""

    batch: int
    in_channels: int
    size: int
    blocks: tuple[Block, Block]


@dataclass(frozen=True)
class Step:
    """A block's settings and what it does to height and width."""

    index: Shown
    channels: Shown
    kernel_size: Shown
    padding: Shown
    pool: Shown
    before: Shown
    convolved: Shown
    pooled: Shown


def sample(draw: Draw) -> Parameters:
    """Convolutions with and without padding, and some poolings that leave pixels out."""
    channels = draw.choice((4, 6, 8, 10, 12, 16))
    more_channels = draw.choice((16, 20, 24, 32))
    return Parameters(
        batch=draw.choice((8, 16, 32, 64)),
        in_channels=draw.choice((1, 2, 3)),
        size=draw.choice((20, 24, 28, 30, 32, 36, 40, 48)),
        blocks=(_block(draw, channels), _block(draw, more_channels)),
    )


def _block(draw: Draw, out_channels: int) -> Block:
    kernel_size, padding = draw.choice(((3, 0), (3, 1), (5, 0), (5, 1), (5, 2)))
    return Block(out_channels, kernel_size, padding, pool=draw.choice((2, 2, 3)))


def rejects(p: Parameters, solution: Solution) -> bool:
    """Two convolutions that keep the size, equal channels, maps too small, too many features."""
    first, second = p.blocks
    unpadded_size = _last_size(p.size, _unpadded(p))
    both_keep = all(2 * block.padding == block.kernel_size - 1 for block in p.blocks)
    too_many = solution.number("features") > MOST
    too_small = unpadded_size < 1 or solution.number("last_size") < SMALLEST
    return both_keep or too_many or too_small or first.out_channels == second.out_channels


def solve(p: Parameters) -> Solution:
    """Height and width block by block, then channels times height times width."""
    steps = []
    size = p.size
    for index, block in enumerate(p.blocks, 1):
        convolved = _convolved(size, block)
        pooled = _pooled(convolved, block)
        steps.append(_step(index, block, size, convolved, pooled))
        size = pooled
    first, second = p.blocks
    features = Shown(second.out_channels * size**2)
    values: Values = {
        "batch": Shown(p.batch),
        "in_channels": Shown(p.in_channels),
        "size": Shown(p.size),
        "channels1": Shown(first.out_channels),
        "kernel_size1": Shown(first.kernel_size),
        "padding1": Shown(first.padding),
        "pool1": Shown(first.pool),
        "channels2": Shown(second.out_channels),
        "kernel_size2": Shown(second.kernel_size),
        "padding2": Shown(second.padding),
        "pool2": Shown(second.pool),
        "steps": tuple(steps),
        "last_size": Shown(size),
        "features": features,
    }
    return Solution(values, {"features": whole_number(features)}, _mistakes(p))


def _step(index: int, block: Block, before: int, convolved: int, pooled: int) -> Step:
    return Step(
        Shown(index),
        Shown(block.out_channels),
        Shown(block.kernel_size),
        Shown(block.padding),
        Shown(block.pool),
        Shown(before),
        Shown(convolved),
        Shown(pooled),
    )


def _convolved(size: int, block: Block) -> int:
    return size + 2 * block.padding - block.kernel_size + 1


def _pooled(size: int, block: Block) -> int:
    return size // block.pool


def _kept(size: int, block: Block) -> int:
    return size


def _rounded_up(size: int, block: Block) -> int:
    return -(-size // block.pool)


SizeRule = Callable[[int, Block], int]


def _last_size(
    size: int,
    blocks: Sequence[Block],
    convolved: SizeRule = _convolved,
    pooled: SizeRule = _pooled,
) -> int:
    for block in blocks:
        size = pooled(convolved(size, block), block)
    return size


def _unpadded(p: Parameters) -> tuple[Block, ...]:
    return tuple(replace(block, padding=0) for block in p.blocks)


def _mistakes(p: Parameters) -> Mistakes:
    first, second = p.blocks
    size, channels = _last_size(p.size, p.blocks), second.out_channels
    mistaken = {
        "channels_lost": size**2,
        "input_channels": p.in_channels * size**2,
        "width_lost": channels * size,
        "times_batch": p.batch * channels * size**2,
        "pooling_lost": channels * _last_size(p.size, (first, replace(second, pool=1))) ** 2,
        "convolutions_keep_size": channels * _last_size(p.size, p.blocks, convolved=_kept) ** 2,
        "padding_lost": channels * _last_size(p.size, _unpadded(p)) ** 2,
        "rounded_up": channels * _last_size(p.size, p.blocks, pooled=_rounded_up) ** 2,
    }
    return {name: {"features": value} for name, value in mistaken.items()}


GENERATOR = Generator(
    "flatten_size",
    sample,
    solve,
    presets={
        "exam": Parameters(
            batch=64, in_channels=2, size=28, blocks=(Block(8, 3, 1, 2), Block(16, 3, 1, 2))
        )
    },
    rejects=rejects,
)
