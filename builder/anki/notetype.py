"""The note type, frozen from the first release: ids, names and order of fields and template.

Anki matches fields and templates by these ids; a field that is added, moved or renamed without them
would make a second note type in every student's collection.
"""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files
from typing import Any

from builder.anki.fields import FIELDS
from desktop.questions.marking import script as marking_script

NOTE_TYPE_ID = 1_763_900_000_001
NOTE_TYPE_NAME = "Endterm"
TEMPLATE_NAME = "Card"
TEMPLATE_ID = 4_611_686_018_000_000_001
FIRST_FIELD_ID = 4_611_686_018_000_000_100
EXCLUDED_FROM_SEARCH = {"Data"}

TEMPLATE_FOLDER = files("builder.anki").joinpath("template")
SCRIPT_PARTS = ("storage.js", "page.js", "rows.js", "quantities.js", "keys.js", "start.js")


def note_type_parts() -> dict[str, Any]:
    """All that makes the note type: fields, template and style."""
    script = card_script()
    return {
        "fields": [
            {
                "name": name,
                "id": FIRST_FIELD_ID + position,
                "excludeFromSearch": name in EXCLUDED_FROM_SEARCH,
                "collapsed": name in EXCLUDED_FROM_SEARCH or name.startswith("X"),
            }
            for position, name in enumerate(FIELDS)
        ],
        "templates": [
            {
                "name": TEMPLATE_NAME,
                "id": TEMPLATE_ID,
                "qfmt": _read("front.html").replace("<!--SCRIPT-->", _script(script)),
                "afmt": _read("back.html").replace("<!--SCRIPT-->", _script(script)),
                "bqfmt": "{{Title}}",
                "bafmt": "{{Answer}}",
            }
        ],
        "css": _read("card.css"),
    }


def note_type_hash(parts: dict[str, Any]) -> str:
    """Changes whenever anything in the note type does."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]


def card_script() -> str:
    """The card's script: one function around the marking and the parts, in this order."""
    parts = [marking_script()]
    parts += [_read(f"script/{name}") for name in SCRIPT_PARTS]
    return _read("script/frame.js").replace("/*PARTS*/", "\n".join(parts))


def _read(name: str) -> str:
    return TEMPLATE_FOLDER.joinpath(name).read_text(encoding="utf-8")


def _script(source: str) -> str:
    return f"<script>\n{source}</script>"
