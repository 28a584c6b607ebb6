"""The solution sheet: what is right, what earns the credits, and the way to every number."""

from __future__ import annotations

from desktop.paper.markup import Markup, string, text
from desktop.paper.questions import LETTERS, heading, problem_head, words_asked, worth
from desktop.questions.card import fillings
from desktop.questions.examination import Examination, ExamItem
from desktop.questions.marking import Marker
from desktop.questions.rows import Key, Written
from desktop.questions.variants import MINUS


def solution_sheet(paper: Examination, markup: Markup, marker: Marker) -> str:
    """Typst's source of the body."""
    parts = [
        f"#text(font: sans, size: 18pt, weight: 600)[{text('Solutions')}]\n#v(-1mm)",
        f"#text(font: sans, size: 10pt, fill: soft)"
        f"[{text(f'{paper.title}, {paper.code}. {heading(paper)}.')}]",
    ]
    for problem in paper.problems:
        parts.append(problem_head(problem))
        parts += [_solution(item, markup, marker) for item in problem.items]
    return "\n".join(parts)


def _solution(item: ExamItem, markup: Markup, marker: Marker) -> str:
    body = {
        "choice": _choice,
        "open": _open,
    }.get(item.card.kind, _numeric)(item, markup, marker)
    head = f"{string(item.number)}, [{worth(item.credits)}], {string(item.card.title)}"
    return f"#solution({head}, [{body}])"


def _choice(item: ExamItem, markup: Markup, marker: Marker) -> str:
    lines = []
    for letter, place in zip(LETTERS, item.option_order, strict=False):
        option = item.card.options[place]
        on = "true" if option.right else "false"
        words = f"{markup.inline(option.text)}#parbreak();"
        why = f"#text(size: 9.5pt, fill: soft)[{markup.inline(option.why)}]"
        lines.append(f"#option({string(letter)}, {on}, [{words}{why}])")
    return "\n".join(lines)


def _open(item: ExamItem, markup: Markup, marker: Marker) -> str:
    rows = [
        f"#rubric([{text(f'{entry.credits:g}')}], [{markup.inline(entry.item)}])"
        for entry in item.card.rubric
    ]
    return markup.document(item.card.answer) + "\n" + "\n".join(rows)


def _numeric(item: ExamItem, markup: Markup, marker: Marker) -> str:
    row = item.row
    assert row is not None, f"{item.card.id} has no numbers"
    lines = []
    for part in item.card.parts:
        for entry in part.inputs:
            key = row.answers[entry.name]
            label = markup.inline(entry.label, row.values)
            tolerance = f"({words_asked(key, marker)})"
            said = f"{text(': ' + shown_key(key))} #label-text[{text(tolerance)}]"
            earned = text(f"{part.credits:g}") if entry is part.inputs[0] else ""
            lines.append(f"#rubric([{earned}], [{label}{said}])")
    steps = [
        markup.document(step.text, values)
        for step in item.card.solution
        for values in fillings(step, row)
    ]
    return "\n".join(lines) + "\n#v(1.5mm)\n" + "\n\n".join(steps)


def shown_key(key: Key) -> str:
    """The right answer as it is read."""
    shown = _written(key.key)
    return shown.replace("-", MINUS) if key.kind != "choice" else shown


def _written(key: Written) -> str:
    if isinstance(key, str):
        return key
    rows = [entry if isinstance(entry, str) else f"[{', '.join(entry)}]" for entry in key]
    return f"({', '.join(rows)})"
