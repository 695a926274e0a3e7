"""People in the tests: they type, tap and look, as people do, over either front."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot.sandbox.params import Upload
from tests.support.seeing import Place, Settle, Shown, id_of, queue_empty
from tests.support.telegram import Front

__all__ = ["Group", "Person", "Settle", "Shown", "Town", "queue_empty"]


class Person(Place):
    """Somebody with a Telegram account, in the private chat with the bot."""

    def __init__(
        self, front: Front, view: dict[str, Any], settle: Settle | None = None, bot: int = 0
    ) -> None:
        super().__init__(front, view["id"], bot, settle)
        self.id: int = view["id"]
        self.first_name: str = view["first_name"]
        self.username: str = view.get("username", "")
        self.language_code: str = view.get("language_code", "")

    @property
    def name(self) -> str:
        return self.first_name

    async def sends(self, text: str, **more: Any) -> Shown:
        return await self._sent(await self.act("send", text=text, **more))

    async def pastes(self, text: str, app: str = "android", **more: Any) -> list[Shown]:
        """A text of any length, in as many messages as the person's app ("android", "ios") makes of it."""
        sent = await self.act("send", text=text, app=app, **more)
        await self.look()
        numbers = [message["message_id"] for message in sent]
        return [shown for shown in self.messages if shown.id in numbers]

    async def starts(self, code: str = "") -> Shown:
        """Opens the bot, by a deep link when there is a code."""
        return await self._sent(await self.act("start", code=code))

    async def sends_photo(self, data: bytes, caption: str | None = None) -> Shown:
        files = {"photo": Upload("photo.jpg", data, "image/jpeg")}
        return await self._sent(await self.act("send", files, text=caption or ""))

    async def sends_photos(self, *pictures: bytes, caption: str | None = None) -> Shown:
        """An album."""
        files = {f"photo{n}": Upload(f"{n}.jpg", data, "image/jpeg") for n, data in enumerate(pictures)}
        return await self._sent(await self.act("send", files, text=caption or ""))

    async def sends_file(self, filename: str, data: bytes, caption: str | None = None) -> Shown:
        files = {"document": Upload(filename, data, "")}
        return await self._sent(await self.act("send", files, text=caption or ""))

    async def edits(self, message: Shown | int, text: str) -> None:
        await self.act("edit", message=id_of(message), text=text)

    async def blocks(self) -> None:
        await self.act("block")

    async def unblocks(self) -> None:
        await self.act("unblock")

    async def deletes_account(self) -> None:
        await self.act("deactivate")

    async def commands(self) -> list[str]:
        """The names in this person's command menu."""
        return [
            command["command"]
            for command in await self.front.control("commands", user=self.id, chat=self.chat)
        ]

    async def downloads(self, shown: Shown) -> bytes:
        """The bytes of the file in a message."""
        raw = shown.raw
        file_id = raw["document"]["file_id"] if "document" in raw else raw["photo"][-1]["file_id"]
        return self.front.engine.files.by_id[file_id].data

    async def _sent(self, messages: list[dict[str, Any]]) -> Shown:
        await self.look()
        number = messages[0]["message_id"]
        return next(shown for shown in self.messages if shown.id == number)


class Group(Place):
    """A group chat; looked at as its founder sees it."""

    def __init__(
        self, front: Front, view: dict[str, Any], founder: Person, settle: Settle | None = None
    ) -> None:
        super().__init__(front, founder.id, view["id"], settle)
        self.id: int = view["id"]
        self.title: str = view["title"]
        self.founder = founder

    @property
    def name(self) -> str:
        return self.title

    async def sends(self, person: Person, text: str, **more: Any) -> Shown:
        sent = await self.act("send", user=person.id, text=text, **more)
        await self.look()
        return next(shown for shown in self.messages if shown.id == sent[0]["message_id"])

    async def taps_as(self, person: Person, label: str, within: float = 5.0) -> str:
        """``person`` presses a button in the group; gives the toast, which is the person's alone."""
        await self.look()
        seen = Place(self.front, person.id, self.id, self.settle)
        self._mark = seen._mark = await self._now()
        toast = await seen.taps(label, within=within)
        self.toasts.append(toast)
        await self.look()
        return toast

    async def adds(self, person: Person) -> None:
        await self.act("add", user=person.id, by=self.founder.id)

    async def adds_bot(self) -> None:
        await self.act("add", user=0, by=self.founder.id)

    async def joins(self, person: Person) -> None:
        await self.act("join", user=person.id)

    async def leaves(self, person: Person) -> None:
        await self.act("leave", user=person.id)

    async def promotes(self, person: Person, **more: Any) -> None:
        await self.act("promote", user=person.id, by=self.founder.id, **more)

    async def promotes_bot(self) -> None:
        await self.act("promote", user=0, by=self.founder.id)

    async def kicks_bot(self) -> None:
        await self.act("kick", user=0, by=self.founder.id)

    async def upgrades(self) -> Group:
        """Becomes a supergroup: the same people under a new id."""
        view = await self.act("upgrade", by=self.founder.id)
        return Group(self.front, view, self.founder, self.settle)

    async def deletes(self) -> None:
        await self.act("delete_group", by=self.founder.id)

    async def retitles(self, title: str) -> None:
        await self.act("title", title=title, by=self.founder.id)

    async def makes_topic(self, name: str) -> int:
        topic = await self.act("topic", name=name, by=self.founder.id)
        return int(topic["id"])

    async def closes_topic(self, topic: int, **more: Any) -> None:
        """``open=True``: opens it again; ``deleted=True``: takes it away."""
        await self.act("close_topic", topic=topic, by=self.founder.id, **more)

    async def restricts_bot(self) -> None:
        await self.act("promote", user=0, by=self.founder.id, status="restricted")

    async def hears_channel(self, channel: Group) -> None:
        """What is posted in the channel appears here by itself."""
        await self.act("link", chat=channel.id, group=self.id)


class Town:
    """Where people and groups are made; ``settle`` waits until the bot under test is idle."""

    def __init__(self, front: Front, settle: Settle | None = None) -> None:
        self.front = front
        self.settle = settle

    async def person(self, name: str, language_code: str = "zh-hans", label: str = "", **more: Any) -> Person:
        view = await self.front.control("person", name=name, language_code=language_code, label=label, **more)
        return Person(self.front, view, self.settle)

    async def group(self, title: str, founder: Person, members: Iterable[Person] = (), **more: Any) -> Group:
        """``more``: kind ("group", "supergroup", "channel"), forum, bot (False: without it), bot_admin."""
        ids = [person.id for person in members]
        view = await self.front.control("group", title=title, founder=founder.id, members=ids, **more)
        return Group(self.front, view, founder, self.settle)
