"""Letting stand what a check of wording forbids: a clinician's decision, for these words and until a day (domain.md SM-5)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from library.accounts.actors import Actor, check_role
from library.accounts.roles import ReviewKind, Role
from library.catalogue.actions.items import lock_item, subject_of
from library.editions.messaging import messaging_findings, texts_of, waivers_of, words_hash
from library.editions.models import Waiver
from library.editions.review_status import uk_day
from library.errors import Conflict, Fault, Forbidden, Malformed
from library.history.actions import record
from library.publishing.actions.reviews import OwnWork
from library.publishing.models import Draft
from library.publishing.moves import lock_draft, parsed_document
from library.quality.findings import Finding

LONGEST = timedelta(days=2 * 366)
EXCERPT = 500


class WaiverExists(Conflict):
    """These words are let stand already."""

    slug = "waiver-exists"
    title = "These words are let stand already"
    explanation = "Somebody has waived the rule for these words in this item. End that waiver first to give it another reason or day."


@transaction.atomic
def waive(
    *,
    draft: Draft,
    rule: str,
    pointer: str,
    span: tuple[int, int],
    reason: str,
    expires_on: date,
    by: Actor,
    at: datetime,
) -> Waiver:
    """Let words of a draft stand. `rule`, `pointer` and `span` are those of a finding that keeps the draft from being published.

    Raises `Forbidden` for all but clinical reviewers, `OwnWork` for who has written in the draft, `Malformed` when nothing is found
    there or the day is past or more than two years away, `WaiverExists`.
    """
    draft = _lock_to_judge(draft, by)
    today = uk_day(at)
    _check_words(reason, expires_on, today)
    found, text = _found(draft, rule, pointer, span, today)
    words = words_hash(found, text)
    if (rule, words) in waivers_of(draft.item, today):
        raise WaiverExists()
    Waiver.objects.filter(item=draft.item, rule=rule, words_sha256=words, ended_at=None).update(ended_at=at)  # run out
    waiver = Waiver(item=draft.item, rule=rule, words_sha256=words, excerpt=str(found.excerpt)[:EXCERPT])
    waiver.reason, waiver.expires_on, waiver.approved_by, waiver.created_at = reason.strip(), expires_on, by.person, at
    waiver.save(force_insert=True)
    record(
        "waiver.given",
        subject=subject_of(draft.item, draft.language),
        actor=by.id,
        at=at,
        waiver=waiver.pk,
        rule=rule,
        expires_on=expires_on.isoformat(),
    )
    return waiver


def _lock_to_judge(draft: Draft, by: Actor) -> Draft:
    """For a clinical reviewer who has not written in it: nobody else decides that words may stand."""
    check_role(by, Role.REVIEWER)
    if ReviewKind.CLINICAL not in by.review_kinds:
        raise Forbidden("A clinical reviewer decides this.", needs=[ReviewKind.CLINICAL.value])
    draft = lock_draft(draft, by=by)
    if by.id in draft.contributors:
        raise OwnWork()
    return draft


@transaction.atomic
def end_waiver(*, waiver: Waiver, by: Actor, at: datetime) -> Waiver:
    """From now on the rule holds for these words again: the next edition is refused with them, and what is out stays. Twice is as once."""
    check_role(by, Role.REVIEWER, Role.CURATOR)
    item = lock_item(waiver.item, by=by)
    waiver = Waiver.objects.select_for_update().get(pk=waiver.pk)
    if waiver.ended_at is None:
        waiver.ended_at = at
        waiver.save(update_fields=["ended_at"])
        subject = subject_of(item, item.original_language)
        record("waiver.ended", subject=subject, actor=by.id, at=at, waiver=waiver.pk, rule=waiver.rule)
    return waiver


def _check_words(reason: str, expires_on: date, today: date) -> None:
    faults = []
    if not reason.strip():
        faults.append(Fault("/reason", "Say why these words may stand."))
    if not today < expires_on <= today + LONGEST:
        faults.append(Fault("/expires_on", f"Between tomorrow and {today + LONGEST}."))
    if faults:
        raise Malformed(errors=faults)


def _found(draft: Draft, rule: str, pointer: str, span: tuple[int, int], today: date) -> tuple[Finding, str]:
    document = parsed_document(draft)
    for one in messaging_findings(document, draft.item, today):
        if (one.rule, one.pointer, one.span) == (rule, pointer, span):
            return one, dict(texts_of(document, draft.item))[pointer]
    raise Malformed(
        "Nothing of the kind is found there now.",
        errors=[Fault("/span", "Take `rule`, `pointer` and `span` from the draft's `findings`.")],
    )
