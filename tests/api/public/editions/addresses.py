"""Where renditions are."""

from library.catalogue.addresses import COLLECTIONS
from library.catalogue.models import Item

QUICK = "text.txt"
"""A rendition that is made in no time."""


def address(item: Item, name: str = QUICK) -> str:
    return f"/v1/{COLLECTIONS[item.kind]}/{item.slug}/renditions/{name}"
