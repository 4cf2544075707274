"""Our own web process with the counting of reads taken out, to see what it costs. It changes its process: nobody else imports it."""

from importlib import import_module

from config.wsgi import application

# Where the views look for it. Imported only now, since what is ours needs Django, which the import above has set up.
import_module("api.http.counting").count = lambda *_, **__: None  # type: ignore[attr-defined]

__all__ = ["application"]
