"""``zhibu doctor``: is everything as it should be?"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.clock import utc_now
from bot.delivery.connections import bot_name
from bot.errors import SettingsError
from bot.settings import Settings
from storage import inbox, totals
from storage.database import Database, is_trouble
from storage.ledger_check import Proof, prove
from storage.migrate import is_current

# What is being written while the doctor looks may bear a time before the look; nothing takes as long as this.
SETTLED = timedelta(minutes=5)
_TIME, _DIGITS = "%Y%m%dT%H%M", 16


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report."""

    good: bool
    text: str


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What the ledger held at a time, to be written down: whoever replaces all of it cannot replace this."""

    at: datetime
    seal: str

    def __str__(self) -> str:
        return f"{self.at:{_TIME}}-{self.seal}"


def read_fingerprint(text: str) -> Fingerprint:
    """A fingerprint as it was printed. Raises ``SettingsError``."""
    found = re.fullmatch(r"(\d{8}T\d{4})-([0-9a-f]{16})", text.strip(), re.IGNORECASE)
    try:
        if found is not None:
            at = datetime.strptime(found[1].upper(), _TIME).replace(tzinfo=UTC)
            return Fingerprint(at, found[2].lower())
    except ValueError:
        pass  # no such day
    raise SettingsError("--since: a fingerprint as `zhibu doctor` prints it is wanted")


async def examine(settings: Settings, since: Fingerprint | None = None) -> list[Finding]:
    """Look at the database and at Telegram; never raises for what it is meant to find."""
    try:
        current = await asyncio.to_thread(is_current, settings.database)
        if not current:
            return [Finding(False, "database: migrations are missing, run `zhibu migrate`")]
        found = await _database(settings, since)
    except SettingsError as error:
        return [Finding(False, str(error))]
    # Any failure to reach or to read the database is the finding itself.
    except Exception as error:
        if not is_trouble(error):
            raise
        return [Finding(False, f"database: cannot be reached ({type(error).__name__})")]
    return [*found, await _telegram(settings)]


async def _database(settings: Settings, since: Fingerprint | None) -> list[Finding]:
    database = await Database.open(settings.database)
    try:
        now = (utc_now() - SETTLED).replace(second=0, microsecond=0)
        wrong = await database.read(totals.wrong)
        aside = await database.read(inbox.quarantined)
        proof = await database.read(prove, now, *([since.at] if since else []))
    finally:
        await database.close()
    return [
        Finding(True, "database: reachable and up to date"),
        Finding(not wrong, f"yearly sums: {len(wrong)} differ from a recount"),
        Finding(not aside, f"updates set aside because they could not be handled: {len(aside)}"),
        *_ledger(proof, since, now),
    ]


def _ledger(proof: Proof, since: Fingerprint | None, now: datetime) -> list[Finding]:
    """What the ledger proves; a fingerprint only of one without a fault."""
    looked = f"{proof.entries:,} entries of {proof.chains:,} branches, {proof.rows:,} rows"
    found = [Finding(not proof.count, f"ledger: {proof.count} faults in {looked}")]
    found += [Finding(False, fault) for fault in proof.faults]
    if proof.count > len(proof.faults):
        found.append(Finding(False, f"ledger: and {proof.count - len(proof.faults)} more"))
    if since is not None:
        same = proof.seals[since.at].startswith(since.seal)
        said = "is still there" if same else "is not what the ledger holds now"
        found.append(Finding(same, f"ledger: what {since} stands for {said}"))
    if not proof.count:
        fresh = Fingerprint(now, proof.seals[now][:_DIGITS])
        found.append(Finding(True, f"fingerprint of the ledger, to write down for --since: {fresh}"))
    return found


async def _telegram(settings: Settings) -> Finding:
    if settings.bot_token is None:
        return Finding(False, "ZHIBU_BOT_TOKEN: not set")
    try:
        return Finding(True, f"Telegram: the token belongs to @{await bot_name(settings)}")
    except ConnectionError as error:
        return Finding(False, f"Telegram: {error}")
