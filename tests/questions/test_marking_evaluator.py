"""The evaluator: what it reads, what it refuses, and Python's own evaluation beside it."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from desktop.questions.marking import Marker

READ = {
    "16*7*7": 784,
    "2^10": 1024,
    "1/3": 1 / 3,
    "sqrt(2)": math.sqrt(2),
    "sqrt 2": math.sqrt(2),
    "exp(-1)": math.exp(-1),
    "exp -1": math.exp(-1),
    "ln 2": math.log(2),
    "Ln(2)": math.log(2),
    "ln 2*3": 3 * math.log(2),
    "ln 2^3": math.log(8),
    "sqrt(4)^2": 4,
    "sqrt(0,25)": 0.5,
    "1e-3": 0.001,
    "1e−3": 0.001,
    "1.5E+2": 150,
    "0.65": 0.65,
    "0,65": 0.65,
    ".5": 0.5,
    "5.": 5,
    "007": 7,
    "-0.65": -0.65,
    "−0,65": -0.65,
    "– 0.65": -0.65,
    "+3": 3,
    "2×3·4": 24,
    "6÷4": 1.5,
    " 2 * ( 1 + 3 ) ": 8,
    "2\N{NO-BREAK SPACE}+\N{THIN SPACE}3\t": 5,
    "1-2-3": -4,
    "8/4/2": 1,
    "2+3*4^2": 50,
    "-2^2": -4,
    "(-2)^2": 4,
    "2^-1": 0.5,
    "2^3^2": 512,
    "2--2": 4,
    "--2": 2,
    "2*-3": -6,
    "-0": 0,
    "((((((((1))))))))": 1,
}

UNKNOWN = "stands in the wrong place"
ONE_MARK = "a number has one decimal mark, a comma or a point"
SIDE_BY_SIDE = "two numbers stand side by side; no spaces, or a * between"
ENDS = "something is missing at its end"
INFINITE = "it has no finite value"
REFUSED = {
    "": "nothing is typed",
    "   ": "nothing is typed",
    "abc": "“abc” is unknown",
    "pi": "“pi” is unknown",
    "2e": "“e” is unknown",
    "0x10": "“x” is unknown",
    "NaN": "“NaN” is unknown",
    "Infinity": "“Infinity” is unknown",
    "constructor": "“constructor” is unknown",
    "incomprehensibilities": "“incomprehens” is unknown",
    "log 2": "“log” can have two bases; write ln for the natural logarithm",
    "1.2.3": ONE_MARK,
    "1,2,3": ONE_MARK,
    "1.234,5": ONE_MARK,
    "1, 5": ONE_MARK,
    ",5": ONE_MARK,
    "(0,5)": "a comma within brackets makes a list; use a point",
    "2*(-0,5)": "a comma within brackets makes a list; use a point",
    "(0, 5)": ONE_MARK,
    "1 792": SIDE_BY_SIDE,
    "2(3)": SIDE_BY_SIDE,
    "2 sqrt(3)": SIDE_BY_SIDE,
    "(2)(3)": SIDE_BY_SIDE,
    "2)": "a bracket stands in the wrong place",
    "()": "a bracket stands in the wrong place",
    "(2": "a bracket is not closed",
    "ln(2": "a bracket is not closed",
    "((": ENDS,
    "2*": ENDS,
    "-": ENDS,
    "sqrt": ENDS,
    "*2": f"“*” {UNKNOWN}",
    "2**3": f"“*” {UNKNOWN}",
    "50%": f"“%” {UNKNOWN}",
    "1_000": f"“_” {UNKNOWN}",
    "½": f"“½” {UNKNOWN}",
    "٣": f"“٣” {UNKNOWN}",
    "2;": f"“;” {UNKNOWN}",
    "<b>2</b>": f"“<” {UNKNOWN}",
    "2😀": f"“😀” {UNKNOWN}",
    "\ud83d": f"“?” {UNKNOWN}",
    "1/0": INFINITE,
    "0/0": INFINITE,
    "0^-1": INFINITE,
    "(-8)^(1/3)": INFINITE,
    "sqrt(-1)": INFINITE,
    "ln 0": INFINITE,
    "exp(1000)": INFINITE,
    "1e400": INFINITE,
    "9" * 81: "it is too long",
    "(" * 17 + "1" + ")" * 17: "it is nested too deeply",
    "-" * 40 + "1": "it is nested too deeply",
    "1" + "^1" * 30: "it is nested too deeply",
}


@pytest.mark.parametrize(("text", "value"), READ.items())
def test_it_reads(marker: Marker, text: str, value: float) -> None:
    reading = marker.evaluate(text)
    assert reading.problem is None
    assert reading.value == pytest.approx(value, rel=1e-15)
    assert math.copysign(1, reading.value or 1) == math.copysign(1, value or 1)


@pytest.mark.parametrize(("text", "problem"), REFUSED.items())
def test_it_refuses(marker: Marker, text: str, problem: str) -> None:
    reading = marker.evaluate(text)
    assert (reading.value, reading.problem) == (None, problem)


@pytest.mark.parametrize(
    ("text", "places"),
    [("2", 0), ("-0,65", 2), ("− 1.50", 2), (".5", 1), ("5.", 0), ("1/2", None), ("1e-3", None)],
)
def test_it_counts_the_places_of_a_plain_number(
    marker: Marker, text: str, places: int | None
) -> None:
    assert marker.evaluate(text).places == places


def test_no_text_reaches_the_language(marker: Marker) -> None:
    for text in ("globalThis", "1;2", "alert(1)", "this", "`1`", "[1][0]", "'1'", "function(){}"):
        assert marker.evaluate(text).value is None


@given(st.decimals(-(10**6), 10**6, places=4), st.sampled_from(".,"), st.sampled_from("-−"))
def test_every_plain_number_is_itself(
    marker: Marker, number: Decimal, point: str, minus: str
) -> None:
    text = f"{number:f}".replace(".", point).replace("-", minus)
    assert marker.evaluate(text).value == float(number)


# A text for the evaluator beside the same text for Python; precedence is left to the two of them.
Twin = tuple[str, str]
OPERATORS = [("+", "+"), ("-", "-"), ("−", "-"), ("*", "*"), ("×", "*"), ("/", "/"), ("^", "**")]
FUNCTIONS = [("sqrt", "math.sqrt"), ("exp", "math.exp"), ("ln", "math.log"), ("Exp", "math.exp")]

literals: st.SearchStrategy[Twin] = st.one_of(
    st.integers(0, 30).map(lambda n: (str(n), f"{n}.0")),
    st.integers(0, 9999).map(lambda n: (f"{n / 100:.2f}", f"{n / 100:.2f}")),
    st.sampled_from([("1e-3", "1e-3"), ("2E2", "2e2"), (".5", ".5"), ("4.", "4.")]),
)


def larger(smaller: st.SearchStrategy[Twin]) -> st.SearchStrategy[Twin]:
    space = st.sampled_from(["", " "])
    return st.one_of(
        st.tuples(smaller, space, st.sampled_from(OPERATORS), smaller).map(
            lambda t: (
                f"{t[0][0]}{t[1]}{t[2][0]}{t[1]}{t[3][0]}",
                f"{t[0][1]} {t[2][1]} {t[3][1]}",
            )
        ),
        smaller.map(lambda t: (f"({t[0]})", f"({t[1]})")),
        smaller.map(lambda t: (f"-{t[0]}", f"-{t[1]}")),
        st.tuples(st.sampled_from(FUNCTIONS), smaller).map(
            lambda t: (f"{t[0][0]}({t[1][0]})", f"{t[0][1]}({t[1][1]})")
        ),
    )


expressions = st.recursive(literals, larger, max_leaves=8)


def by_python(text: str) -> float | None:
    try:
        value = eval(text, {"math": math, "__builtins__": {}})
    except (ZeroDivisionError, OverflowError, ValueError):
        return None
    # a root of a negative number is complex there
    return value if isinstance(value, float) and math.isfinite(value) else None


@given(expressions)
@example(("2^-2^2", "2.0**-2.0**2.0"))
@example(("-2^2--3", "-2.0**2.0--3.0"))
@example(("exp(2)^3^-1", "math.exp(2.0)**3.0**-1.0"))
def test_it_agrees_with_python(marker: Marker, twin: Twin) -> None:
    ours, python = twin
    reading = marker.evaluate(ours)
    assume(reading.problem not in ("it is too long", "it is nested too deeply"))
    expected = by_python(python)
    if expected is None:
        assert reading.problem == INFINITE
    else:
        assert reading.problem is None
        assert reading.value == pytest.approx(expected, rel=1e-9, abs=1e-12)


@given(st.one_of(st.text(), st.text("0123456789.,+-*/^()eE lnsqrtexp−×", max_size=90)))
def test_any_text_is_a_finite_number_or_has_a_problem(marker: Marker, text: str) -> None:
    reading = marker.evaluate(text)
    assert (reading.value is None) != (reading.problem is None)
    assert reading.value is None or math.isfinite(reading.value)
