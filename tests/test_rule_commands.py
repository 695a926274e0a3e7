"""``zhibu rules`` as the operator sees it: no Telegram, a line for each rule."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from bot.cli import main
from bot.domain.recurrence import Every
from bot.office.working_days import WorkingDays
from bot.usecases import repeats, task_lists
from bot.usecases.rules import pause_rule
from storage.database import Database
from tests.usecases.meeting_village import drafted
from tests.usecases.village import EAST, NOW, SECRETARY, WEST_SECRETARY, Village

DAYS = WorkingDays()


@pytest.fixture
async def rules(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of a rule of the east and one of the west, and beside them one of a task."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ZHIBU_DATABASE_URL", sqlite_url)
    village = await Village.settled(await Database.open(sqlite_url))
    found = []
    for who, every in ((SECRETARY, Every.MONTH), (WEST_SECRETARY, Every.WEEK)):
        card = await drafted(village, "12月31日19:00在活动室过主题党日", who)
        found.append((await village.does(who, repeats.repeat, card.draft_id, every, NOW, DAYS)).id)
    listed = await village.does(SECRETARY, task_lists.preview_text, EAST, "12月5日前 交表", NOW)
    await village.does(SECRETARY, task_lists.import_list, listed.draft_id, NOW, DAYS)
    # Long ago: what the machine's own clock makes of it does not matter.
    await village.database.run(pause_rule, found[1], DAYS, datetime(2026, 11, 20, tzinfo=UTC))
    await village.database.close()
    return found


async def says(*arguments: str) -> Result:
    return await asyncio.to_thread(CliRunner().invoke, main, ["rules", *arguments])


async def test_listed_paused_and_resumed(rules: list[int]) -> None:
    east, west = rules
    listed = await says("list")
    assert listed.stdout.splitlines() == [
        f"{east}\t东关社区党支部\t每月最后一天 19:00　主题党日\t2027-01-26 09:00",
        f"{west}\t西街村党支部\t⏸ 每周四 19:00　主题党日\t-",
    ]
    assert (await says("next")).stdout == listed.stdout.splitlines(keepends=True)[0]
    assert (await says("list", "--branch", "西街村党支部")).stdout == listed.stdout.splitlines(keepends=True)[
        1
    ]
    paused = await says("pause", str(east))
    assert "⏸ 每月最后一天" in paused.stdout
    assert (await says("next")).stdout == ""
    resumed = await says("resume", str(west))
    assert resumed.stdout.startswith(f"{west}\t西街村党支部\t每周四")
    assert "-\n" not in resumed.stdout[-3:]


async def test_what_is_not_there(rules: list[int]) -> None:
    for arguments, said in ((("list", "--branch", "北街"), "北街"), (("pause", "999"), "已经删掉")):
        refused = await says(*arguments)
        assert (refused.exit_code, refused.stdout) == (1, "")
        assert said in refused.stderr
