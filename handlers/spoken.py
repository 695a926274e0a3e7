"""Short plain words that mean one thing only: 帮助, 取消, 谢谢, in whatever language they are typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from bot.i18n import LOCALES, Texts

LONGEST = 24  # characters; anything longer says more than one thing
_AROUND = " \t\r\n.,!~:;。、…·'\"“”「」-—"
# 谢谢啊, 取消吧, 好的呢: what only makes a word softer.
_PARTICLES = re.compile(r"(?<=.)[啊呀呢吧啦哦哈喽哟嘛了]+$")


def plain_form(text: str) -> str:
    """The bare word of a short text, "?" for nothing but question marks, "" for a long text."""
    if len(text) > LONGEST:
        return ""
    folded = unicodedata.normalize("NFKC", text).casefold().strip(_AROUND)
    bare = folded.strip(_AROUND + "?")
    if not bare:
        return "?" if "?" in folded else ""
    return _PARTICLES.sub("", bare)


def phrases(texts: Texts, names: Iterable[str]) -> dict[str, str]:
    """Which name each plain word of any language stands for."""
    found: dict[str, str] = {}
    for name in names:
        for locale in LOCALES:
            for phrase in texts.format(locale, f"say-{name}", html=False).split("|"):
                if found.setdefault(plain_form(phrase), name) != name:
                    raise ValueError(f"{phrase} stands for {found[plain_form(phrase)]} and for {name}")
    return found
