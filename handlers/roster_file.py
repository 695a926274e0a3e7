"""A roster sent as a document: read, previewed, imported."""

from __future__ import annotations

import asyncio

import telegram

from bot.domain.messages import Button, Message
from bot.domain.service import local_now
from bot.office.roster import RosterFile, read_roster
from bot.usecases import roster_files
from bot.usecases.roster import Founding, ImportReport
from bot.usecases.roster_words import report_message
from handlers.documents import fetch
from handlers.routing import Journey, tap_data
from handlers.talk import Talk

journey = Journey("roster-file")

_SUFFIXES = (".csv", ".xlsx", ".xls", ".txt", ".numbers", ".ods")


@journey.listener
async def hear_document(talk: Talk) -> bool:
    document = talk.message.document if talk.message else None
    if document is None or not talk.is_private:
        return False
    if not (document.file_name or "").lower().endswith(_SUFFIXES):
        return False
    await receive_file(talk, document)
    return True


async def receive_file(talk: Talk, document: telegram.Document) -> None:
    """Show what importing the document would do."""
    await talk.read(roster_files.check_importer, document.file_size or 0)
    read = await _read(talk, document.file_id)
    preview = await talk.run(roster_files.preview_file, document.file_id, read, talk.now)
    await talk.reply(_preview(preview.draft_id, preview.report))


async def _read(talk: Talk, file_id: str) -> RosterFile:
    data = await fetch(talk, file_id, roster_files.check_importer)
    today = local_now(talk.now, talk.house.timezone).date()
    return await asyncio.to_thread(read_roster, data, "", today)


@journey.tap("ros.import")
async def import_all(talk: Talk) -> None:
    await _import(talk, skip_bad=False)


@journey.tap("ros.skip")
async def import_good(talk: Talk) -> None:
    await _import(talk, skip_bad=True)


async def _import(talk: Talk, *, skip_bad: bool) -> None:
    draft_id = talk.number(0)
    file_id = await talk.read(roster_files.kept_file, draft_id)
    read = await _read(talk, file_id)
    founding = founding_for(talk)
    report = await talk.run(roster_files.import_file, draft_id, read, skip_bad, talk.now, founding)
    await talk.show(_done(report) if report.imported else _preview(draft_id, report))


def founding_for(talk: Talk) -> Founding:
    """What a branch that the chat brings into being starts with."""
    name = talk.house.texts.format(talk.house.default_locale, "roster-committee", html=False)
    return Founding(talk.house.timezone, name, talk.house.quiet, talk.house.daily_cap)


@journey.tap("ros.drop")
async def drop(talk: Talk) -> None:
    await talk.run(roster_files.drop_file, talk.number(0), talk.now)
    await talk.show(Message("roster-file-dropped"))


def _done(report: ImportReport) -> Message:
    roster = Button("button-roster", tap_data("ros.open"))
    return report_message(report, ((roster,),))


def _preview(draft_id: int, report: ImportReport) -> Message:
    cancel = Button("button-cancel", tap_data("ros.drop", draft_id))
    if not report.problems:
        return report_message(report, ((Button("button-import", tap_data("ros.import", draft_id)), cancel),))
    good = report.created + report.updated
    skip = (Button("button-skip-bad", tap_data("ros.skip", draft_id)),) if good else ()
    return report_message(report, ((*skip, cancel),))
