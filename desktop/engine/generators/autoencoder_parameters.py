"""Parameters of a fully-connected autoencoder: of its encoder, and of the decoder that mirrors it.

a layer: inputs outputs weights and one bias for every output
encoder: widths[0] -> ... -> widths[-1], the latent code; decoder: the same widths backwards
The decoder has weights of its own (they are not tied), and all layers have biases.
Source: Goodfellow et al. 2016 (content key: goodfellow2016), chapter 14.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from desktop.engine.generators.answer import whole_number
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.shown import Listed, Shown, shown_all
from desktop.engine.generators.solution import Generator, Mistakes, Solution, Values

INPUTS = (100, 144, 196, 256, 400, 784)
HIDDEN = (16, 20, 24, 30, 32, 40, 50, 60, 64)
CODES = (2, 3, 4, 5, 6, 8, 10, 12)

Count = Callable[[int, int], int]  # of a layer, by its inputs and outputs


@dataclass(frozen=True)
class Parameters:
    """The widths of the encoder, from the input to the latent code."""

    widths: tuple[int, ...]


@dataclass(frozen=True)
class Layer:
    """A layer and what it holds."""

    inputs: Shown
    outputs: Shown
    weights: Shown
    parameters: Shown


def sample(draw: Draw) -> Parameters:
    """A hidden layer between input and code in three of four questions, else none."""
    inputs, code = draw.choice(INPUTS), draw.choice(CODES)
    if draw.integer(1, 4) == 1:
        return Parameters((inputs, code))
    return Parameters((inputs, draw.choice(HIDDEN), code))


def solve(p: Parameters) -> Solution:
    """The count layer by layer, in the encoder and then in the decoder."""
    backwards = p.widths[::-1]
    encoder_layers, decoder_layers = _layers(p.widths), _layers(backwards)
    encoder, decoder = Shown(_sum(p.widths, _dense)), Shown(_sum(backwards, _dense))
    values: Values = {
        "widths": Listed(shown_all((*p.widths, *backwards[1:]))),
        "inputs": Shown(p.widths[0]),
        "code": Shown(p.widths[-1]),
        "encoder_layers": encoder_layers,
        "decoder_layers": decoder_layers,
        "weights": Shown(_sum(p.widths, _weights)),
        "encoder_biases": Shown(sum(p.widths[1:])),
        "decoder_biases": Shown(sum(backwards[1:])),
        "encoder": encoder,
        "decoder": decoder,
        "difference": Shown(decoder.number - encoder.number),
    }
    answers = {"encoder": whole_number(encoder), "decoder": whole_number(decoder)}
    return Solution(values, answers, _mistakes(p))


def _layers(widths: Sequence[int]) -> tuple[Layer, ...]:
    return tuple(
        Layer(Shown(n), Shown(m), Shown(_weights(n, m)), Shown(_dense(n, m)))
        for n, m in pairwise(widths)
    )


def _sum(widths: Sequence[int], count: Count) -> int:
    return sum(count(n, m) for n, m in pairwise(widths))


def _dense(n: int, m: int) -> int:
    return n * m + m


def _weights(n: int, m: int) -> int:
    return n * m


def _mistakes(p: Parameters) -> Mistakes:
    layer_slips: dict[str, Count] = {
        "no_biases": _weights,
        "biases_of_inputs": lambda n, m: n * m + n,
        "one_bias_a_layer": lambda n, m: n * m + 1,
    }
    backwards = p.widths[::-1]
    mistakes = {
        name: {"encoder": _sum(p.widths, count), "decoder": _sum(backwards, count)}
        for name, count in layer_slips.items()
    }
    mistakes["units_counted"] = {"encoder": sum(p.widths), "decoder": sum(p.widths)}
    return mistakes | {
        "same_as_encoder": {"decoder": _sum(p.widths, _dense)},
        "weights_shared": {"decoder": sum(backwards[1:])},
        "hidden_layer_skipped": {
            "encoder": _dense(p.widths[0], p.widths[-1]),
            "decoder": _dense(p.widths[-1], p.widths[0]),
        },
    }


GENERATOR = Generator("autoencoder_parameters", sample, solve, presets={})
