"""What libyaml says about broken syntax -> what an author can do about it."""

from __future__ import annotations

import yaml

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
    "found a tab character where an indentation space is expected": (
        "a tab indents this line",
        "indent with spaces",
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


def explain(error: yaml.YAMLError, text: str) -> tuple[int, str, str]:
    """The line of a syntax error, what is wrong there, and how to mend it."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return 1, f"this is no YAML ({quoted(str(error))})", "see what an editor says of it"
    line = error.problem_mark.line + 1
    if error.context == "while parsing a quoted scalar":
        return line, *backslash_in_double_quotes(text[error.problem_mark.index :][:2])
    if error.context == "while scanning a quoted scalar" and error.context_mark is not None:
        # The end of the file is where libyaml noticed; the quote is what to mend.
        line = error.context_mark.line + 1
        return line, "a quote is never closed", "close it, or write the text in a block after `|`"
    problem = error.problem or "broken syntax"
    message, remedy = _EXPLAINED.get(problem, (f"this is no YAML ({problem})", _QUOTE))
    if error.context_mark is not None and error.context_mark.line + 1 < line:
        message += f" (it began in line {error.context_mark.line + 1})"
    return line, message, remedy


def backslash_in_double_quotes(escape: str) -> tuple[str, str]:
    """What is wrong with a backslash in double quotes, and how to mend it."""
    becomes = _BECOMES.get(escape, "no longer a backslash")
    message = f"a backslash in double quotes ({quoted(escape)} is {becomes})"
    return message, "write it in single quotes or in a block after `|`"


_BECOMES = {
    "\\a": "a bell",
    "\\b": "a backspace",
    "\\e": "an escape character",
    "\\f": "a form feed",
    "\\n": "a new line",
    "\\r": "a carriage return",
    "\\t": "a tab",
    "\\v": "a vertical tab",
    "\\L": "a line separator",
    "\\N": "a next-line character",
    "\\P": "a paragraph separator",
    "\\_": "a no-break space",
    '\\"': "a quote",
    "\\\\": "one backslash",
}
