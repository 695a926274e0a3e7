"""A text too long for one message, as the apps send it: in several, each app cutting in its own way."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.sandbox.entities import Entity, utf16_length

LIMIT = 4096  # UTF-16 units of one message
_WINDOW = 300  # units before the limit in which Android looks for a better place
_BLANK = " \t\r\n"
_END = frozenset("\n.")

Pieces = list[tuple[str, list[Entity]]]


def in_pieces(text: str, entities: list[Entity], app: str) -> Pieces:
    """What ``app`` ("android" or "ios") sends for a typed or pasted text; entities go with their words.

    Raises KeyError for another app.
    """
    cut = _APPS[app]
    raw = text.encode("utf-16-le", "surrogatepass")
    pieces: Pieces = []
    for start, stop in _ranges(raw, cut):
        part = _units(raw, start, stop)
        lead = len(part) - len(part.lstrip(_BLANK))  # white space is one unit each
        body = part.strip(_BLANK)
        if body:
            first = start + lead
            pieces.append((body, _moved(entities, first, first + utf16_length(body))))
    return pieces


def _ranges(raw: bytes, cut: Callable[[bytes, int], int]) -> Iterator[tuple[int, int]]:
    start, end = 0, len(raw) // 2
    while end - start > LIMIT:
        stop = cut(raw, start)
        yield start, stop
        start = stop
    yield start, end


def _android(raw: bytes, start: int) -> int:
    """The nearest blank line before the limit, else a line's end, else a sentence's, else any white space."""
    limit = start + LIMIT
    window = range(limit - 1, limit - _WINDOW, -1)
    near = [(at, _units(raw, at - 1, at + 1)) for at in window]
    wanted: tuple[Callable[[str], bool], ...] = (
        lambda pair: pair == "\n\n",
        lambda pair: pair[1:] == "\n",
        lambda pair: pair[:1] == "." and pair[1:].isspace(),
        lambda pair: pair[1:].isspace(),
    )
    for fits in wanted:
        found = next((at for at, pair in near if fits(pair)), None)
        if found is not None:
            return found
    return limit if _whole(raw, limit) else limit - 1


def _ios(raw: bytes, start: int) -> int:
    """After the last line's end or full stop, however far back that is."""
    limit = start + LIMIT
    for at in range(limit, start, -1):
        if _units(raw, at - 1, at) in _END:
            return at
    return limit if _whole(raw, limit) else limit - 1


_APPS = {"android": _android, "ios": _ios}


def _units(raw: bytes, start: int, stop: int) -> str:
    return raw[2 * start : 2 * stop].decode("utf-16-le", "surrogatepass")


def _whole(raw: bytes, at: int) -> bool:
    """Whether no character lies across this place."""
    return not 0xD800 <= int.from_bytes(raw[2 * at - 2 : 2 * at], "little") < 0xDC00


def _moved(entities: list[Entity], start: int, stop: int) -> list[Entity]:
    kept = []
    for entity in entities:
        first = max(entity["offset"], start)
        last = min(entity["offset"] + entity["length"], stop)
        if last > first:
            kept.append({**entity, "offset": first - start, "length": last - first})
    return kept
