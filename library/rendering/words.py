"""The fixed words around a text, by language: on care cards, in imprints, above what the details say.

They stand in `phrases/`, one file per language, so that somebody who speaks it can go over them without reading code.
Only the English ones were written by people who answer for them: **the others need a speaker's check** before a leaflet
in that language is printed (domain.md TR-4).
"""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from library.documents.vocabulary import CareLevel


@dataclass(frozen=True)
class EmbedWords:
    """What pages that stand in other people's pages say besides the text."""

    help_now: str
    overdue: str
    formats: str
    languages: str
    pdf: str
    word: str
    update_exists: str
    read_newest: str
    unpinned_safety: str
    unpinned_contact: str
    unpinned_consent: str
    moved: str
    national: str
    choose: str
    everywhere: str
    find: str
    find_label: str
    find_hint: str
    find_button: str
    find_fault: str
    nothing_yet: str
    more: str
    from_library: str
    resource: str
    case_study: str
    leaflet: str
    training: str
    adaptation: str


@dataclass(frozen=True)
class FeedbackWords:
    """What readers are told and asked who write back about a text. How long words are kept is
    `library.catalogue.feedback_rules`.
    """

    ask: str
    tell: str
    title: str
    back: str
    to_form: str
    no_help_line: str
    to_talk: str
    what_happens: str
    read_by: str
    no_names: str
    kept: str
    about: str
    wrong: str
    unclear: str
    upsetting: str
    broken: str
    helpful: str
    other: str
    text: str
    text_hint: str
    section: str
    whole: str
    send: str
    sent_title: str
    sent: str
    need_help: str
    not_sent: str
    choose: str
    say: str
    too_long: str
    odd: str
    changed: str
    too_many: str
    trouble: str


_FOLDER = Path(__file__).parent / "phrases"
_FALLBACK = "en"


@dataclass(frozen=True)
class Words:
    """One field per phrase. `language` is the language that they are in: `en` also for a text in a language that has
    no phrases here, so that a page can mark them with `lang="en"` (domain.md TR-3).

    `names` has the words for the vocabularies of documents, by value; `counted` the forms of things that are counted,
    by the categories of the Unicode plural rules; `months` twelve names as they stand in a date.
    """

    language: str
    emergency: str
    urgent: str
    non_urgent: str
    skip_to_text: str
    contents: str
    about: str
    published_by: str
    published: str
    edition: str
    last_reviewed: str
    next_review_due: str
    licence: str
    attribution: str
    coproduction: str
    based_on_work: str
    changed_locally: str
    comma: str
    sources: str
    source_read: str
    not_filled_in: str
    read_on_web: str
    other_formats: str
    page_of: str
    behind_safety: str
    upstream_withdrawn: str
    date_form: str
    months: tuple[str, ...]
    context: str
    aim: str
    participants: str
    methods: str
    access_support: str
    recompense: str
    stages: str
    what_we_did: str
    said_did: str
    results_positive: str
    results_negative: str
    influence: str
    went_well: str
    went_less_well: str
    outcomes: str
    adoption: str
    testimonials: str
    who: str
    evidence: str
    you_said: str
    we_did: str
    reason: str
    as_of: str
    measure: str
    result: str
    date: str
    learning_outcomes: str
    learning_intro: str
    audience: str
    at_a_glance: str
    delivery: str
    duration: str
    group_size: str
    at_least: str
    at_most: str
    agenda: str
    activity: str
    minutes: str
    total: str
    trainers: str
    prerequisites: str
    accessibility: str
    cost: str
    materials: str
    dates: str
    place: str
    booking: str
    book_this: str
    evaluation: str
    medium: str
    address: str
    files: str
    media_last_reviewed: str
    media_next_review_due: str
    embed: EmbedWords
    feedback: FeedbackWords
    counted: Mapping[str, Mapping[str, str]]
    names: Mapping[str, str]

    def speaks(self, language: str) -> bool:
        """Whether they are in the language of a text, or had to be English."""
        return _primary(language) == self.language

    def care(self, level: CareLevel) -> str:
        """The words on the band of a care card; nothing for a section that is none."""
        return "" if level is CareLevel.NONE else str(getattr(self, level.value))

    def name(self, value: StrEnum) -> str:
        """A value of a vocabulary of documents, for people: `co_production` is `Co-production`."""
        return self.names[value.value]

    def format_date(self, day: datetime.date) -> str:
        """`16 February 2026`, in figures of the Latin script."""
        return self.date_form.format(day=day.day, month=self.months[day.month - 1], year=day.year)

    def edition_number(self, number: int) -> str:
        """`Edition 3`."""
        return self.edition.format(number=number)

    def page(self, number: int | str, total: int | str) -> str:
        """`Page 2 of 4`."""
        return self.page_of.format(number=number, total=total)

    def count(self, thing: str, number: int) -> str:
        """So many `hours`, `minutes`, `seconds` or `people`: `1 hour`, `3 hours`."""
        forms = self.counted[thing]
        return forms.get(_plural(self.language, number), forms["other"]).format(n=number)

    def length(self, seconds: int) -> str:
        """`1 hour 30 minutes`."""
        parts = {"hours": seconds // 3600, "minutes": seconds // 60 % 60, "seconds": seconds % 60}
        return " ".join(self.count(thing, number) for thing, number in parts.items() if number) or self.count(
            "minutes", 0
        )


def words_for(language: str) -> Words:
    """The words for a text in this language, a BCP 47 tag; in English if there are none."""
    return _read(_primary(language) if _primary(language) in languages() else _FALLBACK)


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()


@cache
def languages() -> frozenset[str]:
    """The languages that have words of their own."""
    return frozenset(path.stem for path in _FOLDER.glob("*.toml"))


@cache
def _read(language: str) -> Words:
    phrases = tomllib.loads((_FOLDER / f"{language}.toml").read_text("utf-8"))
    inner = {"embed": EmbedWords(**phrases["embed"]), "feedback": FeedbackWords(**phrases["feedback"])}
    return Words(**{**phrases, **inner, "months": tuple(phrases["months"])})


def _plural(language: str, number: int) -> str:
    """The category of a number in the Unicode plural rules, as far as our forms tell them apart."""
    last, last_two = number % 10, number % 100
    if number == 1:
        return "one"
    if language == "pl" and last in (2, 3, 4) and last_two not in (12, 13, 14):
        return "few"
    if language == "ar" and number == 2:
        return "two"
    if language == "ar" and 3 <= last_two <= 10:
        return "few"
    return "other"
