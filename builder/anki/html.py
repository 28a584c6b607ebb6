"""Document tree -> HTML for Anki's fields, formulas between MathJax's delimiters.

Slots stay as [[name]] or [[name:form]]; the values that fill them are digits and signs, which mean
nothing to HTML, so that filling the rendered text in Python and in the card's script is the same.
"""

from __future__ import annotations

import html
import re

from desktop.questions import document as tree

# What Anki takes for its own in any field: sounds, speech, LaTeX.
ANKI_TAG = re.compile(r"\[(?=/?(?:sound:|anki:|latex\]|\$))", re.IGNORECASE)

# What may not be parted from a formula before or after it, as HTML.
OPENING = re.compile(r"[(“]+$")
CLOSING = re.compile(r"(?:[,.;:!?)”’%]|&quot;|&#x27;)+")


def blocks_html(document: tree.Document) -> str:
    """A document as HTML blocks."""
    return "".join(_block(block) for block in document)


def inline_html(document: tree.Document) -> str:
    """A document as HTML without its outer paragraph where it is one paragraph."""
    if len(document) == 1 and isinstance(document[0], tree.Paragraph):
        return _inlines(document[0].children)
    return blocks_html(document)


def escape(text: str) -> str:
    """Text as HTML; what Anki, or the filling of slots, would read as its own is an entity."""
    return _inert(html.escape(text, quote=True)).replace("[[", "[&#91;")


def tex_html(tex: str, *, display: bool) -> str:
    """TeX between the delimiters that Anki's MathJax knows; slots stay."""
    body = _inert(html.escape(tex, quote=False))
    # without the space, \[ and a slot would read as three brackets
    return rf"\[ {body} \]" if display else rf"\({body}\)"


def _inert(text: str) -> str:
    """Entities, which MathJax never sees, for what Anki would read as field, cloze or sound."""
    text = text.replace("{{", "{&#123;").replace("}}", "}&#125;")
    return ANKI_TAG.sub("&#91;", text)


def _block(block: tree.Block) -> str:
    match block:
        case tree.Paragraph():
            return f"<p>{_inlines(block.children)}</p>"
        case tree.DisplayFormula():
            return f'<div class="et-display">{tex_html(block.tex, display=True)}</div>'
        case tree.CodeBlock():
            return f"<pre><code>{escape(block.text)}</code></pre>"
        case tree.ItemList():
            return _list(block)
        case tree.Table():
            return _table(block)


def _list(block: tree.ItemList) -> str:
    items = "".join(f"<li>{_item(item)}</li>" for item in block.items)
    if block.start is None:
        return f"<ul>{items}</ul>"
    start = f' start="{block.start}"' if block.start != 1 else ""
    return f"<ol{start}>{items}</ol>"


def _item(item: tuple[tree.Block, ...]) -> str:
    return inline_html(item)


def _table(block: tree.Table) -> str:
    head = "".join(f"<th>{_inlines(cell)}</th>" for cell in block.header)
    rows = "".join(
        "<tr>" + "".join(f"<td>{_inlines(cell)}</td>" for cell in row) + "</tr>"
        for row in block.rows
    )
    return (
        f'<div class="et-table"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _inlines(inlines: tuple[tree.Inline, ...]) -> str:
    parts = [_inline(inline) for inline in inlines]
    for place, inline in enumerate(inlines):
        if isinstance(inline, tree.Formula):
            _tie(parts, inlines, place)
    return "".join(parts)


def _tie(parts: list[str], inlines: tuple[tree.Inline, ...], place: int) -> None:
    """Bind bracket and comma to a formula: it is set as a box, and a line may break at a box."""
    before = after = ""
    if place > 0 and isinstance(inlines[place - 1], tree.Text):
        parts[place - 1], before = _cut(parts[place - 1], OPENING.search(parts[place - 1]))
    if place + 1 < len(inlines) and isinstance(inlines[place + 1], tree.Text):
        parts[place + 1], after = _cut(parts[place + 1], CLOSING.match(parts[place + 1]))
    if before or after:
        parts[place] = f'<span class="et-tied">{before}{parts[place]}{after}</span>'


def _cut(text: str, match: re.Match[str] | None) -> tuple[str, str]:
    """The text without what was found at its edge, and what was found."""
    if match is None:
        return text, ""
    return text[: match.start()] + text[match.end() :], match.group()


def _inline(inline: tree.Inline) -> str:
    match inline:
        case tree.Text():
            return escape(inline.text)
        case tree.Code():
            return f"<code>{escape(inline.text)}</code>"
        case tree.Formula():
            return tex_html(inline.tex, display=False)
        case tree.Slot():
            form = f":{inline.form}" if inline.form else ""
            return f"[[{inline.name}{form}]]"
        case tree.Emphasis():
            return f"<em>{_inlines(inline.children)}</em>"
        case tree.Strong():
            return f"<strong>{_inlines(inline.children)}</strong>"
        case tree.LineBreak():
            return "<br>"
