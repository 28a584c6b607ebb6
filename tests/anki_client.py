"""A student's Anki: the real backend, with the import options that the README asks for."""

from __future__ import annotations

from pathlib import Path

from anki.collection import (
    Collection,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)
from anki.import_export_pb2 import (
    IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_ALWAYS as ALWAYS,
)
from anki.import_export_pb2 import (
    IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_IF_NEWER as IF_NEWER,
)

FIELD_SEPARATOR = "\x1f"


class Student:
    """A collection in a folder of the test's own."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._path = str(folder / "collection.anki2")
        self.collection = Collection(self._path)

    def take(self, package: Path, update=ALWAYS):
        """Import a package and return the backend's log of it."""
        options = ImportAnkiPackageOptions(
            merge_notetypes=False,
            update_notes=update,
            update_notetypes=update,
            with_scheduling=False,
            with_deck_configs=False,
        )
        request = ImportAnkiPackageRequest(package_path=str(package), options=options)
        log = self.collection.import_anki_package(request).log
        # the library keeps note types; an import changes them behind its back
        self.reopen()
        return log

    def reopen(self) -> None:
        self.collection.close()
        self.collection = Collection(self._path)

    def study(self, count: int) -> None:
        """Answer cards as they come: easy, again, good in turn."""
        scheduler = self.collection.sched
        self.collection.decks.select(self.collection.decks.id_for_name("Tiny"))
        for turn in range(count):
            queued = scheduler.get_queued_cards(fetch_limit=1).cards[0]
            card = self.collection.get_card(queued.card.id)
            card.start_timer()
            rating = (3, 0, 2)[turn % 3]
            answer = scheduler.build_answer(card=card, states=queued.states, rating=rating)
            scheduler.answer_card(answer)

    def schedule(self) -> list:
        """All that an update must not touch, by card."""
        columns = (
            "id, nid, did, ord, type, queue, due, ivl, factor, reps, lapses, left, flags, data"
        )
        return self.collection.db.all(f"select {columns} from cards order by id")

    def review_log(self) -> list:
        return self.collection.db.all("select * from revlog order by id")

    def notes(self) -> dict[str, tuple[str, ...]]:
        rows = self.collection.db.all("select guid, flds from notes")
        return {guid: tuple(fields.split(FIELD_SEPARATOR)) for guid, fields in rows}

    def close(self) -> None:
        self.collection.close()


__all__ = ["ALWAYS", "IF_NEWER", "Student"]
