"""TeX that is refused, each with the words the author reads."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from desktop.formulas import FormulaError, Typesetter
from tests.conftest import SCRIPT

NUMBERED = "a formula here has no number and no name, write it into the text"
CHANGES = "it would change the formulas after this one, write the formula out"
BEYOND = "it reaches beyond the formula, say it in Markdown"
BACKSLASH = (
    "Anki would show it as it stands: end the text before the command and begin it again after"
)

REFUSED = {
    "": "the formula is empty: ",
    "  ": "the formula is empty:   ",
    r"x \tag{1}": rf"\tag is refused, {NUMBERED}: x \tag{{1}}",
    r"x \label{a}": rf"\label is refused, {NUMBERED}: x \label{{a}}",
    r"\eqref{a}": rf"\eqref is refused, {NUMBERED}: \eqref{{a}}",
    r"\def\R{x} \R": rf"\def is refused, {CHANGES}: \def\R{{x}} \R",
    r"\newcommand{\R}{x}": rf"\newcommand is refused, {CHANGES}: \newcommand{{\R}}{{x}}",
    r"\DeclareMathOperator{\s}{s}": rf"\DeclareMathOperator is refused, {CHANGES}: "
    r"\DeclareMathOperator{\s}{s}",
    r"\definecolor{a}{rgb}{1,0,0}": rf"\definecolor is refused, {CHANGES}: "
    r"\definecolor{a}{rgb}{1,0,0}",
    r"\mathtoolsset{centercolon=true}": rf"\mathtoolsset is refused, {CHANGES}: "
    r"\mathtoolsset{centercolon=true}",
    r"\href{a}{b}": rf"\href is refused, {BEYOND}: \href{{a}}{{b}}",
    r"\mmlToken{mi}{x}": rf"\mmlToken is refused, {BEYOND}: \mmlToken{{mi}}{{x}}",
    r"\text{rate \alpha}": rf"there is a backslash inside \text{{...}}, {BACKSLASH}: "
    r"\text{rate \alpha}",
    r"\textbf {a {b} \%}": rf"there is a backslash inside \textbf{{...}}, {BACKSLASH}: "
    r"\textbf {a {b} \%}",
    r"\mbox{a\ b}": rf"there is a backslash inside \mbox{{...}}, {BACKSLASH}: \mbox{{a\ b}}",
    r"\colorbox{red}{\alpha}": rf"there is a backslash inside \colorbox{{...}}, {BACKSLASH}: "
    r"\colorbox{red}{\alpha}",
    r"\begin{multline} a \\ b \end{multline}": "multline is as wide as the page, use multlined, "
    r"gathered or aligned: \begin{multline} a \\ b \end{multline}",
    "x \\": "the formula ends with a backslash, remove it: x \\",
    r"x \\\ ": "the formula ends with a backslash, remove it: x \\\\\\ ",
    "100%": r"a % begins a comment that is not shown, write \% for the sign: 100%",
    r"\text{5%} \\% x": r"a % begins a comment that is not shown, write \% for the sign: "
    r"\text{5%} \\% x",
    "a\u200bb": r"the formula holds the invisible character U+200B, remove it: a\u200bb",
    "a\x00": r"the formula holds the invisible character U+0000, remove it: a\x00",
    "a\ud800": r"the formula holds the invisible character U+D800, remove it: a\ud800",
    r"\foo x": r"MathJax says: Undefined control sequence \foo: \foo x",
    r"\frac{1": r"MathJax says: Missing close brace: \frac{1",
    "a}": "MathJax says: Extra close brace or missing open brace: a}",
    r"\left( x": r"MathJax says: Extra \left or missing \right: \left( x",
    "x^a^b": "MathJax says: Double exponent: use braces to clarify: x^a^b",
    r"\begin{foo} x \end{foo}": r"MathJax says: Unknown environment 'foo': \begin{foo} x \end{foo}",
    r"\text{größer}": "MathJax has no glyph for ß (U+00DF) ö (U+00F6), write it outside the "
    r"formula: \text{größer}",
    r"\mathbb{1}": "MathJax has no glyph for 𝟙 (U+1D7D9), write it outside the formula: "
    r"\mathbb{1}",
    "5 €": "MathJax can't read one of €, write it outside the formula: 5 €",
    r"\color{foo bar}{x}": r"the formula can't be drawn, 'foo bar' is no color: "
    r"\color{foo bar}{x}",
    r"\rule{1000em}{1em}": "the formula is 1000 em wide, 1 em high, at most 150 are allowed: "
    r"\rule{1000em}{1em}",
}


@pytest.mark.parametrize("tex", REFUSED, ids=ascii)
def test_what_is_refused_and_why(tex: str, typesetter: Typesetter):
    with pytest.raises(FormulaError) as error:
        typesetter.formula(tex, display=True)
    assert str(error.value) == REFUSED[tex]
    assert error.value.reason in REFUSED[tex]
    assert isinstance(error.value, ValueError)


@pytest.mark.parametrize(
    "tex",
    [
        r"\text{a} \\ \text{b}",
        r"a \\tag",
        r"\text{a}{\alpha}",
        r"\text x",
        r"\textcolor{red}{\alpha}",
    ],
)
def test_what_only_looks_like_it_is_accepted(tex: str, typesetter: Typesetter):
    assert typesetter.formula(tex, display=True).width > 0


def test_a_formula_may_have_2000_characters(typesetter: Typesetter):
    start = r"\begin{aligned}x\\ "
    fits = start + " " * (2000 - len(start) - len(r"\end{aligned}")) + r"\end{aligned}"
    assert typesetter.formula(fits, display=True).width > 0
    with pytest.raises(
        FormulaError, match="has 2,001 characters, at most 2,000 are allowed"
    ) as error:
        typesetter.formula(fits + " ", display=True)
    assert len(str(error.value)) < 300


def test_a_mistake_changes_no_later_formula(typesetter: Typesetter):
    before = typesetter.formula(r"\hat{y} + \boxed{x}", display=True)
    for tex in REFUSED:
        with pytest.raises(FormulaError):
            typesetter.formula(tex, display=True)
    assert typesetter.formula(r"\hat{y} + \boxed{x}", display=True) == before


def test_a_nest_is_no_crash(typesetter: Typesetter):
    with pytest.raises(FormulaError, match="the formula is nested too deeply"):
        typesetter.formula("{" * 900 + "x" + "}" * 900, display=True)
    assert typesetter.formula("x", display=True).width > 0


def test_a_formula_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("desktop.formulas.typesetter.SECONDS", 0.05)
    hurried = Typesetter(SCRIPT)
    started = time.process_time()
    with pytest.raises(FormulaError, match=r"the formula takes longer than 0\.05 s, break it up"):
        hurried.formula("x^2 + " * 300 + "x", display=True)
    assert time.process_time() - started < 1.5


def test_a_script_that_is_not_built_says_so(tmp_path: Path):
    with pytest.raises(FileNotFoundError, match=r"mathjax\.js: MathJax is not built: run `make`"):
        Typesetter(tmp_path / "mathjax.js")
