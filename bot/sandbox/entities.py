"""Text as Telegram keeps it: plain characters plus entities, offsets and lengths counted in UTF-16 units."""

from __future__ import annotations

import re
from typing import Any

from bot.sandbox.errors import bad_request
from bot.sandbox.html import parse_html

Entity = dict[str, Any]

_CONTROL = {code: " " for code in range(32) if code not in (9, 10, 13)} | {13: None}
_CONTROL_SEEN = re.compile(r"[\x00-\x08\x0b-\x1f]")
_FOUND_BY_ITSELF = re.compile(
    r"(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/@<>]))"
    r"|(?P<email>(?<![\w.+-])[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,8}(?!\w))"
    r"|(?P<url>(?<![\w@/])(?:https?://[^\s<>\"，。；：！？、（）《》]+|t\.me/[A-Za-z0-9_/?=&%+-]+))"
    r"|(?P<mention>(?<![\w/])@[A-Za-z0-9_]{3,32}(?!\w))"
    r"|(?P<hashtag>(?<![\w/#])#[^\W\d]\w*)"
)
_MAY_HOLD_ONE = re.compile(r"[/@#]")
_STANDALONE = frozenset({"pre", "code"})
_KNOWN = frozenset(
    [
        "mention",
        "hashtag",
        "cashtag",
        "bot_command",
        "url",
        "email",
        "phone_number",
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "blockquote",
        "expandable_blockquote",
        "code",
        "pre",
        "text_link",
        "text_mention",
        "custom_emoji",
        "date_time",
    ]
)
_AUTOMATIC = frozenset({"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"})


def utf16_length(text: str) -> int:
    """Length as Telegram counts it: characters beyond the basic plane count twice."""
    if text.isascii():
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def format_text(text: str, parse_mode: str, given: list[Entity] | None) -> tuple[str, list[Entity]]:
    """Parsed, cleaned and trimmed text with all its entities, those found by Telegram itself included.

    Raises ApiError 400 when the markup cannot be parsed or the mode is unknown.
    """
    entities: list[Entity] = []
    mode = parse_mode.lower()
    if mode == "html":
        text, entities = parse_html(text)
    elif mode not in ("", "none"):
        # Markdown is not spoken here: the project writes HTML only, and half a parser would lie.
        raise bad_request("unsupported parse_mode")
    elif given:
        entities = _checked(given, text)
    if _CONTROL_SEEN.search(text):
        text = _without_control(text, entities)
    text, entities = _trimmed(text, entities)
    if len(entities) > 1:
        entities = _sorted(entities)
    if _MAY_HOLD_ONE.search(text):
        entities = _sorted(entities + _automatic(text, entities))
    return text, entities


def _without_control(text: str, entities: list[Entity]) -> str:
    if entities and "\r" in text:
        # Lengths would have to follow; a carriage return inside formatted text becomes a space instead.
        text = text.replace("\r", " ")
    return text.translate(_CONTROL)


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    stripped = text.lstrip(" \n\t")
    cut = len(text) - len(stripped)
    stripped = stripped.rstrip(" \n\t")
    if len(stripped) == len(text):
        return text, entities
    if not entities:
        return stripped, entities
    end = utf16_length(stripped)
    kept = []
    for entity in entities:
        start = max(entity["offset"] - cut, 0)
        stop = min(entity["offset"] + entity["length"] - cut, end)
        if stop > start:
            kept.append({**entity, "offset": start, "length": stop - start})
    return stripped, kept


def _sorted(entities: list[Entity]) -> list[Entity]:
    solid = [(e["offset"], e["offset"] + e["length"]) for e in entities if e["type"] in _STANDALONE]
    seen: set[tuple[str, int, int]] = set()
    kept = []
    for entity in sorted(entities, key=lambda e: (e["offset"], -e["length"], e["type"])):
        start, stop = entity["offset"], entity["offset"] + entity["length"]
        key = (entity["type"], start, stop)
        inside = entity["type"] not in _STANDALONE and any(a <= start and stop <= b for a, b in solid)
        if key not in seen and not inside:
            seen.add(key)
            kept.append(entity)
    return kept


def _automatic(text: str, entities: list[Entity]) -> list[Entity]:
    taken = [
        (e["offset"], e["offset"] + e["length"])
        for e in entities
        if e["type"] in _STANDALONE or e["type"] in ("text_link", "text_mention")
    ]
    found = []
    for match in _FOUND_BY_ITSELF.finditer(text):
        kind = match.lastgroup
        offset = utf16_length(text[: match.start()])
        length = utf16_length(match.group())
        if kind and not any(start < offset + length and offset < stop for start, stop in taken):
            found.append({"type": kind, "offset": offset, "length": length})
    return found


def _checked(given: list[Entity], text: str) -> list[Entity]:
    """The sender's own entities; automatic ones are found anew, as Telegram does."""
    end = utf16_length(text)
    kept = []
    for entity in given:
        if not isinstance(entity, dict):
            raise bad_request("can't parse MessageEntity: expected an Object")
        kind, offset, length = entity.get("type"), entity.get("offset"), entity.get("length")
        if not isinstance(offset, int) or not isinstance(length, int):
            raise bad_request('can\'t parse MessageEntity: Field "offset" must be of type Number')
        if kind not in _KNOWN:
            raise bad_request("can't parse MessageEntity: Unsupported type specified")
        if offset < 0 or length <= 0 or offset + length > end:
            raise bad_request(f"entity beginning at UTF-16 offset {offset} ends after the end of the text")
        if kind not in _AUTOMATIC:
            kept.append(dict(entity))
    return kept
