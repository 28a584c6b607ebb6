"""The network of problem 6 once more, in plain floats: a second source for the generators."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from hypothesis import strategies as st

from desktop.engine.generators.mlp_forward import Parameters

halves = st.integers(-6, 6).map(lambda n: n / 2)


def leaky(slope: float) -> Callable[[float], float]:
    return lambda value: value if value > 0 else slope * value


def layer(
    x: Sequence[float], weight: Sequence[Sequence[float]], bias: Sequence[float]
) -> list[float]:
    return [sum(x[i] * weight[i][j] for i in range(len(x))) + bias[j] for j in range(len(bias))]


def hidden(p: Parameters) -> list[float]:
    return layer(p.x, p.hidden_weight, p.hidden_bias)


def outputs(p: Parameters, activation: Callable[[float], float] | None = None) -> list[float]:
    activation = activation or leaky(p.negative_slope)
    return layer([activation(h) for h in hidden(p)], p.output_weight, p.output_bias)


def with_w11(p: Parameters, w11: float) -> Parameters:
    first, second = p.hidden_weight
    return replace(p, hidden_weight=((w11, *first[1:]), second))


@st.composite
def networks(draw: st.DrawFn) -> Parameters:
    pair, triple = st.tuples(halves, halves), st.tuples(halves, halves, halves)
    return Parameters(
        x=draw(pair),
        hidden_weight=(draw(triple), draw(triple)),
        hidden_bias=draw(triple),
        output_weight=(draw(pair), draw(pair), draw(pair)),
        output_bias=draw(pair),
        negative_slope=draw(st.sampled_from([0.1, 0.2, 0.25, 0.5])),
    )
