"""Files: sent, described, and fetched back by the organisation that they belong to."""

from __future__ import annotations

from functools import partial
from typing import BinaryIO, cast
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http.response import HttpResponseBase
from rest_framework.request import Request

from api.http.downloads import DownloadsBusy
from api.http.files import KeptFile, send_file
from api.http.operations import operation
from api.http.pagination import Paged, link_header, newest_first
from api.http.permissions import ANY_MEMBER
from api.http.views import Answer, WorkspaceView
from api.workspace.catalogue.asset_shapes import AssetChanges, AssetFacts, AssetList, AssetShape
from library.accounts.roles import Role
from library.catalogue.actions import add_asset, change_asset
from library.catalogue.files import StorageUnavailable, read
from library.catalogue.queries import get_asset, visible_assets
from library.catalogue.uploads import LARGEST, MEDIA_TYPES, inspect_upload
from library.catalogue.uploads import refusals as files

PATH = "/v1/workspace/assets"
ID = {"id": "The file's id."}
KEEPERS = frozenset({Role.CURATOR, Role.EDITOR})
REFUSALS = (
    files.ArchiveUnsafe,
    files.CaptionsNotValid,
    files.DocumentActive,
    files.FileDamaged,
    files.FileEmpty,
    files.FileHoldsAnother,
    files.FileNotExaminable,
    files.FileTooLarge,
    files.FileTypeNotAccepted,
    files.ImageForPrint,
    files.ImageMoves,
    files.ImageTooLarge,
    files.PdfActive,
    files.PdfEncrypted,
    files.RecordingHoldsData,
)
CAPTIONS = '"WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nYou are not alone.";filename=captions.vtt'


class Assets(WorkspaceView):
    @operation(
        id="list_assets",
        summary="List files",
        description="The files of your organisation, newest first.",
        roles=ANY_MEMBER,
        query=Paged,
        answer=AssetList,
        paged=True,
    )
    def get(self, request: Request) -> Answer:
        assets, following = newest_first(visible_assets(self.actor), self.params, PATH)
        shapes = [AssetShape.of(asset) for asset in assets]
        return Answer(
            AssetList(items=shapes, next=following), headers={"Link": link_header(PATH, self.params, following)}
        )

    @operation(
        id="add_asset",
        summary="Send a file",
        description=(
            "Takes PNG, JPEG and WebP images (10 MB, 40 million pixels), PDF and Word documents (20 MB), WebVTT "
            "captions (1 MB), MP3 sound and MP4 video (200 MB). What a file is, is decided by its content, and its "
            "name is made safe. Images are encoded anew, sound and video lose their tags: no place, no name of a "
            "person, no comment is kept. Documents are stored as they are, or refused if they do more than show "
            "pages. Nobody but your organisation sees the file until a published edition shows it."
        ),
        roles=KEEPERS,
        form=AssetFacts,
        max_bytes=LARGEST,
        answer=AssetShape,
        status=201,
        idempotent=True,
        problems=(*REFUSALS, StorageUnavailable),
        example={
            "file": CAPTIONS,
            "licence": "CC-BY-4.0",
            "rights_holder": "The SUN Network",
            "accessibility": "accessible",
        },
    )
    def post(self, request: Request) -> Answer:
        sent = cast(UploadedFile, self.received.file)  # a form has its file
        upload = inspect_upload(cast(BinaryIO, sent.file), sent.name or "")
        asset = add_asset(upload=upload, **self.body.model_dump(), by=self.actor, at=self.at)
        return Answer(AssetShape.of(asset), 201, version=asset.version, path=f"{PATH}/{asset.id}")


class AssetDetail(WorkspaceView):
    @operation(
        id="get_workspace_asset",
        summary="See a file's details",
        description="What is known about a file, and its `ETag`, which changes need.",
        roles=ANY_MEMBER,
        answer=AssetShape,
        path=ID,
    )
    def get(self, request: Request, id: UUID) -> Answer:
        asset = get_asset(id, by=self.actor)
        return Answer(AssetShape.of(asset), version=asset.version)

    @operation(
        id="change_asset",
        summary="Change a file's details",
        description=(
            "Changes what is known about a file; what is left out stays. Published items that show it are right at "
            "once. The file itself never changes: send another instead."
        ),
        roles=KEEPERS,
        body=AssetChanges,
        answer=AssetShape,
        versioned=True,
        path=ID,
        example={"accessibility": "partly", "accessibility_note": "The table on page 2 has no headings yet."},
    )
    def patch(self, request: Request, id: UUID) -> Answer:
        asset = change_asset(
            asset=get_asset(id, by=self.actor),
            changes=self.body.model_dump(exclude_unset=True),
            expected_version=self.version,
            by=self.actor,
            at=self.at,
        )
        return Answer(AssetShape.of(asset), version=asset.version)


class AssetContent(WorkspaceView):
    @operation(
        id="get_workspace_asset_content",
        summary="Download a file",
        description="The file itself, published or not, as a download. Ask for a part with `Range`.",
        roles=ANY_MEMBER,
        produces=MEDIA_TYPES,
        ranged=True,
        problems=(StorageUnavailable, DownloadsBusy),
        path=ID,
    )
    def get(self, request: Request, id: UUID) -> HttpResponseBase:
        asset = get_asset(id, by=self.actor)
        file = KeptFile(asset.name, asset.media_type, asset.size, asset.sha256, partial(read, asset))
        return send_file(request, file, {"ETag": f'"{asset.sha256}"'})
