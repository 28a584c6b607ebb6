"""Backward pass of a fully-connected layer Y = X W + b, on 2 x 2 matrices.

input_gradient = G W^T      weight_gradient = X^T G      bias_gradient = sum of the rows of G
X: (N, D), W: (D, M), G = dL/dY: (N, M), with N = D = M = 2, so that no shape betrays a slip.
Convention: what the loss averages over the batch is part of G already.
Source: Goodfellow et al. 2016, Deep Learning (content key: goodfellow2016), section 6.5.6.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from desktop.engine.generators.answer import matrix, vector
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.shown import Listed, Shown, gridded, shown_all
from desktop.engine.generators.solution import Generator, Mistakes, Solution, Values

SIZE = 2
LARGEST = 3

Row: TypeAlias = tuple[int, int]
Rows: TypeAlias = tuple[Row, Row]


@dataclass(frozen=True)
class Parameters:
    """The layer's input and weight, and the upstream gradient."""

    x: Rows
    weight: Rows
    upstream: Rows


def sample(draw: Draw) -> Parameters:
    """Whole numbers other than 0."""
    return Parameters(_rows(draw), _rows(draw), _rows(draw))


def _rows(draw: Draw) -> Rows:
    return ((_entry(draw), _entry(draw)), (_entry(draw), _entry(draw)))


def _entry(draw: Draw) -> int:
    return draw.sign() * draw.integer(1, LARGEST)


def rejects(p: Parameters, solution: Solution) -> bool:
    """A matrix that is its own transpose, or slips that would go unnoticed."""
    symmetric = any(rows == transposed(rows) for rows in (p.x, p.weight, p.upstream))
    names = {name: tuple(row.values()) for name, row in solution.mistakes.items()}
    answers = {answer.value for answer in solution.answers.values()}
    return symmetric or any(value in answers for row in names.values() for value in row)


def transposed(rows: Rows) -> Rows:
    """The matrix with rows for columns."""
    (a, b), (c, d) = rows
    return ((a, c), (b, d))


def product(left: Rows, right: Rows) -> Rows:
    """The matrix product."""
    first, second = (_row_times(row, right) for row in left)
    return (first, second)


def _row_times(row: Row, rows: Rows) -> Row:
    (a, b), (c, d) = rows
    return (row[0] * a + row[1] * c, row[0] * b + row[1] * d)


def column_sums(rows: Rows) -> Row:
    """The sum over the samples."""
    (a, b), (c, d) = rows
    return (a + c, b + d)


def solve(p: Parameters) -> Solution:
    """The gradients of input, weight and bias."""
    input_gradient = _shown(product(p.upstream, transposed(p.weight)))
    weight_gradient = _shown(product(transposed(p.x), p.upstream))
    bias_gradient = shown_all(column_sums(p.upstream))
    values: Values = {
        **gridded("x", _shown(p.x)),
        **gridded("w", _shown(p.weight)),
        **gridded("g", _shown(p.upstream)),
        **gridded("input_gradient", input_gradient),
        **gridded("weight_gradient", weight_gradient),
        "bias_gradient1": bias_gradient[0],
        "bias_gradient2": bias_gradient[1],
        "bias_gradient": Listed(bias_gradient),
    }
    answers = {
        "input_gradient": matrix(input_gradient),
        "weight_gradient": matrix(weight_gradient),
        "bias_gradient": vector(bias_gradient),
    }
    return Solution(values, answers, _mistakes(p))


def _mistakes(p: Parameters) -> Mistakes:
    x, w, g = p.x, p.weight, p.upstream
    halves = column_sums(g)
    return {
        "weight_not_transposed": {"input_gradient": product(g, w)},
        "weight_in_front": {"input_gradient": product(transposed(w), g)},
        "input_for_weight": {"input_gradient": product(g, transposed(x))},
        "input_not_transposed": {"weight_gradient": product(x, g)},
        "input_behind": {"weight_gradient": product(g, transposed(x))},
        "result_transposed": {
            "input_gradient": product(w, transposed(g)),
            "weight_gradient": product(transposed(g), x),
        },
        "entry_by_entry": {
            "input_gradient": _entries_multiplied(g, w),
            "weight_gradient": _entries_multiplied(x, g),
        },
        "divided_by_batch": {
            "weight_gradient": _halved(product(transposed(x), g)),
            "bias_gradient": (halves[0] / SIZE, halves[1] / SIZE),
        },
        "bias_over_outputs": {"bias_gradient": column_sums(transposed(g))},
        "bias_of_first_sample": {"bias_gradient": g[0]},
    }


def _entries_multiplied(left: Rows, right: Rows) -> Rows:
    (a, b), (c, d) = left
    (e, f), (g, h) = right
    return ((a * e, b * f), (c * g, d * h))


def _halved(rows: Rows) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(entry / SIZE for entry in row) for row in rows)


def _shown(rows: Rows) -> Sequence[Sequence[Shown]]:
    return [shown_all(row) for row in rows]


GENERATOR = Generator("dense_backward", sample, solve, presets={}, rejects=rejects)
