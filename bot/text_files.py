"""The texts as they are written: messages of Fluent files, found without being parsed."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fluent.syntax import FluentParser, ast

_ENTRY = re.compile("^(?=[^ \n}])", re.MULTILINE)  # what goes on in the next line is indented
_NAMED = re.compile("([a-zA-Z][a-zA-Z0-9_-]*) *=")


class MissingText(LookupError):  # noqa: N818 -- what is wrong, in the fewest words
    """A message, an attribute or one of its variables does not exist in a locale."""


@dataclass(frozen=True, slots=True)
class Source:
    """A message as it is written, and the file it is in."""

    where: str
    text: str


def read_folder(folder: Path) -> dict[str, Source]:
    """The messages of a locale by name, from every file of its folder.

    Raises what ``read_texts`` raises, and MissingText when there are none.
    """
    found: dict[str, Source] = {}
    for path in sorted(folder.glob("*.ftl")):
        read_texts(f"{folder.name}/{path.name}", path.read_text("utf-8"), found)
    if not found:
        raise MissingText(f"no texts for {folder.name}")
    return found


def read_texts(where: str, text: str, found: dict[str, Source] | None = None) -> dict[str, Source]:
    """The messages of a Fluent file for ``Texts``, added to those that were ``found`` before.

    ``where`` says which file it is. Raises ValueError for what is no message, or one defined twice.
    """
    found = {} if found is None else found
    for name, entry in _entries(text):
        if not name:
            raise ValueError(f"{where}: not a message: {entry.partition(chr(10))[0]}")
        if name in found:
            raise ValueError(f"{where}: {name} is also in {found[name].where}")
        found[name] = Source(where, entry)
    return found


# A process may ask for the texts more than once; tests do so all the time.
@lru_cache(maxsize=256)
def _entries(text: str) -> list[tuple[str, str]]:
    """Name and text of each message of a file; the name of what is none is empty."""
    found = []
    for entry in _ENTRY.split(text):
        if entry.strip() and not entry.startswith("#"):
            named = _NAMED.match(entry)
            found.append((named[1] if named else "", entry))
    return found


@lru_cache(maxsize=8192)
def parse(text: str) -> ast.Resource:
    """One message, parsed; what is wrong in it is among its entries as ``ast.Junk``."""
    return FluentParser(with_spans=False).parse(text)
