"""Dates, ages and answers in the words of a language.

Where we do not know a language, a date is ISO 8601 and an age range figures and signs, which every reader can read and
which mix no languages (domain.md TR-3); only yes and no fall back to English.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class _Words:
    """`months` as they stand after a day, with spaces between. `open`, `closed` and `exact` are age ranges."""

    months: str
    open: str
    closed: str
    exact: str
    yes: str
    no: str


_WORDS = {
    "en": _Words(
        "January February March April May June July August September October November December",
        "{low} and over",
        "{low} to {high}",
        "{low}",
        "Yes",
        "No",
    ),
    "cy": _Words(
        "Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr",
        "{low} oed a hŷn",
        "{low} i {high} oed",
        "{low} oed",
        "Ie",
        "Nage",
    ),
    "pl": _Words(
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
        "od {low} lat",
        "od {low} do {high} lat",
        "{low} lat",
        "Tak",
        "Nie",
    ),
    "ur": _Words(
        "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",
        "{low} سال یا اس سے زیادہ",
        "{low} سے {high} سال",
        "{low} سال",
        "ہاں",
        "نہیں",
    ),
    "ar": _Words(
        "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
        "{low} عامًا فأكثر",
        "من {low} إلى {high} عامًا",
        "{low} عامًا",
        "نعم",
        "لا",
    ),
}
_SIGNS = _Words("", "{low}+", "{low}–{high}", "{low}", "Yes", "No")


def date_words(day: date, language: str) -> str:
    """`5 October 2026`, in the language of a BCP 47 tag."""
    months = _of(language).months.split()
    return f"{day.day} {months[day.month - 1]} {day.year}" if months else day.isoformat()


def age_words(low: int, high: int | None, language: str) -> str:
    """`18 and over`, `16 to 25`, `18`."""
    words = _of(language)
    form = words.open if high is None else words.exact if high == low else words.closed
    return form.format(low=low, high=high)


def answer_words(answer: bool, language: str) -> str:
    """Yes or no."""
    words = _of(language)
    return words.yes if answer else words.no


def _of(language: str) -> _Words:
    return _WORDS.get(language.partition("-")[0], _SIGNS)
