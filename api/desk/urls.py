"""The desk's addresses, all under /desk/."""

from django.urls import path
from django.views.generic import RedirectView

from api.desk.site import desk

urlpatterns = [
    path("desk", RedirectView.as_view(url="/desk/")),
    path("desk/", desk.urls),
]
