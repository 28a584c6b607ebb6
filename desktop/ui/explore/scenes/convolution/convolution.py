"""Convolution: a kernel that walks over an input, what it makes there, and what it costs."""

from __future__ import annotations

from desktop.questions.rows import Key, Tolerance
from desktop.ui.appearance import Appearance
from desktop.ui.explore.scene import Column, DataTable, Prediction, Scene, Story, Values
from desktop.ui.explore.scenes.convolution.numbers import LARGEST_DRAWN, Convolved, convolved
from desktop.ui.explore.scenes.convolution.picture import ConvolutionPicture
from desktop.ui.explore.shown_numbers import fixed
from desktop.ui.explore.values import text_of, whole_of

EXACT = Tolerance("absolute", "0")


class Convolution(Scene[Convolved]):
    """One channel walks; channels and filters count."""

    name = "convolution"
    played = "position"
    stories = (
        Story("Padding 1", {"padding": 1}),
        Story("Stride 2", {"stride": 2, "padding": 1}),
        Story("Dilation 2", {"dilation": 2}),
        Story("28 a side", {"input_size": 28, "kernel_size": 5, "stride": 2, "padding": 1}),
        Story("One filter", {
            "asked": "parameters", "input_size": 64, "kernel_size": 1, "in_channels": 32,
        }),
    )  # fmt: skip

    def compute(self, values: Values) -> Convolved:
        """Sizes, parameters, and entries where they can be drawn."""
        return convolved(values)

    def title(self, values: Values) -> str:
        """The kernel."""
        size = whole_of(values, "kernel_size")
        return f"A convolution with kernel {size} × {size}"

    def caption(self, values: Values, numbers: Convolved) -> str:
        """Where to look."""
        if text_of(values, "asked") == "parameters":
            return "Change one size at a time: some of them cost parameters, and some do not."
        if text_of(values, "asked") == "padding":
            return "Watch how many cells the kernel takes away a side, and how many padding adds."
        if numbers.entries is None:
            return "One side of the input: count the places where the whole kernel fits."
        return "Point at an input or an output to see which cells make which."

    def controls(self, values: Values) -> tuple[str, ...]:
        """What the question is about; the numbers of input and kernel stand in the picture."""
        if text_of(values, "asked") == "parameters":
            return ("asked", "input_size", "kernel_size", "in_channels", "out_channels", "bias")
        return ("asked", "input_size", "kernel_size", "stride", "padding", "dilation")

    def advances(self, values: Values) -> bool:
        """Whether there is a kernel to walk."""
        padded = whole_of(values, "input_size") + 2 * whole_of(values, "padding")
        span = whole_of(values, "dilation") * (whole_of(values, "kernel_size") - 1) + 1
        return span <= padded <= LARGEST_DRAWN and text_of(values, "asked") != "parameters"

    def table(self, values: Values, numbers: Convolved) -> DataTable:
        """The closed forms with these numbers."""
        worked = (("Output size", *_size(numbers)), ("Padding that keeps it", *_padding(numbers)))
        if text_of(values, "asked") == "parameters":
            one, all_of_them = _parameters(numbers)
            worked = (("One filter", *one), ("All filters", *all_of_them))
        columns = (Column("What"), Column("Worked out"), Column("Number"))
        return DataTable(columns, worked, frozenset({(0, 1), (0, 2), (1, 1), (1, 2)}))

    def prediction(self, values: Values, numbers: Convolved) -> Prediction:
        """What is asked: the size, the padding that keeps it, or the parameters."""
        settings, filters = numbers.settings, numbers.filters
        match text_of(values, "asked"):
            case "parameters":
                what = (
                    "Parameters of a filter"
                    if filters.out_channels == 1
                    else f"Parameters of {filters.out_channels} filters"
                )
                bias = "the bias counted" if filters.bias else "without a bias"
                return Prediction(
                    f"{what} with kernel {settings.kernel_size} on {filters.in_channels} input "
                    f"channels, {bias}?",
                    Key("integer", str(filters.parameters), EXACT),
                    "Parameters",
                )
            case "padding":
                return Prediction(
                    "At stride 1, which padding on each side keeps the size? A half says that "
                    "none does.",
                    Key("number", f"{settings.lost / 2:g}", EXACT),
                    "Padding on one side",
                )
            case _:
                return Prediction(
                    "How many outputs lie along one side? 0 if the kernel does not fit.",
                    Key("integer", str(numbers.output_size), EXACT),
                    "Height and width of the output",
                )

    def verdict(self, values: Values, numbers: Convolved) -> str:
        """Why."""
        settings, filters = numbers.settings, numbers.filters
        match text_of(values, "asked"):
            case "parameters":
                return (
                    "A filter has a weight for every kernel cell in every input channel: "
                    f"{_parameters(numbers)[0][0]} = {filters.one:,}. Height, width and batch do "
                    "not count."
                )
            case "padding":
                return _why_padding(numbers)
        if not numbers.output_size:
            return (
                f"The kernel spans {settings.span} cells, and the padded input has only "
                f"{settings.padded}."
            )
        return (
            f"The kernel spans {settings.span} of {settings.padded} cells, so it has "
            f"{settings.padded - settings.span} to move. Steps of {settings.stride} and the first "
            f"place make {numbers.output_size}."
        )

    def sentence(self, values: Values, numbers: Convolved) -> str:
        """Sizes and parameters."""
        return (
            f"{numbers.settings.input_size} inputs a side give {numbers.output_size} outputs a "
            f"side, with {numbers.filters.parameters:,} parameters."
        )

    def picture(self, appearance: Appearance) -> ConvolutionPicture:
        """Cells, one side to scale, or the filters."""
        return ConvolutionPicture(appearance)


def _size(numbers: Convolved) -> tuple[str, str]:
    s = numbers.settings
    worked = f"⌊({s.input_size} + 2·{s.padding} − {s.span}) / {s.stride}⌋ + 1"
    return worked, str(numbers.output_size) if numbers.output_size else "does not fit"


def _padding(numbers: Convolved) -> tuple[str, str]:
    s = numbers.settings
    worked = f"{s.dilation}·({s.kernel_size} − 1) / 2, at stride 1"
    return worked, "none" if s.lost % 2 else str(s.lost // 2)


def _parameters(numbers: Convolved) -> tuple[tuple[str, str], tuple[str, str]]:
    s, f = numbers.settings, numbers.filters
    one = f"{f.in_channels}·{s.kernel_size}·{s.kernel_size}" + (" + 1" if f.bias else "")
    return (one, f"{f.one:,}"), (f"{f.out_channels}·{f.one:,}", f"{f.parameters:,}")


def _why_padding(numbers: Convolved) -> str:
    settings = numbers.settings
    loses = f"The kernel spans {settings.span} cells and costs {settings.lost}"
    if settings.lost % 2:
        return f"{loses}, an odd number: half of it, {fixed(settings.lost / 2, 1)}, is no padding."
    return f"{loses}. Padding gives them back, half on each side: {settings.lost // 2}."


SCENE = Convolution
