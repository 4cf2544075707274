"""A draft as it will look once it is published."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.urls import reverse

from api.desk.asking import Asked
from api.desk.publishing.shown_text import as_shown
from library.catalogue.addresses import asset_url
from library.catalogue.models import Asset
from library.catalogue.queries import visible_assets
from library.documents.errors import InvalidDocument
from library.documents.references import references
from library.publishing.moves import parsed_document
from library.publishing.previews import preview_draft


def shown(about: Asked) -> dict[str, Any] | None:
    """The public answer as it would be; None when rules that came later do not take the text any more.

    Files that only the desk may fetch so far have the desk's addresses in it.
    """
    draft = about.thing
    try:
        document = parsed_document(draft)
    except InvalidDocument:
        return None
    text = preview_draft(draft, at=about.at).decode()
    for file in visible_assets(about.by).filter(pk__in=references(document).assets):
        text = text.replace(_json(asset_url(settings.PUBLIC_URL, file.sha256, file.name)), _json(_desk_url(file)))
    return as_shown(text)


def _desk_url(file: Asset) -> str:
    return reverse("admin:catalogue_asset_content", args=[file.pk])


def _json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]
