"""`python -m config.healthcheck`: ends with 0 if the web process of this machine answers. For the container."""

import http.client
import os
import sys

from config import env

PATH = "/health/ready"


def main() -> int:
    connection = http.client.HTTPConnection("127.0.0.1", env.read(os.environ)["PORT"], timeout=4)
    try:
        connection.request("GET", PATH)
        return 0 if connection.getresponse().status == http.HTTPStatus.OK else 1
    except OSError:
        return 1
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(main())
