"""A reader writes back about what is published (domain.md, HQ-11)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from library.accounts.mail import notify
from library.catalogue.actions.feedback import subject_of_feedback
from library.catalogue.feedback_rules import TRIAGE, WORDLESS, due_on
from library.catalogue.models import Entry, Feedback
from library.editions.letters import upset_reader_text
from library.editions.models import Edition
from library.editions.reading import LanguageNotAvailable, departure
from library.editions.review_status import uk_day
from library.errors import Fault, Malformed, NotFound
from library.history.actions import record
from library.ids import new_id


@transaction.atomic
def give_feedback(
    *,
    kind: str,
    slug: str,
    about: str,
    text: str = "",
    section: str = "",
    language: str | None = None,
    edition: int | None = None,
    at: datetime,
) -> Feedback:
    """Keep what a reader wrote about an item, for its owner alone. `edition` is the one that the reader had; left out: what is out.

    Who writes is neither asked nor kept. What upset somebody is told to the owner by letter, without the words, unless one
    such already waits unread. Raises `NotFound`, `LanguageNotAvailable`, `Gone` and `Moved` as reading the item does, and
    `Malformed` for an edition or a section that there is none of, and without words where it needs some.
    """
    entry = _entry(kind, slug, language, at)
    number = entry.edition if edition is None else edition
    _check(entry, number, section, about, text.strip())
    given = Feedback(
        id=new_id(),
        item=entry.item,
        language=entry.language,
        edition=number,
        section=section,
        about=about,
        text=text.strip(),
        received_at=at,
        due_on=due_on(about, uk_day(at)),
    )
    tells = about == Feedback.About.UPSETTING and not _waits_unread(given)
    given.save(force_insert=True)
    if tells:
        _tell_owner(given, at)
    record("feedback.given", subject=subject_of_feedback(given), actor=None, at=at, reason=about)
    return given


def _entry(kind: str, slug: str, language: str | None, at: datetime) -> Entry:
    """The live entry, found as `reading.read_item` finds it."""
    rows = Entry.objects.filter(kind=kind, slug=slug).select_related("item__owner")
    entries = list(rows.defer("card", "document", "text", "search", "search_head"))
    original = next((entry for entry in entries if entry.is_original), None)
    found = next((entry for entry in entries if entry.language == language), original)
    if found is None:
        raise NotFound()
    if found.state != Entry.State.LIVE:
        raise departure(found.pk, now=at)
    if language is not None and found.language != language:
        raise LanguageNotAvailable(f"There is no {language} version.", languages=found.languages)
    return found


def _check(entry: Entry, number: int, section: str, about: str, text: str) -> None:
    faults = []
    if not text and about not in WORDLESS:
        faults.append(Fault("/text", "Say it in a few words: we can't act on this without them."))
    sections = _sections(entry, number)
    if sections is None:
        faults.append(Fault("/edition", f"There is no edition {number}; {entry.edition} is out."))
    elif section and section not in sections:
        faults.append(Fault("/section", f"Edition {number} has no such section."))
    if faults:
        raise Malformed(errors=faults)


def _sections(entry: Entry, number: int) -> Sequence[str] | None:
    """The ids of the sections of an edition; None if there is no such edition."""
    found = Edition.objects.filter(item=entry.item_id, language=entry.language, number=number)
    document = found.values_list("document", flat=True).first()
    return None if document is None else [section["id"] for section in json.loads(document)["sections"]]


def _waits_unread(given: Feedback) -> bool:
    """Whether a letter has told the owner to look already: nobody fills their letter box from outside."""
    unread = Feedback.objects.filter(about=given.about, status=Feedback.Status.NEW)
    return unread.filter(item__owner=given.item.owner_id).exists()


def _tell_owner(given: Feedback, at: datetime) -> None:
    letter = upset_reader_text(given)
    notify(organisation=given.item.owner, subject=letter.subject, text=letter.text, roles=TRIAGE, at=at)
