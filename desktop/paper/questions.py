"""The question paper: a cover, then every question with room for its answer."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.paper.markup import Markup, string, text
from desktop.questions.card import Card
from desktop.questions.examination import Examination, ExamItem, ExamProblem
from desktop.questions.marking import Marker
from desktop.questions.rows import Key

BOX_PER_CREDIT = 19  # mm of an open answer's box
ROOM_PER_CREDIT = 16  # mm beside the lines of a numeric answer, for the way to it
OWN_FIGURE = 90  # mm, the width of a figure of one question
LETTERS = "ABCDEF"
RULES = (
    "Write into the boxes. What counts is what stands there.",
    "The number beside a question is its credits; half credits are given.",
    "In a question with boxes to tick any number of statements may be true, none included. It is "
    "worth its credits if every box is right, and none otherwise.",
    "Answers in words need a reason. Numbers need the way to them; an error is counted once.",
    "A pocket calculator may be used, nothing else.",
)

Figures = Mapping[str, str]


def question_paper(paper: Examination, figures: Figures, markup: Markup, marker: Marker) -> str:
    """Typst's source of the body; `figures` maps ids to their SVG."""
    parts = [cover(paper)]
    for problem in paper.problems:
        parts.append(_problem(problem, figures, markup))
        parts += [_question(item, problem, figures, markup, marker) for item in problem.items]
    return "\n".join(parts)


def worth(credits: float) -> str:
    """Credits in words, as markup."""
    return text(f"{credits:g} credit" + ("" if credits == 1 else "s"))


def heading(paper: Examination) -> str:
    """What tells this paper from others."""
    return "The exam as it was" if paper.seed is None else f"Paper {paper.seed}"


def cover(paper: Examination) -> str:
    """Title, name, rules and the table of credits."""
    rules = ", ".join(f"[{text(rule)}]" for rule in RULES)
    rows = [
        f"[{text(f'{problem.id}  {problem.title}')}], [{text(f'{problem.credits:g}')}], []"
        for problem in paper.problems
    ]
    total = f"[#strong[Together]], [#strong[{text(f'{paper.credits:g}')}]], []"
    return f"""
#v(12mm)
#text(font: sans, size: 24pt, weight: 600)[{text(paper.title)}]
#v(2mm)
#text(font: sans, size: 12pt, fill: soft)[{text(f"{paper.code}. {heading(paper)}.")}]
#v(8mm)
#text(size: 12pt)[{text(f"{paper.minutes} minutes, {paper.credits:g} credits")}]
#v(8mm)
#grid(columns: (18mm, 1fr), row-gutter: 9mm, align: bottom,
  label-text[Name], line(start: (0mm, 4mm), length: 100%, stroke: 0.6pt + rule),
  label-text[Date], line(start: (0mm, 4mm), length: 60mm, stroke: 0.6pt + rule))
#v(10mm)
#enum({rules})
#v(8mm)
#cover-table([#label-text[Problem]], [#label-text[Credits]], [#label-text[Reached]],
  table.hline(stroke: 0.5pt), {", ".join(rows)}, table.hline(stroke: 0.5pt), {total},
  table.hline(stroke: 0.8pt))
#pagebreak()
"""


def shared_figures(problem: ExamProblem) -> tuple[str, ...]:
    """The figures that every question of a problem shows."""
    questions = [item.card for item in problem.items if item.card.kind != "drill"]
    if not questions:
        return ()
    return tuple(
        name for name in questions[0].figures if all(name in card.figures for card in questions)
    )


def problem_head(problem: ExamProblem) -> str:
    """The line that a problem begins with."""
    return f"#problem({string(problem.id)}, {string(problem.title)}, [{worth(problem.credits)}])"


def _problem(problem: ExamProblem, figures: Figures, markup: Markup) -> str:
    contexts = [item.card.context for item in problem.items if item.card.context]
    shared = [markup.figure(figures[name]) for name in shared_figures(problem)]
    body = [markup.document(contexts[0]) if contexts else "", *shared]
    written = "\n\n".join(filter(None, body))
    return problem_head(problem) + (f"\n#context-block[{written}]" if written else "")


def _question(
    item: ExamItem, problem: ExamProblem, figures: Figures, markup: Markup, marker: Marker
) -> str:
    card = item.card
    values = item.row.values if item.row else {}
    body = [markup.document(card.stem, values)]
    body += [_figure(name, item, problem, figures, markup) for name in own_figures(item, problem)]
    body.append(answer_room(item, markup, marker))
    written = "\n\n".join(body)
    return f"#question({string(item.number)}, [{worth(item.credits)}], [{written}])"


def own_figures(item: ExamItem, problem: ExamProblem) -> list[str]:
    """The figures of a question that its problem does not show."""
    return [name for name in item.card.figures if name not in shared_figures(problem)]


def _figure(
    name: str, item: ExamItem, problem: ExamProblem, figures: Figures, markup: Markup
) -> str:
    """The figure, or where it stands already."""
    first = next(other for other in problem.items if name in other.card.figures)
    if first is item:
        return markup.figure(figures[name], OWN_FIGURE)
    return f"#label-text[{text(f'The figure stands at question {first.number}.')}]"


def answer_room(item: ExamItem, markup: Markup, marker: Marker) -> str:
    """Boxes to tick, a box to write in, or lines with room for the way."""
    card = item.card
    if card.kind == "choice":
        return options(card, item.option_order, markup, ticked=False)
    if card.kind == "open" or item.row is None:
        return f"#answer-box({max(16, BOX_PER_CREDIT * card.credits):g}mm)"
    lines = []
    for part in card.parts:
        for entry in part.inputs:
            label = markup.inline(entry.label, item.row.values)
            asked = words_asked(item.row.answers[entry.name], marker)
            lines.append(f"#answer-line([{label}], {string(asked)})")
    return f"#answer-box({ROOM_PER_CREDIT * card.credits:g}mm)\n" + "\n".join(lines)


def words_asked(key: Key, marker: Marker) -> str:
    """How an answer is to be given; on paper a list of words to pick from is written out."""
    return " / ".join(key.options) if key.kind == "choice" else marker.asked(key)


def options(card: Card, order: tuple[int, ...], markup: Markup, *, ticked: bool) -> str:
    """The statements in their order; `ticked` marks those that are true."""
    lines = []
    for letter, place in zip(LETTERS, order, strict=False):
        option = card.options[place]
        on = "true" if ticked and option.right else "false"
        lines.append(f"#option({string(letter)}, {on}, [{markup.inline(option.text)}])")
    return "\n".join(lines)
