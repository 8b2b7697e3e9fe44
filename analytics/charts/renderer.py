"""The child process that draws: specifications in on standard input, one line of JSON per file out."""

from __future__ import annotations

import base64
import json
import sys
from typing import Any

import vl_convert

_SCALE = 2  # pixels per unit: sharp on dense screens and in print


def main() -> None:
    """Draw each job of the request in turn, so that what was drawn before a failure is known."""
    request = json.load(sys.stdin)
    if request["bundle"]:
        _answer("bundle", vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;").encode())
    for job in request["jobs"]:
        name = f"{job['name']}.{job['format']}"
        try:
            _answer(name, _draw(request["specs"][job["name"]], job["format"]))
        except ValueError as exc:
            print(json.dumps({"name": name, "error": str(exc).splitlines()[0]}), flush=True)


def _draw(spec: dict[str, Any], form: str) -> bytes:
    if form == "png":
        return bytes(vl_convert.vegalite_to_png(spec, scale=_SCALE, allowed_base_urls=[]))
    if form == "pdf":
        return bytes(vl_convert.vegalite_to_pdf(spec, allowed_base_urls=[]))
    return str(vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])).encode()


def _answer(name: str, content: bytes) -> None:
    print(json.dumps({"name": name, "content": base64.b64encode(content).decode()}), flush=True)


if __name__ == "__main__":
    main()
