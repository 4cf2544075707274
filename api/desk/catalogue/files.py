"""Files: pictures, documents, captions and recordings that texts refer to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest
from django.template.defaultfilters import filesizeformat
from django.urls import URLPattern, path

from api.desk.asking import Asked, DeskForm, Done
from api.desk.cells import link, moment
from api.desk.site import desk
from api.desk.things import Adding, Cell, Changing, Panel, Thing
from library.accounts.actors import Actor
from library.catalogue.actions import add_asset, change_asset
from library.catalogue.actions.assets import KEEPERS
from library.catalogue.models import Asset, Licence
from library.catalogue.queries import visible_assets
from library.catalogue.uploads import inspect_upload


class FileFactsForm(DeskForm):
    """What is known about a file; the file itself never changes."""

    licence = forms.ChoiceField()
    rights_holder = forms.CharField(max_length=200)
    accessibility = forms.ChoiceField(choices=Asset.Accessibility.choices, initial=Asset.Accessibility.NOT_CHECKED)
    accessibility_note = forms.CharField(max_length=500, required=False, help_text="What is missing, if something is.")
    versioned = True

    def prepare(self) -> None:
        field: Any = self.fields["licence"]
        field.choices = [
            (licence.spdx, f"{licence.name} ({licence.spdx})") for licence in Licence.objects.order_by("spdx")
        ]

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:
        file = about.thing
        plain = ("rights_holder", "accessibility", "accessibility_note")
        return {"licence": file.licence.spdx, **{name: getattr(file, name) for name in plain}}


class UploadForm(FileFactsForm):
    file = forms.FileField(
        help_text="PNG, JPEG or WebP; PDF or Word without macros; captions as WebVTT; MP3 or MP4. It is judged by its content."
    )
    versioned = False
    field_order = ("file",)

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:
        organisation = about.seat.organisation
        return {"rights_holder": organisation.name if organisation else "", "licence": "CC-BY-4.0"}


def upload(about: Asked) -> Done:
    given = about.data["file"]
    facts = {name: value for name, value in about.data.items() if name != "file"}
    asset = add_asset(upload=inspect_upload(given.file, given.name), by=about.by, at=about.at, **facts)
    return Done("It is there. Choose it in a text by its name.", asset)


def restate(about: Asked) -> Done:
    facts = {name: value for name, value in about.data.items() if name != "version"}
    asset = change_asset(
        asset=about.thing, changes=facts, expected_version=about.data["version"], by=about.by, at=about.at
    )
    return Done("Saved.", asset)


@admin.register(Asset, site=desk)
class Files(Thing):
    called = ("file", "files")
    list_display = ("name", "media_type", "shown_size", "accessibility", "rights_holder", "created_at")
    list_filter = ("media_type", "accessibility")
    search_fields = ("name", "rights_holder")
    ordering = ("-created_at",)
    adding = Adding(upload, UploadForm, roles=KEEPERS, button="Upload")
    changing = Changing(restate, FileFactsForm, roles=KEEPERS)

    def visible(self, by: Actor) -> QuerySet[Asset]:
        return visible_assets(by)

    def get_urls(self) -> list[URLPattern]:
        content = path(
            "<path:object_id>/content/", self.admin_site.admin_view(self.content), name="catalogue_asset_content"
        )
        return [content, *super().get_urls()]

    def content(self, request: HttpRequest, object_id: str) -> FileResponse:
        """The file for those who may see it unpublished. A browser shows pictures and saves everything else."""
        asset = self.find(request, object_id)
        shown = asset.media_type in {"image/png", "image/jpeg", "image/webp"}
        response = FileResponse(
            asset.file.open("rb"), content_type=asset.media_type, as_attachment=not shown, filename=asset.name
        )
        response["X-Content-Type-Options"] = "nosniff"
        return response

    def facts(self, about: Asked) -> Sequence[tuple[str, Cell]]:
        file = about.thing
        size = f"{file.width} × {file.height} pixels, " if file.width else ""
        return [
            ("File", link(self.url("content", file.pk), file.name)),
            ("Type", file.media_type),
            ("Size", f"{size}{filesizeformat(file.size)}"),
            ("Uploaded", moment(file.created_at)),
            ("Id in texts", str(file.pk)),
        ]

    def panels(self, about: Asked) -> Sequence[Panel]:
        return ()

    @admin.display(description="Size", ordering="size")
    def shown_size(self, file: Asset) -> str:
        return filesizeformat(file.size)
