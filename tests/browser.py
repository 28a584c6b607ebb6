"""The system's Chromium for tests: headless, offline, one empty profile a run."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--font-render-hinting=none",
]


def chromium_path() -> str | None:
    """Where the system keeps Chromium, or None."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


@contextmanager
def chromium() -> Iterator[Browser]:
    """A running Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def page_of(browser: Browser, html: str, *, width: int, height: int = 640) -> Iterator[Page]:
    """A page that shows `html`, `width` px wide, at two device pixels a px; offline."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, device_scale_factor=2, offline=True
    )
    try:
        page = context.new_page()
        page.set_content(html)
        yield page
    finally:
        context.close()
