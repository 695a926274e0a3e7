"""A notice while it is written: what has been given so far, and what has been shown of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from bot.domain.audience import Audience, audience_from_json, audience_to_json
from bot.domain.messages import Attachment
from bot.domain.notices import NoticeContent, NoticeKind, content_from_json, content_to_json

NEVER = -1  # the ``previewed`` of a form no preview was shown of


@dataclass(frozen=True, slots=True)
class NoticeForm:
    """The draft of a notice.

    ``version`` counts every change of what would be sent, ``content_no`` those of what the preview shows, and
    ``previewed`` is the ``content_no`` that was shown last. ``collecting``: a phone may still be sending
    pieces; ``is_cut``: it has probably cut the last one, which begins at ``cut_at`` of the text.
    ``replacing``: the next text takes the place of the one that is there. ``album`` is the last piece's.
    ``card`` is the message that shows all this, ``shown`` are those of the preview. ``notice_id``: what it
    became when it was sent.
    """

    audience: Audience
    content: NoticeContent = field(default_factory=NoticeContent)
    kind: NoticeKind = NoticeKind.NOTICE
    send_at: datetime | None = None
    version: int = 0
    content_no: int = 0
    previewed: int = NEVER
    collecting: bool = False
    is_cut: bool = False
    cut_at: int = 0
    replacing: bool = False
    album: str | None = None
    card: int | None = None
    shown: tuple[int, ...] = ()
    notice_id: int | None = None

    def saying(self, content: NoticeContent, **more: Any) -> NoticeForm:
        """With other content; a file made of the text before says something else now, and is dropped."""
        whole = content.whole if content.text == self.content.text else None
        return replace(
            self,
            content=replace(content, whole=whole),
            version=self.version + 1,
            content_no=self.content_no + 1,
            **more,
        )

    def of_kind(self, kind: NoticeKind) -> NoticeForm:
        """With another kind: its buttons are part of the preview, and a call-up does not wait."""
        if kind is self.kind:
            return self
        send_at = None if kind is NoticeKind.CALL_UP else self.send_at
        return self.saying(self.content, kind=kind, send_at=send_at)

    def for_whom(self, audience: Audience) -> NoticeForm:
        """For somebody else: the preview stays what it is."""
        if audience == self.audience:
            return self
        return replace(self, audience=audience, version=self.version + 1)

    def at(self, send_at: datetime | None) -> NoticeForm:
        """At another time (UTC), or at once."""
        if send_at == self.send_at:
            return self
        return replace(self, send_at=send_at, version=self.version + 1)

    def with_whole(self, whole: Attachment) -> NoticeForm:
        """With the file that was made of the text for its preview: nothing that anybody said has changed."""
        return replace(self, content=replace(self.content, whole=whole))

    @property
    def is_previewed(self) -> bool:
        """Whether the preview that was shown is of what would be sent."""
        return self.previewed == self.content_no


_PLAIN = (
    "version",
    "content_no",
    "previewed",
    "collecting",
    "is_cut",
    "cut_at",
    "replacing",
    "album",
    "card",
    "notice_id",
)


def form_to_json(form: NoticeForm) -> dict[str, Any]:
    """The draft row's data."""
    return {
        "audience": audience_to_json(form.audience),
        "content": content_to_json(form.content),
        "kind": form.kind.value,
        "send_at": form.send_at.isoformat() if form.send_at else None,
        "shown": list(form.shown),
        **{name: getattr(form, name) for name in _PLAIN},
    }


def form_from_json(data: Mapping[str, Any]) -> NoticeForm:
    """The inverse of ``form_to_json``."""
    send_at = data["send_at"]
    return NoticeForm(
        audience_from_json(data["audience"]),
        content_from_json(data["content"]),
        NoticeKind(data["kind"]),
        datetime.fromisoformat(send_at) if send_at else None,
        shown=tuple(data["shown"]),
        **{name: data[name] for name in _PLAIN},
    )
