"""Telegram's HTML mode: a small language of its own, stricter than HTML (`Bot API, Formatting options`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from bot.sandbox.errors import ApiError, bad_request

_SPACE = " \t\r\n\x00\v"
_SPECIAL = re.compile(r"[<&]")
_NAME_END = re.compile(r"[ \t\r\n\x00\v>]|$")
_ATTRIBUTE_END = re.compile(r"[ \t\r\n\x00\v=]|$")
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([A-Za-z]+));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
}
_MENTION = re.compile(r"tg://user\?id=(\d+)$")
_LINK = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://|mailto:|tel:)\S+$|[\w-]+(?:\.[\w-]+)+(?:[/?#:]\S*)?$", re.IGNORECASE
)


@dataclass(slots=True)
class _Open:
    name: str
    argument: str
    offset: int
    part: int


def parse_html(source: str) -> tuple[str, list[dict[str, Any]]]:
    """Plain text and entities of ``source``; raises ApiError 400 "can't parse entities: …"."""
    if "<" not in source and "&" not in source:
        return source, []
    return _Parser(source).parse()


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.parts: list[str] = []
        self.offset = 0
        self.open: list[_Open] = []
        self.entities: list[dict[str, Any]] = []

    def parse(self) -> tuple[str, list[dict[str, Any]]]:
        source = self.source
        while True:
            match = _SPECIAL.search(source, self.at)
            if match is None:
                self._write(source[self.at :])
                break
            self._write(source[self.at : match.start()])
            self.at = match.start()
            if source[self.at] == "&":
                self._write(self._reference())
            elif source.startswith("</", self.at):
                self._end_tag()
            else:
                self._start_tag()
        if self.open:
            raise _unparsable(f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"')
        for entity in self.entities:
            if entity["type"] == "code":
                entity.pop("language", None)
        return "".join(self.parts), self.entities

    def _write(self, text: str) -> None:
        if text:
            self.parts.append(text)
            self.offset += _units(text)

    def _reference(self) -> str:
        """The character named at the cursor; anything not a known reference stays as it is written."""
        match = _REFERENCE.match(self.source, self.at)
        character = _decoded(match) if match else None
        if match is None or character is None:
            self.at += 1
            return "&"
        self.at = match.end()
        return character

    def _byte_offset(self, position: int) -> int:
        return len(self.source[:position].encode("utf-8", "surrogatepass"))

    def _end(self, pattern: re.Pattern[str]) -> int:
        match = pattern.search(self.source, self.at)
        return match.start() if match else len(self.source)

    def _skip_space(self) -> None:
        while self.at < len(self.source) and self.source[self.at] in _SPACE:
            self.at += 1

    def _peek(self) -> str:
        return self.source[self.at] if self.at < len(self.source) else ""

    def _start_tag(self) -> None:
        begin = self.at
        self.at += 1
        stop = self._end(_NAME_END)
        if stop >= len(self.source):
            raise _unparsable(f"Unclosed start tag at byte offset {self._byte_offset(begin)}")
        name = self.source[self.at : stop].lower()
        self.at = stop
        if name not in _TYPES:
            raise _unparsable(f'Unsupported start tag "{name}" at byte offset {self._byte_offset(begin)}')
        argument = self._attributes(name, begin)
        if name == "span" and argument != "tg-spoiler":
            raise _unparsable(
                f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte_offset(begin)}'
            )
        self.open.append(_Open(name, argument, self.offset, len(self.parts)))

    def _attributes(self, name: str, begin: int) -> str:
        """Reads to the end of the tag; gives the one attribute value that means something for this tag."""
        argument = ""
        while True:
            self._skip_space()
            if self._peek() == ">":
                self.at += 1
                return argument
            key, value = self._attribute(name, begin)
            if (name, key) in (("a", "href"), ("span", "class"), ("tg-emoji", "emoji-id")):
                argument = value
            elif (name, key) == ("code", "class") and value.startswith("language-"):
                argument = value.removeprefix("language-")
            elif (name, key) == ("blockquote", "expandable"):
                argument = "expandable"

    def _attribute(self, name: str, begin: int) -> tuple[str, str]:
        stop = self._end(_ATTRIBUTE_END)
        closing = self.source.find(">", self.at, stop)
        if closing >= 0 and name == "blockquote":
            # Only blockquote knows an attribute without a value: <blockquote expandable>.
            stop = closing
        key = self.source[self.at : stop]
        where = f'tag "{name}" at byte offset {self._byte_offset(begin)}'
        self.at = stop
        if not key:
            if self.at >= len(self.source):
                raise _unparsable(f"Unclosed start {where}")
            raise _unparsable(f"Empty attribute name in the {where}")
        self._skip_space()
        if self._peek() != "=":
            if name == "blockquote" and key == "expandable" and self._peek():
                return key, ""
            raise _unparsable(f"Expected equal sign in declaration of an attribute of the {where}")
        self.at += 1
        self._skip_space()
        if not self._peek():
            raise _unparsable(f"Unclosed start {where}")
        value = self._quoted() if self._peek() in "'\"" else self._bare()
        if not self._peek():
            raise _unparsable(f"Unclosed start tag at byte offset {self._byte_offset(begin)}")
        return key, value

    def _bare(self) -> str:
        begin = self.at
        match = _TOKEN.match(self.source, self.at)
        self.at = match.end() if match else self.at
        if not self._peek() or self._peek() not in _SPACE + ">":
            raise _unparsable(f"Unexpected end of name token at byte offset {self._byte_offset(begin)}")
        return self.source[begin : self.at].lower()

    def _quoted(self) -> str:
        quote = self.source[self.at]
        self.at += 1
        stop = self.source.find(quote, self.at)
        stop = len(self.source) if stop < 0 else stop
        value = _REFERENCE.sub(lambda m: _decoded(m) or m.group(), self.source[self.at : stop])
        self.at = min(stop + 1, len(self.source))
        return value

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise _unparsable(f"Unexpected end tag at byte offset {self._byte_offset(begin)}")
        self.at += 2
        stop = self._end(_NAME_END)
        found = self.source[self.at : stop].lower()
        self.at = stop
        self._skip_space()
        if self._peek() != ">":
            raise _unparsable(f"Unclosed end tag at byte offset {self._byte_offset(begin)}")
        self.at += 1
        tag = self.open[-1]
        if found and found != tag.name:
            raise _unparsable(
                f'Unmatched end tag at byte offset {self._byte_offset(begin)}, expected "</{tag.name}>", '
                f'found "</{found}>"'
            )
        self.open.pop()
        if self.offset > tag.offset:
            self._close(tag)

    def _close(self, tag: _Open) -> None:
        kind = _TYPES[tag.name]
        entity: dict[str, Any] = {"type": kind, "offset": tag.offset, "length": self.offset - tag.offset}
        if kind == "text_link":
            if not self._link(entity, tag.argument or "".join(self.parts[tag.part :])):
                return
        elif kind == "custom_emoji":
            if not tag.argument.isdecimal() or int(tag.argument) == 0:
                raise _unparsable("Invalid custom emoji identifier specified")
            entity["custom_emoji_id"] = tag.argument
        elif kind == "blockquote" and tag.argument:
            entity["type"] = "expandable_blockquote"
        elif kind in ("pre", "code") and self._joined_code(entity, tag):
            return
        self.entities.append(entity)

    def _joined_code(self, entity: dict[str, Any], tag: _Open) -> bool:
        """``<pre><code class="language-x">`` is one entity; either order of nesting counts."""
        if entity["type"] == "code" and tag.argument:
            entity["language"] = tag.argument
        last = self.entities[-1] if self.entities else None
        if last is None or (last["offset"], last["length"]) != (entity["offset"], entity["length"]):
            return False
        if {last["type"], entity["type"]} != {"pre", "code"} or not (last.get("language") or tag.argument):
            return False
        last["type"] = "pre"
        last.setdefault("language", tag.argument)
        return True

    def _link(self, entity: dict[str, Any], url: str) -> bool:
        mention = _MENTION.match(url)
        if mention:
            entity["type"] = "text_mention"
            entity["user"] = {"id": int(mention.group(1)), "is_bot": False, "first_name": ""}
            return True
        if not _LINK.match(url):
            return False
        entity["url"] = url if "://" in url or url.startswith(("mailto:", "tel:")) else f"http://{url}/"
        return True


def _decoded(match: re.Match[str]) -> str | None:
    hexadecimal, decimal, name = match.groups()
    if name:
        return _NAMED.get(name)
    digits = hexadecimal or decimal
    code = int(digits, 16 if hexadecimal else 10) if len(digits) < 9 else 0
    if code == 0 or code >= 0x10FFFF:
        return None
    if 0xD800 <= code <= 0xDFFF:
        raise _unparsable(
            "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched "
            "surrogate code units"
        )
    return chr(code)


def _unparsable(text: str) -> ApiError:
    return bad_request(f"can't parse entities: {text}")
