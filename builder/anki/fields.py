"""A card -> the strings of its note's fields, complete for row 0 so that no script is needed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec

from builder.anki.html import blocks_html, escape, inline_html
from desktop.questions.card import Card, CardErratum, CardSource, fillings
from desktop.questions.document import Document
from desktop.questions.marking import Marker
from desktop.questions.rows import Key, Row
from desktop.questions.slots import fill

FIELDS = (
    "Title",
    "Id",
    "Kind",
    "Credits",
    "Context",
    "Stem",
    "Choices",
    "Inputs",
    "Answer",
    "Reasons",
    "Rubric",
    "Solution",
    "Explanation",
    "Errata",
    "Source",
    "Notice",
    "Data",
    "X1",
    "X2",
    "X3",
    "X4",
    "X5",
    "X6",
)

JSON_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
UNSAFE = re.compile(r'\\(["\\/bfnrt])|[<>&{}]')


def field_values(card: Card, figures: Mapping[str, str], exam_title: str) -> tuple[str, ...]:
    """The 23 fields in the order of FIELDS; `figures` maps a figure's id to its SVG."""
    row = card.rows[0] if card.rows else None
    texts = {
        "Title": escape(f"{card.number} {card.title}"),
        "Id": escape(card.id),
        "Kind": card.kind,
        "Credits": credits_text(card.credits),
        "Context": blocks_html(card.context) + "".join(figures[name] for name in card.figures),
        "Stem": _filled(blocks_html(card.stem), row),
        "Choices": _choices(card),
        "Inputs": _filled(_inputs(card), row),
        "Answer": _filled(blocks_html(card.answer), row),
        "Reasons": _reasons(card),
        "Rubric": _filled(_rubric(card), row),
        "Solution": _solution(card, row),
        "Explanation": _filled(blocks_html(card.explanation), row),
        "Errata": "".join(_erratum(erratum) for erratum in card.errata),
        "Source": _sources(card, exam_title),
        "Notice": _notice(card),
        "Data": _data(card),
    }
    return tuple(texts.get(name, "") for name in FIELDS)


def credits_text(credits: float) -> str:
    """Credits as the exam writes them: 1, 1.5, 2."""
    return f"{credits:g}"


def _filled(text: str, row: Row | None) -> str:
    return fill(text, row.values) if row else text


def _choices(card: Card) -> str:
    items = "".join(
        f'<li data-right="{int(option.right)}">{inline_html(option.text)}</li>'
        for option in card.options
    )
    return f'<ol class="et-choices">{items}</ol>' if items else ""


def _reasons(card: Card) -> str:
    items = "".join(
        f'<li data-right="{int(option.right)}"><strong>{"Right" if option.right else "False"}.'
        f"</strong> {inline_html(option.why)}</li>"
        for option in card.options
    )
    return f'<ol class="et-reasons">{items}</ol>' if items else ""


def _inputs(card: Card) -> str:
    # the script takes name and label from here; the tolerance is for those who have none
    items = "".join(
        f'<li data-name="{escape(entry.name)}"><span>{inline_html(entry.label)}</span>, '
        f"<small>{_asked(card.rows[0].answers[entry.name])}</small></li>"
        for part in card.parts
        for entry in part.inputs
    )
    return f'<ul class="et-inputs">{items}</ul>' if items else ""


def _asked(key: Key) -> str:
    """What may be typed or picked, for a card without its script."""
    asked = escape(_marker().asked(key))
    return f"{asked}: {escape(' / '.join(key.options))}" if key.options else asked


@cache
def _marker() -> Marker:
    return Marker()


def _rubric(card: Card) -> str:
    rows: list[tuple[float, Document]] = [(item.credits, item.item) for item in card.rubric]
    items = [f"{_credited(credits)}{inline_html(text)}</li>" for credits, text in rows]
    for part in card.parts:
        labels = ", ".join(inline_html(entry.label) for entry in part.inputs)
        items.append(f"{_credited(part.credits)}{labels}</li>")
    return f'<ul class="et-rubric">{"".join(items)}</ul>' if items else ""


def _credited(credits: float) -> str:
    text = credits_text(credits)
    return f'<li data-credits="{text}"><small>{text}</small> '


def _solution(card: Card, row: Row | None) -> str:
    if row is None:
        return ""
    return "".join(
        f'<div class="et-step">{fill(inline_html(step.text), values)}</div>'
        for step in card.solution
        for values in fillings(step, row)
    )


def _erratum(erratum: CardErratum) -> str:
    return (
        f'<div class="et-erratum"><p><strong>It says:</strong> '
        f"{inline_html(erratum.says)}</p><p><strong>Right:</strong> "
        f"{inline_html(erratum.right)}</p>{blocks_html(erratum.why)}</div>"
    )


def _sources(card: Card, exam_title: str) -> str:
    read_on = "".join(f"<li>{_source(source)}</li>" for source in card.sources)
    return f"<p>{escape(exam_title)}, problem {card.number}.</p><ul>{read_on}</ul>"


def _source(source: CardSource) -> str:
    where = f", {escape(source.where)}" if source.where else ""
    return (
        f"{escape(source.authors)}: <em>{escape(source.title)}</em>, {source.year}{where}. "
        f'<span class="et-tied">{escape(source.identifier)}</span>'
    )


def _notice(card: Card) -> str:
    lead = {"lost": "A reconstructed question.", "damaged": "Partly reconstructed."}
    parts = []
    if card.scan in lead:
        parts.append(f"<p><strong>{lead[card.scan]}</strong> {inline_html(card.inferred)}</p>")
    if card.accepted:
        parts.append(f"<p><strong>In the exam.</strong> {inline_html(card.accepted)}</p>")
    if card.retired:
        parts.append(f"<p><strong>Withdrawn.</strong> {escape(card.retired)}</p>")
    return "".join(parts)


def _data(card: Card) -> str:
    """What the card's script needs to fill and mark a numeric card, as JSON safe in any element."""
    if not card.rows:
        return ""
    data: dict[str, Any] = {
        "texts": {
            "stem": blocks_html(card.stem),
            "inputs": _inputs(card),
            "answer": blocks_html(card.answer),
            "rubric": _rubric(card),
            "explanation": blocks_html(card.explanation),
        },
        "solution": [
            {"text": inline_html(step.text), **({"each": step.each} if step.each else {})}
            for step in card.solution
        ],
        "mistakes": {name: inline_html(text) for name, text in card.mistakes.items()},
        "parts": [
            {
                "credits": part.credits,
                "answers": [entry.name for entry in part.inputs],
                **({"carry": part.carry} if part.carry else {}),
                **({"guard": part.guard} if part.guard else {}),
            }
            for part in card.parts
        ],
        "rows": msgspec.to_builtins(card.rows),
    }
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return escape_json(text)


def escape_json(text: str) -> str:
    r"""JSON in which \ < > & { } inside strings are written as \u00XX.

    Otherwise HTML, MathJax or Anki's template would read them.
    """
    text = JSON_STRING.sub(lambda string: UNSAFE.sub(_code_point, string.group()), text)
    while "}}" in text:
        text = text.replace("}}", "} }")
    return text


def _code_point(match: re.Match[str]) -> str:
    # a backslash begins an escape of the JSON, which stands for one character as a pair
    character = json.loads(f'"{match.group()}"') if match.group(1) else match.group()
    return f"\\u{ord(character):04x}"
