"""Shapes, lists, matrices and options: what is read from what is typed, and what is refused."""

from __future__ import annotations

from time import perf_counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.questions.marking import Marker, PartAnswers, Verdict
from desktop.questions.variants import Key, MistakeValues, Row, Tolerance
from tests.replies import MALFORMED, typed

AT_ONCE = 0.5  # seconds, on a busy machine; it takes milliseconds
EXACT = Tolerance("absolute", "0")
TWO_PLACES = Tolerance("absolute", "0.005")
SHAPE = Key("shape", ("N", "16", "7", "7"), EXACT)
SHORTER = Key("shape", ("N", "16", "7", "7"), EXACT, batch_optional=True)
FLAT = Key("shape", ("10",), EXACT, also=(("1", "10"),))
VECTOR = Key("vector", ("0", "5"), TWO_PLACES)
MATRIX = Key("matrix", (("1", "-2"), ("3", "0.5")), TWO_PLACES)
CHOICE = Key("choice", "saddle point", EXACT, options=("minimum", "maximum", "saddle point"))


def mark_one(marker: Marker, key: Key, text: str, **mistakes: Any) -> Verdict:
    named = tuple(MistakeValues((name,), {"y": value}) for name, value in mistakes.items())
    row = Row({}, {}, {"y": key}, named)
    parts = [PartAnswers(credits=1, answers=("y",))]
    return marker.mark_numeric(row, parts, {"y": text}).answers["y"]


def words(verdict: Verdict) -> str:
    return "".join(piece.strong or piece.plain or f"{{{piece.mistake}}}" for piece in verdict.words)


def note(verdict: Verdict) -> str:
    return "".join(piece.strong or piece.plain or "" for piece in verdict.note)


RIGHT = [
    (SHAPE, "Nx16x7x7"),
    (SHAPE, "N x 16 x 7 x 7"),
    (SHAPE, "n×16×7×7"),
    (SHAPE, "N X 16 X 7 X 7"),
    (SHAPE, "N, 16, 7, 7"),
    (SHAPE, "(N,16,7,7)"),
    (SHAPE, "[N, 16, 7, 7]"),
    (SHAPE, "N 16 7 7"),
    (SHAPE, "N\N{NO-BREAK SPACE}x 16x7x 7 "),
    (SHAPE, "N x 2*8 x 7 x 7"),
    (SHORTER, "16x7x7"),
    (SHORTER, "(16, 7, 7)"),
    (SHORTER, "Nx16x7x7"),
    (FLAT, "10"),
    (FLAT, "(10,)"),
    (FLAT, "1x10"),
    (VECTOR, "(0,5)"),
    (VECTOR, "(0, 5)"),
    (VECTOR, "[0,5]"),
    (VECTOR, "0, 5"),
    (VECTOR, "0; 5"),
    (VECTOR, "0,0; 5,0"),
    (VECTOR, "[0 5]"),
    (VECTOR, "0 5"),
    (VECTOR, "0,004 4,996"),
    (VECTOR, "(ln(1), 10/2)"),
    (VECTOR, "(0, 5,)"),
    (VECTOR, "(−0, 5.005)"),
    (MATRIX, "[[1,-2],[3,0.5]]"),
    (MATRIX, "[[1, −2], [3, 1/2]]"),
    (MATRIX, "((1, -2), (3, 0.5))"),
    (MATRIX, "[1, -2], [3, 0.5]"),
    (MATRIX, "[1 -2; 3 0.5]"),
    (MATRIX, "1 -2; 3 0,5"),
    (MATRIX, "1, -2; 3, 0.5"),
    (MATRIX, "1,-2\n3,.5"),
    (MATRIX, "1 -2\r\n3 0.5\n"),
    (MATRIX, "[[1 -2]\n [3 0.5]]"),
    (MATRIX, "[[1, -2],\n [3, 0.5]]"),
    (CHOICE, "saddle point"),
    (CHOICE, " Saddle Point "),
]


@pytest.mark.parametrize(("key", "text"), RIGHT)
def test_it_reads(marker: Marker, key: Key, text: str) -> None:
    assert mark_one(marker, key, text).state == "right"


WRONG = [
    (SHAPE, "16x7x7", "16 × 7 × 7 is not it."),
    (SHAPE, "Nx784", "N × 784 is not it."),
    (SHAPE, "784", "784 is not it."),
    (SHAPE, "16xNx7x7", "16 × N × 7 × 7 is not it."),
    (FLAT, "10x1", "10 × 1 is not it."),
    (VECTOR, "(5, 0)", "(5, 0) is not it."),
    (VECTOR, "(0, 5, 0)", "(0, 5, 0) is not it."),
    (VECTOR, "(-1)", "(−1) is not it."),
    (MATRIX, "[[1,3],[-2,0.5]]", "[1, 3; −2, 0.5] is not it."),
    (MATRIX, "[1, 2, 3]", "[1, 2, 3] is not it."),
    (MATRIX, "1; 2", "[1; 2] is not it."),
    (CHOICE, "minimum", "minimum is not it."),
]


@pytest.mark.parametrize(("key", "text", "said"), WRONG)
def test_it_marks_wrong(marker: Marker, key: Key, text: str, said: str) -> None:
    verdict = mark_one(marker, key, text)
    assert (verdict.state, words(verdict)) == ("wrong", said)


COMMAS = "commas could be decimal marks here; write points, or ; between the numbers"
NO_SIZE = "is no size; write whole numbers, or N for the batch"
REFUSED = [
    (SHAPE, "16*7*7", "Not a shape: a product is one size; write x between the sizes."),
    (SHAPE, "Nx16x7x", "Not a shape: a size is missing."),
    (SHAPE, "x16", "Not a shape: a size is missing."),
    (SHAPE, "Nx16,7,7", "Not a shape: x and commas are mixed."),
    (SHAPE, "Cx7x7", f"Not a shape: “C” {NO_SIZE}."),
    (SHAPE, "16x-7", f"Not a shape: “-7” {NO_SIZE}."),
    (SHAPE, "16.5x7", f"Not a shape: “16.5” {NO_SIZE}."),
    (SHAPE, "torch.Size(1)", f"Not a shape: “torch.Size(1” {NO_SIZE}."),
    (SHAPE, "(16x7", "Not a shape: a bracket is not closed."),
    (SHAPE, "16x7]", "Not a shape: a bracket stands in the wrong place."),
    (SHAPE, "99999x99999x9999999999999", "Not a shape: a size is too large."),
    (SHAPE, "1x1x1x1x1x1x1x1x1", "Not a shape: it has too many sizes."),
    (VECTOR, "0,5", "Not a list: one number is no list; write it as in (1, 2.5)."),
    (VECTOR, "5", "Not a list: one number is no list; write it as in (1, 2.5)."),
    (VECTOR, "(0,0,5,0)", f"Not a list: {COMMAS}."),
    (VECTOR, "(0,5, 5)", f"Not a list: {COMMAS}."),
    (VECTOR, "(0,,5)", "Not a list: a number is missing between two marks."),
    (VECTOR, "()", "Not a list: a number is missing between two marks."),
    (VECTOR, "(0, five)", "Not a list: “five” is unknown."),
    (VECTOR, "(0, 1/0)", "Not a list: it has no finite value."),
    (VECTOR, "(0, 5]", "Not a list: a bracket stands in the wrong place."),
    (VECTOR, "0, " * 200, "Not a list: it is too long."),
    (VECTOR, "[[0, 5]]", "Not a list: “[” stands in the wrong place."),
    (MATRIX, "1, 2; 3", "Not a matrix: its rows have different lengths."),
    (MATRIX, "7", "Not a matrix: one row is no matrix; write it as in [1, 2; 3, 4]."),
    (MATRIX, "1, 2", "Not a matrix: one row is no matrix; write it as in [1, 2; 3, 4]."),
    (MATRIX, "[1,0,2,0; 3,0,4,0]", f"Not a matrix: {COMMAS}."),
    (MATRIX, "[[1, 2], [3, x]]", "Not a matrix: “x” is unknown."),
    (CHOICE, "saddle", "Not an option: pick one of the options."),
    (CHOICE, "1", "Not an option: pick one of the options."),
]


@pytest.mark.parametrize(("key", "text", "said"), REFUSED)
def test_it_refuses(marker: Marker, key: Key, text: str, said: str) -> None:
    verdict = mark_one(marker, key, text)
    assert (verdict.state, verdict.mark, words(verdict)) == ("invalid", "none", said)


def test_numbers_stay_as_they_were(marker: Marker) -> None:
    number = Key("number", "0.5", TWO_PLACES)
    assert mark_one(marker, number, "0,5").state == "right"
    assert "makes a list" in words(mark_one(marker, number, "(0,5)"))
    assert mark_one(marker, number, "[1]").state == "invalid"


def test_mistakes_of_every_kind_are_named(marker: Marker) -> None:
    assert mark_one(marker, SHAPE, "Nx7x7x16", last=("N", "7", "7", "16")).mistakes == ("last",)
    assert mark_one(marker, SHORTER, "7x7x16", last=("N", "7", "7", "16")).mistakes == ("last",)
    assert mark_one(marker, VECTOR, "(5, 0)", turned=("5", "0")).mistakes == ("turned",)
    assert mark_one(marker, VECTOR, "(1, 2, 3)", longer=("1", "2", "3")).mistakes == ("longer",)
    transposed = mark_one(marker, MATRIX, "1 3; -2 0.5", transposed=(("1", "3"), ("-2", "0.5")))
    assert words(transposed) == "[1, 3; −2, 0.5]: {transposed}"
    assert mark_one(marker, CHOICE, "minimum", curvature="minimum").mistakes == ("curvature",)


def test_the_right_answer_is_told_in_its_form(marker: Marker) -> None:
    told = {key.kind: note(mark_one(marker, key, typed(key.kind, wrong))) for key, wrong in NOTES}
    assert told == {
        "shape": "The right answer is N × 16 × 7 × 7.",
        "vector": "The right answer is (0, 5).",
        "matrix": "The right answer is [1, −2; 3, 0.5].",
        "choice": "The right answer is saddle point.",
    }


NOTES: list[tuple[Key, Any]] = [
    (SHAPE, ("1", "2")),
    (VECTOR, ("9", "9")),
    (MATRIX, (("9", "9"), ("9", "9"))),
    (CHOICE, "minimum"),
]
KEYS = [SHAPE, SHORTER, FLAT, VECTOR, MATRIX, CHOICE, Key("number", "0.5", TWO_PLACES)]


@pytest.mark.parametrize("text", MALFORMED)
@pytest.mark.parametrize("key", KEYS)
def test_what_is_malformed_gets_a_word_at_once(marker: Marker, key: Key, text: str) -> None:
    start = perf_counter()
    verdict = mark_one(marker, key, text)
    assert perf_counter() - start < AT_ONCE
    assert verdict.state == "invalid"
    assert words(verdict).endswith(".")
    assert len(words(verdict)) < 120


def test_half_a_character_is_never_said(marker: Marker) -> None:
    assert words(mark_one(marker, SHAPE, "0" * 11 + "😀")) == (
        f"Not a shape: “00000000000😀” {NO_SIZE}."
    )


signs = st.text("0123456789.,;-+*/^()[] xXNn×−ea\n", max_size=40)


@given(st.sampled_from(KEYS), st.one_of(st.text(), signs))
def test_any_text_is_marked_or_refused(marker: Marker, key: Key, text: str) -> None:
    verdict = mark_one(marker, key, text)
    assert verdict.state in ("right", "rounded", "wrong", "invalid", "waiting")
    assert verdict.mark == ("none" if verdict.state in ("invalid", "waiting") else verdict.mark)


numbers = st.decimals(-1000, 1000, places=2).map(lambda n: f"{n:f}")
OPENERS = {"(": ")", "[": "]"}


@given(
    st.lists(numbers, min_size=2, max_size=6),
    st.sampled_from("(["),
    st.sampled_from([", ", "; ", " ", " ; "]),
)
def test_every_way_to_write_a_list_is_read(
    marker: Marker, entries: list[str], opener: str, between: str
) -> None:
    text = f"{opener}{between.join(entries)}{OPENERS[opener]}"
    assert mark_one(marker, Key("vector", tuple(entries), EXACT), text).state == "right"


@given(st.integers(1, 3).flatmap(lambda n: st.lists(st.tuples(*[numbers] * n), min_size=2)))
def test_every_way_to_write_a_matrix_is_read(marker: Marker, rows: list[tuple[str, ...]]) -> None:
    key = Key("matrix", tuple(rows[:6]), EXACT)
    lines = [", ".join(row) for row in rows[:6]]
    for text in (
        f"[[{'], ['.join(lines)}]]",
        f"[{'; '.join(lines)}]",
        "\n".join(lines),
        "; ".join(line.replace(", ", " ") for line in lines),
    ):
        assert mark_one(marker, key, text).state == "right", text


@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=5), st.sampled_from(["x", ", ", "×"]))
def test_every_way_to_write_a_shape_is_read(marker: Marker, sizes: list[int], mark: str) -> None:
    key = Key("shape", ("N", *map(str, sizes)), EXACT, batch_optional=True)
    text = mark.join(map(str, sizes))
    assert mark_one(marker, key, text).state == "right"
    assert mark_one(marker, key, f"(N{mark}{text})").state == "right"
