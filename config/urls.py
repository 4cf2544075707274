"""The root: the API's own table of contents is `api.urls`."""

from importlib.util import find_spec

from django.urls import include, path
from django_prometheus.exports import ExportToDjangoView

urlpatterns = [path("metrics", ExportToDjangoView, name="metrics")]
if find_spec("api") and find_spec("api.urls"):
    urlpatterns += [path("", include("api.urls"))]

# What no view answers is answered as a problem too (the desk's own errors keep their pages: see api/http/problems.py).
handler400 = "api.http.problems.bad_request"
handler403 = "api.http.problems.forbidden"
handler404 = "api.http.problems.not_found"
handler500 = "api.http.problems.server_error"
