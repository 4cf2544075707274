"""What is done with a testimonial: its words approved or changed, a consent recorded, and all of it taken back."""

from __future__ import annotations

from typing import Any

from django.template.response import TemplateResponse

from api.desk.asking import Asked, DeskForm, Done, Step
from api.desk.cells import moment, page_of
from api.desk.site import desk
from api.desk.testimonials.forms import ApprovalForm, ChangeWordsForm, ConsentForm, LinkForm
from api.desk.testimonials.panels import checks, words
from library.accounts.roles import Role
from library.coproduction.actions import Agreement, Identity, add_testimonial, read_identity
from library.coproduction.limits import IDENTITY
from library.coproduction.models import Testimonial
from library.coproduction.words import hash_of
from library.editions.actions import approve_words, change_words, record_consent, withdraw_consent
from library.editions.actions.consent_links import issue_consent_link

KEEPERS = (Role.CURATOR,)


def add(about: Asked) -> Done:
    data = dict(about.data)
    told = {name: data.pop(name) for name in IDENTITY}
    who: dict[str, Any] = {"identity": Identity(**told)}
    if same := data.pop("same_as"):
        why = "To add more words of the same person."
        who = {"person": read_identity(testimonial=same, why=why, by=about.by, at=about.at).person}
    data["media"] = data.pop("given_as")
    data["items"] = [item.pk for item in data["items"]]
    made = add_testimonial(**data, **who, by=about.by, at=about.at)
    return Done("Added. Nothing shows it before its owner has approved the words and a consent is on record.", made)


def reword(about: Asked) -> Done:
    changed = change_words(
        testimonial=about.thing,
        words=about.data["words"],
        expected_version=about.data["version"],
        by=about.by,
        at=about.at,
    )
    return Done("Saved. It is shown nowhere until its owner has approved these words.", changed)


def approve(about: Asked) -> Done:
    approved = approve_words(
        testimonial=about.thing,
        words_sha256=hash_of(about.thing.words),
        expected_version=about.data["version"],
        by=about.by,
        at=about.at,
    )
    return Done("On record: these words, and no others.", approved)


def agree(about: Asked) -> Done:
    data = {name: value for name, value in about.data.items() if name != "version"}
    data["controllers"] = [organisation.code for organisation in data["controllers"]]
    data["wording"] = data["wording"].pk
    data["replaces"] = data["replaces"].pk if data["replaces"] else None
    record_consent(
        testimonial=about.thing,
        agreement=Agreement(**data),
        expected_version=about.data["version"],
        by=about.by,
        at=about.at,
    )
    return Done("On record. Texts that name it show it from now on, as far as that goes.", about.thing)


def take_back(about: Asked) -> Done:
    done = withdraw_consent(testimonial=about.thing, by=about.by, at=about.at)
    return Done(f"Done: the words are gone from here for good. Published texts cleared: {done.entries}.", about.thing)


def give_link(about: Asked) -> Done:
    """By mail nobody here sees the address; on paper it is shown once, to print and hand over."""
    on_paper = about.data["how"] == "paper"
    issued = issue_consent_link(testimonial=about.thing, on_paper=on_paper, by=about.by, at=about.at)
    if issued.address is None:
        return Done("Sent to the address on record. An earlier link works no more.", about.thing)
    context = {
        **desk.each_context(about.request),
        "title": "The personal link",
        "address": issued.address,
        "until": moment(issued.expires_at),
        "back": page_of(about.thing),
    }
    return Done("", page=TemplateResponse(about.request, "desk/new_link.html", context))


def is_here(row: Testimonial) -> bool:
    return row.withdrawn_at is None


def is_open(row: Testimonial) -> bool:
    """Its words may change freely: nobody has approved them yet."""
    return is_here(row) and row.approved_final_at is None


def is_approved(row: Testimonial) -> bool:
    return is_here(row) and row.approved_final_at is not None


TESTIMONIAL_STEPS = (
    Step(
        "approve",
        "The person approved the words",
        approve,
        ApprovalForm,
        "Read the words to them, or let them read.",
        "They approved them",
        KEEPERS,
        is_open,
        main=True,
        beside=lambda about: {"panels": [words(about)]},
    ),
    Step(
        "consent",
        "Record a consent",
        agree,
        ConsentForm,
        "What the person agreed to, and nothing besides. You go on record as the one who was there.",
        "Record it",
        KEEPERS,
        is_approved,
        main=True,
    ),
    Step(
        "reword",
        "Change approved words",
        reword,
        ChangeWordsForm,
        "It is hidden everywhere from then on, until its owner has approved the new words.",
        "Change them",
        KEEPERS,
        is_approved,
        beside=lambda about: {"panels": [checks(about)]},
    ),
    Step(
        "link",
        "Give the person their link",
        give_link,
        LinkForm,
        "By it they see their words, where they are shown and until when, and take them back in one step, without an account and without "
        "a reason. A new link ends the one before.",
        "Make the link",
        KEEPERS,
        is_here,
    ),
    Step(
        "withdraw",
        "Take it back",
        take_back,
        DeskForm,
        "For somebody who told you that they want their words back, by phone or by letter. They need no reason, so none is asked. "
        "The words are gone from everywhere here at once, and can't be brought back.",
        "Take it back for good",
        KEEPERS,
        is_here,
        danger=True,
    ),
)
