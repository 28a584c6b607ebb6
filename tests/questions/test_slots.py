"""Slots: what is one, what is refused and where, and filling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.questions.document import Slot
from desktop.questions.slots import SlotError, fill, find_slots, slot_key, split_text

VALUES = {"a": "−2", "a:paren": "(−2)", "a:sign": "− 2", "b_1": "0.5", "unit.w1": "7"}


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("", ""),
        ("no slot", "no slot"),
        ("[[a]]", "−2"),
        ("x [[a]], [[b_1]].", "x −2, 0.5."),
        (r"$3 \cdot [[a:paren]] [[a:sign]]$", r"$3 \cdot (−2) − 2$"),
        ("[[a]][[a]]", "−2−2"),
        ("h_{[[unit.w1]]}", "h_{7}"),
        ("([[a]])", "(−2)"),
        ("[[a]]]", "−2]"),
        ("a list [ [1, 2], [3, 4] ] and a[b[1]]", "a list [ [1, 2], [3, 4] ] and a[b[1]]"),
        (
            r"\begin{pmatrix} [[a]] & 1 \\ [[b_1]] \end{pmatrix}",
            "\\begin{pmatrix} −2 & 1 \\\\ 0.5 \\end{pmatrix}",
        ),
    ],
)
def test_filling(text: str, filled: str) -> None:
    assert fill(text, VALUES) == filled


MALFORMED = (
    "is no slot: write [[name]], [[name:paren]] or [[name:sign]] in lower case without spaces"
)
REFUSED = [
    ("x [[ a ]]", 2, f"[[ a ]] {MALFORMED}, or [ [ where brackets are meant"),
    ("[[A]]", 0, f"[[A]] {MALFORMED}, or [ [ where brackets are meant"),
    ("[[a:Paren]]", 0, f"[[a:Paren]] {MALFORMED}"),
    ("[[a:round]]", 0, f"[[a:round]] {MALFORMED}"),
    ("[[a.b.c]]", 0, f"[[a.b.c]] {MALFORMED}"),
    ("[[]]", 0, f"[[]] {MALFORMED}"),
    ("[[1a]]", 0, f"[[1a]] {MALFORMED}"),
    ("[[[a]]]", 0, f"[[[a]] {MALFORMED}"),
    ("[[ä]]", 0, f"[[ä]] {MALFORMED}"),
    ("[[a]] and [[b", 10, "[[ is not closed: write [[name]]"),
    ("[[a]", 0, "[[ is not closed"),
    ("matrix [[1, 2], [3, 4]]", 7, "[[1, 2], [3, 4]] is no slot"),
    ("see [[a]](b)", 4, "[[a]]( reads as a link in Markdown: put a space before the bracket"),
    ("[[" + "a" * 99 + " ]]", 0, "[[" + "a" * 22 + " is no slot"),
]


@pytest.mark.parametrize(("text", "offset", "message"), REFUSED)
def test_a_malformed_slot_is_refused_with_its_place(text: str, offset: int, message: str) -> None:
    for reader in (lambda t: list(find_slots(t)), split_text, lambda t: fill(t, VALUES)):
        with pytest.raises(SlotError) as caught:
            reader(text)
        assert str(caught.value).startswith(message)
        assert caught.value.offset == offset


@pytest.mark.parametrize("text", ["x [[c]]", "x [[b_1:sign]]", "x [[unit.w2]]"])
def test_an_unknown_name_is_refused(text: str) -> None:
    with pytest.raises(SlotError, match=r"\[\[.*\]\] has no value") as caught:
        fill(text, VALUES)
    assert caught.value.offset == 2


def test_splitting_keeps_text_and_slots_in_order() -> None:
    assert split_text("x [[a]][[unit.w1:sign]]!") == [
        "x ",
        Slot("a"),
        Slot("unit.w1", "sign"),
        "!",
    ]


names = st.from_regex(
    r"[a-z][a-z0-9_]{0,5}(\.[a-z][a-z0-9_]{0,5})?(:(paren|sign))?", fullmatch=True
)
texts = st.text(st.characters(exclude_characters="[]("), max_size=8)


@given(st.lists(st.tuples(texts, names)), texts)
def test_what_is_written_is_found(pieces: list[tuple[str, str]], end: str) -> None:
    text = "".join(f"{before}[[{name}]]" for before, name in pieces) + end
    found = list(find_slots(text))
    assert [slot.key for slot in found] == [name for _, name in pieces]
    assert [text[slot.start : slot.end] for slot in found] == [f"[[{name}]]" for _, name in pieces]
    values = {name: f"<{name}>" for _, name in pieces}
    assert fill(text, values) == "".join(f"{t}<{n}>" for t, n in pieces) + end


def refusal(text: str) -> SlotError | None:
    try:
        split_text(text)
    except SlotError as error:
        return error
    return None


@given(st.text("[]a:.( ", max_size=20))
def test_any_text_is_read_or_refused(text: str) -> None:
    error = refusal(text)
    if error is not None:
        assert text.startswith("[[", error.offset)
        return
    pieces = split_text(text)
    written = [piece if isinstance(piece, str) else f"[[{slot_key(piece)}]]" for piece in pieces]
    assert "".join(written) == text
    assert not any("[[" in piece for piece in pieces if isinstance(piece, str))
