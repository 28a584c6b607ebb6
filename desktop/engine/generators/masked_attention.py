"""One row of causal self-attention: the weights of a query position, and its output.

score_j = product_j / sqrt(d_k) for j <= position, minus infinity behind it
weight_j = exp(score_j) / sum over k of exp(score_k)
output = sum over j of weight_j value_j, with values of one entry
Source: Vaswani et al. 2017, arXiv:1706.03762 (content key: vaswani2017), sections 3.2.1 and 3.2.3.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop.engine.generators.answer import Value, places, to_places, vector
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.shown import Listed, Shown, numbered, shown_all
from desktop.engine.generators.solution import Generator, Mistakes, Solution, Values

LENGTH = 5
DECIMALS = 5
PLACES_ASKED = 2


@dataclass(frozen=True)
class Parameters:
    """A query's products with all keys, their length, the query's position, and the values."""

    products: tuple[int, ...]
    key_size: int  # d_k
    position: int  # from 1
    values: tuple[int, ...]


@dataclass(frozen=True)
class Seen:
    """A position that the query may look at."""

    index: Shown
    product: Shown
    score: Shown
    exponential: Shown
    weight: Shown
    value: Shown
    share: Shown


def sample(draw: Draw) -> Parameters:
    """Products whose scores are multiples of a half; a position in the middle."""
    key_size = draw.choice((4, 16))
    halves = draw.sample((-3, -2, -1, 1, 2, 3, 4), LENGTH)
    scale = 1 if key_size == 4 else 2
    return Parameters(
        products=tuple(scale * half for half in halves),
        key_size=key_size,
        position=draw.integer(2, 3),
        values=draw.sample((-4, -3, -2, -1, 1, 2, 3, 4), LENGTH),
    )


def solve(p: Parameters) -> Solution:
    """Scores, exponentials and weights of the positions in sight, and the output."""
    root = Shown(Decimal(p.key_size).sqrt(), DECIMALS)
    visible = p.products[: p.position]
    scores = shown_all((product / root.number for product in visible), DECIMALS)
    exponentials = shown_all((score.number.exp() for score in scores), DECIMALS)
    total = Shown(sum((e.number for e in exponentials), Decimal(0)), DECIMALS)
    weights = shown_all((e.number / total.number for e in exponentials), DECIMALS)
    all_weights = (*weights, *shown_all((0,) * (LENGTH - p.position)))
    seen = tuple(
        Seen(
            index=Shown(j + 1),
            product=Shown(visible[j]),
            score=scores[j],
            exponential=exponentials[j],
            weight=weights[j],
            value=Shown(p.values[j]),
            share=Shown(weights[j].number * p.values[j], DECIMALS),
        )
        for j in range(p.position)
    )
    output = Shown(sum((one.share.number for one in seen), Decimal(0)), DECIMALS)
    values: Values = {
        "products": Listed(shown_all(p.products)),
        "key_size": Shown(p.key_size),
        "root": root,
        "position": Shown(p.position),
        "length": Shown(LENGTH),
        "value_list": Listed(shown_all(p.values)),
        **numbered("value", shown_all(p.values)),
        "masked_count": Shown(LENGTH - p.position),
        "seen": seen,
        "total": total,
        "weights": Listed(all_weights),
        "output": output,
    }
    answers = {
        "weights": vector(all_weights, places(PLACES_ASKED)),
        "output": to_places(output, PLACES_ASKED),
    }
    return Solution(values, answers, _mistakes(p))


def _mistakes(p: Parameters) -> Mistakes:
    root, position = Decimal(p.key_size).sqrt(), p.position
    scores = [product / root for product in p.products]
    free = _softmax(scores)
    behind = LENGTH - position
    return {
        "no_mask": _both(p, free),
        "mask_after_softmax": _both(p, free[:position]),
        "zero_for_infinity": _both(p, _softmax(scores[:position] + [Decimal(0)] * behind)),
        "itself_masked": _both(p, _softmax(scores[: position - 1])),
        "one_too_many": _both(p, _softmax(scores[: position + 1])),
        "not_scaled": _both(p, _softmax([Decimal(x) for x in p.products[:position]])),
        "scaled_without_root": _both(p, _softmax([s / root for s in scores[:position]])),
    }


def _softmax(scores: Sequence[Decimal]) -> list[Decimal]:
    exponentials = [score.exp() for score in scores]
    return [e / sum(exponentials, Decimal(0)) for e in exponentials]


def _both(p: Parameters, weights: Sequence[Decimal]) -> dict[str, Value]:
    """The weights, with 0 for those that are missing at the end, and the output."""
    row = (*weights, *([Decimal(0)] * (LENGTH - len(weights))))
    output = sum((w * v for w, v in zip(row, p.values, strict=True)), Decimal(0))
    return {"weights": row, "output": output}


GENERATOR = Generator("masked_attention", sample, solve, presets={})
