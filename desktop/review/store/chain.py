"""The chain that makes every change of the log visible.

chain(n) = SHA-256(chain(n − 1) + line(n)), where line is the row's values as JSON in UTF-8, and
chain(0) is 32 zero bytes. The same lines make up the export.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

START = bytes(32)

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def line(values: Sequence[Any]) -> str:
    """A row's values, without the chain, as one line of JSON."""
    return _encode(list(values))


def link(before: bytes, written: str) -> bytes:
    """The chain after a row that is written as this line."""
    return hashlib.sha256(before + written.encode()).digest()


def first_break(before: bytes, rows: Iterable[Sequence[Any]]) -> int | None:
    """The `seq` of the first row, chain last, that does not continue the chain; None if all do."""
    for values in rows:
        before = link(before, line(values[:-1]))
        if before != values[-1]:
            return int(values[0])
    return None
