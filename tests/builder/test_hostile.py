"""Every broken file is refused with exactly the messages that hostile.txt lists for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.formulas import Typesetter
from tests.builder.small_content import HERE, PLACES, complaints, small_content

FOLDER = HERE / "hostile"
FILES = sorted(FOLDER.glob("*.yaml"))


def expected_messages() -> dict[str, list[str]]:
    """The messages by file; in hostile.txt they are indented below the file's name."""
    messages: dict[str, list[str]] = {}
    name = ""
    for line in (HERE / "hostile.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            messages[name].append(line.strip())
        elif line:
            name = line
            messages[name] = []
    return messages


EXPECTED = expected_messages()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_broken_file_is_refused(path: Path, tmp_path: Path, typesetter: Typesetter) -> None:
    content = small_content(tmp_path)
    target = content / PLACES[path.stem.split("-")[0]]
    target.write_bytes(path.read_bytes())
    assert complaints(content, typesetter.formula) == EXPECTED[path.name]


def test_small_content_itself_is_right(tmp_path: Path, typesetter: Typesetter) -> None:
    assert complaints(small_content(tmp_path), typesetter.formula) == []


def test_every_broken_file_has_its_messages() -> None:
    assert [path.name for path in FILES] == sorted(EXPECTED)
    assert len(FILES) >= 80
    assert all(EXPECTED.values())
