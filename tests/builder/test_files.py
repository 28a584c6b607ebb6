"""Writing several files: all or nothing, whichever call to the system fails."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from builder.files import leftovers, remove_leftovers, write_all, write_atomically

OLD = {"ledger.json": b"old ledger", "dist/deck": b"old deck", "dist/bundle": b"old bundle"}
NEW = {name: data.replace(b"old", b"new") * 1000 for name, data in OLD.items()}


@pytest.fixture
def folder(tmp_path) -> Path:
    (tmp_path / "dist").mkdir()
    for name, data in OLD.items():
        (tmp_path / name).write_bytes(data)
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def write(folder: Path) -> None:
    write_all({folder / name: data for name, data in NEW.items()})


def fail_at(monkeypatch, owner, name: str, number: int, error: BaseException) -> None:
    """Let that call of a function fail, and those before and after it do their work."""
    real = getattr(owner, name)
    calls = 0

    def call(*arguments, **named):
        nonlocal calls
        calls += 1
        if calls == number:
            raise error
        return real(*arguments, **named)

    monkeypatch.setattr(owner, name, call)


FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
BEFORE_ANY_RENAME = [
    (owner, name, number)
    for owner, name in [(os, "fsync"), (Path, "open"), (Path, "chmod")]
    for number in range(1, len(NEW) + 1)
]


@pytest.mark.parametrize("error", [FULL, KeyboardInterrupt()], ids=["full disk", "Ctrl-C"])
@pytest.mark.parametrize(("owner", "name", "number"), BEFORE_ANY_RENAME)
def test_what_fails_before_the_first_rename_changes_nothing(
    folder, monkeypatch, owner, name, number, error
):
    with monkeypatch.context() as patch:
        fail_at(patch, owner, name, number, error)
        with pytest.raises(type(error)):
            write(folder)
    assert contents(folder) == OLD
    write(folder)
    assert contents(folder) == NEW


@pytest.mark.parametrize("number", range(1, len(NEW) + 1))
def test_a_rename_that_fails_leaves_each_file_whole(folder, monkeypatch, number):
    with monkeypatch.context() as patch:
        fail_at(patch, Path, "replace", number, FULL)
        with pytest.raises(OSError, match="No space"):
            write(folder)
    renamed = list(NEW)[: number - 1]
    assert contents(folder) == OLD | {name: NEW[name] for name in renamed}


def test_folders_are_made_and_files_replaced(tmp_path):
    path = tmp_path / "a" / "b" / "c.txt"
    write_atomically(path, b"one")
    write_atomically(path, b"two")
    assert contents(tmp_path) == {"a/b/c.txt": b"two"}


def test_every_file_is_flushed_before_the_first_rename(folder, monkeypatch):
    calls = []
    for owner, name in [(os, "fsync"), (Path, "replace")]:
        real = getattr(owner, name)
        monkeypatch.setattr(
            owner, name, lambda *given, real=real, name=name: (calls.append(name), real(*given))[1]
        )
    write(folder)
    flushed = calls[: calls.index("replace")]
    assert flushed == ["fsync"] * len(NEW)
    assert calls.count("replace") == len(NEW)
    # and the folders after the last
    assert calls[-1] == "fsync" or os.name == "nt"


def test_what_a_killed_build_left_is_found_and_removed(folder):
    part = folder / "dist" / ".deck.abc.part"
    part.write_bytes(b"half")
    (folder / "dist" / "mine.part").write_bytes(b"a file of someone else")
    assert leftovers(folder / "dist") == [part]
    assert leftovers(folder / "nowhere") == []
    remove_leftovers(folder / "dist")
    assert contents(folder).keys() == {*OLD, "dist/mine.part"}
