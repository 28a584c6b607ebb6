"""The drawn figures, one a file, each under the name by which the content calls it."""

from __future__ import annotations

from collections.abc import Iterable

from builder.figures import (
    autoencoder,
    dense_layer,
    dense_network,
    digit_classifier,
    example_digits,
    named_network,
    recurrent_network,
    sum_network,
    toy_network,
    training_error,
    transformer,
)
from builder.figures.kit.canvas import FormulaSource
from builder.figures.kit.figure import Figure

__all__ = ["FIGURES", "Figure", "FormulaSource", "draw_figures"]

FIGURES: dict[str, Figure] = {
    "in2346-2022/1.1": dense_network.FIGURE,
    "in2346-2022/1.2": toy_network.FIGURE,
    "in2346-2022/2.1": dense_layer.FIGURE,
    "in2346-2022/2.2": training_error.FIGURE,
    "in2346-2022/3.1": digit_classifier.FIGURE,
    "in2346-2022/4.1": example_digits.FIGURE,
    "in2346-2022/4.2": sum_network.FIGURE,
    "in2346-2022/5.1": autoencoder.FIGURE,
    "in2346-2022/6.1": named_network.FIGURE,
    "in2346-2022/9.1": recurrent_network.FIGURE,
    "in2346-2022/9.2": transformer.FIGURE,
}


def draw_figures(formulas: FormulaSource, names: Iterable[str] = tuple(FIGURES)) -> dict[str, str]:
    """Figures as inline <svg>, by name; `formulas` typesets the labels."""
    return {name: FIGURES[name].svg(name, formulas) for name in names}
