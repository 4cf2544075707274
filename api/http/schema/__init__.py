"""OpenAPI 3.1 from the operations' own declarations. `make openapi` writes it down; every test request is held against that."""

from api.http.schema.inspector import OperationSchema

__all__ = ["OperationSchema"]
