"""Polls and quizzes: asked by bots, answered by people, closed by either or by the time that was set."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from bot.sandbox.entities import format_text, utf16_length
from bot.sandbox.errors import ControlError, bad_request
from bot.sandbox.markup import read_markup
from bot.sandbox.methods_send import COMMON, deliver, frame
from bot.sandbox.model import Bot, Chat, Json, Stored, User
from bot.sandbox.params import Params
from bot.sandbox.spec import Method

if TYPE_CHECKING:
    from bot.sandbox.engine import Engine

QUESTION_LIMIT, OPTION_LIMIT, EXPLANATION_LIMIT, DESCRIPTION_LIMIT = 300, 100, 200, 1024
MOST_OPTIONS, MOST_LINES = 12, 3
SHORTEST_PERIOD, LONGEST_PERIOD = 5, 2_628_000  # seconds
_HIDDEN = ("correct_option_ids", "explanation", "explanation_entities")


def send_poll(engine: Engine, bot: Bot, params: Params) -> Json:
    chat = engine.writable(bot, params.values.get("chat_id"))
    question = params.required("question")
    if utf16_length(question) > QUESTION_LIMIT:
        raise bad_request(f"poll question length must not exceed {QUESTION_LIMIT}")
    poll = _poll(engine, params, question, _options(params))
    description = _formatted(params, "description", DESCRIPTION_LIMIT)
    markup = read_markup(params)
    message = {**frame(engine, bot, chat, params), "poll": {**poll, **description}}
    engine.admit(bot, chat)
    sent = deliver(engine, bot, chat, "sendPoll", message, markup)
    engine.polls[poll["id"]] = sent["poll"]
    return deepcopy(sent)


def _options(params: Params) -> list[str]:
    options = params.array("options", "InputPollOption")
    if options is None:
        raise bad_request('parameter "options" is required')
    texts = [str(option.get("text", "")) if isinstance(option, dict) else str(option) for option in options]
    if not texts:
        raise bad_request("poll must have at least 1 option")
    if len(texts) > MOST_OPTIONS:
        raise bad_request(f"poll can't have more than {MOST_OPTIONS} options")
    if not all(text.strip() for text in texts):
        raise bad_request("poll options must be non-empty")
    if any(utf16_length(text) > OPTION_LIMIT for text in texts):
        raise bad_request(f"poll options length must not exceed {OPTION_LIMIT}")
    return texts


def _poll(engine: Engine, params: Params, question: str, texts: list[str]) -> Json:
    kind = params.text("type") or "regular"
    if kind not in ("quiz", "regular"):
        raise bad_request("unsupported poll type specified")
    quiz = kind == "quiz"
    several = params.flag("allows_multiple_answers")
    poll: Json = {
        "id": str(5_000_000 + engine.serial()),
        "question": question,
        "options": [
            {"text": text, "voter_count": 0, "persistent_id": str(number)}
            for number, text in enumerate(texts)
        ],
        "total_voter_count": 0,
        "is_closed": params.flag("is_closed"),
        "is_anonymous": not params.has("is_anonymous") or params.flag("is_anonymous"),
        "type": kind,
        "allows_multiple_answers": several,
        "allows_revoting": params.flag("allows_revoting") if params.has("allows_revoting") else not quiz,
        "members_only": False,
    }
    if quiz:
        poll["correct_option_ids"] = _correct(params, len(texts), several=several)
        poll |= _formatted(params, "explanation", EXPLANATION_LIMIT, MOST_LINES)
    return poll | _closing(engine, params)


def _correct(params: Params, count: int, *, several: bool) -> list[int]:
    correct = params.array("correct_option_ids", "Integer") or []
    fitting = all(type(one) is int and 0 <= one < count for one in correct)
    if not correct or not fitting or sorted(set(correct)) != correct or (len(correct) > 1 and not several):
        raise bad_request("wrong correct option ID specified")
    return correct


def _closing(engine: Engine, params: Params) -> Json:
    """When it closes by itself: ``open_period`` from now, or at ``close_date``."""
    period, date = params.integer("open_period"), params.integer("close_date")
    if period and date:
        raise bad_request("open_period and close_date can't be used together")
    if not period and not date:
        return {}
    lasts = period or date - engine.now()
    if not SHORTEST_PERIOD <= lasts <= LONGEST_PERIOD:
        raise bad_request("wrong poll close time specified")
    return {"open_period": lasts, "close_date": engine.now() + lasts}


def _formatted(params: Params, name: str, limit: int, lines: int | None = None) -> Json:
    source = params.text(name)
    if not source:
        return {}
    mode = params.text(f"{name}_parse_mode")
    given = None if mode else params.array(f"{name}_entities", "MessageEntity")
    text, entities = format_text(source, mode, given)
    if utf16_length(text) > limit:
        raise bad_request("message is too long")
    if lines is not None and text.count("\n") >= lines:
        raise bad_request("too many line feeds in the explanation")
    if not text:
        return {}
    return {name: text, f"{name}_entities": entities} if entities else {name: text}


def stop_poll(engine: Engine, bot: Bot, params: Params) -> Json:
    chat = engine.writable(bot, params.values.get("chat_id"))
    number = params.integer("message_id")
    if not number:
        raise bad_request("message identifier is not specified")
    stored = chat.messages.get(number)
    if stored is None:
        raise bad_request("message with poll to stop not found")
    if "poll" not in stored.message:
        raise bad_request("message is not a poll")
    if stored.bot_id != bot.id or "forward_origin" in stored.message:
        raise bad_request("poll can't be stopped")
    markup = read_markup(params, inline_only=True)
    poll = _current(engine, stored)
    if poll["is_closed"]:
        raise bad_request("poll has already been closed")
    message = {name: value for name, value in stored.message.items() if name != "reply_markup"}
    if markup and markup.get("inline_keyboard"):
        message["reply_markup"] = markup
    stored.message = message
    poll["is_closed"] = True
    _tell(engine, chat, stored, poll)
    return _bare(poll)


def _current(engine: Engine, stored: Stored) -> Json:
    """The poll of a message, closed if its time is over; a copy or a forwarded one is the same poll."""
    poll: Json = engine.polls[stored.message["poll"]["id"]]
    if not poll["is_closed"] and engine.now() >= poll.get("close_date", engine.now() + 1):
        poll["is_closed"] = True
    return poll


def _bare(poll: Json) -> Json:
    """As updates have it: without what belongs to the message only."""
    return deepcopy({name: value for name, value in poll.items() if not name.startswith("description")})


def _tell(engine: Engine, chat: Chat, stored: Stored, poll: Json) -> Bot | None:
    engine.events.add("edited", chat, message_id=stored.message["message_id"])
    bot = engine.bot_by_id(stored.bot_id)
    if bot is not None:
        bot.updates.push("poll", _bare(poll))
    return bot


def vote(engine: Engine, user: User, chat: Chat, message_id: int, options: list[int]) -> None:
    """Answers a poll, or takes the answer back with no options. Of a poll that is not anonymous the bot hears
    whose answer it is. Raises ControlError for an answer that the apps would not let through."""
    stored = chat.messages.get(message_id)
    if stored is None or "poll" not in stored.message:
        raise ControlError("no such poll")
    if not chat.private and not engine.member(chat, user.id).present:
        raise ControlError(f"{user.first_name} is not in {chat.title}")
    poll = _current(engine, stored)
    chosen = sorted(set(options))
    votes = engine.votes.setdefault(poll["id"], {})
    before = votes.get(user.id, [])
    one_only = not poll["allows_multiple_answers"]
    refused = (
        poll["is_closed"]
        or any(not 0 <= number < len(poll["options"]) for number in chosen)
        or (one_only and len(chosen) > 1)
        or (before and not poll["allows_revoting"])
        or chosen == before
    )
    if refused:
        raise ControlError("this poll does not take that answer")
    for number, step in [(one, -1) for one in before] + [(one, 1) for one in chosen]:
        poll["options"][number]["voter_count"] += step
    poll["total_voter_count"] += bool(chosen) - bool(before)
    votes[user.id] = chosen
    bot = _tell(engine, chat, stored, poll)
    if bot is not None and not poll["is_anonymous"]:
        named = [poll["options"][number]["persistent_id"] for number in chosen]
        answer = {"poll_id": poll["id"], "user": user.view, "option_ids": chosen}
        bot.updates.push("poll_answer", {**answer, "option_persistent_ids": named})


def as_seen(engine: Engine, user: User, message: Json) -> Json:
    """A message as this person sees it: who has not answered a quiz does not see what is right, and nobody
    sees how others answered before answering. ``chosen`` is the person's own answer."""
    if "poll" not in message:
        return message
    stored: Json = engine.polls.get(message["poll"]["id"]) or message["poll"]
    chosen = engine.votes.get(stored["id"], {}).get(user.id, [])
    poll: Json = {**stored, "chosen": chosen}
    if engine.now() >= poll.get("close_date", engine.now() + 1):
        poll["is_closed"] = True
    if not chosen and not poll["is_closed"]:
        poll = {name: value for name, value in poll.items() if name not in _HIDDEN}
        poll["options"] = [{**option, "voter_count": 0} for option in stored["options"]]
    return {**message, "poll": poll}


POLLS = (
    Method(
        "sendPoll",
        send_poll,
        "chat_id question options",
        "type is_anonymous allows_multiple_answers allows_revoting correct_option_ids explanation "
        "explanation_parse_mode explanation_entities open_period close_date is_closed description "
        f"description_parse_mode description_entities {COMMON}",
    ),
    Method("stopPoll", stop_poll, "chat_id message_id", "reply_markup"),
)
