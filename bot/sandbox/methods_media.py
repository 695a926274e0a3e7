"""Photos, documents, albums and the download of files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.errors import bad_request
from bot.sandbox.files import File
from bot.sandbox.markup import read_markup
from bot.sandbox.methods_send import COMMON, deliver, frame, read_caption
from bot.sandbox.model import Bot, Json
from bot.sandbox.params import Params
from bot.sandbox.spec import Method

if TYPE_CHECKING:
    from bot.sandbox.engine import Engine

_ALBUM_LEAST, _ALBUM_MOST = 2, 10


def send_photo(engine: Engine, bot: Bot, params: Params) -> Json:
    return _send_file(engine, bot, params, "photo", "sendPhoto")


def send_document(engine: Engine, bot: Bot, params: Params) -> Json:
    return _send_file(engine, bot, params, "document", "sendDocument")


def _send_file(engine: Engine, bot: Bot, params: Params, kind: str, method: str) -> Json:
    chat = engine.writable(bot, params.values.get("chat_id"))
    caption = read_caption(params)
    markup = read_markup(params)
    message = frame(engine, bot, chat, params)
    file = engine.files.from_params(params, kind, kind)
    message.update(file.content())
    message.update(caption)
    engine.admit(bot, chat)
    return deliver(engine, bot, chat, method, message, markup)


def read_input_media(engine: Engine, params: Params, media: Any) -> tuple[File, Json]:
    """File and caption of one InputMedia. Raises ApiError 400."""
    if not isinstance(media, dict):
        raise bad_request("can't parse InputMedia: expected an Object")
    kind = media.get("type")
    if kind not in ("photo", "document"):
        raise bad_request(f'can\'t parse InputMedia: type "{kind}" is unsupported')
    reference = media.get("media")
    if not isinstance(reference, str) or not reference:
        raise bad_request("can't parse InputMedia: media not found")
    file = engine.files.from_reference(params, reference, kind)
    return file, read_caption(Params(media))


def send_media_group(engine: Engine, bot: Bot, params: Params) -> list[Json]:
    chat = engine.writable(bot, params.values.get("chat_id"))
    album = params.array("media", "InputMedia")
    if album is None:
        raise bad_request('parameter "media" is required')
    if len(album) > _ALBUM_MOST:
        raise bad_request("too many messages to send as an album")
    if len(album) < _ALBUM_LEAST:
        raise bad_request("media group must include 2-10 items")
    items = [read_input_media(engine, params, media) for media in album]
    if len({file.kind for file, _ in items}) > 1:
        raise bad_request("document can't be mixed with other media types")
    common = frame(engine, bot, chat, params)
    engine.admit(bot, chat, len(items))
    group = str(13_000_000_000 + engine.serial())
    return [
        deliver(
            engine,
            bot,
            chat,
            "sendMediaGroup",
            {**common, "media_group_id": group, **file.content(), **caption},
            None,
        )
        for file, caption in items
    ]


def get_file(engine: Engine, bot: Bot, params: Params) -> Json:
    file = engine.files.get(params.text("file_id"))
    return {**file.reference(), "file_path": file.path}


_CAPTION = "caption parse_mode caption_entities"
MEDIA = (
    Method(
        "sendPhoto", send_photo, "chat_id photo", f"{_CAPTION} show_caption_above_media has_spoiler {COMMON}"
    ),
    Method(
        "sendDocument",
        send_document,
        "chat_id document",
        f"{_CAPTION} thumbnail disable_content_type_detection {COMMON}",
    ),
    Method(
        "sendMediaGroup",
        send_media_group,
        "chat_id media",
        "message_thread_id disable_notification protect_content allow_paid_broadcast reply_parameters",
    ),
    Method("getFile", get_file, "file_id"),
)
