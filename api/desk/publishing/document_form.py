"""The text of a draft as a form, made from the model of its kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from api.desk.asking import Asked, DeskForm, Done
from api.desk.changes import Told, told
from api.desk.forms.fields import BlanksField
from api.desk.forms.json_schema import Blank, Options, blank_of
from library.accounts.actors import Actor
from library.catalogue.models import Item
from library.catalogue.queries import visible_assets
from library.coproduction.models import Recognition
from library.documents.canonical import document_hash
from library.documents.diff import diff
from library.documents.errors import InvalidDocument
from library.documents.model import CaseStudyDocument, LeafletDocument, ResourceDocument, TrainingDocument
from library.documents.parse import parse_document
from library.publishing.actions import save_draft
from library.publishing.models import Draft
from library.publishing.queries import sign_offs_of

MODELS: Mapping[str, type[BaseModel]] = {
    "resource": ResourceDocument,
    "case_study": CaseStudyDocument,
    "leaflet": LeafletDocument,
    "training": TrainingDocument,
}
GIVEN = ("kind", "language")
"""Members that a draft has once for all, and its form does not ask for."""
ORDER = ("title", "summary", "sections", "details", "citations", "images")
FILE_MEMBERS = ("asset", "captions", "transcript")


def document_blank(kind: str, files: Options, recognitions: Options) -> Blank:
    """The blanks of a document of this kind. `files` and `recognitions` are what it can refer to."""
    options = {**dict.fromkeys(FILE_MEMBERS, files), "recognitions": recognitions}
    blank = blank_of(MODELS[kind].model_json_schema(), options=options, leave_out=frozenset(GIVEN))
    return Blank(**{**blank.__dict__, "parts": tuple(sorted(blank.parts, key=lambda part: ORDER.index(part.name)))})


def files_of(by: Actor) -> Options:
    return tuple(
        (str(file.pk), f"{file.name} ({file.media_type})") for file in visible_assets(by).order_by("name", "created_at")
    )


def recognitions_of(item: Item) -> Options:
    return tuple(
        (str(row.pk), f"{row.award}: {row.get_status_display()}") for row in Recognition.objects.filter(item=item)
    )


class DocumentForm(DeskForm):
    """The whole text. Stale versions are compared with what is saved now, change by change."""

    versioned = True
    changes: list[Told]

    def prepare(self) -> None:
        self.changes = []
        item = self.about.thing.item
        self.fields["document"] = BlanksField(
            document_blank(item.kind, files_of(self.about.by), recognitions_of(item)), label=""
        )

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:
        return {"document": about.thing.document}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        cleaned["document"] = {**{name: self.about.thing.document[name] for name in GIVEN}, **cleaned["document"]}
        return cleaned

    def compare(self, present: Mapping[str, Any]) -> None:
        try:
            self.changes = told(
                diff(parse_document(present["document"]), parse_document(self.cleaned_data["document"]))
            )
        except InvalidDocument:
            self.changes = []


def said_of_this_text(draft: Draft) -> bool:
    """Whether somebody looks at this very text, or has signed it off: what a change would void."""
    with_reviewers = draft.state in {Draft.State.IN_REVIEW, Draft.State.APPROVED}
    return with_reviewers or (draft.state != Draft.State.PUBLISHED and bool(sign_offs_of(draft)))


def save(about: Asked) -> Done:
    draft: Draft = about.thing
    if (
        about.data["version"] == draft.version
        and document_hash(parse_document(about.data["document"])) == draft.document_hash
    ):
        return Done("Nothing was changed, so nothing was saved: what reviewers said still holds.", draft)
    voided = said_of_this_text(draft)
    saved = save_draft(
        draft=draft, document=about.data["document"], expected_version=about.data["version"], by=about.by, at=about.at
    )
    return Done(
        "Saved. What reviewers said was of the text before; submit it again when it is ready." if voided else "Saved.",
        saved,
    )
