"""Every question of the real knowledge base, one rule a test."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest

from builder.commands import Options
from builder.figures import FIGURES
from builder.formulas import Formulas
from builder.load import load
from builder.markdown import parse
from builder.problems import Findings
from builder.read import checked_knowledge
from desktop.questions import model
from desktop.questions.document import plain_text
from tests.project import CONTENT, ROOT

INVENTORY = json.loads((ROOT / "tests/golden/inventory.json").read_text())
KNOWLEDGE = load(CONTENT, Findings())
QUESTIONS = {loaded.question.id: loaded.question for loaded in KNOWLEDGE.questions}

# Options are shuffled and cards come alone, so nothing may point at a place or another card.
POINTING = re.compile(
    r"\b(first|second|third|fourth|last) option\b|\boption [A-D]\b|\babove\b.{0,20}\boption"
    r"|\b(previous|preceding|next) (question|sub-?question|problem)\b|\bas (seen|said) above\b",
    re.IGNORECASE,
)


@pytest.fixture(params=sorted(INVENTORY, key=lambda name: tuple(map(int, name.split(".")))))
def question(request):
    return QUESTIONS[request.param]


def test_the_builder_finds_nothing_wrong(quiet):
    findings = Findings()
    options = Options(root=ROOT, content=CONTENT, out=ROOT / "dist")
    with Formulas(options, quiet) as formulas:
        checked_knowledge(options, formulas, findings)
    assert list(findings.lines()) == []


def test_it_is_the_whole_exam():
    found = {
        name: {
            "credits": question.credits,
            "kind": type(question).__struct_config__.tag,
            "scan": question.scan.state,
            "view": question.explore.view,
        }
        for name, question in QUESTIONS.items()
    }
    assert found == INVENTORY
    assert len(found) == 65
    assert sum(question.credits for question in QUESTIONS.values()) == 90


def texts(question):
    """Every text of a question that a student reads."""
    yield from (question.stem, question.answer, question.explanation, question.title)
    for erratum in question.errata:
        yield from (erratum.says, erratum.right, erratum.why)
    for option in getattr(question, "options", ()):
        yield from (option.text, option.why)
    for item in getattr(question, "rubric", ()):
        yield item.item
    yield from getattr(question, "mistakes", {}).values()


def test_each_card_stands_alone(question):
    found = [match.group() for text in texts(question) for match in POINTING.finditer(text)]
    assert found == []


def test_the_explanation_names_the_slip_and_what_to_remember(question):
    assert "**The usual slip.**" in question.explanation
    assert "**Remember.**" in question.explanation
    assert question.explanation.index("slip") < question.explanation.index("**Remember.**")


def test_the_stem_asks_for_something(question):
    asks = re.search(
        r"\?|\b(Name|Give|State|Explain|Compute|Define|Write|Choose|Describe|Decide)\b",
        question.stem,
    )
    assert asks, question.stem


def test_the_stem_does_not_hold_the_answer(question):
    answer = plain_text(parse(question.answer).document)
    assert answer not in plain_text(parse(question.stem).document)


def test_every_option_has_a_reason_of_its_own():
    for name, question in QUESTIONS.items():
        if isinstance(question, model.ChoiceQuestion):
            reasons = [option.why for option in question.options]
            assert len(set(reasons)) == len(reasons), name
            assert all(len(reason.split()) >= 8 for reason in reasons), name


def test_no_two_questions_ask_the_same():
    stems = Counter(question.stem for question in QUESTIONS.values())
    assert [stem for stem, count in stems.items() if count > 1] == []


def test_every_figure_has_a_title_and_words():
    for name, figure in FIGURES.items():
        assert 3 <= len(figure.title.split()) <= 14, name
        assert 8 <= len(figure.description.split()) <= 100, name


def test_every_source_has_an_identifier_of_a_known_form():
    form = re.compile(
        r"arXiv:\d{4}\.\d{4,5}|doi:10\.\d{4,}/\S+|ISBN 97[89][\d-]{10,14}"
        r"|(PMLR|JMLR|NIPS) [\d():\-–]+"
    )
    wrong = {
        key: source.identifier
        for key, source in KNOWLEDGE.sources.items()
        if not form.fullmatch(source.identifier)
    }
    assert wrong == {}


def isbn_is_valid(digits):
    weights = (1, 3)
    digits = digits.replace("-", "")
    total = sum(int(digit) * weights[place % 2] for place, digit in enumerate(digits))
    return len(digits) == 13 and total % 10 == 0


def test_isbn_check_digits():
    isbns = [
        source.identifier.removeprefix("ISBN ")
        for source in KNOWLEDGE.sources.values()
        if source.identifier.startswith("ISBN ")
    ]
    assert isbns
    assert [isbn for isbn in isbns if not isbn_is_valid(isbn)] == []
