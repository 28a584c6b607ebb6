"""Parameters, activations and attention scores over the length, on logarithmic axes."""

from __future__ import annotations

from desktop.ui.explore.log_chart import LogChart, LogLine
from desktop.ui.explore.scenes.attention.numbers import Growth

LENGTHS = (1, 8, 64, 512, 4096)
DECADES = 10  # scores and parameters stay below 10^10


def growth_chart(numbers: Growth) -> LogChart:
    """All three are powers of the length, so straight lines."""
    first, last, here = LENGTHS[0], LENGTHS[-1], numbers.length
    parameters = numbers.parameters
    lines = (
        LogLine("s1", "parameters", ((first, parameters), (last, parameters)), parameters),
        LogLine(
            "s2",
            "attention scores",
            ((first, numbers.scores(first)), (last, numbers.scores(last))),
            numbers.scores(here),
        ),
        LogLine(
            "s3",
            "Q, K and V",
            ((first, numbers.activations(first)), (last, numbers.activations(last))),
            numbers.activations(here),
        ),
    )
    return LogChart(lines, LENGTHS, DECADES, "words", here, "length", f"length {here:,}")
