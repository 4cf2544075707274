"""The web process's entry: granian asks for `config.wsgi:application`."""

import os
import sys

from django.core.wsgi import get_wsgi_application

from config import durability

# Seconds after which a thread with much to do lets the others go on. A preview computes for a tenth of a second, and a
# read beside it, which waits for the database twice, would wait each time for a turn of Python's usual length as well.
sys.setswitchinterval(0.0005)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django_application = get_wsgi_application()

from api.http.turnstile import turnstile  # noqa: E402 - needs Django's settings

application = turnstile(django_application)
durability.refuse_unsafe()
