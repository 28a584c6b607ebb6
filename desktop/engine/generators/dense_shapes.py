"""Shapes in the forward and the backward pass of two fully-connected layers.

Z = X W1 + b1,  H = ReLU(Z),  Y = H W2 + b2
X: (N, D), W1: (D, M), b1: (M,), W2: (M, K), Y: (N, K); a gradient has the shape of its variable.
Convention: a weight is (in, out), as in the exam; PyTorch stores it as (out, in).
Source: IN2346 endterm 2022, question 2.2.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.engine.generators.answer import shape
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.shown import Shown, Size, shape_word
from desktop.engine.generators.solution import Generator, Mistakes, Solution, Values

SIZES = (2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 30, 32, 40, 50, 64, 100, 128)


@dataclass(frozen=True)
class Parameters:
    """A batch of `batch` samples and the widths of the network: features, hidden units, outputs."""

    batch: int
    in_features: int
    hidden: int
    out_features: int


def sample(draw: Draw) -> Parameters:
    """Four sizes that differ, in any order."""
    batch, in_features, hidden, out_features = draw.sample(SIZES, 4)
    return Parameters(batch, in_features, hidden, out_features)


def solve(p: Parameters) -> Solution:
    """Shapes of the first bias and of three gradients."""
    n, d, m, k = p.batch, p.in_features, p.hidden, p.out_features
    shapes: dict[str, tuple[Size, ...]] = {
        "bias": (m,),
        "output_gradient": (n, k),
        "weight_gradient": (m, k),
        "hidden_gradient": (n, m),
    }
    values: Values = {
        "batch": Shown(n),
        "in_features": Shown(d),
        "hidden": Shown(m),
        "out_features": Shown(k),
        **{name: shape_word(sizes) for name, sizes in shapes.items()},
    }
    answers = {
        name: shape(*sizes, also=((1, m),) if name == "bias" else ())
        for name, sizes in shapes.items()
    }
    return Solution(values, answers, _mistakes(p))


def _mistakes(p: Parameters) -> Mistakes:
    n, d, m, k = p.batch, p.in_features, p.hidden, p.out_features
    return {
        "bias_by_sample": {"bias": (n,)},
        "bias_of_inputs": {"bias": (d,)},
        "bias_copied": {"bias": (n, m)},
        "bias_of_weight": {"bias": (d, m)},
        "one_sample": {"output_gradient": (k,), "hidden_gradient": (m,)},
        "loss_is_a_number": {"output_gradient": (1,), "weight_gradient": (1,)},
        "gradient_by_sample": {"weight_gradient": (n, m, k)},
        "stored_out_in": {"weight_gradient": (k, m)},
        "rows_for_columns": {"output_gradient": (k, n), "hidden_gradient": (m, n)},
        "first_weight": {"weight_gradient": (d, m)},
        "weight_for_output": {"output_gradient": (m, k)},
        "upstream_passed_on": {"hidden_gradient": (n, k)},
        "input_for_hidden": {"hidden_gradient": (n, d)},
    }


GENERATOR = Generator("dense_shapes", sample, solve, presets={})
