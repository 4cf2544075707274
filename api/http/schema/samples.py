"""A command for a shell per operation, to be pasted as it is: it works on the demo library."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote, urlencode

from api.http.operations import JSON, Operation
from api.http.schema.responses import BASE_URL


def curl(declared: Operation, method: str, path: str, variables: dict[str, Any]) -> str:
    """The request as a `curl` command. From the shell it takes `$KEY`, a key, and `$ID` or such, where only you know which."""
    for name, value in variables.items():
        path = path.replace("{" + name + "}", quote(str(value), safe=""))
    path = re.sub(r"\{(\w+)\}", lambda found: f"${found[1].upper()}", path)
    query = declared.example if method == "GET" and declared.example else None
    address = f"{BASE_URL}{path}" + (f"?{urlencode(query, safe=',:')}" if query else "")
    verb = "" if method == "GET" else f"-X {method} "
    parts = [f'curl {verb}"{address}"']
    if declared.roles is not None:
        parts.append('-H "Authorization: Bearer $KEY"')
    if declared.versioned:
        parts.append("""-H 'If-Match: "v1"'""")
    if declared.idempotent:
        parts.append('-H "Idempotency-Key: \\"$(date +%s)-$RANDOM\\""')
    if declared.form is not None:
        parts += [f"-F {name}='{value}'" for name, value in (declared.example or {}).items()]
    elif declared.body is not None and declared.example is not None:
        body = json.dumps(declared.example, ensure_ascii=False).replace("'", "'\\''")
        parts += [f"-H 'Content-Type: {JSON}'", f"-d '{body}'"]
    return " \\\n  ".join(parts)
