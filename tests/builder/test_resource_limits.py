"""Huge and deep files are refused within one second of processor time and 500 MB."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.builder.small_content import PLACES, small_content

ROOT = Path(__file__).parent.parent.parent
READ = """
import resource, sys, time
from pathlib import Path
from builder.load import load
from builder.problems import Findings

used = int(time.process_time())  # the imports above don't count
resource.setrlimit(resource.RLIMIT_CPU, (used + 1, used + 1))
resource.setrlimit(resource.RLIMIT_AS, (500_000_000, 500_000_000))
findings = Findings()
load(Path(sys.argv[1]), findings)
print(*findings, sep="\\n")
"""

SIXTY_QUESTIONS = "".join(
    f'- id: "1.{number}"\n  kind: open\n' + "".join(f"  key{i}: [x]\n" for i in range(100))
    for number in range(1, 61)
)
HUGE = {
    "brackets": (b"[" * 200_000, 1, "more than 16 levels of nesting"),
    "braces": (b"{a: " * 200_000, 1, "more than 16 levels of nesting"),
    "closed brackets": (b"[" * 200_000 + b"]" * 200_000, 1, "more than 16 levels of nesting"),
    "dashes": (b"- " * 200_000, 1, "more than 16 levels of nesting"),
    "question marks": (b"? " * 200_000, 1, "a key that is no text"),
    "long text": (b"title: " + b"x" * 900_000, 1, "a text of 900000 characters"),
    "long block": (b"title: |\n" + b"  x\n" * 200_000, 1, "a text of 400000 characters"),
    "long key": (b"x" * 900_000 + b": 1", 1, "a text of 900000 characters"),
    "ten megabytes": (b"title: " + b"x" * 10_000_000, 1, "the file is larger than 1000000 bytes"),
    "million items": (b"[" + b"1," * 450_000 + b"]", 1, "the file holds too much"),
    "million lines": (b"- 1\n" * 240_000, 49_999, "the file holds too much"),
    "many keys": (
        b"".join(b"k%d: 1\n" % i for i in range(80_000)),
        25_000,
        "the file holds too much",
    ),
    "same keys": (b"k: 1\n" * 180_000, 2, "the key `k` stands twice, first in line 1"),
    "unknown keys": (
        b"".join(b"key%d: 1\n" % i for i in range(20_000)),
        1,
        "unknown key `key0` in this problem",
    ),
    "unknown keys in questions": (
        b"questions:\n" + SIXTY_QUESTIONS.encode(),
        4,
        "unknown key `key0` in this open question",
    ),
    "long integer": (b"credits: " + b"9" * 5_000, 1, "`credits`: expected a number, got the text"),
    "long exponent": (
        b"credits: 1e" + b"9" * 5_000,
        1,
        "`credits`: expected a number, got the text",
    ),
    "zero bytes": (b"\0" * 900_000, 1, "a control character (U+0000) at column 1"),
    "tabs": (b"\t\n" * 450_000, 1, "a tab indents this line at column 1"),
    "no UTF-8": (b"\xe9" * 900_000, 1, "byte 0xE9 is not UTF-8"),
    "open quote": (b"title: '" + b"''" * 400_000, 1, "a quote is never closed"),
    "open double quote": (b'title: "' + b"\n" * 900_000, 1, "a quote is never closed"),
    "backslashes": (b'title: "' + b"\\f" * 400_000 + b'"', 1, "a backslash in double quotes"),
    "comment": (b"#" * 900_000, 1, "the file is empty"),
    "empty lines": (b"\n" * 900_000, 1, "the file is empty"),
    "documents": (b"---\n" * 200_000, 2, "a second document begins"),
    "directives": (b"%a b\n" * 150_000, 1, "a YAML directive"),
    "tags": (b"- !t\n" * 150_000, 1, "a tag (`!t`)"),
    "anchors": (b"- &a\n" * 150_000, 1, "an anchor (`&a`)"),
    "colons": (b"a:" * 400_000, 1, "a text of 799999 characters"),
    "commas": (b"[" + b"," * 900_000, 1, "this is no YAML"),
    "alias bomb": (
        b"a: &a [x, x]\n" + b"".join(b"b%d: [*a, *a]\n" % i for i in range(20_000)),
        2,
        "an alias (`*a`)",
    ),
}


@pytest.mark.linux
@pytest.mark.skipif(sys.platform != "linux", reason="process limits are Linux's")
@pytest.mark.parametrize("name", HUGE)
def test_huge_file_is_refused_in_time_and_memory(name: str, tmp_path: Path) -> None:
    data, line, message = HUGE[name]
    content = small_content(tmp_path)
    (content / PLACES["problem"]).write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-c", READ, str(content)], capture_output=True, text=True, cwd=ROOT
    )
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert any(f"problem-1.yaml:{line}: {message}" in found for found in lines), lines[:5]
    assert len(lines) <= 102
