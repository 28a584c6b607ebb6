"""Training playground: a small network learns two classes of points, epoch by epoch."""

from __future__ import annotations

from decimal import Decimal

from desktop.questions.rows import Key, Tolerance
from desktop.ui.appearance import Appearance
from desktop.ui.explore.scene import DataTable, Prediction, Scene, Story, Values
from desktop.ui.explore.scenes.training_playground.picture import PlaygroundPicture
from desktop.ui.explore.scenes.training_playground.run import Run, started
from desktop.ui.explore.scenes.training_playground.tables import (
    LOSS_AT_ZERO,
    SUPPOSED,
    summary,
)
from desktop.ui.explore.shown_numbers import fixed, plain
from desktop.ui.explore.values import is_on, number_of, text_of, whole_of

LEARNED = {
    "circle": "a circle",
    "exclusive_or": "the exclusive or",
    "gaussians": "two clusters",
    "spiral": "two spirals",
    "moons": "two moons",
}
CAPTIONS = {
    "batches": "Grey is the loss of single batches: watch how it scatters around the blue line.",
    "validation": "Filled points train, hollow ones only test: watch where the two curves part.",
    "weight_decay": "Watch the gap between the curves, then play again without weight decay.",
    "underfitting": "Watch the shades of the map, and where both curves level off.",
    "early_stopping": "Drag the ring along the curve: the map shows the weights of that epoch.",
}
OVERFITTING: Values = {
    "data": "moons",
    "noise": 0.4,
    "samples": 60,
    "hidden_layers": (16, 16),
    "optimizer": "adam",
    "learning_rate": 0.03,
}
EXACT = Tolerance("absolute", "0")


class TrainingPlayground(Scene[Run]):
    """A decision map, the curves of training and validation, and Play."""

    name = "training_playground"
    speed = "fast"
    stories = (
        Story("Small batches", {"batch_size": 4}),
        Story("Overfitting", {"asked": "validation", **OVERFITTING}),
        Story("Weight decay", {"asked": "weight_decay", **OVERFITTING, "weight_decay": 0.02}),
        Story("Too much decay", {"asked": "underfitting", "weight_decay": 0.5}),
        Story("Early stopping", {"asked": "early_stopping", **OVERFITTING, "early_stopping": True}),
    )

    def compute(self, values: Values) -> Run:
        """The network before its first update; any change begins anew."""
        return started(values)

    def advances(self, values: Values) -> bool:
        """An epoch at a time."""
        return True

    def advance(self, values: Values, numbers: Run) -> Run | None:
        """One epoch on, until the last one, or an early stop."""
        return None if numbers.ended else numbers.followed()

    def title(self, values: Values) -> str:
        """What is learned."""
        return f"A small network learns {LEARNED[text_of(values, 'data')]}"

    def caption(self, values: Values, numbers: Run) -> str:
        """Where to look."""
        return CAPTIONS[text_of(values, "asked")]

    def controls(self, values: Values) -> tuple[str, ...]:
        """Patience only where training stops early."""
        hidden = () if is_on(values, "early_stopping") else ("patience",)
        return tuple(name for name in self.view.parameters if name not in hidden)

    def table(self, values: Values, numbers: Run) -> DataTable:
        """Counts and losses."""
        return summary(values, numbers)

    def prediction(self, values: Values, numbers: Run) -> Prediction:
        """What can be known before training: counts, the decay's factor, the stop, a loss."""
        training = numbers.training
        match text_of(values, "asked"):
            case "validation":
                return Prediction(
                    f"Of the {whole_of(values, 'samples')} points, how many does no update use?",
                    Key("integer", str(len(training.split.validation_points)), EXACT),
                    "Points",
                )
            case "weight_decay":
                return Prediction(
                    "By which factor does weight decay alone multiply a weight in one step of "
                    "plain gradient descent? Give three places.",
                    Key("number", _digits(training.decay_factor), Tolerance("absolute", "0.0005")),
                    "Factor",
                )
            case "underfitting":
                return Prediction(
                    "If decay held all weights at 0, which loss (cross-entropy of two classes) "
                    "would both curves show? Give two places.",
                    Key("number", f"{LOSS_AT_ZERO:.6f}", Tolerance("absolute", "0.005")),
                    "Loss",
                )
            case "early_stopping":
                return Prediction(
                    f"If epoch {SUPPOSED} is the best one and none after it is better, after "
                    f"which epoch does training stop with patience {whole_of(values, 'patience')}?",
                    Key("integer", str(SUPPOSED + whole_of(values, "patience")), EXACT),
                    "Epoch of the stop",
                )
            case _:
                return Prediction(
                    f"{len(training.split.points)} points train, in batches of "
                    f"{whole_of(values, 'batch_size')}. How many updates has an epoch?",
                    Key("integer", str(training.updates_an_epoch), EXACT),
                    "Updates an epoch",
                )

    def verdict(self, values: Values, numbers: Run) -> str:
        """The answer's reason, then where training stands."""
        return f"{_reason(values, numbers)} {_standing(numbers)}"

    def sentence(self, values: Values, numbers: Run) -> str:
        """What is to be seen."""
        return f"{self.title(values)}. {_standing(numbers)}"

    def picture(self, appearance: Appearance) -> PlaygroundPicture:
        """The map at the left, the curves at the right."""
        return PlaygroundPicture(appearance)


def _reason(values: Values, run: Run) -> str:
    training = run.training
    match text_of(values, "asked"):
        case "validation":
            held, count = len(training.split.validation_points), whole_of(values, "samples")
            return f"{held} of {count} points only measure: no gradient comes from them."
        case "weight_decay":
            rate, decay = (
                plain(number_of(values, key)) for key in ("learning_rate", "weight_decay")
            )
            return (
                f"1 − αλ = 1 − {rate} · {decay} = {fixed(training.decay_factor, 4)} in each step."
            )
        case "underfitting":
            return "With weights 0 every point gets the probability one half: −ln 0.5 = 0.693."
        case "early_stopping":
            patience = whole_of(values, "patience")
            return f"The best epoch and {patience} more without a new best one."
        case _:
            count, size = len(training.split.points), whole_of(values, "batch_size")
            rest = count % size
            last = f", the last of {rest}" if rest and count > size else ""
            return f"{count} / {size}, rounded up: {training.updates_an_epoch} updates{last}."


def _standing(run: Run) -> str:
    """Where training is, in a sentence or two."""
    if run.epochs == 0 and not run.diverged:
        return "Press Play and watch."
    if run.diverged:
        return f"In epoch {run.epochs + 1} the loss left all bounds: the steps are too long."
    now, best = run.history[-1], run.history[run.stop.best_epoch]
    losses = f"training {fixed(now.loss, 3)}, validation {fixed(now.validation_loss, 3)}"
    if run.stop.stops:
        return (
            f"It stopped after epoch {run.epochs} ({losses}) and kept the weights of epoch "
            f"{run.stop.best_epoch}, with validation {fixed(best.validation_loss, 3)}."
        )
    return f"After epoch {run.epochs}: {losses}; the best epoch so far is {run.stop.best_epoch}."


def _digits(value: float) -> str:
    """A number as a key has it, without an exponent."""
    return format(Decimal(f"{value:.10g}"), "f")


SCENE = TrainingPlayground
