"""Text with the formatting that Telegram knows, kept apart from any markup language.

Positions are code points of the text. Telegram counts in UTF-16 units, where a character beyond the basic
plane (most emoji, rare surnames) counts twice: ``from_entities`` and ``units`` are the only places that know.
"""

from __future__ import annotations

import html
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from typing import Any


class Style(StrEnum):
    """A kind of formatting. ``QUOTE`` is a block; inside ``CODE`` and ``PRE`` there is no other."""

    BOLD = "bold"
    ITALIC = "italic"
    UNDERLINE = "underline"
    STRIKETHROUGH = "strikethrough"
    SPOILER = "spoiler"
    CODE = "code"
    PRE = "pre"
    QUOTE = "quote"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Span:
    """One formatting of the characters from ``start`` up to, not including, ``end``; a link has a ``url``."""

    style: Style
    start: int
    end: int
    url: str | None = None


# The same names as Telegram's, but for these; mentions, hashtags and plain addresses need no formatting:
# Telegram finds them again by itself.
_ENTITY_STYLES = {
    **{str(style): style for style in Style if style not in {Style.QUOTE, Style.LINK}},
    "blockquote": Style.QUOTE,
    "expandable_blockquote": Style.QUOTE,
    "text_link": Style.LINK,
}
_TAGS = {
    Style.BOLD: "b",
    Style.ITALIC: "i",
    Style.UNDERLINE: "u",
    Style.STRIKETHROUGH: "s",
    Style.SPOILER: "tg-spoiler",
    Style.CODE: "code",
    Style.PRE: "pre",
    Style.QUOTE: "blockquote",
    Style.LINK: "a",
}
_ORDER = {style: place for place, style in enumerate(Style)}


@dataclass(frozen=True, slots=True)
class RichText:
    """A text and its formatting.

    The spans are put in order when it is made: clipped to the text, none empty, those of one style never
    overlapping or touching, nothing inside code; so equal texts compare equal.
    """

    text: str
    spans: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        if self.spans:
            object.__setattr__(self, "spans", _tidy(self.spans, len(self.text)))

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def units(self) -> int:
        """The length as Telegram's limits count it, in UTF-16 units."""
        return units(self.text)

    def slice(self, start: int, end: int | None = None) -> RichText:
        """The characters from ``start`` up to ``end``; formatting that goes on is cut at the borders."""
        start, end, _ = slice(start, end).indices(len(self.text))
        moved = (Span(s.style, max(0, s.start - start), s.end - start, s.url) for s in self.spans)
        return RichText(self.text[start:end], tuple(s for s in moved if s.end > 0))

    def stripped(self) -> RichText:
        """Without white space at both ends."""
        start = len(self.text) - len(self.text.lstrip())
        return self.slice(start, max(start, len(self.text.rstrip())))

    def joined(self, other: RichText, between: str = "") -> RichText:
        """This text, ``between`` and the other one; formatting that touches becomes one."""
        shift = len(self.text) + len(between)
        moved = (Span(s.style, s.start + shift, s.end + shift, s.url) for s in other.spans)
        return RichText(self.text + between + other.text, (*self.spans, *moved))

    def to_html(self) -> str:
        """Telegram HTML: everything escaped, tags nested as Telegram demands."""
        if not self.spans:
            return html.escape(self.text, quote=False)
        return "".join(_html(self.text, self.spans))

    def to_json(self) -> dict[str, Any]:
        """A JSON object that ``from_json`` reads back."""
        return {"rich": self.text, "spans": [_span_to_json(span) for span in self.spans]}

    @classmethod
    def from_json(cls, data: Any) -> RichText:
        """The inverse of ``to_json``; raises ``ValueError`` for anything else."""
        match data:
            case {"rich": str(text), "spans": list(spans)}:
                return cls(text, tuple(map(_span_from_json, spans)))
        raise ValueError("not a rich text")


EMPTY = RichText("")


def units(text: str) -> int:
    """The length of a text in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def from_entities(text: str, entities: Iterable[tuple[str, int, int, str | None]]) -> RichText:
    """A text as Telegram gives it: (type, offset, length, url) with offset and length in UTF-16 units.

    Types that are no formatting are passed over, and an offset inside a character counts as the whole of it.
    """
    known = [
        (_ENTITY_STYLES[kind], offset, length, url)
        for kind, offset, length, url in entities
        if kind in _ENTITY_STYLES and offset >= 0
    ]
    if not known:
        return RichText(text)
    # Where each character begins, in units.
    begins = [0, *accumulate(2 if ord(character) > 0xFFFF else 1 for character in text)]
    return RichText(
        text,
        tuple(
            Span(style, bisect_right(begins, offset) - 1, bisect_left(begins, offset + length), url)
            for style, offset, length, url in known
        ),
    )


def _span_to_json(span: Span) -> list[str | int]:
    plain: list[str | int] = [str(span.style), span.start, span.end]
    return [*plain, span.url] if span.url is not None else plain


def _span_from_json(data: Any) -> Span:
    match data:
        case [str(style), int(start), int(end)]:
            return Span(Style(style), start, end)
        case [str(style), int(start), int(end), str(url)]:
            return Span(Style(style), start, end, url)
    raise ValueError("not a span")


def _tidy(spans: Iterable[Span], length: int) -> tuple[Span, ...]:
    runs: dict[tuple[Style, str | None], list[tuple[int, int]]] = {}
    for span in spans:
        start, end = max(0, span.start), min(length, span.end)
        url = span.url if span.style is Style.LINK else None
        if start < end and (url or span.style is not Style.LINK):
            runs.setdefault((span.style, url), []).append((start, end))
    merged = {key: _merged(found) for key, found in runs.items()}
    block = merged.get((Style.PRE, None), [])
    code = merged[Style.CODE, None] = _without(merged.get((Style.CODE, None), []), block)
    solid = _merged([*block, *code])
    linked = solid
    # Of two links over the same words the one that begins first is kept.
    for key in sorted(merged, key=lambda key: (merged[key], key[1] or "")):
        if key[0] is Style.LINK:
            merged[key] = _without(merged[key], linked)
            linked = _merged([*linked, *merged[key]])
        elif key[0] not in {Style.CODE, Style.PRE, Style.QUOTE}:
            merged[key] = _without(merged[key], solid)
    found = (Span(style, start, end, url) for (style, url), run in merged.items() for start, end in run)
    return tuple(sorted(found, key=lambda s: (s.start, -s.end, _ORDER[s.style], s.url or "")))


def _merged(runs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in sorted(runs):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _without(runs: Iterable[tuple[int, int]], taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    left: list[tuple[int, int]] = []
    for start, end in runs:
        for a, b in taken:
            if a < end and start < b:
                if start < a:
                    left.append((start, a))
                start = max(start, b)
        if start < end:
            left.append((start, end))
    return left


def _html(text: str, spans: tuple[Span, ...]) -> Iterator[str]:
    is_open: list[Span] = []
    starting: dict[int, list[Span]] = {}
    for span in spans:
        starting.setdefault(span.start, []).append(span)
    at = 0
    for place in sorted({*starting, *(span.end for span in spans)}):
        yield html.escape(text[at:place], quote=False)
        at = place
        opening = starting.get(place, [])
        kept = _kept(is_open, opening, place)
        yield from (f"</{_TAGS[span.style]}>" for span in reversed(is_open[kept:]))
        # What ends last is opened first; what was cut by another's end is opened again.
        anew = [span for span in is_open[kept:] if span.end > place] + opening
        anew.sort(key=lambda s: (s.style is not Style.QUOTE, -s.end, _ORDER[s.style]))
        yield from map(_open_tag, anew)
        is_open[kept:] = anew
    yield html.escape(text[at:], quote=False)


def _kept(is_open: list[Span], opening: list[Span], place: int) -> int:
    """How many of the open tags stay open: a block is always outermost, so for it all are closed."""
    if any(span.style is Style.QUOTE for span in opening):
        return 0
    return next((at for at, span in enumerate(is_open) if span.end == place), len(is_open))


def _open_tag(span: Span) -> str:
    if span.style is Style.LINK:
        return f'<a href="{html.escape(span.url or "")}">'
    return f"<{_TAGS[span.style]}>"
