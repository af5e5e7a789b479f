"""The captcha picture: six characters on 215 by 80 pixels, with lines across, for a person to read."""

from __future__ import annotations

import io
import random
import secrets
from functools import cache

from PIL import Image, ImageDraw, ImageFont

# Without the characters a reader takes for one another (0 and o, 1 and l and i).
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
SIZE = (215, 80)


def new_answer() -> str:
    """Six lower-case letters and digits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(6))


def draw(answer: str) -> bytes:
    """PNG of ``answer``; the same answer gives the same picture."""
    chance = random.Random(answer)
    picture = Image.new("RGB", SIZE, "white")
    pen = ImageDraw.Draw(picture)
    for _ in range(5):
        ends = (0, chance.randrange(SIZE[1]), SIZE[0], chance.randrange(SIZE[1]))
        pen.line(ends, fill=(170, 190, 215), width=2)
    for place, character in enumerate(answer):
        position = (12 + 33 * place, 14 + chance.randrange(14))
        pen.text(position, character, font=lettering(), fill=(40, 60, 110))
    content = io.BytesIO()
    picture.save(content, "PNG", compress_level=1)
    return content.getvalue()


@cache
def lettering() -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """The drawing library's own font."""
    return ImageFont.load_default(size=38)
