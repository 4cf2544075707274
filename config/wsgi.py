"""The web process's entry: granian asks for `config.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

from config import durability

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
durability.refuse_unsafe()
