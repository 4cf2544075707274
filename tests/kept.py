"""Files of the library for tests: kept by an action, and texts that show them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from library.catalogue.actions import add_asset
from library.catalogue.models import Asset
from library.catalogue.uploads import inspect_upload
from tests import files
from tests.worlds import World

PATH = "/v1/workspace/assets"
FACTS = {"licence": "CC-BY-4.0", "rights_holder": "The SUN Network"}


def keep(world: World, data: bytes = files.VTT, name: str = "captions.vtt", *, by: str = "cora", **facts: str) -> Asset:
    """A file that somebody has sent."""
    upload = inspect_upload(data, name)
    return add_asset(upload=upload, **{**FACTS, **facts}, by=world.by(by), at=world.now())


def showing(*assets: Asset) -> dict[str, Any]:
    """The details of a resource whose files these are: `world.published(details=showing(asset))`."""
    rows = [{"asset": str(asset.pk), "label": asset.name, "purpose": "read"} for asset in assets]
    return {"medium": "leaflet", "files": rows}


def address(asset: Asset) -> str:
    """Where the public finds it."""
    return f"/v1/assets/{asset.sha256[:32]}/{asset.name}"


def sent(data: bytes = files.VTT, name: str = "captions.vtt", media_type: str = "text/plain") -> SimpleUploadedFile:
    """A file as somebody sends it in a form."""
    return SimpleUploadedFile(name, data, media_type)


def stored() -> set[Path]:
    """Every file that there is on the disk."""
    return {path for path in Path(default_storage.path("")).rglob("*") if path.is_file()}
