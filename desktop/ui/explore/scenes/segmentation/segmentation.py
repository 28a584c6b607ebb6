"""Segmentation: every pixel gets a class; why convolutions do it with few weights anywhere."""

from __future__ import annotations

from desktop.questions.rows import Key, Tolerance
from desktop.ui.appearance import Appearance
from desktop.ui.explore.scene import DataTable, Prediction, Scene, Story, Values
from desktop.ui.explore.scenes.segmentation.numbers import (
    NAMES,
    Layers,
    Numbers,
    Segmented,
    Shapes,
    computed,
)
from desktop.ui.explore.scenes.segmentation.picture import SegmentationPicture
from desktop.ui.explore.scenes.segmentation.tables import table_of
from desktop.ui.explore.shown_numbers import fixed
from desktop.ui.explore.values import text_of

EXACT = Tolerance("absolute", "0")
CONTROLS = {
    "scene": (
        "shown", "network", "asked", "first", "second", "sample",
        "first_right", "first_down", "second_right", "second_down",
    ),
    "shapes": ("shown", "batch", "in_channels", "height", "width", "num_classes", "halvings"),
    "layers": ("shown", "in_channels", "num_classes", "kernel_size", "height", "width"),
}  # fmt: skip
OPTIONS = {name: words[0].upper() + words[1:] for name, words in NAMES.items()}


class Segmentation(Scene[Numbers]):
    """A scene to rearrange, shapes to scale, or parameters over the size."""

    name = "segmentation"
    stories = (
        Story("A class a pixel", {}),
        Story("Dense instead", {"network": "dense_large", "asked": "network"}),
        Story("Few dense weights", {"network": "dense_small", "asked": "network"}),
        Story("Shapes", {
            "shown": "shapes", "batch": 1, "in_channels": 3, "height": 32, "width": 32,
            "num_classes": 21,
        }),
        Story("Parameters", {
            "shown": "layers", "in_channels": 3, "height": 32, "width": 32, "num_classes": 10,
        }),
    )  # fmt: skip

    def compute(self, values: Values) -> Numbers:
        """What is shown of the three."""
        return computed(values)

    def controls(self, values: Values) -> tuple[str, ...]:
        """Those of what is shown."""
        return CONTROLS[text_of(values, "shown")]

    def title(self, values: Values) -> str:
        """What is shown."""
        match text_of(values, "shown"):
            case "shapes":
                return "Shapes along a segmentation network"
            case "layers":
                return "One layer that scores every pixel"
            case _:
                return "A class for every pixel"

    def caption(self, values: Values, numbers: Numbers) -> str:
        """Where to look."""
        match numbers:
            case Segmented():
                return "Drag a digit to a place of your own: does the network’s map go along?"
            case Shapes():
                return "Follow the size down and up again: what takes the place of the channels?"
            case Layers():
                return "Drag the map larger: one line stays level, the other climbs."

    def table(self, values: Values, numbers: Numbers) -> DataTable:
        """The numbers of the picture."""
        return table_of(numbers)

    def prediction(self, values: Values, numbers: Numbers) -> Prediction:
        """How many classes are chosen, which network does it, a shape, or a count."""
        match numbers:
            case Segmented() if text_of(values, "asked") == "network":
                options = tuple(OPTIONS)
                return Prediction(
                    "Which of the three networks overlaps best with the true digits, wherever "
                    "they stand?",
                    Key("choice", numbers.best, EXACT, options=options),
                    options=OPTIONS,
                )
            case Segmented():
                return Prediction(
                    "How often does the network choose a class for this one image of 28 × 28?",
                    Key("integer", str(numbers.pixels), EXACT),
                    "Choices of a class",
                )
            case Shapes():
                return Prediction(
                    f"Which shape have the scores, for {numbers.scores[1]} classes? The batch of "
                    f"{numbers.inputs[0]} comes first.",
                    Key("shape", tuple(map(str, numbers.scores)), EXACT),
                    "Shape of the scores",
                )
            case Layers():
                return Prediction(
                    "How many parameters has the fully-connected layer from this map to "
                    f"{numbers.num_classes} classes for every pixel?",
                    Key("integer", str(numbers.dense(numbers.pixels)), EXACT),
                    "Parameters",
                )

    def verdict(self, values: Values, numbers: Numbers) -> str:
        """Why, with these numbers."""
        match numbers:
            case Segmented() if text_of(values, "asked") == "network":
                iou = {name: fixed(float(f["mean_iou"]), 2) for name, f in numbers.figures.items()}
                return (
                    f"The convolutional one, with {iou['convolutional']} against "
                    f"{iou['dense_small']} and {iou['dense_large']}: its weights are the same at "
                    "every place, a dense network has to learn each place anew."
                )
            case Segmented():
                right, all_of_them = numbers.right_of_digits
                return (
                    f"Once for each pixel: 28 · 28 = {numbers.pixels}. Of the {all_of_them} pixels "
                    f"of digits, the network ({NAMES[numbers.network]}) gets {right} right."
                )
            case Shapes():
                batch, classes, height, width = numbers.scores
                return (
                    f"One score for each of {classes} classes at each of {height} × {width} "
                    "pixels. The largest decides, so the labels keep no dimension for the classes: "
                    f"{batch} × {height} × {width}, {numbers.predictions:,} labels."
                )
            case Layers():
                dense, conv = numbers.dense(numbers.pixels), numbers.convolution
                return (
                    f"A weight for every pair of values, and a bias for every output: {dense:,}. "
                    f"The convolution has {conv:,}, on a map of any size."
                )

    def sentence(self, values: Values, numbers: Numbers) -> str:
        """The result."""
        return f"{self.title(values)}. {self.verdict(values, numbers)}"

    def picture(self, appearance: Appearance) -> SegmentationPicture:
        """A scene, shapes or lines."""
        return SegmentationPicture(appearance)


SCENE = Segmentation
