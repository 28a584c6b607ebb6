"""However a valid file is damaged, it gives findings or is still right: never a traceback."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from builder.load import load
from builder.problems import Findings
from desktop.formulas import Typesetter
from tests.builder.mutations import damaged_bytes
from tests.builder.small_content import HERE, PLACES, SMALL, read_and_check, small_content

QUICK = 200
MANY = 10_000
NUMERIC = HERE / "hostile" / "problem-parts-do-not-add-up.yaml"
CHOICE = HERE / "hostile" / "problem-option-without-why.yaml"


def sources() -> list[tuple[str, str]]:
    """The kind and text of every file to damage."""
    files = [(kind, SMALL / place) for kind, place in PLACES.items()]
    files += [("problem", NUMERIC), ("problem", CHOICE)]
    return [(kind, path.read_text(encoding="utf-8")) for kind, path in files]


def check_damaged(content: Path, seeds: range, typesetter: Typesetter) -> None:
    files = sources()
    damaged = 0
    for seed in seeds:
        draw = random.Random(seed)
        kind, text = draw.choice(files)
        path = content / PLACES[kind]
        valid = (SMALL / PLACES[kind]).read_bytes()
        data = damaged_bytes(text, draw)
        path.write_bytes(data)
        try:
            findings = read_and_check(content, typesetter.formula)[1]
        except Exception as error:
            raise AssertionError(f"seed {seed}: {data!r}") from error
        for finding in findings:
            assert 1 <= finding.line <= data.count(b"\n") + 30, (seed, str(finding))
            assert str(finding).isprintable(), (seed, str(finding))
        damaged += bool(findings)
        path.write_bytes(valid)
    assert damaged > len(seeds) / 2


def test_damaged_files_are_refused_without_a_traceback(
    tmp_path: Path, typesetter: Typesetter
) -> None:
    check_damaged(small_content(tmp_path), range(QUICK), typesetter)


@pytest.mark.long
def test_ten_thousand_damaged_files(tmp_path: Path, typesetter: Typesetter) -> None:
    check_damaged(small_content(tmp_path), range(MANY), typesetter)


def test_random_bytes_are_refused(tmp_path: Path) -> None:
    content = small_content(tmp_path)
    for seed in range(QUICK):
        draw = random.Random(seed)
        (content / PLACES["problem"]).write_bytes(draw.randbytes(draw.randrange(1, 400)))
        findings = Findings()
        load(content, findings)
        assert findings
