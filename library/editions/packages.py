"""The package of an edition: what `library.rendering.package` packs, read from where it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.conf import settings

from library.catalogue.addresses import asset_url, item_url
from library.catalogue.files import StorageUnavailable, read
from library.catalogue.models import Asset
from library.documents.form import form_schema
from library.documents.model import LeafletDocument
from library.documents.vocabulary import Kind
from library.editions.materials import Material
from library.rendering.package import DamagedAsset, Named, PackedAsset, package_zip
from library.rendering.sheet import Sheet

LARGEST_FILE = 2_000_000
LARGEST_PACKAGE = 8_000_000
"""Bytes of files in a package. A larger file, or what comes after these, is listed with its address."""


def package_of(material: Material, named: Named | None = None, sheet: Sheet | None = None) -> bytes:
    """The zip file; with `named` the one for an organisation, of a `sheet` with the quotes that name it.

    Raises `StorageUnavailable`, also when a file is not what it was.
    """
    document, item = material.sheet.document, material.entry
    form = None
    if isinstance(document, LeafletDocument) and item.kind == Kind.LEAFLET:
        form = form_schema(document, address=f"{item_url(settings.PUBLIC_URL, item.kind, item.slug)}/form")
    try:
        return package_zip(
            sheet or material.sheet,
            canonical=material.edition.document,
            form=form,
            example=None,
            assets=list(_packed(sorted(material.assets.values(), key=lambda asset: (asset.name, str(asset.pk))))),
            named=named,
        )
    except DamagedAsset as damage:
        raise StorageUnavailable("A file of it is damaged, and can't be packed.") from damage


def _packed(assets: Iterable[Asset]) -> Iterator[PackedAsset]:
    room = LARGEST_PACKAGE
    for asset in assets:
        fits = asset.size <= min(LARGEST_FILE, room)
        room -= asset.size if fits else 0
        yield PackedAsset(
            name=asset.name,
            content=b"".join(read(asset, 0, asset.size)) if fits else None,
            media_type=asset.media_type,
            licence=asset.licence.spdx,
            rights_holder=asset.rights_holder,
            sha256=asset.sha256,
            size=asset.size,
            url=asset_url(settings.PUBLIC_URL, asset.sha256, asset.name),
        )
