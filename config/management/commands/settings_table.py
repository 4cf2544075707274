"""`manage.py settings_table`: writes the table of settings into CONTRIBUTING.md."""

import re
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from config import env
from config.local import PROJECT

BETWEEN_MARKS = re.compile(r"(?<=<!-- settings -->\n).*?(?=<!-- end of settings -->)", re.DOTALL)


class Command(BaseCommand):
    help = "Writes the table of settings into CONTRIBUTING.md."

    def handle(self, *_: Any, **__: Any) -> None:
        page = PROJECT / "CONTRIBUTING.md"
        page.write_text(with_table(page))


def with_table(page: Path) -> str:
    """The page's text with the table as the code has it now."""
    return BETWEEN_MARKS.sub(lambda _: env.table(), page.read_text())
