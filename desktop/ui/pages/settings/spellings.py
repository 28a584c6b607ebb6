"""How a setting's value is typed and written; what cannot be read is said in plain words."""

from __future__ import annotations

import re
from datetime import date, timedelta

SECONDS = {"s": 1, "min": 60, "h": 3600, "d": 86_400}
UNITS = {
    "": "min",
    **dict.fromkeys(("s", "sec", "second", "seconds"), "s"),
    **dict.fromkeys(("m", "min", "minute", "minutes"), "min"),
    **dict.fromkeys(("h", "hour", "hours"), "h"),
    **dict.fromkeys(("d", "day", "days"), "d"),
}
STEP = re.compile(r"(\d+)\s*([a-z]*)", re.IGNORECASE)
GROUPS = re.compile(r"(?<=\d)[ \u00a0\u202f,](?=\d{3}\b)")  # as in 36,500
DATES = (
    r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})",
    r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})",
)
EPOCH = date(1970, 1, 1)
STEPS_AT_MOST = 10
DAY_S = 86_400
LONGEST_QUOTE = 20


class SpellingError(ValueError):
    """What was typed is no value; the message says what would be one."""


def read_whole(text: str, low: int, high: int) -> int:
    """A whole number within a range.

    Raises: SpellingError.
    """
    plain = GROUPS.sub("", text.strip())
    if not re.fullmatch(r"[-−]?[0-9]{1,12}", plain):
        raise SpellingError(f"That is not a whole number. {_range(low, high)}")
    value = int(plain.replace("−", "-"))
    if not low <= value <= high:
        raise SpellingError(_range(low, high))
    return value


def read_percent(text: str, low: float, high: float) -> float:
    """A percentage within a range of shares, as a share; a comma or a point is fine.

    Raises: SpellingError.
    """
    wanted = f"Take {low * 100:g} to {high * 100:g}."
    plain = text.strip().removesuffix("%").strip().replace(",", ".")
    if not re.fullmatch(r"[0-9]{1,3}(\.[0-9]{0,3})?", plain):
        raise SpellingError(f"That is not a number. {wanted}")
    share = round(float(plain) / 100, 6)
    if not low <= share <= high:
        raise SpellingError(wanted)
    return share


def read_day(text: str) -> int | None:
    """A date as a study day, days since 1970; nothing typed is no date.

    Raises: SpellingError.
    """
    plain = text.strip()
    if not plain:
        return None
    for form in DATES:
        match = re.fullmatch(form, plain, re.ASCII)
        if match:
            try:
                found = date(int(match["y"]), int(match["m"]), int(match["d"]))
            except ValueError:
                break
            if 1970 <= found.year <= 2200:
                return (found - EPOCH).days
    raise SpellingError("That is no date. Write it like 2026-12-12, or 12.12.2026.")


def write_day(day: int | None) -> str:
    """A study day as it is typed: 2026-12-12."""
    return "" if day is None else (EPOCH + timedelta(days=day)).isoformat()


def read_steps(text: str) -> tuple[int, ...]:
    """Steps such as 1 min, 10 min, in seconds; none if the text is empty.

    Raises: SpellingError.
    """
    steps: list[int] = []
    left: list[str] = []
    for part in re.split(r"[,;]+|(?<=[a-zA-Z])\s+(?=\d)", text):
        match = STEP.fullmatch(part.strip())
        unit = UNITS.get(match[2].lower()) if match else None
        if match and unit:
            steps.append(int(match[1][:9]) * SECONDS[unit])
        elif part.strip():
            left.append(part.strip())
    if left:
        quoted = left[0][:LONGEST_QUOTE]
        raise SpellingError(f"“{quoted}” is no step. Write steps like 1 min, 10 min; or s, h, d.")
    if len(steps) > STEPS_AT_MOST:
        raise SpellingError(f"Take up to {STEPS_AT_MOST} steps.")
    if not all(1 <= step <= DAY_S for step in steps):
        raise SpellingError("A step is between 1 s and 1 d.")
    return tuple(steps)


def write_steps(steps: tuple[int, ...]) -> str:
    """Steps as they are typed: 1 min, 10 min."""
    return ", ".join(step_words(step) for step in steps)


def step_words(seconds: int) -> str:
    """One step in the largest unit that holds it evenly."""
    for unit in ("d", "h", "min"):
        if seconds % SECONDS[unit] == 0:
            return f"{seconds // SECONDS[unit]}\u00a0{unit}"
    return f"{seconds}\u00a0s"


def grouped(value: int) -> str:
    """A count with its thousands apart."""
    return f"{value:,}"


def _range(low: int, high: int) -> str:
    return f"Take {grouped(low)} to {grouped(high)}."
