"""Parameters of one encoder layer of a transformer, and its attention scores for a sentence.

attention = 4 (d^2 + d)   queries, keys, values and output, all heads together
feed_forward = (d d_ff + d_ff) + (d_ff d + d)
parameters = attention + feed_forward + 2 (2 d)   two layer norms
scores = heads length^2
with d = d_model, biases included, embeddings and positions left out.
Source: Vaswani et al. 2017, arXiv:1706.03762 (content key: vaswani2017), sections 3.2.2 and 3.3.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.engine.generators.answer import whole_number
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.shown import Shown
from desktop.engine.generators.solution import Generator, Mistakes, Solution, Values

PROJECTIONS = 4  # queries, keys, values, output
NORMS = 2


@dataclass(frozen=True)
class Parameters:
    """Sizes of the layer by PyTorch's names, and the length of the sentence."""

    d_model: int
    nhead: int
    dim_feedforward: int
    length: int


def sample(draw: Draw) -> Parameters:
    """Small to usual sizes, and sentences of 10 to 100 words."""
    d_model = draw.choice((8, 16, 20, 32, 40, 64, 100, 128, 256, 512))
    return Parameters(
        d_model=d_model,
        nhead=draw.choice((2, 4)),
        dim_feedforward=d_model * draw.choice((2, 4)),
        length=draw.choice((10, 12, 15, 25, 30, 50, 60, 100)),
    )


def rejects(p: Parameters, solution: Solution) -> bool:
    """A length that is one of the layer's sizes."""
    return p.length in (p.d_model, p.dim_feedforward, p.d_model // p.nhead)


def solve(p: Parameters) -> Solution:
    """The parameters by sublayer, and the entries of all score matrices."""
    d, wide = p.d_model, p.dim_feedforward
    projection = d * d + d
    attention = PROJECTIONS * projection
    first, second = d * wide + wide, wide * d + d
    feed_forward = first + second
    norms = NORMS * 2 * d
    answers = {
        "attention": attention,
        "feed_forward": feed_forward,
        "parameters": attention + feed_forward + norms,
        "scores": p.nhead * p.length**2,
    }
    steps = {
        "d_model": d,
        "nhead": p.nhead,
        "head_size": d // p.nhead,
        "dim_feedforward": wide,
        "length": p.length,
        "square": d * d,
        "product": d * wide,
        "projection": projection,
        "first": first,
        "second": second,
        "norm": 2 * d,
        "norms": norms,
        "one_head": p.length**2,
    }
    values: Values = {name: Shown(number) for name, number in (steps | answers).items()}
    return Solution(
        values,
        {name: whole_number(Shown(number)) for name, number in answers.items()},
        _mistakes(p, answers),
    )


def _mistakes(p: Parameters, right: dict[str, int]) -> Mistakes:
    d, wide = p.d_model, p.dim_feedforward
    attention, feed_forward = right["attention"], right["feed_forward"]
    norms = NORMS * 2 * d
    attentions = {
        "times_heads": p.nhead * attention,
        "divided_by_heads": PROJECTIONS * (d * d // p.nhead + d // p.nhead),
        "output_projection_lost": (PROJECTIONS - 1) * (d * d + d),
        "times_length": p.length * attention,
    }
    return {
        **{
            name: {"attention": wrong, "parameters": wrong + feed_forward + norms}
            for name, wrong in attentions.items()
        },
        "biases_lost": {
            "attention": PROJECTIONS * d * d,
            "feed_forward": 2 * d * wide,
            "parameters": PROJECTIONS * d * d + 2 * d * wide + norms,
        },
        "one_dense_layer": {
            "feed_forward": d * wide + wide,
            "parameters": attention + d * wide + wide + norms,
        },
        "norms_left_out": {"parameters": attention + feed_forward},
        "one_norm": {"parameters": attention + feed_forward + 2 * d},
        "one_head_only": {"scores": p.length**2},
        "features_for_length": {"scores": p.length * d},
    }


GENERATOR = Generator("transformer_parameters", sample, solve, presets={}, rejects=rejects)
