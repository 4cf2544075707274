"""`manage.py give_out_embed_script`: keeps the present `embed.js` among the versions that answer for ever."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from library.syndication import scripts


class Command(BaseCommand):
    help = "Keeps the present embed.js among the versions that answer for ever."

    def handle(self, *_: Any, **__: Any) -> None:
        content = scripts.SOURCE.read_bytes()
        key = scripts.key_of(content)
        if key in scripts.listed():
            print(f"{key} is given out already.")
            return
        (scripts.KEPT / f"{key}.js").write_bytes(content)
        with scripts.LIST.open("a", encoding="utf-8") as listing:
            listing.write(f"{key} {timezone.now():%Y-%m-%d}\n")
        print(f"{key} is given out from now on. Commit {scripts.KEPT.name}/{key}.js and {scripts.LIST.name}.")
