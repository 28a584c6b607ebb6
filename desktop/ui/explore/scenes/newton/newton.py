"""Newton's method: each step goes to where the parabola that touches f here is level."""

from __future__ import annotations

from desktop.engine.polynomials import Polynomial
from desktop.questions.rows import Key, Tolerance
from desktop.ui.appearance import Appearance
from desktop.ui.explore.scene import Column, DataTable, Prediction, Scene, Story, Values
from desktop.ui.explore.scenes.newton.numbers import (
    HIGHEST,
    LOWEST,
    NOWHERE,
    SADDLE,
    Way,
    gradient,
    hessian,
    value,
    way_of,
)
from desktop.ui.explore.scenes.newton.picture import NewtonPicture
from desktop.ui.explore.shown_numbers import fixed, number, plain
from desktop.ui.explore.values import text_of

GOALS = {
    LOWEST: "To the parabola’s lowest point",
    HIGHEST: "To the parabola’s highest point",
    NOWHERE: "Nowhere: it has neither",
}
GOALS_OF_TWO = {
    LOWEST: "To the lowest point",
    HIGHEST: "To the highest point",
    SADDLE: "To a saddle",
    NOWHERE: "Nowhere: there is none",
}
HEADS: tuple[str, ...] = ("w", "f", "f′", "f″", "descent")
HEADS_OF_TWO = ("x", "y", "f", "∂f/∂x", "∂f/∂y", "descent x", "descent y")
POLYNOMIALS = {0: "constant", 1: "line", 2: "parabola", 3: "cubic", 4: "quartic"}
WRITTEN = {LOWEST: "lowest point", HIGHEST: "highest point", SADDLE: "saddle"}


class Newton(Scene[Way]):
    """Steps on a polynomial of one weight, or on a quadratic form of two; descent beside them."""

    name = "newton"
    played = "steps"
    speed = "slow"
    stories = (
        Story("f = w x", {"coefficients": (2, 0), "start": (1,)}),
        Story("A parabola", {}),
        Story("Curved down", {"coefficients": (0.25, 0, -2, 0, 1), "start": (0.6,)}),
        Story("Two weights", {"weights": "two", "hessian": (1, 0, 8), "steps": 4}),
        Story("Both free", {"weights": "two", "hessian": (0, 1, 0), "point": (-3, 1)}),
    )

    def compute(self, values: Values) -> Way:
        """The steps of both methods."""
        return way_of(values)

    def title(self, values: Values) -> str:
        """What it is tried on."""
        way = way_of(values)
        if isinstance(way.function, Polynomial):
            return f"Newton’s method on a {POLYNOMIALS[way.function.degree]}"
        return "Newton’s method with two weights"

    def caption(self, values: Values, numbers: Way) -> str:
        """Where to look."""
        if isinstance(numbers.function, Polynomial):
            return "Drag the ring. How does f bend there, up, down or not at all?"
        return "Drag the ring. Does f bend the same way in all directions?"

    def controls(self, values: Values) -> tuple[str, ...]:
        """What the function is made of; where it starts is in the picture too."""
        if text_of(values, "weights") == "one":
            return ("weights", "coefficients", "start", "steps", "learning_rate")
        return ("weights", "hessian", "point", "steps", "learning_rate")

    def table(self, values: Values, numbers: Way) -> DataTable:
        """Slope, curvature and the new place at every step."""
        one = isinstance(numbers.function, Polynomial)
        heads = HEADS if one else HEADS_OF_TWO
        columns = (Column("Step"), *(Column(head, 4) for head in heads))
        rows = tuple((step, *_row(numbers, step)) for step in range(len(numbers.points)))
        late = {(row, column) for row in range(1, len(rows)) for column in range(1, len(columns))}
        # the start's curvature decides which way the first step goes
        return DataTable(columns, rows, frozenset(late | {(0, 4)} if one else late or {(0, 3)}))

    def prediction(self, values: Values, numbers: Way) -> Prediction:
        """Where the first step goes: in number if it goes down a parabola, else in kind."""
        one = isinstance(numbers.function, Polynomial)
        start = number(float(numbers.points[0, 0]))
        if one and numbers.goal == LOWEST and len(numbers.points) > 1:
            new_w = f"{numbers.points[1, 0]:.4f}"
            return Prediction(
                f"From w = {start}, where does one step of Newton’s method lead?",
                Key("number", new_w, Tolerance("absolute", "0.02")),
                "The new w",
            )
        goals = GOALS if one else GOALS_OF_TWO
        key = Key("choice", numbers.goal, Tolerance("absolute", "0"), tuple(goals))
        return Prediction("Where does Newton’s step from the ring lead?", key, options=goals)

    def verdict(self, values: Values, numbers: Way) -> str:
        """The first step written out, or why there is none."""
        if not isinstance(numbers.function, Polynomial):
            return _why_of_two(numbers)
        w = numbers.points[0]
        slope = float(gradient(numbers.function, w)[0])
        if numbers.goal == NOWHERE:
            line = "Here f is a straight line" if numbers.function.degree < 2 else "f is flat here"
            return (
                f"f″ is 0, so the step would be {number(slope)} / 0. {line}: the parabola has no "
                "vertex to go to."
            )
        curvature = float(hessian(numbers.function, w)[0, 0])
        step = f"{number(float(w[0]))} − {number(slope, paren=True)} / "
        step += f"{number(curvature, paren=True)} = {fixed(float(w[0]) - slope / curvature, 3)}"
        side = "above" if curvature > 0 else "below"
        return f"{step}. f″ is {side} 0, so this is the parabola’s {WRITTEN[numbers.goal]}."

    def sentence(self, values: Values, numbers: Way) -> str:
        """The places."""
        places = "; ".join(", ".join(fixed(float(x), 2) for x in w) for w in numbers.points)
        return f"{self.title(values)} goes through {places}."

    def picture(self, appearance: Appearance) -> NewtonPicture:
        """f, its parabolas and the steps."""
        return NewtonPicture(appearance)


def _row(way: Way, step: int) -> tuple[float, ...]:
    w, beside = way.points[step], way.descent[step]
    slopes = gradient(way.function, w)
    values = [*w, value(way.function, w), *slopes]
    if isinstance(way.function, Polynomial):
        values.append(hessian(way.function, w)[0, 0])
    return tuple(float(number) for number in (*values, *beside))


def _why_of_two(way: Way) -> str:
    low, high = (plain(float(curvature), 3) for curvature in way.curvatures)
    if way.goal == NOWHERE:
        return f"The curvatures are {low} and {high}. Along the one of 0 there is no step."
    goal = {
        LOWEST: f"Both are above 0: one step leads to the {WRITTEN[LOWEST]}, however narrow",
        HIGHEST: f"Both are below 0: the step climbs to the {WRITTEN[HIGHEST]}",
        SADDLE: "One is below 0, and the step takes the saddle for its goal",
    }[way.goal]
    return f"The curvatures of f are {low} and {high}. {goal}."


SCENE = Newton
