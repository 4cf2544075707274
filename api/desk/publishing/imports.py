"""Files that were brought in: the form for one, and what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.template.defaultfilters import filesizeformat

from api.desk.asking import Asked, Done
from api.desk.catalogue.governance import governance
from api.desk.cells import moment, thing_link
from api.desk.publishing.import_forms import ImportForm
from api.desk.refusals import where_words
from api.desk.site import desk
from api.desk.things import Adding, Cell, Panel, Thing
from library.accounts.actors import Actor
from library.accounts.roles import Role
from library.importing.reading import read_file
from library.importing.remarks import Fate
from library.publishing.actions import import_item
from library.publishing.imported_texts import starting_details, waiting
from library.publishing.models import Import
from library.publishing.queries import visible_imports

GROUPS = (
    (Fate.LEFT_OUT, "Left out", "These words are not in the draft."),
    (Fate.DOUBTFUL, "To decide", "This came in as it was. Decide whether that is right."),
    (Fate.CHANGED, "Changed", "These words are in the draft, in another form."),
)


def bring_in(about: Asked) -> Done:
    data = about.data
    given = data["file"]
    report = import_item(
        imported=read_file(given.file, given.name),
        kind=data["kind"],
        details=starting_details(data["kind"], medium=data["medium"], delivery=data["delivery"]),
        governance=governance(data),
        title=data["title"].strip(),
        language=data["language"],
        slug=data["slug"] or None,
        puts_contacts=data["contacts"],
        by=about.by,
        at=about.at,
    )
    return Done("It is there, for nobody but your organisation to see. Now see what became of the file.", report.draft)


def told(report: Import | None) -> dict[str, Any] | None:
    """A report for a page: its remarks in groups, each with its place in words and the id of the control there."""
    if report is None:
        return None
    groups = [
        (title, lead, [_place(one) for one in report.remarks if one["fate"] == fate]) for fate, title, lead in GROUPS
    ]
    return {
        "file_name": report.file_name,
        "kind": report.get_kind_display(),
        "at": moment(report.created_at),
        "waiting": len(waiting(report.pictures, report.draft.document)),
        "groups": [group for group in groups if group[2]],
    }


def _place(remark: dict[str, str]) -> dict[str, str]:
    pointer = remark["pointer"]
    anchor = f"id_document{pointer}".replace("/", "-") if pointer else ""
    return {**remark, "where": where_words(pointer) if pointer else "", "anchor": anchor}


@admin.register(Import, site=desk)
class Imports(Thing):
    called = ("import", "imports")
    list_display = ("file_name", "shown_item", "kind", "shown_waiting", "created_at")
    list_filter = ("kind",)
    search_fields = ("file_name", "draft__item__slug")
    ordering = ("-created_at",)
    adding = Adding(
        bring_in,
        ImportForm,
        roles=(Role.CURATOR,),
        lead="A file becomes an item with a draft. Nothing of its text is lost: what has no place in a draft stands in a report beside it.",
        button="Bring it in",
        title="Bring a file in",
    )

    def visible(self, by: Actor) -> QuerySet[Import]:
        return visible_imports(by)

    def facts(self, about: Asked) -> Sequence[tuple[str, Cell]]:
        report = about.thing
        return [
            ("Draft", thing_link(report.draft, report.draft.document["title"])),
            ("Item", thing_link(report.draft.item, report.draft.item.slug)),
            ("File", f"{report.file_name}, {report.get_kind_display()}, {filesizeformat(report.size)}"),
            ("Its hash (SHA-256)", report.sha256),
            ("Brought in", moment(report.created_at)),
        ]

    def panels(self, about: Asked) -> Sequence[Panel]:
        said = told(about.thing) or {"groups": []}
        return [
            Panel(
                title,
                ("Where", "What", "Words"),
                [(one["where"], one["message"], one["excerpt"]) for one in rows],
                lead=lead,
            )
            for title, lead, rows in said["groups"]
        ]

    @admin.display(description="Item", ordering="draft__item__slug")
    def shown_item(self, report: Import) -> str:
        return report.draft.item.slug

    @admin.display(description="Pictures that wait")
    def shown_waiting(self, report: Import) -> int:
        return len(waiting(report.pictures, report.draft.document))
