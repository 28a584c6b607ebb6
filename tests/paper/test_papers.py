"""Printed papers: everything is there, nothing sticks out, the same bytes for the same seed."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from desktop.formulas import FormulaCache
from desktop.paper.markup import Markup
from desktop.paper.papers import Press
from desktop.paper.solutions import shown_key
from desktop.questions.document import Code, Formula, Paragraph, Strong, Text
from desktop.questions.examination import compose
from desktop.questions.marking import Marker
from tests.paper import pdf_pages

POINTS_PER_MM = 72 / 25.4
BORDER = 5  # mm that stay white


@pytest.fixture(scope="module")
def press(exam_bundle, typesetter, tmp_path_factory):
    cards = exam_bundle.cards()
    figures = {name: exam_bundle.figure(name) for card in cards for name in card.figures}
    names = [name for name in exam_bundle.asset_names() if name.endswith(".ttf")]
    fonts = {name: exam_bundle.asset(name) for name in names}
    with FormulaCache(tmp_path_factory.mktemp("formulas"), typesetter) as cache:
        yield Press(cache, figures, fonts, Marker())


@pytest.fixture(scope="module")
def paper(exam_bundle):
    exam = next(iter(exam_bundle.exams().values()))
    return compose(exam, exam_bundle.cards(), 7)


@pytest.fixture(scope="module")
def printed(press, paper, tmp_path_factory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("papers")
    files = (folder / "questions.pdf", folder / "solutions.pdf")
    files[0].write_bytes(press.questions(paper))
    files[1].write_bytes(press.solutions(paper))
    return files


def test_all_questions_and_their_credits_stand_on_the_paper(printed, paper):
    for pdf in printed:
        words = pdf_pages.words(pdf)
        left = [word.text for word in words if word.left < 32 * POINTS_PER_MM]
        assert [text for text in left if re.fullmatch(r"\d\.\d+", text)] == [
            item.number for item in paper.items
        ]
        beside = [word for word in words if word.left > 177 * POINTS_PER_MM]
        worth = [float(w.text) for w in beside if re.fullmatch(r"\d+(\.5)?", w.text)]
        # every problem's credits stand beside its head, every question's beside the question
        assert sum(worth) == 2 * paper.credits


def test_the_table_of_credits_adds_up(printed, paper):
    first = [word for word in pdf_pages.words(printed[0]) if word.page == 1]
    table = [word for word in first if word.left > 300 and word.bottom < 270 * POINTS_PER_MM]
    numbers = [float(word.text) for word in table if word.text.isdecimal()]
    assert numbers == [problem.credits for problem in paper.problems] + [paper.credits]


def test_the_solutions_are_the_engines(printed, paper):
    said = pdf_pages.text(printed[1]).replace(" ", "")
    for item in paper.items:
        if item.row is not None:
            for key in item.row.answers.values():
                assert shown_key(key).replace(" ", "") in said, item.number


def test_the_question_paper_gives_nothing_away(printed, paper):
    said = pdf_pages.text(printed[0])
    for item in paper.items:
        for option in item.card.options:
            why = [node.text for node in option.why[0].children if isinstance(node, Text)]
            longest = max(why, key=len).strip()
            assert longest not in said


def test_nothing_sticks_out(printed, tmp_path):
    for pdf in printed:
        for word in pdf_pages.words(pdf):
            assert word.left > BORDER * POINTS_PER_MM, word
            assert word.right < (210 - BORDER) * POINTS_PER_MM, word
        pages = pdf_pages.pictures(pdf, tmp_path / pdf.stem)
        assert len(pages) >= 10
        for page in pages:
            edge = round(BORDER / 25.4 * 50)
            rim = (page[:edge], page[-edge:], page[:, :edge], page[:, -edge:])
            assert min(int(part.min()) for part in rim) == 255
            assert np.count_nonzero(page < 128) > 50  # no empty page


def test_no_question_is_parted(printed, paper):
    words = pdf_pages.words(printed[0])
    labels = [w for w in words if w.left < 32 * POINTS_PER_MM and re.fullmatch(r"\d\.\d+", w.text)]
    asked = [w for w in words if w.text in ("exact", "places", "digits") and w.right > 400]
    for word in asked:
        before = [label for label in labels if (label.page, label.top) <= (word.page, word.top)]
        assert before[-1].page == word.page, (before[-1], word)


def test_the_same_seed_gives_the_same_bytes(press, paper, printed):
    assert press.questions(paper) == printed[0].read_bytes()
    assert press.solutions(paper) == printed[1].read_bytes()


def test_words_are_never_read_as_markup(press, typesetter, tmp_path):
    from desktop.paper.compile import pdf

    hostile = '#panic("x") *b* _i_ $y$ \\ @ref <label> // no /* no */ = head `raw` [x] "q" ~'
    document = (Paragraph((Text(hostile), Strong((Text("#let a = 1"),)), Code('a"b\\c#d'))),)
    written = Markup(press._formulas).document(document)
    path = tmp_path / "hostile.pdf"
    path.write_bytes(pdf(written, press._fonts))
    said = pdf_pages.text(path).replace(" ", "")
    for words in (hostile, "#let a = 1", 'a"b\\c#d'):
        assert words.replace(" ", "") in said


def test_a_bad_formula_shows_its_source(press, tmp_path):
    from desktop.paper.compile import pdf

    written = Markup(press._formulas).document((Paragraph((Formula(r"\nonsense{1}"),)),))
    path = tmp_path / "bad.pdf"
    path.write_bytes(pdf(written, press._fonts))
    assert r"\nonsense{1}" in pdf_pages.text(path)


@pytest.mark.parametrize("minutes", [30, 45])
def test_shorter_papers(press, exam_bundle, minutes, tmp_path):
    exam = next(iter(exam_bundle.exams().values()))
    paper = compose(exam, exam_bundle.cards(), 3, minutes)
    path = tmp_path / "short.pdf"
    path.write_bytes(press.questions(paper))
    assert f"{minutes} minutes, {minutes} credits" in pdf_pages.text(path)
