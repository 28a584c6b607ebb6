"""Freezes a profile of the current version: tests/review/store/versions/N.db and N.json.

    python -m tests.review.store.make_version

Run once for each version that was released, and never again for that version: later versions must
open what an earlier one wrote. N.json says what the profile should say.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import asdict
from pathlib import Path

from desktop.review.scheduling import SchedulerSettings
from desktop.review.store import Store
from desktop.review.store.schema import VERSION
from tests.review.clocks import SettableClock
from tests.review.studying import study

VERSIONS = Path(__file__).with_name("versions")


def said(store: Store) -> dict[str, object]:
    """What a profile says, as JSON has it."""
    rows = [{**asdict(row), "chain": row.chain.hex()} for row in store.rows()]
    states = {card_id: asdict(state) for card_id, state in sorted(store.states().items())}
    return {"rows": rows, "states": states, "theme": store.setting("theme")}


def main() -> None:
    """Study a little, in every way there is, and keep the file."""
    target = VERSIONS / f"{VERSION}.db"
    if target.exists():
        raise SystemExit(f"{target} is frozen")
    with tempfile.TemporaryDirectory() as folder:
        clock = SettableClock()
        with Store.open(Path(folder), clock) as store:
            store.set_setting("theme", "dark")
            study(store, clock, 40)
            store.undo()
            store.undo()
            store.redo()
            parameters = (0.3, *SchedulerSettings().parameters[1:])
            store.change_schedule(SchedulerSettings(parameters=parameters, rollover_hour=3))
            study(store, clock, 10)
            text = json.dumps(said(store), indent=1, ensure_ascii=False)
        shutil.copy(Path(folder) / "reviews.db", target)
    target.with_suffix(".json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
