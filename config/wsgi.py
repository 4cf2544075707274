"""The web process's entry: granian asks for `config.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

from config import durability  # noqa: E402 - Django must be set up first

durability.refuse_unsafe()
