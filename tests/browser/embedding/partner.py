"""A partner's website: another origin than the library, with style sheets and policies of its own."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen  # noqa: TID251 - a test asks its own server

from playwright.sync_api import BrowserContext, FrameLocator, Locator, Page, expect

OWN_POLICY = (
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
)
"""A careful website's, before it lets the library in."""
HOSTILE = """
main *, coproduction-item, coproduction-item * { display: none !important; visibility: hidden !important; opacity: 0 !important; }
coproduction-item { height: 0 !important; max-height: 1px !important; width: 5px; overflow: hidden !important; }
coproduction-item { clip-path: inset(50%) !important; }
iframe { height: 10px !important; width: 10px !important; pointer-events: none !important; }
html { font-size: 60px !important; }
* { font-size: 60px !important; line-height: 3 !important; color: red !important; letter-spacing: 1em !important; }
"""


class Partner:
    """Serves pages by their paths, at `127.0.0.1`, while the library is at `localhost`."""

    def __init__(self) -> None:
        self.files: dict[str, tuple[str, bytes, dict[str, str]]] = {}
        partner = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                found = partner.files.get(urlsplit(self.path).path)
                if found is None:
                    self.send_error(404)
                    return
                media_type, content, headers = found
                self.send_response(200)
                self.send_header("Content-Type", media_type)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                """Silence."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.thread = Thread(target=self.server.serve_forever)
        self.thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def page(self, *snippets: str, css: str = "", policy: str = "", script: str = "", path: str = "/advice") -> str:
        """The address of a page of theirs with these snippets between two links. `script` is a script of their own."""
        self.put("/own.css", "text/css", css)
        self.put("/own.js", "text/javascript", script)
        own_script = '<script src="/own.js"></script>' if script else ""
        html = (
            '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Advice</title>'
            '<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/own.css">'
            f'{own_script}</head><body><main><h1>Advice</h1><p><a href="/before">Before</a></p>'
            f'{"".join(snippets)}<p><a href="/after">After</a></p></main></body></html>'
        )
        return self.put(path, "text/html; charset=utf-8", html, {"Content-Security-Policy": policy} if policy else {})

    def put(self, path: str, media_type: str, text: str, headers: dict[str, str] | None = None) -> str:
        self.files[path] = (media_type, text.encode(), headers or {})
        return self.url + path

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@dataclass
class Recorder:
    """What a browser asked for and was given, from its network events: whatever page or frame it was."""

    asked: list[str] = field(default_factory=list)
    cookies_set: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def listen(self, context: BrowserContext) -> None:
        context.on("request", lambda request: self.asked.append(request.url))
        context.on("response", self._look_at)
        context.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    def _look_at(self, response: Any) -> None:
        if "set-cookie" in response.headers:
            self.cookies_set.append(response.url)

    def hosts(self) -> set[str]:
        return {urlsplit(url).netloc for url in self.asked if url.startswith("http")}


def snippets_of(library: str, path: str, query: str = "") -> dict[str, Any]:
    """What the library gives programs to paste."""
    with urlopen(f"{library}/v1/{path}/embed{query}") as answer:  # noqa: S310 - our own server
        return json.load(answer)


def policy_with(directives: Iterable[str]) -> str:
    return "; ".join([OWN_POLICY, *directives])


def element(page: Page, number: int = 0) -> Locator:
    return page.locator("coproduction-item").nth(number)


def inside(page: Page, number: int = 0) -> FrameLocator:
    """What is in the frame of an element."""
    return element(page, number).frame_locator("iframe")


def shown(page: Page, number: int = 0) -> Locator:
    """The frame of an element, once it has answered."""
    frame = element(page, number).locator("iframe")
    expect(frame).to_have_css("visibility", "visible", timeout=15_000)
    return frame


def is_as_high_as_its_text(page: Page, number: int = 0) -> None:
    """Nothing scrolls inside the frame, and nothing is left empty below the text."""
    frame = shown(page, number)
    text = inside(page, number).locator("html")
    page.wait_for_timeout(100)
    expect(frame).to_have_css("height", f"{_rounded_up(text)}px")


def _rounded_up(text: Locator) -> int:
    return int(text.evaluate("html => Math.ceil(html.getBoundingClientRect().height)"))
