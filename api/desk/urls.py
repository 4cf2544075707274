"""The desk's addresses, all under /desk/."""

from django.urls import path

from api.desk import catalogue, coproduction, directory, editions, history, people, publishing  # noqa: F401 - these put their things on the desk
from api.desk.site import desk

urlpatterns = [path("desk/", desk.urls)]
