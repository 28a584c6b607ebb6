"""Checks across files, on what could be read of them; hostile.txt has those within a file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from builder.checks import Known, check
from builder.checks.texts import formulas
from builder.load import load
from builder.markdown import parse
from builder.problems import Findings
from desktop.engine.generators.answer import whole_number
from desktop.engine.generators.shown import Shown
from desktop.engine.generators.solution import Generator, Solution
from desktop.formulas.formula import FormulaError
from desktop.questions.views import VIEWS
from tests.builder.small_content import EXAM, HERE, KNOWN, PLACES, small_content


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = small_content(tmp_path)
    monkeypatch.chdir(folder)
    return folder


class Typesetter:
    """Notes what it is asked to typeset; refuses what holds `bad`."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, bool]] = []

    def __call__(self, tex: str, display: bool) -> None:
        self.asked.append((tex, display))
        if "bad" in tex:
            raise FormulaError("it is bad", tex)


def checked(content: Path, known: Known = KNOWN, typeset: Typesetter | None = None) -> list[str]:
    findings = Findings()
    knowledge = load(content, findings)
    check(knowledge, known, parse, typeset or Typesetter(), findings)
    return [str(finding) for finding in findings]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_small_content_is_right(content: Path) -> None:
    assert checked(content) == []


# Formulas


def test_each_formula_is_typeset_once(content: Path) -> None:
    edit(
        content / PLACES["problem"],
        "It is $2$.",
        "It is $2$, and $1 + 1$ is $2$.\n\n    $$\n    2\n    $$",
    )
    typeset = Typesetter()
    assert checked(content, typeset=typeset) == []
    assert sorted(typeset.asked) == [("1 + 1", False), ("2", False), ("2", True)]


def test_formulas_can_be_had_before_the_check(content: Path) -> None:
    edit(
        content / PLACES["problem"], "questions:", "context: |\n  All in $\\mathbb{N}$.\nquestions:"
    )
    knowledge = load(content, Findings())
    assert list(formulas(knowledge, parse)) == [
        ("\\mathbb{N}", False),
        ("1 + 1", False),
        ("2", False),
    ]


def test_formula_is_reported_wherever_it_stands(content: Path) -> None:
    path = content / PLACES["problem"]
    edit(path, "It is $2$.", "First\n    $bad$ then\n\n    $$\n    bad\n    $$")
    edit(path, "a reason}", "'$bad$'}")
    edit(path, "questions:", "context: $bad$\nquestions:")
    remedy = "it is bad, in `bad`: mend the TeX"
    name = PLACES["problem"]
    assert checked(content) == [f"{name}:{line}: {remedy}" for line in (5, 16, 19, 23)]


def test_formula_over_two_lines_is_found_again(content: Path) -> None:
    edit(content / PLACES["problem"], "It is $2$.", "First\n    second $1 +\n    bad$.")
    assert checked(content) == [f"{PLACES['problem']}:15: it is bad, in `1 + bad`: mend the TeX"]


# Web addresses; put together here, because no file of the project holds one


@pytest.mark.parametrize(
    "address", ["https" + "://example.org/a", "HTTP" + "://x", "www" + ".a.org"]
)
def test_web_address_is_refused(content: Path, address: str) -> None:
    edit(content / PLACES["problem"], "It is $2$.", f"It is $2$,\n    see {address} for more.")
    assert checked(content) == [
        f"{PLACES['problem']}:15: a web address (`{address}`): name an entry of sources.yaml in "
        "`sources`"
    ]


# Figures


def test_figure_that_nothing_shows(content: Path) -> None:
    known = replace(KNOWN, figures={f"{EXAM}/1.1", f"{EXAM}/1.2", "other-2026/1.1"})
    assert checked(content, known) == [
        f"{PLACES['exam']}:1: no question shows the figure `{EXAM}/1.2`: name it in `figure` or "
        "`figures`, or remove it from builder/figures"
    ]


# Files that could not be read must not make everything in the others wrong.


@pytest.mark.parametrize("kind", ["topics", "sources"])
def test_names_are_not_judged_without_the_file_that_holds_them(content: Path, kind: str) -> None:
    (content / PLACES[kind]).write_text("", encoding="utf-8")
    assert checked(content) == [
        f"{PLACES[kind]}:1: the file is empty: write its content, or delete the file"
    ]


def test_sums_and_orphans_are_not_judged_while_a_question_is_broken(content: Path) -> None:
    path = content / PLACES["problem"]
    text = path.read_text(encoding="utf-8").replace("credits: 1\nfigures", "credits: 2\nfigures")
    second = text[text.index("- id") :].replace('"1.1"', '"1.2"').replace("A sum of two", "Another")
    path.write_text(text.replace("kind: open", "kind: closed") + second, encoding="utf-8")
    known = replace(KNOWN, figures={f"{EXAM}/1.1", f"{EXAM}/1.2"})
    assert checked(content, known) == [
        f"{PLACES['problem']}:8: `kind` can't be the text `closed`: write `choice`, `open` or "
        "`numeric`"
    ]


def test_question_with_a_wrong_name_is_left_out_and_its_problem_stays(content: Path) -> None:
    path = content / PLACES["problem"]
    text = path.read_text(encoding="utf-8")
    second = text[text.index("- id") :].replace('"1.1"', '"1.2"').replace("A sum of two", "Another")
    path.write_text(text + second.replace("view: newton", "view: newt"), encoding="utf-8")
    findings = Findings()
    knowledge = load(content, findings)
    check(knowledge, KNOWN, parse, Typesetter(), findings)
    assert findings.questions == {f"{EXAM}/1.2"}
    left = knowledge.without(findings.questions)
    assert [question.key for question in left.questions] == [f"{EXAM}/1.1"]


@pytest.mark.parametrize(
    ("old", "new"),
    [(f"[{EXAM}/1.1]", f"[{EXAM}/1.7]"), ("questions:", "context: $bad$\nquestions:")],
)
def test_problem_with_a_wrong_context_or_figure_is_left_out(
    content: Path, old: str, new: str
) -> None:
    edit(content / PLACES["problem"], old, new)
    findings = Findings()
    knowledge = load(content, findings)
    check(knowledge, KNOWN, parse, Typesetter(), findings)
    assert findings.questions == {f"{EXAM}/1"}
    assert not knowledge.without(findings.questions).exams


# Numeric questions, with a generator of the test's own


@dataclass(frozen=True)
class LayerStep:
    index: Shown
    field: Shown


def solve(first: int) -> Solution:
    steps = (LayerStep(Shown(1), Shown(first)), LayerStep(Shown(2), Shown(first + 2)))
    return Solution(
        {"first": Shown(first), "layers": steps},
        {"field": whole_number(Shown(first + 2))},
        {"forgot": {"field": first}},
    )


GENERATOR = Generator("layers", lambda draw: draw.integer(2, 4), solve, presets={"exam": 3})
NUMERIC = (HERE / "layers.yaml").read_text(encoding="utf-8")


def numeric(
    content: Path, old: str = "", new: str = "", generator: object = GENERATOR
) -> list[str]:
    text = NUMERIC.replace(old, new) if old else NUMERIC
    assert not old or text != NUMERIC
    (content / PLACES["problem"]).write_text(text, encoding="utf-8")
    known = replace(KNOWN, generators={"layers": generator})  # type: ignore[dict-item]
    return [found.removeprefix(PLACES["problem"] + ":") for found in checked(content, known)]


def test_numeric_question_is_right(content: Path) -> None:
    assert numeric(content) == []


def test_formula_of_a_list_is_typeset_for_every_record(content: Path) -> None:
    (content / PLACES["problem"]).write_text(NUMERIC, encoding="utf-8")
    typeset = Typesetter()
    known = replace(KNOWN, generators={"layers": GENERATOR})
    assert checked(content, known, typeset) == []
    assert {("3", False), ("5", False)} <= set(typeset.asked)
    assert not any("[[" in tex for tex, _ in typeset.asked)


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (
            "[[layer_step.index]]",
            "[[layer_step.indes]]",
            "21: unknown slot `[[layer_step.indes]]`: did you mean `layer_step.index`?",
        ),
        (
            "$[[first]]$",
            "$[[frist]]$",
            "21: unknown slot `[[frist]]`: did you mean `first`?",
        ),
        (
            "$[[first]]$",
            "$[[frist:paren]]$",
            "21: unknown slot `[[frist:paren]]`: did you mean `first:paren`?",
        ),
        (
            "sees [[first]]",
            "sees [[layer_step.index]]",
            "20: unknown slot `[[layer_step.index]]`: name a value of the generator's solution",
        ),
        (
            "each: layers",
            "each: layer",
            "21: the generator has no list `layer`: did you mean `layers`?",
        ),
        (
            "each: layers",
            "each: first",
            "21: the generator has no list `first`: name a list of the generator's solution",
        ),
        (
            "{field:",
            "{width:",
            "18: the generator has no answer `width`: remove it, or compute it in the generator",
        ),
        (
            "forgot:",
            "forget:",
            "23: the generator has no mistake `forget`: did you mean `forgot`?",
        ),
    ],
)
def test_names_of_question_and_generator_are_compared(
    content: Path, old: str, new: str, found: str
) -> None:
    assert found in numeric(content, old, new)


def test_answer_of_the_generator_without_a_label(content: Path) -> None:
    assert numeric(content, "{field:", "{width:")[0] == (
        "17: the generator's answer `field` has no words here: add `field: ...`"
    )


def test_generator_without_the_exams_numbers(content: Path) -> None:
    generator = replace(GENERATOR, presets={"other": 3})
    assert numeric(content, generator=generator) == [
        "16: `layers` has no preset `exam`: give it the exam's own numbers under this name"
    ]


def test_views_are_those_of_the_app() -> None:
    assert set(KNOWN.views) <= set(VIEWS)
