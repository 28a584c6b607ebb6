"""The same content and ledger give the same deck and bundle, wherever and whenever they are built.

Each environment is a clone in a folder of its own, built twice: once with formulas typeset before,
once with an empty cache.
"""

from __future__ import annotations

import os
import random
import shutil
import stat
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.clone import Clone


class Environment(NamedTuple):
    """What differs from one machine or day to another."""

    folder: str
    variables: dict[str, str]
    umask: int
    order: int  # in which the files of content/ are made


ENVIRONMENTS = [
    Environment("plain", {"PYTHONHASHSEED": "0"}, 0o022, 0),
    Environment("a b/ü", {"PYTHONHASHSEED": "1", "TZ": "Pacific/Apia"}, 0o077, 1),
    Environment("hash", {"PYTHONHASHSEED": "2", "LC_ALL": "C", "LANG": "C"}, 0o000, 2),
    Environment(
        "language", {"LC_ALL": "de_DE.UTF-8", "LANG": "tr_TR.UTF-8", "LANGUAGE": "tr"}, 0o027, 3
    ),
    Environment("past", {"SOURCE_DATE_EPOCH": "86400", "TZ": "America/St_Johns"}, 0o022, 4),
    Environment("future", {"SOURCE_DATE_EPOCH": "4102444800", "PYTHONUTF8": "0"}, 0o002, 5),
]


@pytest.fixture(scope="module")
def released(tmp_path_factory) -> Clone:
    clone = Clone(tmp_path_factory.mktemp("released") / "clone")
    figures = "figures: [in2346-2022/9.1, in2346-2022/1.1, in2346-2022/2.2]"
    clone.edit("problem-1.yaml", "title: Statements\n", f"title: Statements\n{figures}\n")
    clone.build(SOURCE_DATE_EPOCH="1700000000")
    return clone


def made_in_another_order(source: Path, target: Path, seed: int) -> None:
    """A copy whose files, and so the entries of the folders, were made in an order by chance."""
    files = sorted(path for path in source.rglob("*") if path.is_file())
    random.Random(seed).shuffle(files)
    shutil.rmtree(target)
    for path in files:
        copy = target / path.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())


@pytest.mark.parametrize("environment", ENVIRONMENTS, ids=lambda environment: environment.folder)
def test_six_environments_give_the_same_bytes(released, environment, tmp_path):
    clone = Clone(tmp_path / environment.folder)
    made_in_another_order(released.content, clone.content, environment.order)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    old = os.umask(environment.umask)
    try:
        for cwd in (clone.root, elsewhere):
            done = clone.run(cwd=cwd, **environment.variables)
            assert (done.code, done.err) == (0, "")
            assert "stamped" not in done.out
            assert clone.outputs() == released.outputs()
            shutil.rmtree(clone.cache)
            clone.forget()
    finally:
        os.umask(old)
    assert clone.ledger.read_bytes() == released.ledger.read_bytes()
    if sys.platform != "win32":
        assert stat.S_IMODE((clone.dist / "endterm.apkg").stat().st_mode) == 0o644


def test_the_clock_stamps_a_first_release_and_nothing_else(released, tmp_path):
    clone = Clone(tmp_path / "clone")
    made_in_another_order(released.content, clone.content, seed=6)
    clone.ledger.unlink()
    early = clone.build(SOURCE_DATE_EPOCH="1600000000")
    assert early["endterm.apkg"] != released.outputs()["endterm.apkg"]
    ledger = clone.ledger.read_text()
    assert ledger.replace("1600000000", "1700000000") == released.ledger.read_text()
    shutil.copy(released.ledger, clone.ledger)
    assert clone.build(SOURCE_DATE_EPOCH="1600000000") == released.outputs()
