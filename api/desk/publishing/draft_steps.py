"""Steps with a draft, each a verb of the workshop. Which fit its state is the workflow's table to say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from api.desk.asking import Asked, Done, Step
from api.desk.publishing.draft_forms import PublishForm, ScheduleForm, SubmitForm, VersionForm, WaiverForm
from api.desk.publishing.draft_shown import shown
from api.desk.publishing.impact_panels import impact_panels
from api.desk.publishing.review_forms import DraftReviewForm, said_at_desk
from api.desk.publishing.review_invitations import INVITE
from api.desk.refusals import sentences
from library.accounts.roles import ReviewKind, Role
from library.catalogue.models import Item
from library.editions.review_status import uk_day
from library.publishing import actions
from library.publishing.conditions import unmet
from library.publishing.findings import draft_findings
from library.publishing.models import Draft
from library.publishing.workflow import RELEASERS, STEPS, WRITERS


def submit(about: Asked) -> Done:
    data = about.data
    draft = actions.submit(
        draft=about.thing,
        expected_version=data["version"],
        change_class=data["change_class"],
        change_note=data["note"],
        by=about.by,
        at=about.at,
    )
    return Done("Submitted. Reviewers find it on their start page.", draft)


def recall(about: Asked) -> Done:
    draft = actions.recall(draft=about.thing, expected_version=about.data["version"], by=about.by, at=about.at)
    return Done("Recalled. Sign-offs of this very text stay valid.", draft)


def review(about: Asked) -> Done:
    actions.review_draft(
        draft=about.thing, scope=about.data["scope"], by=about.by, at=about.at, **said_at_desk(about.data)
    )
    return Done("Thank you. Your review is recorded.", about.thing)


def waive(about: Asked) -> Done:
    rule, start, end, pointer = about.data["finding"].split(":", 3)
    actions.waive(
        draft=about.thing,
        rule=rule,
        pointer=pointer,
        span=(int(start), int(end)),
        reason=about.data["reason"],
        expires_on=about.data["expires_on"],
        by=about.by,
        at=about.at,
    )
    return Done("These words may stand. With one character changed they may not.", about.thing)


def publish(about: Asked) -> Done:
    data = about.data
    edition = actions.publish(
        draft=about.thing,
        expected_version=data["version"],
        change_class=data["change_class"],
        note=data["note"],
        restores=data.get("restores", False),
        by=about.by,
        at=about.at,
    )
    return Done(f"Published as edition {edition.number}. The public reads it from now on.", edition.item)


def schedule(about: Asked) -> Done:
    data = about.data
    draft = actions.schedule(
        draft=about.thing,
        expected_version=data["version"],
        publish_at=data["publish_at"],
        change_class=data["change_class"],
        note=data["note"],
        by=about.by,
        at=about.at,
    )
    return Done("Scheduled. Everything is checked once more at that time.", draft)


def unschedule(about: Asked) -> Done:
    draft = actions.unschedule(draft=about.thing, expected_version=about.data["version"], by=about.by, at=about.at)
    return Done("Called off. It stays approved.", draft)


def discard(about: Asked) -> Done:
    item = about.thing.item
    actions.discard_draft(draft=about.thing, expected_version=about.data["version"], by=about.by, at=about.at)
    return Done("Discarded.", Item.objects.filter(pk=item.pk).first())


def _in(step: str) -> Callable[[Any], bool]:
    return lambda draft: draft.state in STEPS[step].sources


def _has_words_to_waive(draft: Draft) -> bool:
    return draft.state != Draft.State.PUBLISHED and any(
        one.severity == "block" and one.span for one in draft_findings(draft, uk_day(timezone.now()))
    )


def _text(about: Asked) -> dict[str, Any]:
    """The text as it will look, for whoever decides about it."""
    return {"shown": shown(about), "changes_url": "../compare/" if about.thing.based_on else ""}


def _missing(about: Asked) -> dict[str, Any]:
    return {"missing": sentences(unmet(about.thing, at=about.at)), "panels": impact_panels(about)}


def _missing_now(about: Asked) -> dict[str, Any]:
    """Not that it is withdrawn, when the form asks whether it comes back. With what it changes, and whom it reaches."""
    missing = sentences(unmet(about.thing, restores=True, at=about.at))
    return {"missing": missing, "panels": impact_panels(about)}


DRAFT_STEPS = (
    Step(
        "submit",
        "Submit for review",
        submit,
        SubmitForm,
        "Reviewers see the text as it is now. When you change it afterwards, they have to look again.",
        "Submit it",
        WRITERS,
        _in("submit"),
        main=True,
    ),
    Step(
        "review",
        "Review",
        review,
        DraftReviewForm,
        "Your review holds for exactly the text on this page. If somebody changes it, you are asked again.",
        "Record my review",
        (Role.REVIEWER,),
        lambda draft: draft.state in STEPS["approve"].sources | STEPS["request_changes"].sources,
        main=True,
        beside=_text,
        template="desk/review.html",
    ),
    INVITE,
    Step(
        "waive",
        "Let words stand",
        waive,
        WaiverForm,
        "For clinical reviewers: words that a rule of safe messaging keeps from being published may stand where readers need them.",
        "Let them stand",
        (Role.REVIEWER,),
        _has_words_to_waive,
        beside=_text,
        template="desk/review.html",
        kind=ReviewKind.CLINICAL,
    ),
    Step(
        "publish",
        "Publish",
        publish,
        PublishForm,
        "The public reads it from that moment on.",
        "Publish it now",
        RELEASERS,
        _in("schedule"),
        main=True,
        beside=_missing_now,
    ),
    Step(
        "schedule",
        "Schedule",
        schedule,
        ScheduleForm,
        "It is published by itself at a time that you choose.",
        "Schedule it",
        RELEASERS,
        _in("schedule"),
        beside=_missing,
    ),
    Step(
        "unschedule",
        "Call the schedule off",
        unschedule,
        VersionForm,
        "It stays approved and waits for you.",
        "Call it off",
        RELEASERS,
        _in("unschedule"),
    ),
    Step(
        "recall",
        "Recall from review",
        recall,
        VersionForm,
        "It goes back to being a draft, unchanged.",
        "Recall it",
        WRITERS,
        _in("recall"),
    ),
    Step(
        "discard",
        "Discard",
        discard,
        VersionForm,
        "The text of this draft is thrown away. What is published stays. An item that never was published goes with its last draft.",
        "Discard it",
        WRITERS,
        _in("discard"),
        danger=True,
    ),
)
