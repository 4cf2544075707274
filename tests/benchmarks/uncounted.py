"""The web process with the counting of reads taken out, to see what it costs: `uncounted:application` beside `config.wsgi:application`."""

from api.http import counting
from config.wsgi import application

counting.count = lambda *_, **__: None  # type: ignore[assignment]

__all__ = ["application"]
