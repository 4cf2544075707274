"""Tri-fold leaflets for tests, and where on their panels the words stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import count, islice
from typing import Any

import pdfplumber
from PIL import Image

from library.documents.parse import parse_document
from library.rendering.sheet import Picture, Sheet, Theme
from tests.library.rendering.printing import POINTS_PER_MILLIMETRE, printed
from tests.library.rendering.web_sheets import IMPRINT

BLEED = 3
SHEET = (297, 210)
OUTSIDE = {"flap": (0, 97), "back": (97, 197), "cover": (197, 297)}
INSIDE = {"inside-1": (0, 100), "inside-2": (100, 200), "inside-3": (200, 297)}

_ENGLISH: dict[str, Any] = {
    "title": "Finding support for an eating disorder",
    "summary": "For adults: signs to notice, how to ask for help near you, and what happens next.",
    "language": "en-GB",
    "sections": [
        {
            "id": "not-alone",
            "heading": "You are not alone",
            "body": "An eating disorder is nobody's fault. You do not have to be very ill before you ask for help.\n\n"
            "If food, eating or your body worries you, that is **reason enough**. People do get better.",
        },
        {
            "id": "signs",
            "heading": "Signs to notice",
            "body": "These can be signs:\n\n- You think about food for much of the day.\n- You feel afraid around meals.\n"
            "- You avoid eating with other people.\n- You often feel cold, tired or dizzy.\n\nOne is enough to talk about.",
        },
        {
            "id": "ask",
            "heading": "How to ask for help",
            "body": "You could begin with one sentence: *I am worried about my eating.*\n\n### Your local service\n\n"
            "Call [01223 555 010](tel:01223555010), or write to [hello@service.nhs.uk](mailto:hello@service.nhs.uk).",
        },
        {
            "id": "next",
            "heading": "What happens next",
            "body": "1. The service reads what you have sent.\n2. Someone meets you.\n3. You agree what to do next.\n\n"
            "| Say | Better not |\n| --- | --- |\n| I care about you. | Just eat. |",
        },
        {
            "id": "now",
            "heading": "If you need help now",
            "care_level": "emergency",
            "body": "Call **999** if:\n\n- a life is at risk",
        },
        {
            "id": "today",
            "heading": "If you need help today",
            "care_level": "urgent",
            "body": "Call **111** if:\n\n- you feel you can't cope",
        },
    ],
}
_WELSH = {
    "title": "Dod o hyd i gymorth ar gyfer anhwylder bwyta",
    "summary": "I oedolion: arwyddion i sylwi arnynt, sut i ofyn am help, a beth sy’n digwydd nesaf.",
    "language": "cy",
    "sections": [
        {"id": "one", "heading": "Dydych chi ddim ar eich pen eich hun", "body": "Nid bai neb yw anhwylder bwyta.\n\nMae pobl yn gwella."},
        {"id": "two", "heading": "Arwyddion i sylwi arnynt", "body": "- Rydych chi’n meddwl am fwyd.\n- Rydych chi’n teimlo’n oer."},
        {"id": "now", "heading": "Os oes angen help arnoch nawr", "care_level": "emergency", "body": "Ffoniwch **999**."},
    ],
}  # fmt: skip
_ARABIC = {
    "title": "إيجاد الدعم لاضطرابات الأكل",
    "summary": "للبالغين: العلامات، وكيفية طلب المساعدة بالقرب منك.",
    "language": "ar",
    "sections": [
        {"id": "one", "heading": "لست وحدك", "body": "اضطراب الأكل ليس ذنب أحد.\n\nكثير من الناس يتحسنون."},
        {"id": "two", "heading": "علامات", "body": "- تفكر في الطعام معظم اليوم.\n- تتجنب الأكل مع الآخرين."},
        {"id": "three", "heading": "المساعدة", "body": "اتصل على [01223 555 010](tel:01223555010)."},
        {"id": "four", "heading": "ماذا بعد", "body": "1. تقرأ الخدمة ما أرسلته.\n2. يلتقي بك أحد الموظفين."},
        {"id": "now", "heading": "المساعدة الآن", "care_level": "emergency", "body": "اتصل على **999**."},
    ],
}


def leaflet(**changes: Any) -> Sheet:
    """A short leaflet in English, with these members of the document instead."""
    return Sheet(parse_document({"kind": "leaflet", "details": {}, **_ENGLISH, **changes}), IMPRINT)


def with_logo(sheet: Sheet) -> Sheet:
    made = BytesIO()
    Image.new("RGB", (600, 200), "#aa3300").save(made, "PNG")
    return replace(sheet, theme=Theme(logo=Picture(made.getvalue(), "image/png", "The SUN Network", 600, 200)))


SHEETS = {
    "english": leaflet(),
    "with a logo": with_logo(leaflet()),
    "welsh": leaflet(**_WELSH),
    "arabic": leaflet(**_ARABIC),
    "without cards": leaflet(sections=_ENGLISH["sections"][:4]),
}


def numbered(*lengths: int, paragraph: int = 40, mark: str = "") -> Sheet:
    """A leaflet of sections with so many words each, no two of which are alike, in paragraphs or items of so many."""
    numbers = count(1)
    return leaflet(
        sections=[
            {
                "id": f"part-{part}",
                "heading": f"Part{next(numbers)}x",
                "body": _paragraphs(length, paragraph, mark, numbers),
            }
            for part, length in enumerate(lengths, 1)
        ]
    )


def _paragraphs(length: int, paragraph: int, mark: str, numbers: Iterator[int]) -> str:
    words = [f"{'abcdefgh'[: number % 8 + 1]}{number}x" for number in islice(numbers, length)]
    return "\n\n".join(mark + " ".join(words[at : at + paragraph]) for at in range(0, length, paragraph))


def folded(sheet: Sheet) -> bytes:
    return printed(sheet, "trifold.pdf")


def words_at(pdf: bytes) -> list[tuple[int, dict[str, float], str]]:
    """Page, place in millimetres from the corner of the trimmed sheet (left, right, top, bottom), and each word."""
    found = []
    with pdfplumber.open(BytesIO(pdf)) as file:
        for page in file.pages:
            for word in page.extract_words(keep_blank_chars=False, use_text_flow=True):
                sides = {"left": word["x0"], "right": word["x1"], "top": word["top"], "bottom": word["bottom"]}
                place = {side: value / POINTS_PER_MILLIMETRE - BLEED for side, value in sides.items()}
                found.append((page.page_number, place, word["text"]))
    return found


def in_trim(pdf: bytes) -> list[tuple[int, dict[str, float], str]]:
    """The words that are on the leaflet when the printer's line has been cut off."""
    return [(page, place, word) for page, place, word in words_at(pdf) if place["top"] < SHEET[1]]


def panel_text(pdf: bytes, panel: str) -> str:
    page, (left, right) = (1, OUTSIDE[panel]) if panel in OUTSIDE else (2, INSIDE[panel])
    return " ".join(
        word
        for found, place, word in in_trim(pdf)
        if found == page and left <= place["left"] and place["right"] <= right
    )
