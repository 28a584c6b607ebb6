"""The script as text: what a template of Anki's may hold, and what the sandbox stops."""

from __future__ import annotations

import re

import pytest
import quickjs

from desktop.questions.marking import Marker, script

TEXT = script()


@pytest.mark.parametrize(
    "sequence", ["{{", "}}", "\\", "</", "<!", "[$", "[[", "]]", "eval(", "Function("]
)
def test_it_holds_nothing_that_a_template_would_read(sequence: str) -> None:
    assert sequence not in TEXT


def test_no_comparison_looks_like_a_tag() -> None:
    assert re.findall(r"<[A-Za-z]", TEXT) == []


def test_it_leaves_one_global() -> None:
    context = quickjs.Context()
    names = "JSON.stringify(Object.getOwnPropertyNames(globalThis))"
    before = context.eval(names)
    context.eval(TEXT)
    after = context.eval(names)
    assert set(re.findall(r'"(\w+)"', after)) - set(re.findall(r'"(\w+)"', before)) == {
        "EndtermMarking"
    }


def test_it_may_run_twice_on_one_page_and_inside_a_function() -> None:
    context = quickjs.Context()
    context.eval(TEXT + TEXT)
    value = context.eval(
        f"(function () {{ {TEXT} return EndtermMarking.evaluate('2^3').value; }})()"
    )
    assert value == 8


def test_a_script_that_hangs_is_stopped() -> None:
    marker = Marker()
    with pytest.raises(quickjs.JSException, match="interrupted"):
        marker._context.eval("for (;;) {}")
    assert marker.evaluate("1+1").value == 2
