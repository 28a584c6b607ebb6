"""Document tree -> Typst's markup. Formulas and figures are SVG; text cannot be read as markup."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Protocol

from desktop.formulas import Formula, FormulaError, to_svg
from desktop.questions import document as tree
from desktop.questions.slots import fill, slot_key

FORMULA_EM = 1.06  # em of a formula in em of the text around it: MathJax's letters are smaller
NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'
VARIABLE = re.compile(r"var\(--([\w-]+)\)")
TIED = re.compile(r"[,.;:!?)”’%]+")  # what may not be parted from a formula before it
OPENING = re.compile(r"[(“]+$")

# Print has one look: ink on white, and grey that a copier keeps.
COLORS = {
    "page": "#ffffff",
    "sunk": "#f2f2f2",
    "ink": "#000000",
    "soft": "#404040",
    "faint": "#595959",
    "rule": "#c8c8c8",
    "edge": "#6e6e6e",
    "accent": "#1f57b0",
}


class FormulaMaker(Protocol):
    """Typesets formulas and keeps the outlines of the glyphs that they use."""

    @property
    def glyphs(self) -> Mapping[str, str]:
        """Outlines by id."""

    def formula(self, tex: str, display: bool) -> Formula:
        """Typeset.

        Raises: FormulaError for TeX that can't be typeset.
        """


def text(words: str) -> str:
    """Words as a Typst expression that shows just them."""
    escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'#text("{escaped}");'


def string(words: str) -> str:
    """Words as a string of Typst's code."""
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


class Markup:
    """Writes documents, and collects the pictures that they show, each once."""

    def __init__(self, formulas: FormulaMaker) -> None:
        self._formulas = formulas
        self._names: dict[str, str] = {}
        self._pictures: dict[str, str] = {}

    def definitions(self) -> str:
        """The pictures, as definitions that stand before all text."""
        lines = [
            f"#let {name} = bytes({string(svg)})" for svg, name in sorted(self._pictures.items())
        ]
        return "\n".join(sorted(lines)) + "\n"

    def document(self, document: tree.Document, values: Mapping[str, str] | None = None) -> str:
        """Blocks, one below another."""
        return "\n\n".join(self._block(block, values or {}) for block in document)

    def inline(self, document: tree.Document, values: Mapping[str, str] | None = None) -> str:
        """A document of one paragraph as a line; another as blocks."""
        if len(document) == 1 and isinstance(document[0], tree.Paragraph):
            return self._inlines(document[0].children, values or {})
        return self.document(document, values)

    def figure(self, svg: str, widest: float = 100.0) -> str:
        """A figure in print's colors, at most so many mm wide."""
        colored = VARIABLE.sub(lambda match: COLORS[match[1]], svg)
        colored = colored.replace("currentColor", COLORS["ink"])
        colored = re.sub(r' (?:role|aria-labelledby|style|width)="[^"]*"', "", colored, count=4)
        colored = colored.replace("<svg ", f"<svg {NAMESPACE} ", 1)
        name = self._picture(colored)
        return f"#figure-image({name}, {widest}mm)"

    def _picture(self, svg: str) -> str:
        if svg not in self._pictures:
            self._pictures[svg] = f"picture-{len(self._pictures) + 1:04d}"
        return self._pictures[svg]

    def _block(self, block: tree.Block, values: Mapping[str, str]) -> str:
        match block:
            case tree.Paragraph():
                return f"#par[{self._inlines(block.children, values)}]"
            case tree.DisplayFormula():
                shown = self._formula(block.tex, values, display=True)
                return f"#block(breakable: false, inset: (left: 7mm))[{shown}]"
            case tree.CodeBlock():
                return f"#block(breakable: false, raw({string(block.text)}, block: true))"
            case tree.ItemList():
                return self._list(block, values)
            case tree.Table():
                return self._table(block, values)

    def _list(self, block: tree.ItemList, values: Mapping[str, str]) -> str:
        items = ", ".join(f"[{self.inline(item, values)}]" for item in block.items)
        kind = "list" if block.start is None else f"enum.with(start: {block.start})"
        return f"#{kind}({items})" if block.start is None else f"#({kind})({items})"

    def _table(self, block: tree.Table, values: Mapping[str, str]) -> str:
        cells = [f"[#strong[{self._inlines(cell, values)}]]" for cell in block.header]
        cells += [f"[{self._inlines(cell, values)}]" for row in block.rows for cell in row]
        columns = len(block.header)
        return (
            f"#block(breakable: false, table(columns: {columns}, stroke: none, "
            f"table.hline(), {', '.join(cells[:columns])}, table.hline(stroke: 0.5pt), "
            f"{', '.join(cells[columns:])}, table.hline()))"
        )

    def _inlines(self, inlines: tuple[tree.Inline, ...], values: Mapping[str, str]) -> str:
        written: list[str] = []
        skip = ""  # of the next text, written with the formula before it
        for place, inline in enumerate(inlines):
            following = inlines[place + 1] if place + 1 < len(inlines) else None
            if isinstance(inline, tree.Text):
                words = inline.text[len(skip) :]
                skip = ""
                opening = OPENING.search(words) if isinstance(following, tree.Formula) else None
                written.append(text(words[: opening.start()] if opening else words))
            elif isinstance(inline, tree.Formula):
                before = _opening(inlines, place)
                closing = TIED.match(following.text) if isinstance(following, tree.Text) else None
                skip = closing.group() if closing else ""
                shown = self._formula(inline.tex, values, display=False)
                tied = f"{text(before) if before else ''}{shown}{text(skip) if skip else ''}"
                written.append(f"#box[{tied}]" if before or skip else shown)
            else:
                written.append(self._inline(inline, values))
        return "".join(written)

    def _inline(self, inline: tree.Inline, values: Mapping[str, str]) -> str:
        match inline:
            case tree.Code():
                return f"#raw({string(inline.text)});"
            case tree.Slot():
                return text(values[slot_key(inline)])
            case tree.Emphasis():
                return f"#emph[{self._inlines(inline.children, values)}];"
            case tree.Strong():
                return f"#strong[{self._inlines(inline.children, values)}];"
            case tree.LineBreak():
                return "#linebreak();"
            case _:
                raise TypeError(f"no inline for a paper: {inline!r}")

    def _formula(self, tex: str, values: Mapping[str, str], *, display: bool) -> str:
        filled = fill(tex, values)
        try:
            formula = self._formulas.formula(filled, display)
        except FormulaError:
            return f"#raw({string(filled)});"
        svg = to_svg(formula, self._formulas.glyphs, attributes=NAMESPACE)
        name = self._picture(svg)
        lengths = (formula.width, formula.height + formula.depth, formula.depth)
        width, height, depth = (round(FORMULA_EM * length, 3) for length in lengths)
        size = f"width: {width}em, height: {height}em"
        drawn = f'image({name}, format: "svg", {size}, alt: {string(filled)})'
        return f"#box(baseline: {depth}em, {drawn});"


def _opening(inlines: tuple[tree.Inline, ...], place: int) -> str:
    """The brackets that stand directly before a formula."""
    before = inlines[place - 1] if place else None
    found = OPENING.search(before.text) if isinstance(before, tree.Text) else None
    return found.group() if found else ""
