"""What is connected once Django is set up: checks, and who may read from another site."""

from typing import Any

from corsheaders.signals import check_request_enabled
from django.apps import AppConfig
from django.http import HttpRequest

from config import durability  # noqa: F401 - registers its check

READS = ("GET", "HEAD", "OPTIONS")
CLOSED = ("/v1/workspace/", "/desk/", "/links/", "/metrics")


def may_be_read_from_anywhere(request: HttpRequest, **_: Any) -> bool:
    """CORS: open for public reads, closed for everything else."""
    return request.method in READS and not request.path_info.startswith(CLOSED)


class ConfigConfig(AppConfig):
    name = "config"
    label = "config"

    def ready(self) -> None:
        check_request_enabled.connect(may_be_read_from_anywhere, dispatch_uid="public reads")
