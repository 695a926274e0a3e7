"""Files that were sent: kept in memory, named by file ids, served for download."""

from __future__ import annotations

import mimetypes
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.errors import ApiError, bad_request
from bot.sandbox.params import Params, Upload

UPLOAD_LIMIT = 50 * 1024 * 1024
DOWNLOAD_LIMIT = 20 * 1024 * 1024
PHOTO_LIMIT = 10 * 1024 * 1024
_PHOTO_SIDES = 10_000


@dataclass(frozen=True, slots=True)
class File:
    id: str
    unique_id: str
    kind: str
    name: str
    data: bytes
    mime_type: str
    path: str
    width: int = 0
    height: int = 0

    def content(self) -> dict[str, Any]:
        """The message field for this file: ``photo`` as sizes, ``document`` as an object."""
        if self.kind == "photo":
            return {"photo": [self._size()]}
        document: dict[str, Any] = {"file_name": self.name, "mime_type": self.mime_type}
        return {"document": {**document, **self.reference()}}

    def reference(self) -> dict[str, Any]:
        return {"file_id": self.id, "file_unique_id": self.unique_id, "file_size": len(self.data)}

    def _size(self) -> dict[str, Any]:
        return {**self.reference(), "width": self.width, "height": self.height}


@dataclass(slots=True)
class FileStore:
    by_id: dict[str, File] = field(default_factory=dict)
    by_path: dict[str, File] = field(default_factory=dict)

    def add(self, kind: str, upload: Upload, *, strict: bool) -> File:
        """Keeps an upload. ``strict``: refuse what Telegram refuses from a bot; people may send any bytes."""
        size = _picture_size(upload.data) if kind == "photo" else (0, 0)
        if strict:
            _check(kind, upload, size)
        number = len(self.by_id) + 1
        suffix = "jpg" if kind == "photo" else _suffix(upload.name)
        path = f"{kind}s/file_{number}.{suffix}" if suffix else f"{kind}s/file_{number}"
        prefix = "AgACAgUAAxkB" if kind == "photo" else "BQACAgUAAxkB"
        mime = upload.mime_type or mimetypes.guess_type(upload.name)[0] or "application/octet-stream"
        width, height = size or (1280, 960)
        file = File(
            f"{prefix}{number:08d}",
            f"AQAD{number:08d}",
            kind,
            upload.name,
            upload.data,
            mime,
            path,
            width,
            height,
        )
        self.by_id[file.id] = file
        self.by_path[path] = file
        return file

    def from_params(self, params: Params, field_name: str, kind: str) -> File:
        """The file of a send call: uploaded in this field, ``attach://``, or a known file id."""
        upload = params.files.get(field_name)
        if upload is None:
            value = params.text(field_name)
            if not value:
                raise bad_request(f"there is no {kind} in the request")
            return self.from_reference(params, value, kind)
        return self.add(kind, upload, strict=True)

    def from_reference(self, params: Params, value: str, kind: str) -> File:
        if value.startswith("attach://"):
            upload = params.files.get(value.removeprefix("attach://"))
            if upload is None:
                raise bad_request("wrong file identifier/HTTP URL specified")
            return self.add(kind, upload, strict=True)
        known = self.by_id.get(value)
        if known is None:
            # The local Telegram fetches nothing from the network, so an address is as wrong as an unknown id.
            raise bad_request("wrong file identifier/HTTP URL specified")
        if known.kind != kind:
            raise bad_request(
                f"type of file mismatch: expected {kind.capitalize()}, got {known.kind.capitalize()}"
            )
        return known

    def get(self, file_id: str) -> File:
        if not file_id:
            raise bad_request("file_id not specified")
        file = self.by_id.get(file_id)
        if file is None:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        if len(file.data) > DOWNLOAD_LIMIT:
            raise bad_request("file is too big")
        return file


def _check(kind: str, upload: Upload, size: tuple[int, int] | None) -> None:
    if len(upload.data) > UPLOAD_LIMIT:
        raise ApiError(413, "Request Entity Too Large")
    if not upload.data:
        raise bad_request("file must be non-empty")
    if kind != "photo":
        return
    if len(upload.data) > PHOTO_LIMIT:
        raise bad_request("file is too big for a photo")
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = size
    if width + height > _PHOTO_SIDES or max(size) > 20 * max(1, min(size)):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


def _suffix(name: str) -> str:
    stem, dot, suffix = name.rpartition(".")
    return suffix.lower() if stem and dot and suffix.isascii() and suffix.isalnum() else ""


def _picture_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels from the file's own head; None when it is no picture."""
    if data[:8] == b"\x89PNG\r\n\x1a\n" and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return int(width), int(height)
    if data[:3] == b"GIF" and len(data) >= 10:
        width, height = struct.unpack("<HH", data[6:10])
        return int(width), int(height)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return 512, 512
    if data[:2] == b"\xff\xd8":
        return next(_jpeg_frames(data), None)
    return None


def _jpeg_frames(data: bytes) -> Iterator[tuple[int, int]]:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            yield int(width), int(height)
            return
        at += 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
