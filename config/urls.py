"""The root. Every route of the API is in `api.urls`, the desk's are in `api.desk.urls`; here are the counters of those who run it."""

from django.urls import include, path
from django_prometheus.exports import ExportToDjangoView

urlpatterns = [
    path("metrics", ExportToDjangoView, name="metrics"),
    path("", include("api.urls")),  # first, since it is asked most
    path("", include("api.desk.urls")),
]

handler400 = "api.http.problems.bad_request"
handler403 = "api.http.problems.forbidden"
handler404 = "api.http.problems.not_found"
handler500 = "api.http.problems.server_error"
