"""Signed forms and recordings: kept with the person, and read by nobody without a trace."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http.response import HttpResponseBase
from rest_framework.request import Request

from api.http import caching
from api.http.answers import response_of
from api.http.files import POLICY
from api.http.operations import operation
from api.http.requests import Query
from api.http.views import Answer, WorkspaceView
from api.workspace.coproduction.testimonial_shapes import IdentityOrder, PersonDocument
from api.workspace.coproduction.testimonials import ID, KEEPERS, PATH
from library.coproduction.actions import attach_document, read_document
from library.coproduction.sealed_files import LARGEST, MEDIA_TYPES, REFUSALS, inspect_sealed
from library.coproduction.testimonials import get_testimonial

SIGNED = '"%PDF-1.7 signed";filename=form.pdf'


class SignedPaper(Query):
    """A signed form, or a recording of an agreement."""


class PersonDocuments(WorkspaceView):
    @operation(
        id="attach_document",
        summary="Keep a signed form or a recording",
        description=(
            "Put with the person whose words these are: a PDF or Word document, a PNG or JPEG image, an MP3 or M4A recording, of at most "
            "10 MB, kept as it is. What a file is, is decided by how it begins. `/identity` lists what there is."
        ),
        roles=KEEPERS,
        form=SignedPaper,
        max_bytes=LARGEST,
        answer=PersonDocument,
        status=201,
        idempotent=True,
        problems=REFUSALS,
        path=ID,
        example={"file": SIGNED},
    )
    def post(self, request: Request, id: UUID) -> Answer:
        sent = cast(UploadedFile, self.received.file)  # a form has its file
        testimonial = get_testimonial(id, by=self.actor)
        file = inspect_sealed(sent.read(), sent.name or "")
        made = attach_document(testimonial=testimonial, file=file, by=self.actor, at=self.at)
        shape = PersonDocument(id=made.pk, name=made.name)
        # Without the name in the stored answer: it may tell who it is.
        kept = shape.model_copy(update={"name": ""})
        return Answer(shape, 201, path=f"{PATH}/{id}/documents/{made.pk}/read", kept=kept)


class PersonDocumentRead(WorkspaceView):
    @operation(
        id="read_document",
        summary="Read a signed form or a recording",
        description="The file, as a download. The reading is written down, with your reason.",
        roles=KEEPERS,
        body=IdentityOrder,
        produces=MEDIA_TYPES,
        path={**ID, "document": "The document's id, as `/identity` gives it."},
        example={"why": "To show what was agreed."},
    )
    def post(self, request: Request, id: UUID, document: UUID) -> HttpResponseBase:
        testimonial = get_testimonial(id, by=self.actor)
        found = read_document(testimonial=testimonial, document=document, why=self.body.why, by=self.actor, at=self.at)
        headers = {
            "Content-Type": found.media_type,
            "Content-Disposition": f'attachment; filename="{found.name}"',
            "Content-Security-Policy": POLICY,
            "X-Content-Type-Options": "nosniff",
            **caching.NO_STORE,
        }
        return response_of(bytes(found.content), headers)
