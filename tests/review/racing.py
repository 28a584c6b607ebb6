"""Two starts of one profile at the same instant.

    python -m tests.review.racing FOLDER COUNT

For each pair two forked processes wait for one signal and open the profile. One must win; the other
must say within a second that the profile is in use, with nothing written. Then the winner writes,
and is killed; the next pair starts on what it left. Prints what was found.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path

from desktop.review.records import Event, Kind, new_uid
from desktop.review.store import Store
from desktop.review.store.errors import Locked
from tests.review.clocks import SettableClock

WON, LOST, FAILED = 0, 1, 2


def start(profile: Path, begin: int, say: int) -> None:
    """One of the two: wait for the signal, open, say what came of it; a winner stays."""
    os.read(begin, 1)
    began = time.monotonic()
    try:
        store = Store.open(profile, SettableClock())
    except Locked:
        os.write(say, f"lost {time.monotonic() - began}\n".encode())
        return
    os.write(say, f"won {time.monotonic() - began}\n".encode())
    time.sleep(0.05)  # the other has come and gone
    store.append(Event(uid=new_uid(), kind=Kind.FLAG, card_id="a", flag=1))
    os.write(say, b"wrote 0\n")
    time.sleep(60)


def fork(profile: Path, begin: tuple[int, int], say: tuple[int, int]) -> int:
    process = os.fork()
    if process == 0:
        os.close(begin[1])
        os.close(say[0])
        try:
            start(profile, begin[0], say[1])
        finally:
            os._exit(0)
    return process


def pair(profile: Path) -> list[tuple[str, float]]:
    begin, say = os.pipe(), os.pipe()
    processes = [fork(profile, begin, say) for _ in range(2)]
    os.close(say[1])
    os.write(begin[1], b"go")
    heard = ""
    while heard.count("\n") < 3:
        part = os.read(say[0], 4096).decode()
        if not part:
            break
        heard += part
    for process in processes:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
    for handle in (*begin, say[0]):
        os.close(handle)
    return [(what, float(seconds)) for what, seconds in map(str.split, heard.splitlines())]


def run(profile: Path, count: int) -> dict[str, object]:
    slowest = 0.0
    for number in range(count):
        heard = pair(profile)
        assert sorted(what for what, _ in heard) == ["lost", "won", "wrote"], heard
        slowest = max(slowest, *(seconds for what, seconds in heard if what == "lost"))
        with Store.open(profile, SettableClock()) as store:  # no manual step after the kill
            assert len(store.rows()) == number + 2
            store.safekeeping.check()
    return {"pairs": count, "slowest": slowest}


if __name__ == "__main__":
    print(json.dumps(run(Path(sys.argv[1]), int(sys.argv[2]))))
