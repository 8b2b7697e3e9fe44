from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]


def find_chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser")


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Start the dashboard as a user does and give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "analytics.cli", "dashboard", str(folder), "--port", str(port)]
    with tempfile.TemporaryDirectory() as home:  # a first start, as a newcomer has it: it must not ask anything
        environment = {**os.environ, "VIGIE_LANG": "fr", "HOME": home, "BROWSER": "true"}
        yield from _served(command, environment, address)


def _served(command: list[str], environment: dict[str, str], address: str) -> Iterator[str]:
    server = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=environment,
        start_new_session=True,
    )
    try:
        for _ in range(120):
            try:
                with urlopen(f"{address}/_stcore/health", timeout=1):
                    break
            except OSError:
                time.sleep(0.5)
        else:
            pytest.fail(f"the dashboard did not start: {server.stderr.read() if server.poll() is not None else ''}")
        yield address
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=20)
        server.stderr.close()


@pytest.fixture(scope="session")
def server(run_folder: Path) -> Iterator[str]:
    with serving(run_folder) as address:
        yield address


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    chromium = find_chromium()
    if chromium is None:
        if os.environ.get("CI"):
            pytest.fail("chromium is missing: browser tests must run in CI")
        pytest.skip("chromium is missing: install Debian's chromium to run the browser tests")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser, server):
    """A page in French at a desktop size that fails the test on any request that leaves this machine."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000}, accept_downloads=True, locale="fr-FR")
    opened = context.new_page()
    opened.set_default_timeout(30_000)
    outside = []
    opened.on("request", lambda r: None if r.url.startswith((server, "data:", "blob:")) else outside.append(r.url))
    errors = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.goto(server)
    opened.get_by_role("heading", level=1).wait_for()
    yield opened
    context.close()
    assert outside == []
    assert errors == []
