"""The guard between YAML and our data: what a file may hold, and the line of everything in it."""

from __future__ import annotations

import json
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.characters import decode
from builder.positions import Positions
from builder.strict_yaml import MAX_DEPTH, MAX_EVENTS, MAX_SCALAR, parse


def parsed(text: str):
    """The data of a text without problems."""
    found: list[object] = []
    data = parse(text, lambda *finding: found.append(finding))
    assert found == []
    return data


def problems(text: str) -> list[str]:
    """What is wrong with a text, as lines."""
    found: list[str] = []
    parse(text, lambda line, message, remedy: found.append(f"{line}: {message}: {remedy}"))
    return found


def byte_problems(data: bytes) -> list[str]:
    """What is wrong with the bytes of a file, as lines."""
    found: list[str] = []
    decode(data, lambda line, message, remedy: found.append(f"{line}: {message}: {remedy}"))
    return found


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1", 1),
        ("-12", -12),
        ("0", 0),
        ("0.5", 0.5),
        ("1e-3", 0.001),
        ("1E3", 1000.0),
        ("-2.50", -2.5),
        ("123456789012345", 123456789012345),
        ("0.123456789012345", 0.123456789012345),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
    ],
)
def test_plain_scalars_with_a_meaning(written: str, meant: object) -> None:
    data = parsed(f"a: {written}")
    assert data == {"a": meant}
    assert type(data["a"]) is type(meant)


@pytest.mark.parametrize(
    "written",
    [
        *("no", "yes", "on", "off", "y", "n", "True", "TRUE", "False", "Null", "NULL"),
        *("010", "0x1F", "0o17", "0b1", "1_000", "+5", ".5", "5.", "1:30", "12:30:45", "1,5"),
        *("2022-08-01", "2022-08-01T10:00:00Z", ".nan", ".NaN", ".inf", "-.inf", "="),
        *("1234567890123456", "0.1234567890123456", "1.0e+999", "1e-999", "9" * 5000),
        *("4.7.1", "1e", "1e3.5", "--1", "e5", "١٢"),
    ],
)
def test_all_other_plain_scalars_are_text(written: str) -> None:
    assert parsed(f"a: {written}") == {"a": written}


@pytest.mark.parametrize("written", ['"1"', "'1'", "|-\n  1", ">-\n  1"])
def test_quoted_scalars_are_text(written: str) -> None:
    assert parsed(f"a: {written}") == {"a": "1"}


def test_tex_survives_in_single_quotes_and_blocks() -> None:
    assert parsed("a: '\\frac{1}{2}'\nb: |\n  \\beta\nc: >\n  \\nu\nd: \\theta") == {
        "a": "\\frac{1}{2}",
        "b": "\\beta\n",
        "c": "\\nu\n",
        "d": "\\theta",
    }


@pytest.mark.parametrize(
    ("escape", "meaning"),
    [
        ("\\frac", "`\\f` is a form feed"),
        ("\\beta", "`\\b` is a backspace"),
        ("\\theta", "`\\t` is a tab"),
        ("\\nu", "`\\n` is a new line"),
        ("\\rho", "`\\r` is a carriage return"),
        ("\\alpha", "`\\a` is a bell"),
        ("\\vec", "`\\v` is a vertical tab"),
        ("\\eta", "`\\e` is an escape character"),
        ("\\Phi", "`\\P` is a paragraph separator"),
        ("\\Lambda", "`\\L` is a line separator"),
        ("\\Nabla", "`\\N` is a next-line character"),
        ("\\_", "`\\_` is a no-break space"),
        ("\\0", "`\\0` is a null character"),
        ("\\xi", "`\\x` is a character by its number"),
        ("\\unicode", "`\\u` is a character by its number"),
        ("\\Upsilon", "`\\U` is a character by its number"),
        ("\\ud800", "`\\u` is a character by its number"),
        ("\\sigma", "`\\s` means nothing to YAML"),
        ("\\\\alpha", "`\\\\` is one backslash"),
        ('\\"', '`\\"` is a quote'),
        ("\\/", "`\\/` is a slash"),
    ],
)
def test_backslash_in_double_quotes_is_refused_with_its_reason(escape: str, meaning: str) -> None:
    remedy = "write it in single quotes or in a block after `|`"
    wanted = [f"2: a backslash in double quotes ({meaning}): {remedy}"]
    assert problems(f'a: 1\nb: "a {escape} b"') == wanted


def test_backslash_in_a_double_quoted_text_of_two_lines_has_its_own_line() -> None:
    assert problems('a: "one\n  two \\nu"')[0].startswith("2: a backslash")


def test_refused_text_is_read_as_it_was_meant() -> None:
    assert parse('a: "$\\nu$"', lambda *_: None) == {"a": "$\\nu$"}


def test_all_problems_of_a_file_are_listed() -> None:
    text = 'a: !t 1\nb: &x 2\nc: "\\f"\nc: 3\nd: x #y\n<<: {}\ne: {f: 1, f: 2}\n'
    assert [problem.split(":")[0] for problem in problems(text)] == [
        "1",
        "2",
        "3",
        "4",
        "5",
        "6",
        "7",
    ]


def test_first_of_two_keys_counts() -> None:
    assert parse("a: 1\na: 2\nb: {c: 3, c: 4}", lambda *_: None) == {"a": 1, "b": {"c": 3}}


def test_each_further_key_is_reported() -> None:
    assert problems("a: 1\na: 2\na: 3") == [
        "2: the key `a` stands twice, first in line 1: keep one of the two",
        "3: the key `a` stands twice, first in line 1: keep one of the two",
    ]


@pytest.mark.parametrize(
    "text", ["a: b  # c", "a: b   #c", "# c\na: b", "a: 'b' # c", "a: | # c\n  b"]
)
def test_comments_are_allowed(text: str) -> None:
    assert parsed(text)["a"].strip() == "b"


def test_comment_that_cuts_a_text_is_refused() -> None:
    assert problems("a: Question #3") == [
        "1: a comment follows `Question` after a single space: quote the text if ` #` belongs to "
        "it, else put two spaces before the comment"
    ]


def test_depth_is_limited() -> None:
    allowed = MAX_DEPTH
    parsed("[" * allowed + "]" * allowed)
    assert problems("[" * (allowed + 1)) == [
        "1: more than 16 levels of nesting: close a bracket, or flatten the data"
    ]


def test_length_of_a_text_is_limited() -> None:
    parsed("x" * MAX_SCALAR)
    assert problems("x" * (MAX_SCALAR + 1)) == [
        "1: a text of 10001 characters: keep it under 10000"
    ]


def test_number_of_events_is_limited() -> None:
    # Two events begin the file and one begins the list.
    parsed("- 1\n" * (MAX_EVENTS - 5))
    assert problems("- 1\n" * MAX_EVENTS) == [
        "49999: the file holds too much: split it into several files"
    ]


def test_explicit_document_is_allowed_once() -> None:
    assert parsed("---\na: 1\n...\n") == {"a": 1}
    assert problems("a: 1\n--- {}\n") == ["2: a second document begins: remove the `---`"]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"a: \xff", "byte 0xFF is not UTF-8: save the file as UTF-8"),
        ("a: café".encode("latin-1"), "byte 0xE9 is not UTF-8: save the file as UTF-8"),
        (b"a: \xed\xa0\x80", "byte 0xED is not UTF-8: save the file as UTF-8"),  # a lone surrogate
        (b"a: \xc3", "byte 0xC3 is not UTF-8: save the file as UTF-8"),  # cut off
        (b"a: \xc0\xaf", "byte 0xC0 is not UTF-8: save the file as UTF-8"),  # an overlong slash
        ("a: 1".encode("utf-16"), "the file is UTF-16: save it as UTF-8"),
        ("a: 1".encode("utf-16-le"), "the file is UTF-16: save it as UTF-8"),
        ("a: 1".encode("utf-16-be"), "the file is UTF-16: save it as UTF-8"),
        ("a: 1".encode("utf-32"), "the file is UTF-16: save it as UTF-8"),
        (
            "a: 1".encode("utf-8-sig"),
            "the file begins with a byte order mark: save it as UTF-8 without one",
        ),
        (b"a: \0", "a control character (U+0000) at column 4: remove it"),
        (b"a: \x07", "a control character (U+0007) at column 4: remove it"),
        (b"a: \x0c", "a control character (U+000C) at column 4: remove it"),
        (b"a: \x1b[31m", "a control character (U+001B) at column 4: remove it"),
        (b"a: \x7f", "a control character (U+007F) at column 4: remove it"),
        (b"a: 1\rb: 2", "a control character (U+000D) at column 5: remove it"),
        ("a: \x85".encode(), "a control character (U+0085) at column 4: remove it"),
        ("a: \x9b".encode(), "a control character (U+009B) at column 4: remove it"),
        (
            "a: \xa0".encode(),
            "an unusual space (no-break space, U+00A0) at column 4: write an ordinary space",
        ),
        (
            "a: \u202f".encode(),
            "an unusual space (narrow no-break space, U+202F) at column 4: write an ordinary space",
        ),
        (
            "a: \u2028".encode(),
            "an invisible character (line separator, U+2028) at column 4: remove it",
        ),
        (
            "a: \u2029".encode(),
            "an invisible character (paragraph separator, U+2029) at column 4: remove it",
        ),
        (
            "a: \u200b".encode(),
            "an invisible character (zero width space, U+200B) at column 4: remove it",
        ),
        (
            "a: \u200d".encode(),
            "an invisible character (zero width joiner, U+200D) at column 4: remove it",
        ),
        (
            "a: \ufeff".encode(),
            "an invisible character (zero width no-break space, U+FEFF) at column 4: remove it",
        ),
        (
            "a: \u202e".encode(),
            "an invisible character (right-to-left override, U+202E) at column 4: remove it",
        ),
        (
            "a: \u2066".encode(),
            "an invisible character (left-to-right isolate, U+2066) at column 4: remove it",
        ),
        ("a: \xad".encode(), "an invisible character (soft hyphen, U+00AD) at column 4: remove it"),
        (
            "a: \U000e0041".encode(),
            "an invisible character (tag latin capital letter a, U+E0041) at column 4: remove it",
        ),
        ("a: \ue000".encode(), "a character that no font shows (U+E000) at column 4: remove it"),
        ("a: \uffff".encode(), "a character that no font shows (U+FFFF) at column 4: remove it"),
        (
            "a: \ufffd".encode(),
            "a replacement character (U+FFFD) at column 4: write the character that got lost here",
        ),
        (b"a:\n\tb: 1", "a tab indents this line at column 1: indent with spaces"),
        (b"a: b\tc", "a tab at column 5: write spaces"),
    ],
)
def test_bytes_that_no_reader_sees_are_refused(data: bytes, problem: str) -> None:
    line = 2 if b"\n" in data else 1
    assert byte_problems(data) == [f"{line}: {problem}"]


def test_every_invisible_character_is_refused() -> None:
    invisible = {"Cc", "Cf", "Co", "Zl", "Zp", "Zs"}
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        refused = unicodedata.category(character) in invisible and character not in " \n"
        if refused or code in (0xE9, 0x2013, 0x2212, 0x1F600):
            assert bool(byte_problems(f"a{character}b".encode())) is refused, hex(code)


def test_each_character_is_reported_once_a_line() -> None:
    assert byte_problems("\u200b\u200b\xa0\n\u200b".encode()) == [
        "1: an invisible character (zero width space, U+200B) at column 1: remove it",
        "1: an unusual space (no-break space, U+00A0) at column 3: write an ordinary space",
        "2: an invisible character (zero width space, U+200B) at column 1: remove it",
    ]


def test_windows_line_ends_are_read_like_others() -> None:
    assert decode(b"a: |\r\n  b\r\n", pytest.fail) == "a: |\n  b\n"


POSITIONS = """\
# a comment
a: 1
b:
- x
- - y
  - z
- c: |
    first

    second
  d: 'single'

e:
  later
f: {g: [1,
  2]}
a: 3
"""


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        ((), 2),
        (("a",), 2),
        (("b",), 3),
        (("b", 0), 4),
        (("b", 1), 5),
        (("b", 1, 1), 6),
        (("b", 2), 7),
        (("b", 2, "c"), 7),
        (("b", 2, "d"), 11),
        (("e",), 13),
        (("f", "g", 0), 15),
        (("f", "g", 1), 16),
        (("b", 2, "missing"), 7),
        (("b", 7, "missing", 0), 3),
    ],
)
def test_line_of_a_value(keys: tuple[str | int, ...], line: int) -> None:
    assert Positions(POSITIONS).line(keys) == line


@pytest.mark.parametrize(
    ("text", "newlines", "line"),
    [
        ("a: |\n  one\n  two\n", 0, 2),
        ("a: |\n  one\n  two\n", 1, 3),
        ("a: |2-  # comment\n\n   one\n  two\n", 0, 2),
        ("a: |2-  # comment\n\n   one\n  two\n", 2, 4),
        ("a: one", 0, 1),
        ("a:\n  one", 0, 2),
        ("a: 'one\n\n  two'", 1, 1),
        ("a: >\n  one\n\n  two\n", 1, 2),
    ],
)
def test_line_within_a_text(text: str, newlines: int, line: int) -> None:
    assert Positions(text).text_line(("a",), newlines) == line


plain_keys = st.text("abcé𝔸", min_size=1, max_size=4)
trees = st.recursive(
    st.none() | st.booleans() | st.integers(-999, 999) | st.text("ab é𝔸\n'", max_size=8),
    lambda children: st.lists(children, max_size=3) | st.dictionaries(plain_keys, children),
    max_leaves=12,
)


def written(data: object, keys: tuple[str | int, ...], lines: dict, out: list[str]) -> str:
    """Data as YAML in flow style, each value on a line of its own, whose number goes to `lines`."""
    if isinstance(data, dict | list):
        named = data.items() if isinstance(data, dict) else enumerate(data)
        out.append("{" if isinstance(data, dict) else "[")
        for key, value in named:
            lines[(*keys, key)] = "".join(out).count("\n") + 2
            out.append("\n" + " " * len(keys))
            out.append(f" '{key}': " if isinstance(key, str) else " ")
            written(value, (*keys, key), lines, out)
            out.append(",")
        out.append("\n" + " " * len(keys) + ("}" if isinstance(data, dict) else "]"))
    elif isinstance(data, str):
        out.append("'" + data.replace("'", "''").replace("\n", "\n\n ") + "'")
    else:
        out.append(json.dumps(data))
    return "".join(out)


@given(trees.filter(lambda tree: isinstance(tree, dict | list)))
def test_what_is_written_is_read_and_found_again(tree: object) -> None:
    lines: dict = {}
    text = written(tree, (), lines, [])
    data = parse(text, pytest.fail)
    positions = Positions(text)
    assert {keys: positions.line(keys) for keys in lines} == lines
    if "\n" not in repr(tree) and "\\n" not in repr(tree):
        assert data == tree
