"""What stands on a testimonial's page: what to look at in the words, what was agreed, where it is, and where it was."""

from __future__ import annotations

from collections.abc import Mapping

from api.desk.asking import Asked
from api.desk.cells import NOTHING, badge, day, listed, moment
from api.desk.things import Panel
from library.catalogue.models import Item
from library.coproduction.consent_rules import Standing, standing
from library.editions.clearing import editions_naming, live_entries_of
from library.editions.proofs import Proof
from library.quality.wording import quote_findings

SEVERITIES = {"block": ("To change", "bad"), "warn": ("Look at it", "warn"), "advise": ("Advice", "")}

STANDINGS: Mapping[Standing, tuple[str, ...]] = {
    "withdrawn": ("Taken back",),
    "replaced": ("Replaced",),
    "in_force": ("Holds", "good"),
    "ended": ("Ended", "bad"),
}


def words(about: Asked) -> Panel:
    return Panel("The words", ("As they stand",), [(about.thing.words,)])


def checks(about: Asked) -> Panel:
    """Absolute claims, and names of others. The rules know English."""
    row = about.thing
    english = row.language.lower().split("-")[0] == "en"
    rows = [
        (
            badge(one.severity, *SEVERITIES[one.severity]),
            f"“{one.excerpt}”" if one.excerpt else "",
            one.message,
            one.suggestion or "",
        )
        for one in (quote_findings(row.words) if english else ())
    ]
    nothing = (
        "Nothing to look at." if english else "These checks read English only: read it yourself for names and claims."
    )
    return Panel("Checks", ("", "Words", "What", "What to do"), rows, nothing)


def agreements(about: Asked) -> Panel:
    rows = []
    for consent in about.thing.consents.all():
        how = standing(consent, about.at)
        rows.append(
            (
                badge(how, *STANDINGS[how]),
                listed(controller.name for controller in consent.controllers.all()),
                listed(label for code, label in consent.Channel.choices if code in consent.channels),
                consent.shown_name or consent.get_attribution_display(),
                f"{day(consent.given_at.date())}, {consent.get_how_display().lower()}",
                day(consent.expires_at.date()),
                f"Version {consent.wording.version}",
            )
        )
    columns = ("", "Who may show it", "Where", "Named", "Given", "Until", "Wording")
    return Panel("What was agreed", columns, rows, "No consent is on record: it is shown nowhere.")


def places(about: Asked) -> Panel:
    """The texts that name it. Whether each shows it is for the agreements to say."""
    entries = live_entries_of(list(editions_naming(about.thing.pk)))
    rows = [(f"{one.item.get_kind_display()}: {one.title}", one.language, one.item.owner.name) for one in entries]
    lead = "Each shows it only as far as the agreements above go."
    return Panel("Published texts that name it", ("Text", "Language", "Whose"), rows, "None.", lead if rows else "")


def told(proof: Proof) -> Panel:
    """Which partners were to hear of it, and whose systems have said that they did."""
    rows = [
        (
            one.organisation,
            moment(one.told_at) if one.told_at else badge("waiting", "Not yet", "warn"),
            moment(one.confirmed_at) if one.confirmed_at else badge("waiting", "Not yet", "warn"),
        )
        for one in proof.told
    ]
    return Panel("Partners told", ("Organisation", "Told", "Confirmed"), rows, "Nobody subscribes to hear of it.")


def seen(proof: Proof) -> Panel:
    rows = [(one.host, f"{one.kind}: {one.slug}", f"{one.last_month:%B %Y}") for one in proof.seen]
    lead = "They show the text without the quote from the moment it was taken back."
    return Panel(
        "Websites that embedded it",
        ("Website", "Text", "Last seen in"),
        rows,
        "None that was counted.",
        lead if rows else "",
    )


def not_recalled(proof: Proof) -> Panel:
    return Panel("What can't be called back", ("",), [(one,) for one in proof.not_recalled])


def was(proof: Proof) -> Panel:
    """Where it was, and when each place was cleared."""
    rows = [
        (
            f"{Item.Kind(one.kind).label}: {one.slug}",
            f"{one.language}, edition {one.edition}",
            one.organisation,
            "What the public read" if one.is_current else "An old edition",
            listed(one.renditions),
            moment(one.cleared_at) if one.cleared_at else NOTHING,
            moment(one.rebuilt_at) if one.rebuilt_at else NOTHING,
        )
        for one in sorted(proof.places, key=lambda place: (place.slug, place.edition))
    ]
    columns = ("Text", "Edition", "Whose", "It was", "Files dropped", "Cleared", "Made anew")
    return Panel("Where it was", columns, rows, "It was in no published text.")
