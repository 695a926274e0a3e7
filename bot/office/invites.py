"""Invitations as a file that a secretary can open in a spreadsheet and hand out."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from bot.office.lists import write_list

HEADER = ("姓名", "支部", "邀请链接", "邀请码")


@dataclass(frozen=True, slots=True)
class InviteRow:
    """One member's one-time invitation. A ``code`` must not begin like a formula: it is typed from here."""

    name: str
    branch: str
    link: str
    code: str


def write_invites(rows: Iterable[InviteRow], format: Literal["csv"] = "csv", bom: bool = False) -> bytes:
    """The contract's ``姓名,支部,邀请链接,邀请码`` in UTF-8; with ``bom`` Excel recognises it as UTF-8.

    A cell that a spreadsheet would run as a formula gets a ' in front. Raises ValueError for another format.
    """
    if format != "csv":
        raise ValueError(f"no such format: {format}")
    return write_list(HEADER, ((row.name, row.branch, row.link, row.code) for row in rows), bom)
