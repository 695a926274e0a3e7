"""The end of a year in a branch: a word given and kept, households, the stars settled, plaques verified.

Over HTTP, in Chinese on PostgreSQL and in English on SQLite.
"""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import sqlalchemy as sa
from click.testing import Result
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from bot.cli import main
from bot.domain.certificates import CertificateKind
from bot.domain.scheme_files import load_schemes
from bot.usecases import stars
from storage import certificates
from storage.database import Transaction
from storage.schema import household
from tests.journeys.test_dues import _speak as speak
from tests.journeys.test_households import presses, says
from tests.journeys.test_review import Chat, opens
from tests.journeys.world import World, open_world
from tests.journeys.year_words import YEAR_WORDS
from tests.support.people import Group, Person
from tests.support.telegram import open_front
from tests.usecases import village as who
from tests.usecases.village import Village, facts

PNG = b"\x89PNG"


def at(day: int, hour: int, month: int = 12, year: int = 2026) -> datetime:
    """A moment as the clocks of the branch show it."""
    return datetime(year, month, day, hour, tzinfo=UTC) - timedelta(hours=8)


class Story:
    """The branch, its people and its group; ``w``: the words of the language they speak."""

    def __init__(self, chat: Chat, w: SimpleNamespace, people: list[Person], group: Group) -> None:
        self.chat, self.w, self.group = chat, w, group
        self.wang, self.li, self.zhang, self.liu, self.resident = people

    @classmethod
    async def begins(cls, world: World) -> Story:
        """Stars are for hours here; who has done what until the first days of December."""
        w = YEAR_WORDS[world.locale]
        chat = Chat(world, await Village.settled(world.database))
        await world.database.run(speak, world.locale)
        village, clock = chat.village, world.clock
        await village.does(who.SECRETARY, stars.choose_scheme, "volunteer-hours", load_schemes(), clock.now)
        for day in (date(2026, 11, 2), date(2026, 11, 9), date(2026, 11, 16)):
            await village.confirmed(facts(day))
            await village.confirmed(facts(day, 60 + 30 * (day.day == 16)), who.OTHER_MEMBER)
        people = [await chat.person(n) for n in (who.SECRETARY, who.LEADER, who.MEMBER, who.OTHER_MEMBER)]
        people.append(await world.person("周大娘"))
        group = await world.group("东关群", *people)
        await world.settled()
        await group.sends(people[0], "/bind")
        await group.sees(w.bound)
        return cls(chat, w, people, group)

    def becomes(self, now: datetime) -> None:
        self.chat.world.clock.now = now

    # -- the word that is given ------------------------------------------------------------------------

    async def a_word_is_given(self) -> None:
        """Returned for its date, changed, published, shown in the group, where a colleague follows it."""
        w, wang, zhang = self.w, self.wang, self.zhang
        await opens(wang, "/pledges", w.cover, w.cover_settings, w.let_residents)
        await zhang.sends(w.pledge)
        await zhang.sees(w.right_so)
        await zhang.taps(w.submit)
        await wang.taps(w.send_back, on=await wang.sees(w.to_review))
        await wang.rest()
        await wang.taps(w.unfit)
        await zhang.taps(w.change, on=await zhang.sees(w.sent_back))
        await zhang.rest()
        for label in (w.change, w.other_date):
            await presses(zhang, label)
        await zhang.sees(w.by_when)
        await zhang.sends(w.christmas)
        await zhang.sees(w.by_christmas)
        await zhang.taps(w.submit)
        await zhang.sees(w.submitted)
        await wang.taps(w.confirm, on=await wang.sees(w.to_review))
        await wang.sees(w.published)
        await zhang.sees(w.published)
        await wang.taps(w.show)
        assert w.by_christmas in (await self.group.sees(w.promises)).text
        assert await self.group.taps_as(self.liu, w.follow) == w.followed

    async def a_record_is_its_evidence(self) -> None:
        """One entry, many uses: what was logged and confirmed for the stars shows the pledge being kept."""
        w, li, zhang = self.w, self.li, self.zhang
        self.becomes(at(10, 12))
        for day, minutes in ((3, 120), (4, 90)):
            done = facts(date(2026, 12, day), minutes)
            await self.chat.village.confirmed(done, who.OTHER_MEMBER, at(5, 12))
        await zhang.sends(w.log)
        await zhang.sees(w.half_past_two)
        await zhang.taps(w.submit)
        await li.taps(w.confirm, on=await li.sees(w.to_confirm))
        await zhang.sees(w.was_confirmed)
        await zhang.sends("/pledges")
        await zhang.sees(w.mine)
        for label in ("1", w.update, w.records):
            await presses(zhang, label)
        assert await presses(zhang, w.ninth) == w.counted
        for label in (w.back, w.back):
            await presses(zhang, label)
        await zhang.sees(w.evidence)

    async def it_is_kept(self) -> None:
        """The clock reminds once; residents say by a link how it was; the colleague who follows is told."""
        w, wang, zhang, resident = self.w, self.wang, self.zhang, self.resident
        self.becomes(at(18, 9))
        soon = await zhang.sees(w.due_soon)
        assert w.seven_left in soon.text
        await zhang.taps(w.done, on=soon)
        await zhang.rest()
        await zhang.taps(w.all_done)
        await wang.sees(w.reports)
        await opens(wang, "/pledges", w.to_appraise, "1", w.ask)
        poster = await wang.sees(w.poster)
        await resident.starts(poster.text.partition("start=")[2].split()[0])
        await resident.sees(w.booth)
        assert await resident.taps(w.satisfied) == w.noted
        await opens(wang, "/pledges", w.to_appraise, "1", w.appraise)
        assert w.was_it_kept in wang.last.text
        await wang.taps(w.kept)
        assert w.residents_say in (await wang.sees(w.evidence)).text
        await zhang.sees(w.yours_is_kept)
        assert w.you_follow in (await self.liu.sees(w.his_is_kept)).text
        await self.group.sees_not("📣")

    # -- households, and the star of the month -----------------------------------------------------------

    async def names_are_put_forward(self) -> None:
        w, wang, zhang, li = self.w, self.wang, self.zhang, self.li
        await says(wang, w.households)
        for label in (w.begin, w.five_places, "1", w.seven_days):
            await presses(wang, label)
        await wang.sees(w.one_place)
        assert w.one_of_them in (await self.group.sees(w.recommend_here)).text
        look = sa.select(household.c.code)
        code = await self.chat.world.database.read(lambda tx: tx.execute(look).scalar_one())
        await self.resident.starts(f"h_{code}")
        await self.resident.sees(w.whom)
        await self.resident.taps("张三")
        await self.resident.sees(w.recommended)
        await zhang.taps(w.stand, on=await zhang.sees(w.can_stand))
        await zhang.rest()
        await zhang.taps(w.no_words)
        await says(li, "/households")
        for label in (w.put_forward, "老周"):
            await presses(li, label)
        assert await presses(li, w.no_words) == w.stands

    async def the_branch_votes_twice(self) -> None:
        w, wang = self.w, self.wang
        self.becomes(at(26, 10))
        await wang.taps(w.look, on=await wang.sees(w.time_over))
        assert w.two_stand in (await wang.sees("张三")).text
        for label in (w.begin_vote, w.yes_begin):
            await presses(wang, label)
        await self._votes(w.please_vote, "张三", "老周", "老周", "张三")
        tied = await wang.sees(w.tied)
        assert w.two_votes in tied.text
        await self.group.sees_not(w.chosen_by)
        await presses(wang, w.again)
        await self._votes(w.vote_again, "张三", "老周", "张三", "张三")
        await wang.sees(w.chosen)
        told = await self.group.sees(w.chosen_by)
        assert "张三" in told.text
        await self.zhang.taps(w.look, on=await self.zhang.sees(w.chosen_by))
        await self.zhang.rest()
        await self.zhang.taps(w.my_plaque)
        await self._pictured(self.zhang, w.household_of)

    async def _votes(self, asked: str, *names: str) -> None:
        """Zhang, Liu, Li and the secretary vote; the secretary, who has the buttons at hand, counts."""
        w = self.w
        for person, name in zip((self.zhang, self.liu, self.li, self.wang), names, strict=True):
            if person is self.wang:
                await presses(person, w.go_vote)
            else:
                await person.taps(w.go_vote, on=await person.sees(asked))
                await person.rest()
            await presses(person, f"○ {name}")
            await presses(person, w.cast)
            await person.sees(w.was_cast)
        for label in (w.back, w.count, w.yes_count):
            await presses(self.wang, label)

    async def a_star_of_the_month(self) -> None:
        w, wang, zhang = self.w, self.wang, self.zhang
        await opens(wang, w.month_star, w.choose_star)
        assert w.no_ranking in wang.last.text
        await wang.taps("张三")
        await wang.sees(w.why_he)
        await wang.taps(w.use_deeds)
        await zhang.taps(w.gladly, on=await zhang.sees(w.asked_him))
        await self.group.sees(w.star_of)

    # -- the year is settled -------------------------------------------------------------------------------

    async def the_year_is_published(self) -> None:
        """Everybody hears of their own stars, the group of those who have any; and it goes on paper."""
        w, wang = self.w, self.wang
        self.becomes(at(4, 10, 1, 2027))
        assert w.ready in (await opens(wang, "/settle")).text
        for label, seen in ((w.freeze, w.frozen), (w.publish, w.planned), (w.publish_now, w.until)):
            await wang.taps(label)
            await wang.sees(seen)
        assert w.zhang_one in (await self.group.sees(w.listed)).text
        await self.zhang.sees(w.your_stars)
        await wang.taps(w.to_print)
        sent = await wang.sees(w.printed)
        book = CalamineWorkbook.from_filelike(io.BytesIO(await wang.downloads(sent)))
        table = book.get_sheet_by_index(0).to_python()
        assert ["张三", "一组", "★☆☆☆☆", 4, 8.5] in table
        assert ["刘敏", "二组", "☆☆☆☆☆", 5, 7] in table

    async def an_objection_is_upheld(self) -> None:
        """The record is corrected from where the objection is read; counted again, there is a star more."""
        w, wang, liu = self.w, self.wang, self.liu
        await liu.taps(w.object, on=await liu.sees(w.no_star_yet))
        await liu.sees(w.what_wrong)
        await liu.sends(w.objection)
        await liu.sees(w.received)
        await wang.taps(w.answer, on=await wang.sees(w.objection))
        await wang.rest()
        await wang.taps(w.see_records)
        await wang.sees("2. ✓")
        await self._corrects(wang, "2", w.three_hours)
        await wang.sees(w.corrected_liu)
        await liu.sees(w.told_corrected)
        await opens(wang, "/settle", w.objections_1, "1", w.uphold)
        await wang.sees(w.write_answer)
        await wang.sends(w.right_you_are)
        await wang.sees(w.answered)
        assert w.right_you_are in (await liu.sees(w.upheld)).text
        await wang.taps(w.count_again)
        assert w.seven_to_eight in (await wang.sees(w.now_a_star)).text
        await liu.sees(w.you_have_now)
        assert w.zhang_liu_one in (await self.group.sees(w.takes_its_place)).text

    async def _corrects(self, person: Person, number: str, hours: str) -> None:
        """From a list of somebody's records."""
        w = self.w
        for label in (number, w.correct, w.duration, hours, w.with_reason):
            await presses(person, label)
        await person.sees(w.give_reason)
        await person.sends(w.right_you_are)

    async def it_is_final(self) -> None:
        w, wang, zhang = self.w, self.wang, self.zhang
        self.becomes(at(12, 9, 1, 2027))
        await wang.taps(w.look, on=await wang.sees(w.can_end))
        await wang.rest()
        for label in (w.end, w.end_for_good):
            await presses(wang, label)
        await wang.sees(w.final)
        await self.group.sees(w.final_group)
        self.told = await zhang.sees(w.final_told)

    async def the_plaque_is_kept_and_verified(self) -> None:
        """Drawn once and sent again by its file id; a stranger asks, and so does the command line."""
        w, zhang, stranger = self.w, self.zhang, await self.chat.world.person("过路人")
        files = self.chat.world.front.engine.files.by_id
        found = []
        for _ in range(2):
            await zhang.taps(w.see_plaque, on=self.told)
            found.append(await self._pictured(zhang, w.plaque))
        first, again = (one.raw["photo"][-1]["file_id"] for one in found)
        assert first == again in files
        self.code = await self.chat.world.database.read(self._code)
        await stranger.starts(f"v_{self.code}")
        genuine = await stranger.sees(w.genuine)
        assert w.masked in genuine.text
        assert "张三" not in genuine.text
        said = await self._command("verify", self.code)
        assert (said.exit_code, said.stdout.splitlines()) == (0, genuine.text.splitlines())
        self.stranger = stranger

    @staticmethod
    def _code(tx: Transaction) -> str:
        found = certificates.of_person(tx, who.MEMBER, 9, 0)
        return next(one.code for one in found if one.kind is CertificateKind.PLAQUE)

    async def what_is_settled_stays(self) -> None:
        """A record is corrected later: the figures stay, and the correction is shown as what it is."""
        w, wang, zhang = self.w, self.wang, self.zhang
        await opens(wang, "/settle", w.list)
        page = await wang.sees(w.names)
        number = next(one.split(".")[0] for one in page.text.splitlines() if "张三" in one)
        await presses(wang, number)
        await self._corrects(wang, "1", w.two_hours)
        await wang.sees(w.corrected_zhang)
        assert w.changed_after in (await opens(wang, "/settle")).text
        past = await opens(zhang, "/stars", w.earlier)
        assert w.still_8_30 in past.text, past.text
        assert w.settled_changed in past.text
        await zhang.taps(w.why_2026)
        assert w.corrected_later in (await zhang.sees("✓")).text
        await self.stranger.starts(f"v_{self.code}")
        await self.stranger.sees(w.plaque)

    async def a_plaque_is_taken_back(self) -> None:
        w, wang = self.w, self.wang
        listed = await opens(wang, "/settle", w.certificates)
        lines = listed.text.splitlines()
        place = next(n for n, one in enumerate(lines) if w.plaque in one) - 1
        await presses(wang, lines[place].split(".")[0])
        await presses(wang, w.revoke)
        await wang.sees(w.why_revoke)
        await wang.taps(w.wrong_figures)
        await wang.sees(w.is_revoked)
        await self.zhang.sees(w.told_revoked)
        await self.stranger.starts(f"v_{self.code}")
        await self.stranger.sees(w.no_longer)
        said = await self._command("verify", self.code)
        assert (said.exit_code, w.no_longer in said.stdout) == (1, True)

    async def the_ledger_is_whole(self) -> None:
        said = await self._command("doctor")
        assert said.exit_code == 0, said.stdout
        assert "ok   ledger: 0 faults" in said.stdout

    # -- by hand -------------------------------------------------------------------------------------------

    async def _pictured(self, person: Person, text: str) -> Any:
        found = await person.sees(text)
        assert (await person.downloads(found)).startswith(PNG)
        return found

    async def _command(self, *words: str) -> Result:
        """As the operator types it."""
        return await asyncio.to_thread(CliRunner().invoke, main, [*words])


@pytest.fixture
def by_hand(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> Callable[[World, str], None]:
    """Let the command line mean this world, its database, its language and its time."""

    def mean(world: World, url: str) -> None:
        monkeypatch.chdir(tmp_path)
        front = world.front
        for name, value in (
            ("DATABASE_URL", url),
            ("DEFAULT_LOCALE", world.locale),
            ("BOT_TOKEN", front.token),
            ("API_BASE_URL", front.base_url.removesuffix("/bot")),
        ):
            monkeypatch.setenv(f"ZHIBU_{name}", value)
        monkeypatch.setattr("bot.commands.doctor.utc_now", lambda: world.clock.now + timedelta(hours=1))

    return mean


@pytest.mark.parametrize(("locale", "kept_in"), [("zh-Hans", "postgresql_url"), ("en", "sqlite_url")])
async def test_the_end_of_a_year(
    locale: str,
    kept_in: str,
    request: pytest.FixtureRequest,
    by_hand: Callable[[World, str], None],
) -> None:
    url: str = request.getfixturevalue(kept_in)
    async with open_front("http") as front, open_world(front, url, locale) as world:
        by_hand(world, url)
        story = await Story.begins(world)
        await story.a_word_is_given()
        await story.a_record_is_its_evidence()
        await story.it_is_kept()
        await story.names_are_put_forward()
        await story.the_branch_votes_twice()
        await story.a_star_of_the_month()
        await story.the_year_is_published()
        await story.an_objection_is_upheld()
        await story.it_is_final()
        await story.the_plaque_is_kept_and_verified()
        await story.what_is_settled_stays()
        await story.a_plaque_is_taken_back()
        await story.the_ledger_is_whole()
