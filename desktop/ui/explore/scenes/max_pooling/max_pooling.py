"""Max pooling: which entries pass, and which of them a gradient finds again."""

from __future__ import annotations

from desktop.questions.rows import Key, Tolerance
from desktop.ui.appearance import Appearance
from desktop.ui.explore.scene import Column, DataTable, Prediction, Scene, Story, Values
from desktop.ui.explore.scenes.max_pooling.numbers import Pooled, pooled
from desktop.ui.explore.scenes.max_pooling.picture import MaxPoolingPicture
from desktop.ui.explore.shown_numbers import fixed, plain

ONE_WINDOW = ((1, 5), (3, 2))
OVERLAPPING = ((5, 1, 2), (3, 9, 4), (7, 6, 8))
EQUAL = ((4, 4, 0, 0), (4, 2, 0, 0), (1, 7, 3, 3), (7, 0, 3, 3))


class MaxPooling(Scene[Pooled]):
    """A small input that can be changed, pooled forward and backward."""

    name = "max_pooling"
    stories = (
        Story("One window", {"values": ONE_WINDOW, "upstream": ((1,),)}),
        Story("Four windows", {}),
        Story("Overlapping", {"values": OVERLAPPING, "stride": 1, "upstream": ((1, 2), (3, 4))}),
        Story("Equal entries", {"values": EQUAL, "upstream": ((1, 2), (3, 4))}),
    )

    def compute(self, values: Values) -> Pooled:
        """Forward and backward, by the engine."""
        return pooled(values)

    def title(self, values: Values) -> str:
        """The same for all parameters."""
        return "Max pooling, forward and back"

    def caption(self, values: Values, numbers: Pooled) -> str:
        """Where to look."""
        return "Point at an output: what of its window passes, and what comes back?"

    def controls(self, values: Values) -> tuple[str, ...]:
        """The sizes, and the numbers to type at once; single ones are changed in the picture."""
        return ("kernel_size", "stride", "values", "upstream")

    def table(self, values: Values, numbers: Pooled) -> DataTable:
        """A line a window."""
        columns = tuple(map(Column, ("Window", "entries", "maximum", "gradient", "goes to")))
        rows: list[tuple[float | int | str, ...]] = []
        for place, winner in numbers.winners.items():
            rows.append(
                (
                    f"{place[0] + 1}, {place[1] + 1}",
                    ", ".join(map(plain, numbers.window(place))),
                    plain(float(numbers.output[place])),
                    plain(float(numbers.upstream[place])),
                    f"row {winner[0] + 1}, column {winner[1] + 1}",
                )
            )
        hidden = frozenset((row, column) for row in range(len(rows)) for column in (2, 4))
        return DataTable(columns, tuple(rows), hidden)

    def prediction(self, values: Values, numbers: Pooled) -> Prediction:
        """How many derivatives are not zero."""
        return Prediction(
            f"Each output sends a gradient back. How many of the {numbers.x.size} inputs get one?",
            Key("integer", str(numbers.reached), Tolerance("absolute", "0")),
            "Inputs with a gradient",
        )

    def verdict(self, values: Values, numbers: Pooled) -> str:
        """The share."""
        count, size = numbers.output.size, numbers.x.size
        windows = "The window sends its" if count == 1 else f"Each of the {count} windows sends its"
        share = fixed(100 * (1 - numbers.reached / size), 0)
        shared = count - numbers.reached
        more = " Where windows share a maximum, their gradients add up." if shared else ""
        return (
            f"{windows} gradient to its maximum alone: {numbers.reached} of {size} inputs. For the "
            f"other {share} percent the derivative is 0.{more}"
        )

    def sentence(self, values: Values, numbers: Pooled) -> str:
        """The output and the inputs that are reached."""
        rows = "; ".join(", ".join(plain(float(x)) for x in row) for row in numbers.output)
        return f"The output is {rows}. {self.verdict(values, numbers)}"

    def picture(self, appearance: Appearance) -> MaxPoolingPicture:
        """Four matrices."""
        return MaxPoolingPicture(appearance)


SCENE = MaxPooling
