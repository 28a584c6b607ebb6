"""Valid content, damaged at random: in its bytes, its lines, its words and its data."""

from __future__ import annotations

import random
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from builder.strict_yaml import parse

TOKENS = [
    *("[", "]", "{", "}", ",", ": ", "- ", "? ", "|", ">", "'", '"', "\\", "#", " #", "&a ", "*a"),
    *("!!str ", "<<: ", "---\n", "...", "%YAML 1.1\n", "\t", "\n", "\r", "\0", "\u00a0", "\u202e"),
    *("[[", "]]", "[[n]]", "$", "$$", "`", "*", "**", "_", "<b>", "# ", "> ", "1. ", "![](", "|-|"),
    *(
        "null",
        "true",
        "no",
        "1e999",
        ".nan",
        "010",
        "-1",
        "0.3",
        "1_000",
        "",
        "kind",
        "id",
        "é",
        "𝔸",
    ),
    *("\\frac{", "\\text{\\a}", "\\tag{1}", "\\begin{aligned}", "^", "_", "&", "}{", "\\\\"),
]
VALUES: list[Any] = [
    *(
        None,
        True,
        False,
        0,
        1,
        -1,
        0.3,
        0.5,
        90,
        90.5,
        600,
        601,
        1899,
        2100,
        2101,
        1e9,
        "",
        " ",
        "no",
        "a\n",
        "a\nb",
        "1.1",
        "1",
    ),
    *("x" * 400, "x" * 7000, [], {}, [None], [[]], {"": ""}, {"id": "1.1"}, ["numbers/sums"] * 4),
    *("luo2016", {"key": "luo2016", "where": "here"}, {"state": "lost"}, {"view": "newton"}),
]


def damaged_text(text: str, draw: random.Random) -> str:
    """The text with one to four places damaged."""
    for _ in range(draw.randint(1, 4)):
        at = draw.randrange(len(text) + 1)
        end = min(len(text), at + draw.choice([0, 0, 1, 3, 20, 200]))
        lines = text.split("\n")
        row = draw.randrange(len(lines))
        match draw.randrange(6):
            case 0:
                text = text[:at] + draw.choice(TOKENS) + text[end:]
            case 1:
                text = text[:at] + text[end:]
            case 2:
                text = text[:end] + text[at:]
            case 3:
                lines[row] = " " * draw.randint(0, 6) + lines[row].strip()
                text = "\n".join(lines)
            case 4:
                lines.insert(draw.randrange(len(lines)), lines.pop(row))
                text = "\n".join(lines)
            case _:
                text = text[:at] + chr(draw.choice([draw.randrange(0xD800), 0x2028])) + text[at:]
    return text


def damaged_bytes(text: str, draw: random.Random) -> bytes:
    """The text's bytes, now and then cut off or with a wrong byte."""
    data = bytearray(damaged_text(text, draw).encode())
    if draw.random() < 0.1 and data:
        data[draw.randrange(len(data))] = draw.randrange(256)
    if draw.random() < 0.05:
        del data[draw.randrange(len(data) + 1) :]
    return bytes(data)


def damaged_data(text: str, draw: random.Random) -> Any:
    """The data of a file with one to three values replaced, removed or added."""
    data: Any = parse(text, lambda *problem: None)
    for _ in range(draw.choice([1, 1, 2, 3])):
        places = list(_places(data))
        if not places:
            return deepcopy(draw.choice(VALUES))
        holder, key = draw.choice(places)
        match draw.randrange(4):
            case 0 if isinstance(holder, dict):
                holder[draw.choice(["titel", "zebra", "kind", "figure", ""])] = holder.pop(key)
            case 1:
                del holder[key]
            case 2 if isinstance(holder, list):
                holder.append(deepcopy(holder[key]))
            case _:
                holder[key] = deepcopy(draw.choice(VALUES))
    return data


def _places(data: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(data, dict | list):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield data, key
            yield from _places(value)
