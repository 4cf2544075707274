"""Steps with a draft that has to do with a file: bring one in, describe its pictures, put in contact points, dismiss its report."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from api.desk.asking import Asked, DeskForm, Done, Step
from api.desk.publishing.import_forms import (
    ContactsForm,
    DescribeForm,
    ImportIntoForm,
    offers_of,
    report_of,
    waiting_in,
)
from library.errors import NotFound
from library.importing.reading import read_file
from library.publishing import actions
from library.publishing.models import Draft
from library.publishing.workflow import STEPS, WRITERS

INTO = "It is there. What became of the file stands above the text."


def bring_in(about: Asked) -> Done:
    given = about.data["file"]
    report = actions.import_into_draft(
        draft=about.thing,
        imported=read_file(given.file, given.name),
        expected_version=about.data["version"],
        puts_contacts=about.data["contacts"],
        by=about.by,
        at=about.at,
    )
    return Done(INTO, report.draft)


def describe(about: Asked) -> Done:
    report = report_of(about.thing)
    if report is None:
        raise NotFound()
    draft = actions.describe_pictures(
        report=report,
        words=about.data["words"],
        bodies=about.data["bodies"],
        expected_version=about.data["version"],
        by=about.by,
        at=about.at,
    )
    return Done("Saved. The pictures stand in the text.", draft)


def put_contacts(about: Asked) -> Done:
    chosen, version = about.data["chosen"], about.data["version"]
    draft = actions.put_contacts(draft=about.thing, chosen=chosen, expected_version=version, by=about.by, at=about.at)
    return Done("Saved. When one of these numbers changes, the text will have the new one.", draft)


def dismiss(about: Asked) -> Done:
    report = report_of(about.thing)
    if report is not None:
        actions.dismiss_import(report=report, by=about.by, at=about.at)
    return Done("Dismissed. The text stays as it is.", about.thing)


def _is_open(draft: Any) -> bool:
    return draft.state in STEPS["edit"].sources


def _has_pictures(draft: Draft) -> bool:
    return _is_open(draft) and bool(waiting_in(draft))


IMPORT_STEPS = (
    Step(
        "describe",
        "Describe the pictures",
        describe,
        DescribeForm,
        "Say what each picture shows, for people who can't see it; then it stands in the text. What you leave empty goes on waiting.",
        "Put them in",
        WRITERS,
        _has_pictures,
        main=True,
    ),
    Step(
        "contacts",
        "Put in contact points",
        put_contacts,
        ContactsForm,
        "These numbers are typed into the text, and the directory has them. As contact points they change with it.",
        "Put them in",
        WRITERS,
        lambda draft: _is_open(draft) and bool(offers_of(draft, timezone.now())),
    ),
    Step(
        "import",
        "Bring in a file",
        bring_in,
        ImportIntoForm,
        "Its text takes the place of this one. Sections whose headings stay keep what was decided about them.",
        "Bring it in",
        WRITERS,
        _is_open,
    ),
    Step(
        "dismiss",
        "Dismiss the report of the import",
        dismiss,
        DeskForm,
        "You have read what became of the file. The report goes, with the words that were left out; the text stays.",
        "Dismiss it",
        WRITERS,
        lambda draft: report_of(draft) is not None,
    ),
)
