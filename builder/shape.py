"""Plain data against the model's types: everything that doesn't fit, in an author's words.

msgspec.convert stops at the first misfit; this walks on, by the types that msgspec itself reads
from the model, so the two can't drift apart.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeAlias

import msgspec
from msgspec import inspect

from builder.forms import FORMS
from builder.positions import Keys
from builder.problems import nearest, quoted
from builder.strict_yaml import Data

Misfit: TypeAlias = Callable[[Keys, str, str], None]
"""Takes the place of what doesn't fit, what is wrong, and how to mend it."""

_PLAIN: dict[type, tuple[type, ...]] = {
    inspect.StrType: (str,),
    inspect.BoolType: (bool,),
    inspect.IntType: (int,),
    inspect.FloatType: (float,),
    inspect.ListType: (list,),
}
"""What stands for each plain type of the model in data."""

_ONE_LINE = 300  # the longest text of the model that is no Markdown


def check(data: Data, model: Any, misfit: Misfit) -> None:
    """Report all of `data` that doesn't fit the model's type."""
    _value(data, _type(model), (), misfit)


@cache
def _type(model: Any) -> inspect.Type:
    return inspect.type_info(model)


def _value(data: Data, expected: inspect.Type, keys: Keys, misfit: Misfit) -> None:
    if data is None:
        misfit(keys, f"{_name(keys)} is empty", "fill it in")
        return
    match expected:
        case inspect.StructType():
            _record(data, expected, keys, misfit)
        case inspect.UnionType():
            _union(data, expected, keys, misfit)
        case inspect.ListType():
            _list(data, expected, keys, misfit)
        case inspect.DictType():
            _mapping(data, expected, keys, misfit)
        case inspect.StrType():
            _text(data, expected, keys, misfit)
        case inspect.FloatType() | inspect.IntType():
            _number(data, expected, keys, misfit)
        case inspect.BoolType():
            if not isinstance(data, bool):
                _wrong(data, "true or false", keys, misfit, "write one of them, without quotes")
        case inspect.LiteralType():
            _choice(data, [str(value) for value in expected.values], keys, misfit)
        case _:
            raise TypeError(f"the model has a type that this doesn't know: {expected!r}")


def _record(data: Data, expected: inspect.StructType, keys: Keys, misfit: Misfit) -> None:
    fields = {field.encode_name: field for field in expected.fields}
    known = [*fields, expected.tag_field] if expected.tag_field else list(fields)
    if not isinstance(data, dict):
        wanted = f"a mapping with {_enumeration(known)}"
        _wrong(data, wanted, keys, misfit, "write them as `key: value`, one a line")
        return
    noun = _noun(expected.cls)
    missing = {name for name, field in fields.items() if field.required and name not in data}
    for key, value in data.items():
        if key in fields and value is None and not fields[key].required:
            misfit((*keys, key), f"{quoted(key)} is empty", "fill it in, or remove it")
        elif key in fields:
            _value(value, fields[key].type, (*keys, key), misfit)
        elif key != expected.tag_field:
            meant = nearest(key, missing) or nearest(key, known)
            missing.discard(meant or "")
            otherwise = f"remove it, or write one of {_enumeration(known)}"
            remedy = f"did you mean `{meant}`?" if meant else otherwise
            misfit((*keys, key), f"unknown key {quoted(key)} in this {noun}", remedy)
    for name in fields:
        if name in missing:
            misfit(keys, f"this {noun} has no `{name}`", "add it")
    if hasattr(expected.cls, "__post_init__"):
        _own_rule(data, expected.cls, keys, misfit)


def _own_rule(data: Data, record: type, keys: Keys, misfit: Misfit) -> None:
    """Report what the record's own check of its fields says."""
    try:
        msgspec.convert(data, record)
    except msgspec.ValidationError as error:
        # Without a cause it is a misfit of a field, reported already.
        if error.__cause__ is not None:
            misfit(keys, str(error.__cause__), "change one of them")


def _union(data: Data, expected: inspect.UnionType, keys: Keys, misfit: Misfit) -> None:
    types = [kind for kind in expected.types if not isinstance(kind, inspect.NoneType)]
    records = [kind for kind in types if isinstance(kind, inspect.StructType)]
    if len(types) == 1:
        _value(data, types[0], keys, misfit)
    elif len(records) == len(types):
        _tagged(data, records, keys, misfit)
    elif isinstance(data, dict) and records:
        _record(data, records[0], keys, misfit)
    else:
        others = [kind for kind in types if kind not in records]
        fitting = (kind for kind in others if type(data) in _PLAIN.get(type(kind), ()))
        _value(data, next(fitting, others[0]), keys, misfit)


def _tagged(data: Data, records: Sequence[inspect.StructType], keys: Keys, misfit: Misfit) -> None:
    by_tag = {str(record.tag): record for record in records}
    tag_field = records[0].tag_field or ""
    if not isinstance(data, dict):
        _wrong(data, f"a mapping with `{tag_field}`", keys, misfit, "write `key: value` lines")
    elif tag_field not in data:
        remedy = f"add `{tag_field}:` with {_enumeration(list(by_tag), 'or')}"
        misfit(keys, f"{_name(keys)} has no `{tag_field}`", remedy)
    elif (record := by_tag.get(str(data[tag_field]))) is not None:
        _record(data, record, keys, misfit)
    else:
        _choice(data[tag_field], list(by_tag), (*keys, tag_field), misfit)


def _list(data: Data, expected: inspect.ListType, keys: Keys, misfit: Misfit) -> None:
    if not isinstance(data, list):
        _wrong(data, "a list", keys, misfit, "write its items as lines that begin with `- `")
        return
    _length(len(data), "item", expected, keys, misfit)
    for index, item in enumerate(data):
        _value(item, expected.item_type, (*keys, index), misfit)


def _mapping(data: Data, expected: inspect.DictType, keys: Keys, misfit: Misfit) -> None:
    if not isinstance(data, dict):
        _wrong(data, "a mapping", keys, misfit, "write `name: value`")
        return
    _length(len(data), "entry", expected, keys, misfit)
    for key, value in data.items():
        _key(key, expected.key_type, keys, misfit)
        _value(value, expected.value_type, (*keys, key), misfit)


def _key(key: str, expected: inspect.Type, keys: Keys, misfit: Misfit) -> None:
    def misnamed(at: Keys, message: str, remedy: str) -> None:
        misfit(at, f"{quoted(key)} can't be a key of {_name(keys)}", remedy)

    _value(key, expected, (*keys, key), misnamed)


def _text(data: Data, expected: inspect.StrType, keys: Keys, misfit: Misfit) -> None:
    if not isinstance(data, str):
        remedy = "quote a text that begins with a bracket or a brace"
        plain = isinstance(data, bool | int | float)
        _wrong(data, "a text", keys, misfit, "put it in quotes" if plain else remedy)
        return
    pattern = expected.pattern
    short = pattern is not None or (expected.max_length or _ONE_LINE + 1) <= _ONE_LINE
    if not data.strip():
        misfit(keys, f"{_name(keys)} is empty", "fill it in")
    elif short and "\n" in data:
        misfit(keys, f"{_name(keys)} has more than one line", "write it on the line of its key")
    elif pattern is not None and not re.search(pattern, data):
        form = FORMS.get(pattern, f"something that matches {pattern}")
        misfit(keys, f"{_name(keys)} can't be {quoted(data)}", f"write {form}")
    else:
        _length(len(data), "character", expected, keys, misfit)


def _number(
    data: Data, expected: inspect.FloatType | inspect.IntType, keys: Keys, misfit: Misfit
) -> None:
    whole = isinstance(expected, inspect.IntType)
    wanted = "a whole number" if whole else "a number"
    if isinstance(data, bool) or not isinstance(data, int if whole else int | float):
        remedy = "write it in digits" if whole else "write it like 1 or 0.5"
        _wrong(data, wanted, keys, misfit, f"{remedy}, without quotes")
        return
    limits = (
        ("more than", expected.gt, operator.gt),
        ("at least", expected.ge, operator.ge),
        ("less than", expected.lt, operator.lt),
        ("at most", expected.le, operator.le),
        ("a multiple of", expected.multiple_of, lambda number, unit: number % unit == 0),
    )
    for words, limit, holds in limits:
        if limit is not None and not holds(data, limit):
            misfit(keys, f"{_name(keys)} can't be {data:g}", f"write {words} {limit:g}")


def _choice(data: Data, values: Sequence[str], keys: Keys, misfit: Misfit) -> None:
    if not isinstance(data, str) or data not in values:
        meant = nearest(data, values) if isinstance(data, str) else None
        one_of = f"write {_enumeration(values, 'or')}"
        remedy = f"did you mean `{meant}`?" if meant else one_of
        misfit(keys, f"{_name(keys)} can't be {_thing(data)}", remedy)


def _length(
    length: int,
    thing: str,
    expected: inspect.ListType | inspect.DictType | inspect.StrType,
    keys: Keys,
    misfit: Misfit,
) -> None:
    least, most = expected.min_length, expected.max_length
    things = thing if length == 1 else _plural(thing)
    if least is not None and length < least:
        misfit(keys, f"{_name(keys)} has {length} {things}", f"give it at least {least}")
    elif most is not None and length > most:
        misfit(keys, f"{_name(keys)} has {length} {things}", f"keep it to {most}")


def _wrong(data: Data, wanted: str, keys: Keys, misfit: Misfit, remedy: str) -> None:
    misfit(keys, f"{_name(keys)}: expected {wanted}, got {_thing(data)}", remedy)


def _thing(data: Data) -> str:
    if isinstance(data, bool):
        return str(data).lower()
    if isinstance(data, str):
        return f"the text {quoted(data)}"
    if isinstance(data, int | float):
        return f"the number {data:g}"
    if isinstance(data, list):
        return "a list"
    return "nothing" if data is None else "a mapping"


def _name(keys: Keys) -> str:
    if not keys:
        return "the file"
    last = keys[-1]
    if isinstance(last, str):
        return quoted(last)
    return f"item {last + 1} of {_name(keys[:-1])}"


def _noun(record: type) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", record.__name__).lower()


def _enumeration(names: Sequence[str], conjunction: str = "and") -> str:
    words = [f"`{name}`" for name in names]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {conjunction} {words[-1]}"


def _plural(thing: str) -> str:
    return f"{thing[:-1]}ies" if thing.endswith("y") else f"{thing}s"
