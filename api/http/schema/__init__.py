"""OpenAPI 3.1 from the operations' own declarations: `make openapi` writes `openapi/openapi.yaml`, which every test request is held against."""

from api.http.schema.inspector import OperationSchema

__all__ = ["OperationSchema"]
