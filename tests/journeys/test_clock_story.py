"""Five weeks of a branch by the clock: a week of study with a quiz, a month of dues, a theme day.

Over HTTP, in Chinese on PostgreSQL and in English on SQLite.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from tests.durability.crawling import picture
from tests.journeys.clock_words import CLOCK_WORDS
from tests.journeys.test_dues import _speak as speak
from tests.journeys.test_review import Chat, opens
from tests.journeys.test_sign_in import code
from tests.journeys.world import World, open_world
from tests.support.people import Group, Person
from tests.support.telegram import open_front
from tests.usecases import village as who
from tests.usecases.village import Village


def at(day: int, hour: int, minute: int = 0, month: int = 12) -> datetime:
    """A moment of the end of 2026, as the clocks of the branch show it."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


START = at(25, 19)


class Story:
    """The branch, its people and its group; ``w``: the words of the language they speak."""

    def __init__(self, chat: Chat, w: SimpleNamespace, people: list[Person], group: Group) -> None:
        self.chat, self.w, self.group = chat, w, group
        self.wang, self.li, self.zhang, self.zhao, self.liu = people

    @classmethod
    async def begins(cls, world: World) -> Story:
        w = CLOCK_WORDS[world.locale]
        chat = Chat(world, await Village.settled(world.database))
        await world.database.run(speak, world.locale)
        numbers = (who.SECRETARY, who.LEADER, who.MEMBER, who.COMMITTEE, who.OTHER_MEMBER)
        people = [await chat.person(number) for number in numbers]
        await chat.person(who.OTHER_LEADER)
        group = await world.group("东关群", *people)
        await world.settled()
        await group.sends(people[0], "/bind")
        await group.sees(w.bound)
        return cls(chat, w, people, group)

    def becomes(self, now: datetime) -> None:
        self.chat.world.clock.now = now

    async def is_arranged(self) -> None:
        """On one afternoon the secretary says what shall come by itself."""
        w, wang = self.w, self.wang
        await wang.sends(w.call)
        await wang.sees(w.theme_day)
        await wang.taps(w.monthly)
        assert w.not_sent in (await wang.sees(w.rule)).text
        await opens(wang, "/study", w.quizzes, w.new_quiz)
        await wang.sends(w.questions)
        await wang.sees(w.two_read)
        await wang.taps(w.keep)
        await wang.sees(w.kept)
        await wang.taps(w.into_plan)
        await wang.sees(w.one_quiz)
        await wang.taps(w.change)
        await wang.taps(w.add)
        await wang.sends(w.item)
        await wang.sees(w.two_items)
        for label in (w.change, w.at_once, "5"):
            await wang.taps(label)
        await wang.taps(w.send, on=await wang.sees(w.two_items))
        await wang.sees(w.begun)
        await wang.sends("/dues")
        await wang.sees(w.none_marked)
        for label in (w.reminder, w.fifth, "09:00"):
            await wang.taps(label)
        await wang.sees(w.fifth_set)

    async def a_week_of_study(self) -> None:
        w, zhang, liu = self.w, self.zhang, self.liu
        self.becomes(at(23, 9, month=11))
        item = await zhang.sees(w.item)
        quiz = next(one for one in zhang.messages if w.start_quiz in one.buttons)
        assert w.hours in await zhang.taps(w.finish, on=item)
        await zhang.taps(w.start_quiz, on=quiz)
        await zhang.votes(await zhang.sees(w.first_question), 1)
        await zhang.votes(await zhang.sees(w.second_question), 0)
        await zhang.sees(w.all_right)
        self.becomes(at(26, 18, month=11))
        await liu.sees(w.not_finished)
        await zhang.sees_not(w.not_finished)
        self.becomes(at(29, 18, month=11))
        told = await self.group.sees(w.week)
        assert w.totals in told.text
        assert not any(name in told.text for name in ("张三", "刘敏"))

    async def a_month_of_dues(self) -> None:
        w, wang = self.w, self.wang
        self.becomes(at(1, 12))
        await wang.sends("/dues")
        await wang.sees(w.none_marked)
        await wang.taps("○ 张三")
        await wang.sees(w.one_marked)
        self.becomes(at(5, 9))
        await self.liu.sees(w.dues_of)
        await self.zhang.sees_not(w.dues_of)
        await opens(wang, "/dues", w.others_paid, w.sure_paid)
        await wang.sees(w.all_marked)

    async def people_are_called(self) -> None:
        """The clock drafts, the secretary taps once, people answer, one asks for leave and has it."""
        w, wang, liu = self.w, self.wang, self.liu
        self.becomes(at(20, 9))
        proposal = await wang.sees(w.proposal)
        await wang.taps(w.send, on=proposal)
        assert w.told_group in (await wang.sees(w.told)).text
        for person in (self.zhang, self.li):
            await person.sees(w.invited)
            await person.taps(w.come)
        await self.group.sees(w.group_invited)
        await liu.sees(w.invited)
        await liu.taps(w.leave)
        await liu.taps(w.family)
        await wang.taps(w.grant, on=await wang.sees(w.asks))
        await liu.sees(w.granted)
        assert w.called in (await opens(wang, "/meetings")).text
        for moment in (at(24, 19), at(25, 18)):
            self.becomes(moment)
            await wang.rest()
        # A day before and an hour before: who comes, and who has not answered, and nobody on leave.
        for person, often in ((self.zhang, 2), (self.zhao, 2), (liu, 0)):
            seen = await person.look()
            assert sum(w.forget in one.text for one in seen) == often, person.transcript()
        assert not any(w.family in one.text for one in await self.group.look())

    async def people_come(self) -> None:
        """One in time, one late, one with an old code, one by the list who has no phone, the rest at once."""
        w, wang, world = self.w, self.wang, self.chat.world
        self.becomes(START - timedelta(minutes=10, seconds=20))
        run = await opens(wang, "/meetings", w.theme_day)
        assert w.in_person in run.text
        await wang.taps(w.sign_in)
        await wang.sees(w.scan)
        first = await code(world)
        await self.zhang.starts(f"s_{first.link}")
        await self.zhang.sees(w.early)
        self.becomes(START + timedelta(minutes=12))
        await self.li.starts(f"s_{first.link}")
        await self.li.sees(w.old_code)
        await wang.rest()
        await self.li.starts(f"s_{(await code(world)).link}")
        await self.li.sees(w.late)
        await wang.taps(w.see_roll)
        await wang.taps("○ 老周")
        assert w.marked_late in (await wang.sees(w.three_here)).buttons
        await wang.taps(w.rest_here)
        await wang.sees(w.six_here)

    async def it_is_written_down(self) -> None:
        w, wang = self.w, self.wang
        for label in (w.back, w.motions):
            await wang.taps(label)
            await wang.rest()
        await wang.taps(w.note)
        await wang.sees(w.which_decision)
        await wang.sends(w.decision)
        await wang.sees(w.decided)
        await wang.taps(w.back)
        await wang.rest()
        await wang.taps(w.minutes)
        await wang.sees(w.ask_minutes)
        await wang.sends(w.read)
        await wang.sees(w.noted)
        await wang.sends_photo(picture())
        await wang.sees(w.photos)
        await wang.taps(w.done)
        await wang.taps(w.see_roll)
        await wang.taps(w.held)
        await wang.sees(w.result)
        await wang.taps(w.see_record)
        await wang.sees(w.decided)
        await wang.rest()
        shown = [one.text for one in (await wang.look())[-4:] if one.from_bot]
        assert w.noted in shown, shown
        assert "[photo]" in shown
        assert w.paid in (await opens(wang, "/meetings")).text

    async def an_assembly_votes(self) -> None:
        """Four of seven are more than half of those who should attend; three would not be."""
        w, wang = self.w, self.wang
        await wang.sends(w.call_assembly)
        await wang.rest()
        await wang.taps(w.send)
        await wang.sees(w.assembly_told)
        self.becomes(at(28, 19, 5))
        for labels in ((w.roll, w.rest_here), (w.motions, w.new_motion)):
            await opens(wang, "/meetings", w.no_roll, *labels)
        await wang.sends(w.motion)
        await wang.sees(w.can_vote)
        await wang.sends(w.votes)
        assert w.motion in (await wang.sees(w.passed)).text


@pytest.mark.parametrize(("locale", "kept_in"), [("zh-Hans", "postgresql_url"), ("en", "sqlite_url")])
async def test_five_weeks(locale: str, kept_in: str, request: pytest.FixtureRequest) -> None:
    url: str = request.getfixturevalue(kept_in)
    async with open_front("http") as front, open_world(front, url, locale) as world:
        story = await Story.begins(world)
        await story.is_arranged()
        await story.a_week_of_study()
        await story.a_month_of_dues()
        await story.people_are_called()
        await story.people_come()
        await story.it_is_written_down()
        await story.an_assembly_votes()
