"""Help, language, groups, and what is not understood."""

from typing import Any

from bot.delivery.errors import NotSentError
from tests.journeys.world import World, open_world
from tests.support.telegram import InProcessRequest, open_front


async def test_a_stranger_is_told_what_this_is(world: World) -> None:
    li = await world.person("李明")
    await li.sends("/help")
    await li.sees("邀请链接")


async def test_unknown_text_gets_a_helpful_answer(world: World) -> None:
    li = await world.person("李明")
    await li.sends("嗯嗯啊啊")
    await li.sees("没看懂")


async def test_language_is_chosen_once(world: World) -> None:
    li = await world.person("李明")
    await li.sends("/language")
    await li.sees("哪种文字")
    await li.taps("English")
    await li.sees("English from now on")
    await li.sends("/help")
    await li.sees("invitation link")
    await li.sends("/language")
    await li.sees("Which language")
    await li.taps("繁體中文")
    await li.sees("繁體中文")
    await li.sends("/cancel")
    await li.sees("沒有要放下")


async def test_a_group_sees_nothing_personal(world: World) -> None:
    li = await world.person("李明")
    group = await world.group("东关社区", li)
    await group.sends(li, "/me")
    await group.sees("私聊")
    await group.sends(li, "大家好")
    await group.sees_not("没看懂")


class BadLine(InProcessRequest):
    """A line that is not there for the first ``failures`` messages."""

    failures = 1

    async def do_request(self, url: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        if url.endswith("/sendMessage") and self.failures:
            self.failures -= 1
            raise NotSentError("Connection refused")
        return await super().do_request(url, *args, **kwargs)


async def test_an_answer_that_cannot_get_out_is_tried_again(sqlite_url: str) -> None:
    async with open_front("in-process") as front:
        front.request = lambda: BadLine(front.engine)  # type: ignore[method-assign] # the line under test
        async with open_world(front, sqlite_url) as world:
            li = await world.person("李明")
            await li.sends("/help")
            await li.sees("邀请链接")
