"""A roster file sent to the bot: previewed first, imported when somebody says so.

Only Telegram's file id is kept in between; the file itself is fetched and read again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.rights import Actor, Right, may_anywhere, not_allowed
from bot.errors import UserError
from bot.office.roster import RosterFile
from bot.office.sheets import MAX_BYTES
from bot.usecases.own_drafts import own_open
from bot.usecases.roster import Founding, ImportReport, import_roster, preview_import
from storage import drafts
from storage.database import Transaction

JOURNEY = "roster-file"
CHAT_ROWS = 2000  # a longer file would keep everybody waiting: it goes through the command line


@dataclass(frozen=True, slots=True)
class FilePreview:
    """What importing the file would do."""

    draft_id: int
    report: ImportReport


def check_importer(tx: Transaction, actor: Actor, size: int) -> None:
    """Before ``size`` bytes are fetched; raises ``UserError`` ``not-allowed``, ``roster-file-too-large``."""
    if not may_anywhere(actor, Right.EDIT_ROSTER):
        raise not_allowed(actor)
    if size > MAX_BYTES:
        raise UserError("roster-file-too-large", megabytes=MAX_BYTES // 1_000_000)


def check_rows(rows: Sequence[object]) -> None:
    """Raise ``UserError("roster-too-many-for-chat")`` for a file that belongs on the command line."""
    if len(rows) > CHAT_ROWS:
        raise UserError("roster-too-many-for-chat", limit=CHAT_ROWS)


def preview_file(tx: Transaction, actor: Actor, file_id: str, read: RosterFile, now: datetime) -> FilePreview:
    """Keep the file's id and say what importing it would do.

    Raises ``UserError`` ``not-allowed``, ``roster-too-many-for-chat``.
    """
    check_rows(read.rows)
    report = preview_import(tx, actor, read.rows, read.problems, read.columns)
    draft = drafts.create(tx, actor.telegram_id, JOURNEY, {"file_id": file_id}, now)
    return FilePreview(draft.id, report)


def kept_file(tx: Transaction, actor: Actor, draft_id: int) -> str:
    """The file id of an open preview. Raises ``UserError`` ``button-broken``, ``roster-file-done``."""
    file_id: str = own_open(tx, actor, draft_id, JOURNEY, "roster-file-done").data["file_id"]
    return file_id


def import_file(
    tx: Transaction,
    actor: Actor,
    draft_id: int,
    read: RosterFile,
    skip_bad: bool,
    now: datetime,
    founding: Founding,
) -> ImportReport:
    """Import the previewed file; a preview is good for one import.

    Not imported (``report.imported`` False): a row has become bad since the preview.
    Raises ``UserError`` ``not-allowed``, ``button-broken``, ``roster-file-done``,
    ``roster-too-many-for-chat``.
    """
    draft = own_open(tx, actor, draft_id, JOURNEY, "roster-file-done")
    check_rows(read.rows)
    report = import_roster(
        tx,
        actor,
        read.rows,
        now,
        founding,
        problems=read.problems,
        columns=read.columns,
        skip_bad=skip_bad,
    )
    if report.imported:
        drafts.close(tx, draft.id, drafts.DONE, now)
    return report


def drop_file(tx: Transaction, actor: Actor, draft_id: int, now: datetime) -> None:
    """Forget a previewed file. Raises ``UserError`` ``button-broken``, ``roster-file-done``."""
    drafts.close(tx, own_open(tx, actor, draft_id, JOURNEY, "roster-file-done").id, drafts.CANCELLED, now)
