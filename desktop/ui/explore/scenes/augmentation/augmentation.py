"""Data augmentation: a digit changed until its label is wrong, and what changes do to training."""

from __future__ import annotations

from desktop.engine.networks.augmented_classifier import NUM_STEPS
from desktop.questions.rows import Key, Tolerance
from desktop.ui.appearance import Appearance
from desktop.ui.explore.scene import Column, DataTable, Prediction, Scene, Story, Values
from desktop.ui.explore.scenes.augmentation.numbers import (
    STEPS_A_TURN,
    ChangedDigit,
    Trained,
    changed_digit,
    followed,
    started,
)
from desktop.ui.explore.scenes.augmentation.picture import AugmentationPicture
from desktop.ui.explore.scenes.augmentation.training_plot import NAMES
from desktop.ui.explore.shown_numbers import fixed
from desktop.ui.explore.values import text_of

EXACT = Tolerance("absolute", "0")
CHANGES = ("flip", "rotation", "shift", "shift_down", "crop", "blur", "noise")
OF_DIGIT = ("shown", "digit", "sample", *CHANGES, "measured")
OF_TRAINING = ("shown", "asked", "seed")
WAYS = {"higher": "It rises", "lower": "It falls", "same": "It stays as it is"}
PARTS = {
    "training": "The training images",
    "both": "Training and validation images",
    "all": "All three sets",
}
QUESTIONS = {
    "training_error": (
        "Flip and blur are added to the training images. Measured on images changed like these, "
        "where does the training error go?"
    ),
    "test_error": (
        "Flip and blur are added to the training images; the test images stay. Where does the test "
        "error go?"
    ),
    "split": "Which images may be changed at random, so that the two curves say what they should?",
}
RIGHT_ANSWERS = {"training_error": "higher", "test_error": "higher", "split": "training"}
REASONS = {
    "training_error": "It rises: the same network has to fit more shapes, some of them blurred.",
    "test_error": "It rises: mirrored and blurred digits do not come in the test.",
    "split": (
        "Only the training images: they alone give gradients, and the others are there to measure "
        "images as they come."
    ),
}


class Augmentation(Scene[ChangedDigit | Trained]):
    """One digit to change, or three classifiers that train."""

    name = "augmentation"
    speed = "fast"
    stories = (
        Story("Turned round", {"rotation": 180}),
        Story("Mirrored", {"digit": 5, "sample": 2, "flip": "horizontal", "measured": "flip"}),
        Story("Blurred", {"digit": 3, "sample": 15, "blur": 2.5, "measured": "blur"}),
        Story("A small shift", {"digit": 4, "shift": 3, "shift_down": -2, "measured": "shift"}),
        Story("Flip and blur", {"shown": "training"}),
    )

    def compute(self, values: Values) -> ChangedDigit | Trained:
        """What is shown of the two."""
        return started(values) if text_of(values, "shown") == "training" else changed_digit(values)

    def advances(self, values: Values) -> bool:
        """Training goes on."""
        return text_of(values, "shown") == "training"

    def advance(
        self, values: Values, numbers: ChangedDigit | Trained
    ) -> ChangedDigit | Trained | None:
        """Some steps of each classifier."""
        if isinstance(numbers, ChangedDigit) or numbers.ended:
            return None
        return followed(numbers)

    def controls(self, values: Values) -> tuple[str, ...]:
        """Those of what is shown."""
        return OF_TRAINING if text_of(values, "shown") == "training" else OF_DIGIT

    def title(self, values: Values) -> str:
        """What is shown."""
        if text_of(values, "shown") == "training":
            return "Training with changed images"
        return "A digit, changed"

    def caption(self, values: Values, numbers: ChangedDigit | Trained) -> str:
        """Where to look."""
        if isinstance(numbers, ChangedDigit):
            return "Two tests for a change: does the label still fit, and could such an input come?"
        return (
            "Three networks train alike, only their images differ: compare the order of the lines."
        )

    def table(self, values: Values, numbers: ChangedDigit | Trained) -> DataTable:
        """Probabilities, or errors."""
        if isinstance(numbers, ChangedDigit):
            rows = tuple(
                (
                    str(digit),
                    round(100 * float(share), 1),
                    "label" if digit == numbers.label else "",
                )
                for digit, share in enumerate(numbers.shares)
            )
            hidden = frozenset((row, 1) for row in range(len(rows)))
            return DataTable(
                (Column("Digit"), Column("Probability, percent", 1), Column("")), rows, hidden
            )
        columns = (Column("Training images"), Column("Training error", 3), Column("Test error", 3))
        errors = tuple((NAMES[name], *numbers.last(name)) for name in numbers.errors)
        hidden = frozenset((row, column) for row in range(len(errors)) for column in (1, 2))
        done = numbers.turns * STEPS_A_TURN
        return DataTable(columns, errors, hidden, f"After {done:,} of {NUM_STEPS:,} steps")

    def prediction(self, values: Values, numbers: ChangedDigit | Trained) -> Prediction:
        """What the classifier reads, or where an error goes."""
        if isinstance(numbers, ChangedDigit):
            return Prediction(
                "Which digit does the trained classifier read in the changed image?",
                Key("integer", str(numbers.read), EXACT),
                "Digit",
            )
        asked = text_of(values, "asked")
        words = PARTS if asked == "split" else WAYS
        key = Key("choice", RIGHT_ANSWERS[asked], EXACT, options=tuple(words))
        return Prediction(QUESTIONS[asked], key, options=words)

    def verdict(self, values: Values, numbers: ChangedDigit | Trained) -> str:
        """What was read, or why, and where training stands."""
        if isinstance(numbers, Trained):
            return f"{REASONS[text_of(values, 'asked')]} {_standing(numbers)}"
        read = f"It reads {numbers.read}, sure to {fixed(100 * numbers.certainty, 0)} percent"
        if numbers.read == numbers.label:
            return f"{read}, as labelled. What is left to ask: could such an input ever come?"
        return (
            f"{read}; the label says {numbers.label}. Where people read it so too, the label is "
            "wrong now, and training on it teaches a mistake."
        )

    def sentence(self, values: Values, numbers: ChangedDigit | Trained) -> str:
        """The result."""
        return f"{self.title(values)}. {self.verdict(values, numbers)}"

    def picture(self, appearance: Appearance) -> AugmentationPicture:
        """A digit, or curves."""
        return AugmentationPicture(appearance)


def _standing(numbers: Trained) -> str:
    if not numbers.turns:
        return "Press Play and watch."
    plain_error, changed_error = numbers.last("none"), numbers.last("flip_and_blur")
    return (
        f"After {numbers.turns * STEPS_A_TURN:,} steps, without and with: training "
        f"{_percent(plain_error[0])} and {_percent(changed_error[0])}, test "
        f"{_percent(plain_error[1])} and {_percent(changed_error[1])} percent."
    )


def _percent(share: float) -> str:
    return fixed(100 * share, 1)


SCENE = Augmentation
