"""Reading a screenshot: a PNG as rows of colours, with the standard library alone."""

from __future__ import annotations

import struct
import zlib
from typing import NamedTuple

Colour = tuple[int, int, int]
_SIGNATURE = b"\x89PNG\r\n\x1a\n"


class Picture(NamedTuple):
    """A picture's rows from the top, each of colours from the left."""

    rows: list[list[Colour]]

    def at(self, x: float, y: float) -> Colour:
        return self.rows[round(y)][round(x)]


def decoded(data: bytes) -> Picture:
    """Decode a picture of eight bits to a channel, red, green and blue, as browsers write them."""
    assert data.startswith(_SIGNATURE)
    header, packed, at = b"", b"", len(_SIGNATURE)
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        header = body if kind == b"IHDR" else header
        packed += body if kind == b"IDAT" else b""
        at += length + 12
    width, height, depth, colours, _, _, interlaced = struct.unpack(">IIBBBBB", header)
    assert (depth, interlaced) == (8, 0)
    size = {2: 3, 6: 4}[colours]
    raw, step = zlib.decompress(packed), width * size + 1
    lines = [b"\0" * (step - 1)]
    for top in range(0, height * step, step):
        lines.append(_unfiltered(raw[top], raw[top + 1 : top + step], lines[-1], size))
    rows = [[_colour(line, x * size) for x in range(width)] for line in lines[1:]]
    return Picture(rows)


def _colour(line: bytes, at: int) -> Colour:
    red, green, blue = line[at : at + 3]
    return red, green, blue


def _unfiltered(kind: int, line: bytes, above: bytes, size: int) -> bytes:
    out = bytearray(line)
    for i, value in enumerate(line):
        left = out[i - size] if i >= size else 0
        up = above[i]
        corner = above[i - size] if i >= size else 0
        out[i] = (value + (0, left, up, (left + up) // 2, _paeth(left, up, corner))[kind]) % 256
    return bytes(out)


def _paeth(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    return min((left, up, corner), key=lambda value: abs(guess - value))


def far(one: Colour, other: Colour) -> int:
    """How far two colours lie apart: the most that any channel differs."""
    return max(abs(a - b) for a, b in zip(one, other, strict=True))
