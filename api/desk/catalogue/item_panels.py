"""What hangs on an item, as tables to read."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone

from api.desk.asking import Asked
from api.desk.catalogue.quality import quality_panel
from api.desk.cells import NOTHING, badge, day, moment, thing_link
from api.desk.link_panels import item_links
from api.desk.reach import reach_panel
from api.desk.things import Panel
from library.catalogue.models import Asset, Item
from library.coproduction.claims import Part, claim, statement
from library.coproduction.models import Contribution, PrincipleNote, Recognition
from library.coproduction.principles import find
from library.directory.models import ContactPoint
from library.editions.models import Edition, Reference
from library.editions.review_status import uk_day
from library.leaflets.overviews import published_adaptations, safety_updates
from library.publishing.queries import visible_editions

SHOWN = 20


def item_panels(about: Asked) -> Sequence[Panel]:
    return [
        _drafts(about),
        _editions(about),
        _contributions(about.thing),
        _principles(about.thing),
        _recognitions(about.thing),
        _prints(about.thing),
        quality_panel(about.thing),
        item_links(about),
        _pointers(about),
        reach_panel(about, about.thing),
        *([_adaptations(about)] if about.thing.kind == Item.Kind.LEAFLET else []),
    ]


def _adaptations(about: Asked) -> Panel:
    """Who has made this leaflet their own, and what they have said of safety changes."""
    published = list(published_adaptations(about.thing.slug, by=about.by))
    safety = safety_updates(published)
    rows = [
        (
            one.item.slug,
            str(one.item.owner),
            badge(one.item.derivation.standing, one.item.derivation.get_standing_display()),
            f"Edition {one.item.derivation.original_edition}",
            f"{said.reason} Until {day(said.deadline)}."
            if (update := safety.get(one.pk)) and (said := update.acknowledged)
            else "",
        )
        for one in published
    ]
    columns = ("Adaptation", "By", "Stands to this leaflet", "Follows", "Said of a safety change")
    return Panel("Adaptations", columns, rows, "Nobody has published one yet.")


def _drafts(about: Asked) -> Panel:
    rows = [
        (
            thing_link(draft, draft.title or "Without a title"),
            draft.language,
            badge(draft.state, draft.get_state_display()),
            moment(draft.updated_at),
        )
        for draft in about.thing.drafts.all()
    ]
    return Panel(
        "Drafts",
        ("Title", "Language", "State", "Last changed"),
        rows,
        "No draft: write the next text from “What you can do”.",
    )


def _editions(about: Asked) -> Panel:
    editions = visible_editions(about.by).filter(item=about.thing).order_by("-published_at")[:SHOWN]
    rows = [
        (
            thing_link(edition, f"Edition {edition.number}"),
            edition.language,
            Edition.ChangeClass(edition.change_class).name.capitalize(),
            edition.note,
            moment(edition.published_at),
        )
        for edition in editions
    ]
    return Panel(
        "Editions", ("Edition", "Language", "Change", "Note", "Published"), rows, "Nothing has been published yet."
    )


def _contributions(item: Item) -> Panel:
    """What the record says, and what the item may say of itself because of it."""
    found = list(Contribution.objects.filter(item=item).order_by("created_at", "id"))
    made = [Part(row.group, row.stage, row.approach, row.people) for row in found]
    earned = claim(made)
    rows = [
        (
            thing_link(row, row.group),
            row.role,
            row.get_stage_display(),
            row.get_approach_display(),
            row.what_changed or NOTHING,
            row.evidence or NOTHING,
        )
        for row in found
    ]
    lead = f"It may call itself {earned.badge}. {earned.reason}" if earned.badge else f"No badge yet. {earned.reason}"
    said = statement(made)
    lead += f" Readers are told: “{said}”" if said else ""
    columns = ("Group", "What they did", "Stage", "Approach", "What changed", "What shows it")
    return Panel("How it was made", columns, rows, lead=lead)


def _principles(item: Item) -> Panel:
    rows = []
    for row in PrincipleNote.objects.filter(item=item).order_by("scheme", "created_at", "id"):
        found = find(row.scheme, row.principle)
        rows.append((thing_link(row, found[1].name if found else str(row)), row.note, day(row.on)))
    return Panel("Principles", ("Principle", "What shows it, and what is lacking", "As of"), rows, "No notes yet.")


def _recognitions(item: Item) -> Panel:
    today = uk_day(timezone.now())
    rows = [
        (
            thing_link(row, row.award),
            row.body,
            badge("overdue", "Result was due") if row.is_stale(today) else row.get_status_display(),
            day(row.as_of),
        )
        for row in Recognition.objects.filter(item=item).order_by("-as_of", "id")
    ]
    return Panel("Recognition", ("Award", "Given by", "Status", "As of"), rows)


def _prints(item: Item) -> Panel:
    """Contact points and files that the editions now out print."""
    current = [
        edition.pk
        for entry in item.entries.all()
        if entry.state == "live"
        for edition in Edition.objects.filter(item=item, language=entry.language, number=entry.edition).only("pk")
    ]
    references = Reference.objects.filter(edition__in=current)
    targets = {
        kind: set(references.filter(kind=kind).values_list("target", flat=True))
        for kind in (Reference.Kind.CONTACT, Reference.Kind.ASSET)
    }
    contacts = ContactPoint.objects.filter(pk__in=targets[Reference.Kind.CONTACT]).order_by("slug")
    files = Asset.objects.filter(pk__in=targets[Reference.Kind.ASSET]).order_by("name")
    rows = [("Contact point", thing_link(contact), f"{{{{contact:{contact.slug}}}}}") for contact in contacts]
    rows += [("File", thing_link(file), file.get_accessibility_display()) for file in files]
    return Panel("What it prints now", ("What", "Name", ""), rows, "Nothing that lives elsewhere.")


def _pointers(about: Asked) -> Panel:
    """The items of this organisation whose readers are sent here."""
    rows = [
        (thing_link(item, item.slug), item.get_kind_display(), badge(item.standing, item.get_standing_display()))
        for item in Item.objects.filter(successor=about.thing, owner=about.by.organisation_id).order_by("slug")
    ]
    events = f"{reverse('admin:history_event_changelist')}?q={about.thing.pk}"
    return Panel(
        "Where it is used",
        ("Item that sends its readers here", "Kind", "Standing"),
        rows,
        "No other item sends its readers here.",
        link=(events, "What happened to it"),
    )
