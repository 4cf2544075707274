"""Two small drawings, made of flat shapes: nobody's photograph, nobody's rights, no bodies."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw

SIZE = (1200, 630)
WALL, FLOOR, RUG = "#efe6d8", "#c9a27a", "#8fae9b"
SOFA, SOFA_DARK, CUSHION = "#4f7c8a", "#3c626e", "#e0b04c"
WOOD, LAMP, LIGHT, WHITE, TEA, SLIPPER = "#6b4a34", "#f4d58d", "#fff3cf", "#fdfaf5", "#a9683a", "#b5534a"


def living_room() -> bytes:
    """PNG: a sofa with two cushions, a lamp, a mug on a small table, and slippers on a rug."""
    image, draw = _canvas()
    draw.rectangle((0, 470, 1200, 630), fill=FLOOR)
    draw.ellipse((220, 500, 980, 620), fill=RUG)
    draw.rounded_rectangle((300, 220, 860, 420), 40, fill=SOFA_DARK)
    draw.rounded_rectangle((260, 320, 900, 510), 36, fill=SOFA)
    draw.rounded_rectangle((380, 270, 500, 380), 18, fill=CUSHION)
    draw.rounded_rectangle((660, 270, 780, 380), 18, fill=WHITE)
    draw.polygon(((110, 210), (200, 210), (235, 310), (75, 310)), fill=LAMP)
    draw.ellipse((95, 300, 215, 330), fill=LIGHT)
    draw.rectangle((150, 310, 160, 540), fill=WOOD)
    draw.ellipse((105, 525, 205, 550), fill=WOOD)
    draw.rectangle((985, 430, 1125, 446), fill=WOOD)
    draw.rectangle((1048, 446, 1062, 560), fill=WOOD)
    _mug(draw, 1030, 370)
    for left in (520, 610):
        draw.rounded_rectangle((left, 545, left + 70, 590), 22, fill=SLIPPER)
        draw.rounded_rectangle((left + 10, 552, left + 60, 568), 8, fill=WHITE)
    return _png(image)


def two_mugs() -> bytes:
    """PNG: two mugs of tea side by side on a table."""
    image, draw = _canvas()
    draw.rectangle((0, 430, 1200, 630), fill=WOOD)
    _mug(draw, 420, 250, scale=3)
    _mug(draw, 700, 250, scale=3)
    return _png(image)


def _mug(draw: ImageDraw.ImageDraw, x: int, y: int, scale: int = 1) -> None:
    draw.ellipse((x + 45 * scale, y + 12 * scale, x + 72 * scale, y + 42 * scale), outline=WHITE, width=6 * scale)
    draw.rounded_rectangle((x, y, x + 55 * scale, y + 60 * scale), 8 * scale, fill=WHITE)
    draw.ellipse((x + 4 * scale, y + 2 * scale, x + 51 * scale, y + 14 * scale), fill=TEA)


def _canvas() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGB", SIZE, WALL)
    return image, ImageDraw.Draw(image)


def _png(image: Image.Image) -> bytes:
    buffer = BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
