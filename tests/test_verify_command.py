"""``zhibu verify`` as anybody with the database sees it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from bot.cli import main
from bot.domain.certificates import CertificateKind, shown
from bot.usecases import certificates, issued
from storage.database import Database
from tests.usecases.village import EAST, MEMBER, NOW, SECRETARY, Village


@pytest.fixture
async def codes(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Of a good one, one that was replaced, and one that was revoked."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ZHIBU_DATABASE_URL", sqlite_url)
    village = await Village.settled(await Database.open(sqlite_url))
    made = []
    for kind, services in (("service", 5), ("service", 4), ("plaque", 4)):
        facts = {"stars": 1, "services": services, "minutes": 600}
        which = (CertificateKind(kind), EAST, MEMBER, 2026, facts, NOW, SECRETARY)
        made.append(await village.database.run(certificates.issue, *which))
    old, good, revoked = made
    await village.does(SECRETARY, issued.revoke_for_chosen, revoked.id, "not-earned", NOW)
    await village.database.close()
    return [good.code, old.code, revoked.code]


async def says(code: str) -> Result:
    return await asyncio.to_thread(CliRunner().invoke, main, ["verify", code])


async def test_codes_from_paper(codes: list[str]) -> None:
    good, old, revoked = codes
    genuine = await says(shown(good).lower())
    assert genuine.stdout.splitlines() == [
        *("✅ 这是真的", "2026年志愿服务证书：4次，10小时", "张*　东关社区党支部"),
        "编号1-2026-0002，2026年11月20日发",
    ]
    assert genuine.exit_code == 0
    replaced = await says(old)
    assert (replaced.exit_code, "换发了新的" in replaced.stdout) == (0, True)
    gone = await says(revoked)
    assert (gone.exit_code, gone.stdout.splitlines()[0]) == (1, "❌ 这一张已经撤销：2026年11月20日，不该发")
    for nothing in ("00000-00000", "什么"):
        unknown = await says(nothing)
        assert (unknown.exit_code, "没有查到" in unknown.stdout) == (1, True)
