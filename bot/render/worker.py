"""``python -m bot.render.worker``: draws one card after the other, in a process of its own.

Drawing keeps a core busy and the bot must answer meanwhile; and its memory comes back when the process ends.
A card comes as its length and a pickle, the picture goes back as a sign, its length and the PNG. The worker
ends when the bot closes the pipe, even if it was killed.
"""

from __future__ import annotations

import os
import pickle
import signal
import struct
import sys
from typing import BinaryIO

from bot.render.drawing import picture

LENGTH = struct.Struct(">I")
DRAWN, FAILED = b"+", b"-"
NICENESS = 10


def serve(asked: BinaryIO, given: BinaryIO) -> None:
    """Answers until there is nothing more to read."""
    while len(head := asked.read(LENGTH.size)) == LENGTH.size:
        sign, answer = _answer(asked.read(LENGTH.unpack(head)[0]))
        given.write(sign + LENGTH.pack(len(answer)) + answer)
        given.flush()


def _answer(asked: bytes) -> tuple[bytes, bytes]:
    try:
        return DRAWN, picture(pickle.loads(asked))  # only the bot that started us writes into this pipe
    except Exception as error:
        # The kind alone: the words of an error may hold somebody's name.
        return FAILED, type(error).__name__.encode()


def main() -> None:
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C is for the bot, which then closes the pipe
    serve(sys.stdin.buffer, sys.stdout.buffer)


if __name__ == "__main__":
    main()
