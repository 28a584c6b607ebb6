"""What TeX may not contain, though MathJax would typeset it.

The deck shows formulas with Anki's own MathJax, page after page in one document. So a formula may
not change the next one, refer to another, or rely on a package that Anki lacks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.formulas.formula import FormulaError

LONGEST_TEX = 2000  # characters

_TAGS = "tag label ref eqref refeq leqno eqno eqalignno leqalignno"
_DEFINITIONS = """
    def gdef edef xdef let newcommand renewcommand providecommand newenvironment renewenvironment
    DeclareMathOperator DeclarePairedDelimiter DeclarePairedDelimiters DeclarePairedDelimiterX
    DeclarePairedDelimitersX DeclarePairedDelimiterXPP DeclarePairedDelimitersXPP definecolor
    newtagform renewtagform usetagform mathtoolsset
"""
_PAGE = "href url class cssId style data unicode require autoload mmlToken includegraphics texttip"

_REASONS = {
    "tags": "a formula here has no number and no name, write it into the text",
    "definitions": "it would change the formulas after this one, write the formula out",
    "page": "it reaches beyond the formula, say it in Markdown",
}
REFUSED: dict[str, str] = {
    name: _REASONS[reason]
    for reason, names in (("tags", _TAGS), ("definitions", _DEFINITIONS), ("page", _PAGE))
    for name in names.split()
}

# Commands that show their argument as text, with the number of groups up to that argument.
TEXT_COMMANDS: dict[str, int] = {
    "text": 1, "textrm": 1, "textup": 1, "textnormal": 1, "textit": 1, "textbf": 1, "textsf": 1,
    "texttt": 1, "mbox": 1, "hbox": 1, "fbox": 1, "framebox": 1, "clap": 1, "textllap": 1,
    "textrlap": 1, "textclap": 1, "intertext": 1, "shortintertext": 1, "colorbox": 2,
    "fcolorbox": 3,
}  # fmt: skip

_STRETCHING = re.compile(r"\\begin\s*\{(multline\*?|flalign\*?)\}")
_COMMENT = re.compile(r"(?<!\\)(?:\\\\)*%")
_OPEN_END = re.compile(r"(?<!\\)(?:\\\\)*\\\s*$")
_COMMAND = re.compile(r"\\([A-Za-z]+|.)", re.DOTALL)
_STRANGE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u200b-\u200f\u2028-\u202e\ufeff]")


def refuse(tex: str) -> None:
    """Check a formula's source before it is typeset.

    Raises: FormulaError if it is empty, too long, holds invisible characters, a command that is
    refused, or a command inside text.
    """
    if not tex.strip():
        raise FormulaError("the formula is empty", tex)
    if len(tex) > LONGEST_TEX:
        size = f"{len(tex):,} characters, at most {LONGEST_TEX:,} are allowed"
        raise FormulaError(f"the formula has {size}, break it up", tex)
    if strange := _STRANGE.search(tex):
        code = f"U+{ord(strange[0]):04X}"
        # The TeX is shown escaped: the character itself may not even be printable.
        shown = tex.encode("unicode_escape").decode()
        raise FormulaError(f"the formula holds the invisible character {code}, remove it", shown)
    if stretching := _STRETCHING.search(tex):
        advice = "use multlined, gathered or aligned"
        raise FormulaError(f"{stretching[1]} is as wide as the page, {advice}", tex)
    if _OPEN_END.search(tex):
        # with the delimiter that follows on a card it would be a line break
        raise FormulaError("the formula ends with a backslash, remove it", tex)
    comments = len(_COMMENT.findall(tex))
    for command in _COMMAND.finditer(tex):
        name = command[1]
        if name in REFUSED:
            raise FormulaError(f"\\{name} is refused, {REFUSED[name]}", tex)
        for argument in _text_arguments(tex, name, command.end()):
            if "\\" in argument:
                raise FormulaError(
                    f"there is a backslash inside \\{name}{{...}}, Anki would show it as it stands:"
                    " end the text before the command and begin it again after",
                    tex,
                )
            comments -= argument.count("%")  # in a text the sign is a sign
    if comments > 0:
        raise FormulaError(r"a % begins a comment that is not shown, write \% for the sign", tex)


def _text_arguments(tex: str, name: str, start: int) -> Iterator[str]:
    r"""The groups after \name that are shown as text or lead to it."""
    for _ in range(TEXT_COMMANDS.get(name, 0)):
        while start < len(tex) and tex[start].isspace():
            start += 1
        # \framebox and its kind may have options in brackets first.
        while tex[start : start + 1] == "[":
            start = tex.find("]", start) + 1 or len(tex)
        if tex[start : start + 1] != "{":
            return
        end = _group_end(tex, start)
        yield tex[start + 1 : end]
        start = end + 1


def _group_end(tex: str, start: int) -> int:
    """Position of the brace that closes the one at `start`, or the end of the formula."""
    depth = 0
    for position in range(start, len(tex)):
        if tex[position] == "{":
            depth += 1
        elif tex[position] == "}":
            depth -= 1
            if depth == 0:
                return position
    return len(tex)
