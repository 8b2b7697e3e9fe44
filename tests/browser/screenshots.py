"""Make the pictures of the README (`make screenshots`): dashboard and exports of the bundled corpus."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from analytics.export import export
from analytics.pipeline import analyse
from analytics.readers import read_corpus
from analytics.runs import write_run
from tests.browser.conftest import ARGUMENTS, find_chromium, serving

ROOT = Path(__file__).parents[2]
IMAGES = ROOT / ".images"
PAGES = {"apercu": "", "ton": "tone", "acteurs": "actors"}


def main() -> None:
    IMAGES.mkdir(exist_ok=True)
    run = analyse(read_corpus(ROOT / "corpora", ROOT / "seeds"))
    (seed,) = run.tables["articles"].query("title.str.startswith('Pékin et Pyongyang')")["article_id"]
    for chart, articles in {"actor-mentions": [], "topics-over-time": [], "tone-by-paragraph": [seed]}.items():
        for file in export(run, IMAGES, formats=["png"], charts=[chart], articles=articles):
            file.replace(IMAGES / f"{chart}.png")
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(write_run(run, Path(folder) / "run")) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1360, "height": 900}, locale="fr-FR")
        for name, path in PAGES.items():
            page.goto(f"{address}/{path}")
            page.locator(".vega-embed canvas, .vega-embed svg").first.wait_for()
            page.wait_for_timeout(2500)
            page.screenshot(path=IMAGES / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
