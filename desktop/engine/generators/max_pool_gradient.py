"""Max pooling with overlapping windows, forward and backward: kernel 2, stride 1, no padding.

output_ij = maximum of x over the window at (i, j); x (3, 3), output and upstream gradient (2, 2)
input_gradient = each upstream gradient at its window's maximum, added where windows share it
Source: Zeiler & Fergus 2014, arXiv:1311.2901 (content key: zeiler2014), section 2.1.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from desktop.engine.generators.answer import matrix, whole_number
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.shown import Listed, Shown, gridded, shown_all
from desktop.engine.generators.solution import Generator, Mistakes, Solution, Values

SIDE = 3
KERNEL_SIZE = 2
OUTPUT_SIDE = SIDE - KERNEL_SIZE + 1
PLACES = tuple((i, j) for i in range(OUTPUT_SIDE) for j in range(OUTPUT_SIDE))  # of the windows
COVERED = {
    (i, j): tuple((i + k, j + m) for k in range(KERNEL_SIZE) for m in range(KERNEL_SIZE))
    for i, j in PLACES
}

Row: TypeAlias = tuple[int, ...]
Position: TypeAlias = tuple[int, int]
Share: TypeAlias = Callable[[Position, Position], Decimal | int]
"""A position and the window that covers it -> what this window sends there."""


@dataclass(frozen=True)
class Parameters:
    """The input, all of whose entries differ, and the gradient that arrives at the output."""

    x: tuple[Row, ...]
    upstream: tuple[Row, ...]


@dataclass(frozen=True)
class Window:
    """One window: which output it gives, what it holds, and where its maximum is."""

    row: Shown
    column: Shown
    entries: Listed
    maximum: Shown
    at_row: Shown
    at_column: Shown
    gradient: Shown


@dataclass(frozen=True)
class Receiver:
    """An input that is the maximum of a window or more, and what comes back to it."""

    row: Shown
    column: Shown
    gradients: Listed
    total: Shown


def sample(draw: Draw) -> Parameters:
    """The numbers 1 to 9 in any order, and small gradients other than zero."""
    numbers = draw.shuffled(range(1, SIDE**2 + 1))
    x = tuple(numbers[i : i + SIDE] for i in range(0, SIDE**2, SIDE))
    upstream = tuple(
        tuple(draw.sign() * draw.integer(1, 4) for _ in range(OUTPUT_SIDE))
        for _ in range(OUTPUT_SIDE)
    )
    return Parameters(x, upstream)


def rejects(p: Parameters, solution: Solution) -> bool:
    """One input that is every window's maximum, and gradients that cancel."""
    receivers = _receivers(p)
    return len(receivers) == 1 or any(receiver.total.number == 0 for receiver in receivers)


def solve(p: Parameters) -> Solution:
    """The output, the gradient of the input, and how many inputs it reaches."""
    receivers = _receivers(p)
    output = [shown_all(row) for row in _pooled(p, max)]
    input_gradient = [shown_all(row) for row in _scattered(_routed(p))]
    reached = Shown(len(receivers))
    values: Values = {
        **gridded("x", [shown_all(row) for row in p.x]),
        **gridded("g", [shown_all(row) for row in p.upstream]),
        **gridded("output", output),
        **gridded("input_gradient", input_gradient),
        "windows": tuple(_window(p, place) for place in PLACES),
        "receivers": receivers,
        "reached": reached,
    }
    answers = {
        "output": matrix(output),
        "input_gradient": matrix(input_gradient),
        "reached": whole_number(reached),
    }
    return Solution(values, answers, _mistakes(p, len(receivers)))


def _entries(p: Parameters, place: Position) -> list[int]:
    return [p.x[i][j] for i, j in COVERED[place]]


def _maximum_at(p: Parameters, place: Position) -> Position:
    return max(COVERED[place], key=lambda position: p.x[position[0]][position[1]])


def _window(p: Parameters, place: Position) -> Window:
    at, entries = _maximum_at(p, place), _entries(p, place)
    return Window(
        row=Shown(place[0] + 1),
        column=Shown(place[1] + 1),
        entries=Listed(shown_all(entries)),
        maximum=Shown(max(entries)),
        at_row=Shown(at[0] + 1),
        at_column=Shown(at[1] + 1),
        gradient=Shown(_upstream(p, place)),
    )


def _receivers(p: Parameters) -> tuple[Receiver, ...]:
    received: dict[Position, list[int]] = {}
    for place in PLACES:
        received.setdefault(_maximum_at(p, place), []).append(_upstream(p, place))
    return tuple(
        Receiver(Shown(i + 1), Shown(j + 1), Listed(shown_all(parts)), Shown(sum(parts)))
        for (i, j), parts in sorted(received.items())
    )


def _pooled(
    p: Parameters, pool: Callable[[Sequence[int]], Decimal | int]
) -> tuple[tuple[Decimal | int, ...], ...]:
    pooled = [pool(_entries(p, place)) for place in PLACES]
    return tuple(tuple(pooled[i : i + OUTPUT_SIDE]) for i in range(0, len(pooled), OUTPUT_SIDE))


def _routed(p: Parameters) -> Share:
    """Max pooling's backward pass: all to the maximum."""
    return lambda at, place: _upstream(p, place) if at == _maximum_at(p, place) else 0


def _upstream(p: Parameters, place: Position) -> int:
    return p.upstream[place[0]][place[1]]


def _scattered(share: Share, adds: bool = True) -> tuple[tuple[Decimal | int, ...], ...]:
    """What all windows send, by position; where it doesn't add, the last one stays."""
    gradient: list[list[Decimal | int]] = [[0] * SIDE for _ in range(SIDE)]
    for place in PLACES:
        for i, j in COVERED[place]:
            sent = share((i, j), place)
            if adds:
                gradient[i][j] += sent
            elif sent:
                gradient[i][j] = sent
    return tuple(tuple(row) for row in gradient)


def _mistakes(p: Parameters, reached: int) -> Mistakes:
    area = KERNEL_SIZE**2

    def value(at: Position, place: Position) -> int:
        return p.x[at[0]][at[1]] if at == _maximum_at(p, place) else 0

    return {
        "mean_for_maximum": {"output": _pooled(p, lambda entries: Decimal(sum(entries)) / area)},
        "spread_evenly": {
            "input_gradient": _scattered(lambda at, place: Decimal(_upstream(p, place)) / area)
        },
        "sent_to_all": {"input_gradient": _scattered(lambda at, place: _upstream(p, place))},
        "value_routed": {"input_gradient": _scattered(value)},
        "not_added": {"input_gradient": _scattered(_routed(p), adds=False)},
        "windows_counted": {"reached": len(PLACES)},
        "zeros_counted": {"reached": SIDE**2 - reached},
    }


GENERATOR = Generator("max_pool_gradient", sample, solve, presets={}, rejects=rejects)
