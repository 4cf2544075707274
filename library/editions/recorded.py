"""What people say in a recording, as its captions and its transcript write it down: words that reach the public (domain.md SM-1)."""

from __future__ import annotations

from collections.abc import Iterator

from library.catalogue.files import read
from library.catalogue.models import Asset, Item
from library.catalogue.uploads.captions import spoken_words
from library.catalogue.uploads.kinds import CAPTIONS
from library.documents.model import Document, ResourceDocument
from library.documents.pointers import pointer
from library.editions.prints import owners_of_files


def recorded_texts(document: Document, item: Item) -> Iterator[tuple[str, str]]:
    """The words of captions and transcript, by the pointers that name their files; only of files that the item may print. Raises
    `StorageUnavailable`.
    """
    if not isinstance(document, ResourceDocument):
        return
    named = {name: getattr(document.details, name) for name in ("captions", "transcript")}
    wanted = {name: id for name, id in named.items() if id is not None}
    if not wanted:
        return
    theirs = Asset.objects.filter(media_type=CAPTIONS.media_type, owner__in=owners_of_files(item))
    found = {str(file.pk): file for file in theirs.filter(pk__in=wanted.values())}
    for name, id in wanted.items():
        if str(id) in found:
            file = found[str(id)]
            yield pointer("details", name), spoken_words(b"".join(read(file, 0, file.size)))
