"""What libyaml says about broken syntax -> what an author can do about it."""

from __future__ import annotations

import yaml

from builder.characters import tab
from builder.problems import quoted

_QUOTE = "put the whole text in single quotes, or write it in a block after `|`"
_EXPLAINED = {
    "mapping values are not allowed in this context": (
        "a colon stands where no key can stand",
        "mend the indentation, or quote the text if it holds `: `",
    ),
    "did not find expected key": (
        "the line does not continue what stands above it",
        "mend the indentation, or quote the whole text if only a part of it is quoted",
    ),
    "did not find expected '-' indicator": (
        "the line is no item of the list above it",
        "mend the indentation, or begin it with `- `",
    ),
    "could not find expected ':'": (
        "a key has no colon",
        "write `: ` after the key, or mend the indentation",
    ),
    "did not find expected ',' or ']'": (
        "a list in brackets is not closed",
        "close it with `]`, or quote a text that holds a bracket",
    ),
    "did not find expected ',' or '}'": (
        "a mapping in braces is not closed",
        "close it with `}`, or quote a text that holds a comma or a brace",
    ),
    "found character that cannot start any token": (
        "a text can't begin with this character",
        _QUOTE,
    ),
    "did not find expected comment or line break": (
        "text follows the sign of a block on its line",
        "begin the text on the next line",
    ),
    "found unknown directive name": (
        "a YAML directive",
        "remove the line that begins with `%`",
    ),
    "found incompatible YAML document": (
        "a YAML directive",
        "remove the line that begins with `%`",
    ),
    "found undefined tag handle": (
        "a tag",
        "remove it, or quote a text that begins with !",
    ),
    "did not find expected alphabetic or numeric character": (
        "an alias or an anchor without a name",
        "quote a text that begins with * or &",
    ),
}


def line_of(event: yaml.Event) -> int:
    """The line where an event begins."""
    assert event.start_mark is not None  # only events that a program makes up lack it
    return int(event.start_mark.line) + 1


def span(event: yaml.Event) -> tuple[int, int]:
    """Where in the text an event begins and ends."""
    assert event.start_mark is not None
    assert event.end_mark is not None
    return int(event.start_mark.index), int(event.end_mark.index)


def explain(error: yaml.YAMLError, text: str) -> tuple[int, str, str]:
    """The line of a syntax error, what is wrong there, and how to mend it."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return 1, f"this is no YAML ({quoted(str(error))})", "see what an editor says of it"
    line, at = error.problem_mark.line + 1, error.problem_mark.index
    if error.context == "while parsing a quoted scalar":
        return backslash_in_double_quotes(text, text.rfind("\\", 0, at + 1))
    if text[at : at + 1] == "\t":
        return line, *tab(error.problem_mark.column + 1, indents=True)
    if error.context == "while scanning a quoted scalar" and error.context_mark is not None:
        # The end of the file is where libyaml noticed; the quote is what to mend.
        line = error.context_mark.line + 1
        return line, "a quote is never closed", "close it, or write the text in a block after `|`"
    problem = error.problem or "broken syntax"
    message, remedy = _EXPLAINED.get(problem, (f"this is no YAML ({problem})", _QUOTE))
    if error.context_mark is not None and error.context_mark.line + 1 < line:
        message += f" (it began in line {error.context_mark.line + 1})"
    return line, message, remedy


def backslash_in_double_quotes(text: str, at: int) -> tuple[int, str, str]:
    """The line of a backslash in double quotes, what is wrong with it, and how to mend it."""
    line = text.count("\n", 0, at) + 1
    escape = text[at : at + 2].rstrip("\n")
    message = f"a backslash in double quotes ({quoted(escape)} {_MEANS.get(escape, _NO_ESCAPE)})"
    return line, message, "write it in single quotes or in a block after `|`"


_NO_ESCAPE = "means nothing to YAML"
_MEANS = {
    "\\": "joins two lines",
    "\\0": "is a null character",
    "\\a": "is a bell",
    "\\b": "is a backspace",
    "\\t": "is a tab",
    "\\n": "is a new line",
    "\\v": "is a vertical tab",
    "\\f": "is a form feed",
    "\\r": "is a carriage return",
    "\\e": "is an escape character",
    "\\N": "is a next-line character",
    "\\_": "is a no-break space",
    "\\L": "is a line separator",
    "\\P": "is a paragraph separator",
    "\\x": "is a character by its number",
    "\\u": "is a character by its number",
    "\\U": "is a character by its number",
    '\\"': "is a quote",
    "\\/": "is a slash",
    "\\\\": "is one backslash",
}
