"""content/schema.json: the model as a JSON schema, with which an editor completes and checks YAML.

A YAML file names it in its first line, `# yaml-language-server: $schema=../../schema.json`. It
holds all four kinds of files and tells them apart by their keys, so that the line needs no fragment
such as #/$defs/Problem. `python -m builder.schema` renews it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import msgspec

from builder.files import write_atomically
from builder.problems import Finding, Findings, shown
from desktop.questions import model

NAME = "schema.json"
COMMAND = "python -m builder.schema"


def text() -> str:
    """What content/schema.json must hold."""
    return json.dumps(_schema(), indent=2, ensure_ascii=False) + "\n"


def check(content: Path, findings: Findings) -> None:
    """Report a schema that is missing or does not describe the model."""
    path = content / NAME
    try:
        current = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        message = "the file is missing"
    except (OSError, UnicodeDecodeError) as error:
        message = f"the file can't be read ({error})"
    else:
        if current == text():
            return
        message = "the schema does not describe the model in desktop/questions/model.py"
    findings.add(Finding(shown(path), 1, message, f"run `{COMMAND}`"))


def _schema() -> dict[str, Any]:
    files = (
        list[model.TopicGroup],
        model.Exam,
        dict[model.SourceKey, model.Source],
        model.Problem,
    )
    schemas, definitions = msgspec.json.schema_components(files, ref_template="#/$defs/{name}")
    topics, exam, sources, problem = schemas
    only_in_exam = sorted(set(model.Exam.__struct_fields__) - set(model.Problem.__struct_fields__))
    source_keys = {"minProperties": 1, "propertyNames": sources["propertyNames"]}
    # A problem comes last, so that a file in which nothing stands yet is completed as one.
    whole = {
        "if": {"type": "array"},
        "then": topics,
        "else": {
            "if": {"anyOf": [{"required": [name]} for name in only_in_exam]},
            "then": exam,
            "else": {"if": source_keys, "then": sources, "else": problem},
        },
        "$defs": definitions,
    }
    return {"title": "The knowledge base of Endterm", **_without_null(whole)}


def _without_null(schema: Any) -> Any:
    """The schema without null: a key without a value is refused, a key may be left out."""
    if isinstance(schema, list):
        return [_without_null(item) for item in schema if item != {"type": "null"}]
    if not isinstance(schema, dict):
        return schema
    kept = {key: _without_null(value) for key, value in schema.items() if value is not None}
    alternatives = kept.get("anyOf", [])
    if len(alternatives) == 1:
        del kept["anyOf"]
        kept = {**alternatives[0], **kept}
    return kept


def main(content: Path) -> None:
    """Write the schema into content/."""
    write_atomically(content / NAME, text().encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("content"))
