"""Adam's first steps: how long they are with bias correction and without it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desktop.engine.ops.operation import Array
from desktop.engine.optimizers import Adam
from desktop.engine.tensor import Tensor
from desktop.questions.rows import Key, Tolerance
from desktop.ui.appearance import Appearance
from desktop.ui.explore.plot_picture import PlotPicture
from desktop.ui.explore.scene import Column, DataTable, Prediction, Scene, Story, Values
from desktop.ui.explore.shown_numbers import fixed, plain
from desktop.ui.explore.values import number_of, numbers_of, whole_of

EPS = 1e-12  # the question takes it as 0; a gradient of 0 must not divide by it
TABLE_ROWS = 10
LARGEST_RATIO = 100.0


@dataclass(frozen=True)
class FirstSteps:
    """For each step: gradient, m, v, and the lengths of both steps in units of the rate."""

    gradients: Array
    m: Array
    v: Array
    corrected: Array
    uncorrected: Array
    asked: int

    @property
    def ratio(self) -> float:
        """Uncorrected over corrected length at the step that is asked for."""
        place = self.asked - 1
        return float(self.uncorrected[place] / self.corrected[place])


class BiasCorrection(Scene[FirstSteps]):
    """Adam run twice on the same gradients."""

    name = "bias_correction"
    stories = (
        Story("The usual betas", {}),
        Story("Shorter memory of squares", {"beta1": 0.9, "beta2": 0.9}),
        Story("Shorter memory of slopes", {"beta1": 0.8, "beta2": 0.75, "step": 2}),
    )

    def compute(self, values: Values) -> FirstSteps:
        """Both runs, with the engine's Adam."""
        given = [float(g) for g in numbers_of(values, "gradients")]
        steps = whole_of(values, "steps")
        gradients = np.array([given[min(step, len(given) - 1)] for step in range(steps)])
        betas = (number_of(values, "beta1"), number_of(values, "beta2"))
        corrected, m, v = _run(gradients, betas, corrected=True)
        uncorrected, _, _ = _run(gradients, betas, corrected=False)
        return FirstSteps(gradients, m, v, corrected, uncorrected, whole_of(values, "step"))

    def title(self, values: Values) -> str:
        """The same for all parameters."""
        return "The length of Adam’s first steps"

    def caption(self, values: Values, numbers: FirstSteps) -> str:
        """Where to look."""
        return "m and v start at zero: watch how far that reaches, and in which direction."

    def table(self, values: Values, numbers: FirstSteps) -> DataTable:
        """The running averages and the lengths, in units of the learning rate."""
        columns = (
            Column("Step"),
            Column("gradient"),
            *(Column(head, 4) for head in ("m", "v", "corrected", "uncorrected", "ratio")),
        )
        rows = tuple(
            (
                step + 1,
                float(numbers.gradients[step]),
                float(numbers.m[step]),
                float(numbers.v[step]),
                float(numbers.corrected[step]),
                float(numbers.uncorrected[step]),
                _ratio(float(numbers.uncorrected[step]), float(numbers.corrected[step])),
            )
            for step in range(TABLE_ROWS)
        )
        hidden = {(row, column) for row in range(TABLE_ROWS) for column in (4, 5, 6)}
        return DataTable(columns, rows, frozenset(hidden))

    def prediction(self, values: Values, numbers: FirstSteps) -> Prediction:
        """The ratio of both lengths."""
        ratio = min(numbers.ratio, LARGEST_RATIO)
        key = Key("number", f"{ratio:.4g}", Tolerance("relative", "0.02"))
        return Prediction(
            f"Step {numbers.asked}: how long is it without the correction, divided by with it?",
            key,
            "Length without, divided by length with",
        )

    def verdict(self, values: Values, numbers: FirstSteps) -> str:
        """Both shares."""
        step = numbers.asked
        beta1, beta2 = number_of(values, "beta1"), number_of(values, "beta2")
        m_share, v_share = 1 - beta1**step, 1 - beta2**step
        effect = "longer" if numbers.ratio > 1 else "shorter"
        return (
            f"m has {plain(m_share)} of its size, v {plain(v_share)}, and the root of v "
            f"{plain(v_share**0.5)}. Without the correction the step is {effect}: "
            f"{plain(numbers.ratio)} times as long."
        )

    def sentence(self, values: Values, numbers: FirstSteps) -> str:
        """Both curves in words."""
        return (
            f"Corrected steps have the length {plain(float(numbers.corrected[0]))} at first, "
            f"uncorrected ones {plain(float(numbers.uncorrected[0]))}, in units of the rate."
        )

    def picture(self, appearance: Appearance) -> FirstStepsPicture:
        """Lengths over steps."""
        return FirstStepsPicture(appearance)


def _run(
    gradients: Array, betas: tuple[float, float], *, corrected: bool
) -> tuple[Array, Array, Array]:
    """Lengths of the steps, m and v."""
    w = Tensor(np.zeros(1), requires_grad=True)
    adam = Adam([w], 1.0, *betas, eps=EPS, bias_correction=corrected)
    lengths, m, v = [], [], []
    for gradient in gradients:
        before = w.data
        w.grad = np.array([gradient])
        adam.step()
        lengths.append(abs(float((w.data - before)[0])))
        m.append(float(adam.memory[0]["mean"][0]))
        v.append(float(adam.memory[0]["squares"][0]))
    return np.array(lengths), np.array(m), np.array(v)


def _ratio(uncorrected: float, corrected: float) -> float:
    return uncorrected / corrected if corrected else float("inf")


class FirstStepsPicture(PlotPicture[FirstSteps]):
    """Two curves over the steps; a ring at the step that is asked for."""

    def show_numbers(self, values: Values, numbers: FirstSteps, revealed: bool) -> None:
        """Draw both lengths."""
        steps = np.arange(1.0, len(numbers.gradients) + 1)
        highest = max(1.2, float(np.max([numbers.corrected, numbers.uncorrected])) * 1.1)
        self.begin()
        across = [(float(s), str(s)) for s in (1, *range(5, len(steps) + 1, 5))]
        if len(steps) > 30:
            across = [(1.0, "1"), *((float(s), str(s)) for s in range(20, len(steps) + 1, 20))]
        up = [(value, fixed(value, 1)) for value in np.linspace(0, np.floor(highest), 6)]
        self.axes((0.4, len(steps) + 0.6), (-0.06 * highest, highest), across, up, lines=True)
        ends = np.array([0.4, len(steps) + 0.6])
        self.curve("rate", ends, np.ones(2), token="edge", width=1, dashed=True)
        if revealed:
            self.curve(
                "corrected",
                steps,
                numbers.corrected,
                series=0,
                markers=True,
                label="with correction",
            )
            self.curve(
                "uncorrected", steps, numbers.uncorrected, series=1, markers=True, label="without"
            )
        place = np.array([float(numbers.asked)])
        self.dots("asked", place, np.zeros(1), token="ink", size=11, hollow=True)
        words = f"step {numbers.asked}; length in units of the learning rate"
        self.tag("asked words", words, float(numbers.asked), highest * 0.06, token="faint")
        self.finish()


SCENE = BiasCorrection
