from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from analytics.corpus import Corpus
    from analytics.runs import Run

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden-update", action="store_true", help="pin the golden run anew")


@pytest.fixture(autouse=True)
def french(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIGIE_LANG", "fr")


@pytest.fixture(scope="session")
def demonstration() -> Corpus:
    from analytics.readers import read_corpus

    return read_corpus(ROOT / "corpora", ROOT / "seeds")


@pytest.fixture(scope="session")
def run(demonstration: Corpus) -> Run:
    from analytics.pipeline import analyse

    return analyse(demonstration)


@pytest.fixture(scope="session")
def seed_run() -> Run:
    """One article: no topics, everything else."""
    from analytics.pipeline import analyse
    from analytics.readers import read_corpus

    return analyse(read_corpus(ROOT / "seeds"))


@pytest.fixture(scope="session")
def bare_run() -> Run:
    """Articles without date, outlet, actor or tone word."""
    from analytics.corpus import Article, Corpus
    from analytics.pipeline import analyse

    texts = ["La table est dans la cuisine.", "Le tiroir contient du papier.", "Une chaise se trouve là."]
    return analyse(Corpus.of(Article("", (text,)) for text in texts))


@pytest.fixture(scope="session")
def press() -> Corpus:
    """Articles of two subjects as exports give them: with links, signatures and appeals to subscribe."""
    from analytics.corpus import Article, Corpus

    vines = ("La récolte numéro {n} de la vigne est abondante.", "Le vigneron goûte le raisin de la vigne.")
    ferries = ("Le ferry numéro {n} relie le port à l’île.", "Le capitaine du ferry quitte le port de l’île.")
    asides = (
        ("Lire aussi : Une catastrophe <b>évitée</b> de justesse", "(AFP)"),
        ("Les cuves sont pleines. Avec Reuters et AFP", "Abonnez-vous pour lire la suite de cet article."),
        (),
    )
    return Corpus.of(
        Article(
            f"Nouvelles du jour {n}",
            (*(text.format(n=n) for text in (vines if n % 2 else ferries)), *asides[n % 3]),
            outlet="La Gazette fictive" if n < 8 else "Agence Démo",
        )
        for n in range(1, 15)
    )


@pytest.fixture(scope="session")
def press_run(press: Corpus) -> Run:
    """Analyse articles with passages that are no article text."""
    from analytics.pipeline import analyse

    return analyse(press)


@pytest.fixture(scope="session")
def run_folder(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    from analytics.runs import write_run

    return write_run(run, tmp_path_factory.mktemp("runs") / "demonstration")
