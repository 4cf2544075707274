"""Bringing a file in: it becomes an item and a draft, or the text of a draft that there is."""

from __future__ import annotations

from typing import BinaryIO, cast
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from pydantic import Field
from rest_framework.request import Request

from api.http.operations import operation
from api.http.pagination import Paged, link_header, newest_first
from api.http.permissions import ANY_MEMBER
from api.http.views import Answer, WorkspaceView
from api.workspace.publishing.drafts import ID as DRAFT_ID
from api.workspace.publishing.import_shapes import (
    ImportedItem,
    ImportIntoDraft,
    ImportList,
    ImportShape,
    ImportSummary,
)
from library.accounts.roles import Role
from library.catalogue.actions.items import SlugTaken
from library.catalogue.files import StorageUnavailable
from library.catalogue.uploads import refusals as files
from library.documents.errors import InvalidDocument
from library.importing import errors as importing
from library.importing.reading import LARGEST, read_file
from library.publishing.actions import dismiss_import, import_into_draft, import_item
from library.publishing.imported_texts import starting_details
from library.publishing.queries import get_draft, get_import, visible_imports
from library.publishing.workflow import WRITERS, NotInThatState

PATH = "/v1/workspace/imports"
ID = {"id": "The import's id."}
REFUSALS = (
    files.ArchiveUnsafe,
    files.DocumentActive,
    files.FileDamaged,
    files.FileEmpty,
    files.FileHoldsAnother,
    importing.DocumentTooDeep,
    importing.DocumentTooDemanding,
    importing.DocumentTooLong,
    importing.ImportBusy,
    importing.NotADocument,
    importing.NothingToImport,
    InvalidDocument,
    StorageUnavailable,
)
TAKEN = (
    "Takes Word documents (.docx), OpenDocument texts (.odt), web pages and Markdown, up to 20 MB. What a file is, is decided by "
    "its content. Headings become sections, lists, tables, links, notes and pictures come along, tracked insertions are "
    "taken in. **No word is lost**: what has no place in a draft (comments, deletions, page headers, charts) stands in `remarks` "
    "with its words, beside what was changed and what is doubtful. Macros, locked files and archive tricks are refused, "
    "nothing is fetched from elsewhere, and the file itself is not kept, only its name and hash. "
)
MARKDOWN = '"# Waiting well\n\n## Who listens\n\nCall Samaritans on 116 123, at any time.";filename=waiting-well.md'


class ImportsQuery(Paged):
    draft: UUID | None = Field(None, description="Of this draft: one at most.")


class Imports(WorkspaceView):
    @operation(
        id="list_imports",
        summary="List imports",
        description="Files that drafts of your organisation were made from and whose reports are still kept, newest first.",
        roles=ANY_MEMBER,
        query=ImportsQuery,
        answer=ImportList,
        paged=True,
    )
    def get(self, request: Request) -> Answer:
        found = visible_imports(self.actor)
        found = found.filter(draft=self.params.draft) if self.params.draft else found
        reports, following = newest_first(found, self.params, PATH)
        shapes = [ImportSummary.of(report) for report in reports]
        headers = {"Link": link_header(PATH, self.params, following)}
        return Answer(ImportList(items=shapes, next=following), headers=headers)

    @operation(
        id="import_item",
        summary="Bring a file in as a new item",
        description=TAKEN
        + "Makes an item with a first draft, as `POST /v1/workspace/items` does, and answers what became of the file.",
        roles=frozenset({Role.CURATOR}),
        form=ImportedItem,
        max_bytes=LARGEST,
        answer=ImportShape,
        status=201,
        idempotent=True,
        problems=(*REFUSALS, SlugTaken),
        example={
            "file": MARKDOWN,
            "kind": "resource",
            "licence": "CC-BY-4.0",
            "rights_holder": "The SUN Network",
            "funding": "None",
            "conflicts_of_interest": "None declared",
            "topics": "carers-and-families",
            "contacts": "replace",
        },
    )
    def post(self, request: Request) -> Answer:
        wanted: ImportedItem = self.body
        report = import_item(
            imported=read_file(*_sent(self.received.file)),
            kind=wanted.kind,
            details=starting_details(wanted.kind, medium=wanted.medium, delivery=wanted.delivery),
            governance=wanted.governance(),
            title=wanted.title.strip(),
            language=wanted.language,
            slug=wanted.slug,
            puts_contacts=wanted.contacts == "replace",
            by=self.actor,
            at=self.at,
        )
        return Answer(ImportShape.at(report, self.at), 201, path=f"{PATH}/{report.pk}")


class DraftImport(WorkspaceView):
    @operation(
        id="import_into_draft",
        summary="Bring a file in as the text of a draft",
        description=(
            TAKEN
            + "Its text takes the place of the draft's, which goes back to `draft`. Details, sources and a summary that is "
            "there stay; so do policy and level of care of each section whose id stays, and ids come from headings."
        ),
        roles=frozenset(WRITERS),
        form=ImportIntoDraft,
        max_bytes=LARGEST,
        answer=ImportShape,
        status=201,
        idempotent=True,
        versioned=True,
        problems=(*REFUSALS, NotInThatState),
        path=DRAFT_ID,
        example={"file": MARKDOWN},
    )
    def post(self, request: Request, id: UUID) -> Answer:
        draft = get_draft(id, by=self.actor)
        report = import_into_draft(
            draft=draft,
            imported=read_file(*_sent(self.received.file)),
            expected_version=self.version,
            puts_contacts=self.body.contacts == "replace",
            by=self.actor,
            at=self.at,
        )
        shape = ImportShape.at(report, self.at)
        return Answer(shape, 201, version=report.draft.version, path=f"{PATH}/{report.pk}")


class ImportDetail(WorkspaceView):
    @operation(
        id="get_import",
        summary="See what became of a file",
        description=(
            "What was left out, changed or is doubtful, the pictures that wait for words, and contact points for the numbers "
            "that stand in the draft now. Kept until the draft is published or the import is dismissed."
        ),
        roles=ANY_MEMBER,
        answer=ImportShape,
        path=ID,
    )
    def get(self, request: Request, id: UUID) -> Answer:
        return Answer(ImportShape.at(get_import(id, by=self.actor), self.at))

    @operation(
        id="dismiss_import",
        summary="Dismiss the report of an import",
        description="Somebody has read what became of the file: the report goes, with every word that was left out. The draft stays.",
        roles=frozenset(WRITERS),
        status=204,
        path=ID,
    )
    def delete(self, request: Request, id: UUID) -> Answer:
        dismiss_import(report=get_import(id, by=self.actor), by=self.actor, at=self.at)
        return Answer(status=204)


def _sent(file: UploadedFile | None) -> tuple[BinaryIO, str]:
    sent = cast(UploadedFile, file)  # a form has its file
    return cast(BinaryIO, sent.file), sent.name or ""
