"""The ``vigie`` command: each command reads its arguments, makes one call, and shows what comes back.

Heavy libraries are imported inside the commands, so that ``vigie --help`` answers at once.
"""

import os
import socket
import subprocess
import sys
import time
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analytics.cli_actors import actors
from analytics.cli_lexicon import lexicon, print_remarks
from analytics.cli_show import shown
from analytics.cli_tone import tone
from analytics.cli_validate import validate
from analytics.errors import VigieError
from analytics.messages import LANGUAGES, default_language, message
from analytics.terminal import help_text as _help
from analytics.terminal import open_told, print_answer, print_rejected

if TYPE_CHECKING:
    from rich.progress import Progress

    from analytics.corpus import Corpus
    from analytics.settings import Settings


_CHARTS = (
    "articles-over-time, topic-shares, topics-over-time, topic-terms, actor-mentions, actors-over-time,"
    " actors-by-outlet, relations, co-mentions, said-of, tone-over-time, tone-by-voice, tone-by-outlet, tone-by-topic,"
    " tone-by-actor, tone-by-speaker, tone-by-paragraph, tone-confusion, tone-shares"
)


app = typer.Typer(
    help=_help("help"),
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Paths = Annotated[list[Path], typer.Argument(help=_help("paths"))]
Columns = Annotated[list[str] | None, typer.Option("--column", help=_help("column"))]
Processes = Annotated[int, typer.Option("--processes", min=1, max=64, help=_help("processes"))]
Readings = Annotated[Path, typer.Option("--readings", help=_help("readings"))]
_READINGS, _CORES = Path(".vigie/readings"), min(os.cpu_count() or 1, 64)
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help=_help("quiet"))]


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"vigie {version('vigie')}")
        raise typer.Exit


@app.callback()
def _common(
    lang: Annotated[str | None, typer.Option("--lang", help=_help("lang"))] = None,
    _version: Annotated[
        bool, typer.Option("--version", help=_help("version"), callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    if lang is not None:
        if lang not in LANGUAGES:
            raise typer.BadParameter(" ".join(LANGUAGES), param_hint="--lang")
        os.environ["VIGIE_LANG"] = lang


@app.command("import", help=_help("import_help"), epilog=_help("import_example"))
def import_articles(
    paths: Paths,
    output: Annotated[Path, typer.Option("--output", "-o", help=_help("import_output"))],
    column: Columns = None,
    quiet: Quiet = False,
) -> None:
    """Add articles to a corpus folder and say what became of every record."""
    from analytics.corpus import add_to_store, open_store

    corpus = _read(paths, column, quiet=quiet)
    added = add_to_store(output, corpus)
    print_rejected(corpus)
    typer.echo(message(
        "cli.imported", n=added.n_articles, paragraphs=added.n_paragraphs, duplicates=added.n_duplicates,
        rejected=corpus.rejected.num_rows, path=output, total=len(open_store(output)),
    ))  # fmt: skip


@app.command(help=_help("analyse_help"), epilog=_help("analyse_example"))
def analyse(
    paths: Paths,
    output: Annotated[Path, typer.Option("--output", "-o", help=_help("analyse_output"))],
    topics: Annotated[int | None, typer.Option("--topics", "-k", help=_help("analyse_topics"))] = None,
    settings: Annotated[Path | None, typer.Option("--settings", help=_help("analyse_settings"))] = None,
    stop_words: Annotated[Path | None, typer.Option("--stop-words", help=_help("analyse_stop_words"))] = None,
    lexicons: Annotated[list[str] | None, typer.Option("--lexicon", help=_help("analyse_lexicon"))] = None,
    restore: Annotated[list[str] | None, typer.Option("--restore", help=_help("analyse_restore"))] = None,
    keep_boilerplate: Annotated[bool, typer.Option("--keep-boilerplate", help=_help("analyse_keep"))] = False,
    without_rule: Annotated[
        list[str] | None, typer.Option("--without-rule", help=_help("analyse_without_rule"))
    ] = None,
    ner: Annotated[str, typer.Option("--ner", help=_help("analyse_ner"))] = "",
    decisions: Annotated[Path | None, typer.Option("--decisions", help=_help("analyse_decisions"))] = None,
    readings: Readings = _READINGS,
    no_readings: Annotated[bool, typer.Option("--no-readings", help=_help("no_readings"))] = False,
    processes: Processes = _CORES,
    column: Columns = None,
    quiet: Quiet = False,
) -> None:
    """Analyse articles into a new run folder."""
    from analytics.actors.ledger import joined
    from analytics.decisions import keep_decisions, kept_decisions, ledger_path, read_decisions
    from analytics.settings import Settings, load_settings

    chosen = (load_settings(settings) if settings else Settings()).with_topics(topics).without_rules(without_rule or [])
    chosen = chosen.with_ner(ner)
    chosen = _set_aside(chosen, stop_words, restore or [], keep_boilerplate=keep_boilerplate)
    chosen = _with_lexicons(chosen, lexicons or [])
    kept = None if no_readings else readings
    decided = read_decisions(decisions) if decisions else []
    corpus = _read(paths, column, quiet=quiet)
    _analyse_into(corpus, chosen, output, paths=paths, readings=kept, processes=processes, quiet=quiet)
    if decided:
        keep_decisions(output, joined(kept_decisions(output), decided))
        typer.echo(message("cli.analysed_decided", n=len(decided), path=ledger_path(output), run=output))


@app.command(help=_help("export_help"), epilog=_help("export_example"))
def export(
    run: Annotated[Path, typer.Argument(help=_help("export_run"))],
    output: Annotated[Path | None, typer.Option("--output", "-o", help=_help("export_output"))] = None,
    formats: Annotated[str, typer.Option("--format", "-f", help=_help("export_format"))] = "png",
    charts: Annotated[str, typer.Option("--charts", help=_help("export_charts", known=_CHARTS))] = "",
    article: Annotated[list[str] | None, typer.Option("--article", help=_help("export_article"))] = None,
    gexf: Annotated[Path | None, typer.Option("--gexf", help=_help("export_gexf"))] = None,
) -> None:
    """Write the charts of a run, or its graph of relations."""
    from analytics.answers import find_article
    from analytics.export import export as write
    from analytics.export import export_graph

    if output is None and gexf is None:
        raise typer.BadParameter(message("cli.export_nothing"))
    opened = open_told(run)
    if gexf is not None:
        export_graph(opened, gexf, lang=default_language())
        typer.echo(message("cli.exported_graph", path=gexf))
    if output is None:
        return
    articles = [find_article(opened, beginning) for beginning in article or []]
    files = write(
        opened,
        output,
        formats=_split(formats),
        charts=_split(charts),
        articles=articles,
        lang=default_language(),
    )
    typer.echo(message("cli.exported", n=len(files), path=output))


@app.command("stop-words", help=_help("stop_words_help"), epilog=_help("stop_words_example"))
def stop_words(
    run: Annotated[Path | None, typer.Argument(help=_help("stop_words_run"))] = None,
    reason: Annotated[list[str] | None, typer.Option("--reason", help=_help("stop_words_reason"))] = None,
) -> None:
    """Print the stop list, with what a run changed in it."""
    from analytics import answers
    from analytics.settings import Settings, settings_from

    lang = default_language()
    settings = settings_from(open_told(run).manifest["settings"], source=str(run)) if run else Settings()
    reasons = answers.find_reasons(reason or [], lang=lang)
    print_answer(answers.stop_words(settings, lang=lang, reasons=reasons))


app.add_typer(shown)
app.add_typer(lexicon, name="lexicon")
app.add_typer(tone)
app.add_typer(validate, name="validate")
app.add_typer(actors, name="actors")


@app.command(help=_help("dashboard_help"), epilog=_help("dashboard_example"))
def dashboard(
    paths: Annotated[list[Path], typer.Argument(help=_help("dashboard_paths"))],
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help=_help("dashboard_port"))] = 8501,
    browser: Annotated[bool, typer.Option(help=_help("dashboard_browser"))] = True,
    runs: Annotated[Path, typer.Option("--runs", help=_help("dashboard_runs"))] = Path(".vigie/runs"),
    readings: Readings = _READINGS,
    topics: Annotated[int | None, typer.Option("--topics", "-k", help=_help("analyse_topics"))] = None,
    column: Columns = None,
) -> None:
    """Serve the dashboard on loopback, analysing first what is not yet a run."""
    from analytics.runs import is_run
    from analytics.settings import Settings

    folder = paths[0]
    if len(paths) > 1 or not is_run(folder):
        from analytics.pipeline import run_id_of

        settings = Settings().with_topics(topics)
        corpus = _read(paths, column, quiet=False)
        folder = runs / run_id_of(corpus, settings)
        _analyse_into(corpus, settings, folder, paths=paths, readings=readings, processes=_CORES, quiet=False)
    _serve(folder, readings, port=port, browser=browser)


def main() -> None:
    """Run the command; errors with a remedy are printed as one sentence, with exit code 1."""
    try:
        app()
    except VigieError as exc:
        typer.echo(
            f"{message('cli.error')} : {exc}" if default_language() == "fr" else f"{message('cli.error')}: {exc}",
            err=True,
        )
        sys.exit(1)


def _read(paths: list[Path], columns: list[str] | None, *, quiet: bool) -> "Corpus":
    from analytics.readers import read_corpus

    chosen = {}
    for pair in columns or []:
        field, equals, column = pair.partition("=")
        if not equals:
            raise typer.BadParameter(message("cli.column_form"), param_hint="--column")
        chosen[field.strip()] = column.strip()
    with _progress(quiet=quiet) as bar:
        task = bar.add_task(message("cli.stage_read"), total=None)
        return read_corpus(*paths, columns=chosen, progress=lambda n: bar.update(task, completed=n))


def _set_aside(
    settings: "Settings", stop_words: Path | None, restore: list[str], *, keep_boilerplate: bool
) -> "Settings":
    """Add the words of a file and phrases to those of the settings; all are checked."""
    from analytics.set_aside import set_aside
    from analytics.text.stop_words import StopWordChanges, load_stop_word_changes

    changes = load_stop_word_changes(stop_words) if stop_words else StopWordChanges((), ())
    topics, text = settings.topics, settings.text
    return set_aside(
        settings,
        added=[*topics.add_stop_words, *changes.added],
        removed=[*topics.remove_stop_words, *changes.removed],
        restored=[*text.restored, *restore],
        boilerplate=text.boilerplate and not keep_boilerplate,
    )


def _with_lexicons(settings: "Settings", lists: list[str]) -> "Settings":
    """Take the lists given in place of those of the settings, and say what a reader should know of them."""
    from analytics.tone.lexicon import load_lexicon

    chosen = settings.with_lexicons(lists) if lists else settings
    print_remarks(load_lexicon(*chosen.tone.lexicons).remarks)
    return chosen


def _analyse_into(
    corpus: "Corpus",
    settings: "Settings",
    folder: Path,
    *,
    paths: list[Path],
    readings: Path | None,
    processes: int,
    quiet: bool,
) -> None:
    from analytics.aggregation import summary
    from analytics.errors import CorpusError
    from analytics.pipeline import analyse as run_analysis
    from analytics.pipeline import run_id_of
    from analytics.runs import is_run, open_run, write_run

    if not len(corpus):
        raise CorpusError("corpus_empty", paths=", ".join(map(str, paths)), n=corpus.rejected.num_rows)
    run_id = run_id_of(corpus, settings)
    if is_run(folder) and open_run(folder).run_id == run_id:
        typer.echo(message("cli.analysed_before", run_id=run_id, path=folder))
        return
    began = time.perf_counter()
    try:
        with _progress(quiet=quiet) as bar:
            run = run_analysis(corpus, settings=settings, readings=readings, processes=processes, progress=_stages(bar))
    except KeyboardInterrupt:
        typer.echo(message("cli.interrupted" if readings else "cli.interrupted_lost", path=readings), err=True)
        raise typer.Exit(130) from None
    write_run(run, folder)
    figures = summary(run)
    typer.echo(message(
        "cli.analysed", n=figures.n_articles, seconds=round(time.perf_counter() - began, 1), topics=figures.n_topics,
        actors=figures.n_actors, hits=figures.n_hits, rejected=figures.n_rejected, run_id=run.run_id, path=folder,
    ))  # fmt: skip


def _stages(bar: "Progress") -> Callable[[str, int, int], None]:
    tasks = {}

    def tell(stage: str, done: int, total: int) -> None:
        if stage not in tasks:
            tasks[stage] = bar.add_task(message(f"cli.stage_{stage}"), total=total)
        bar.update(tasks[stage], completed=done, total=total)

    return tell


@contextmanager
def _progress(*, quiet: bool) -> "Iterator[Progress]":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), disable=quiet or not sys.stderr.isatty()) as bar:
        yield bar


def _serve(folder: Path, readings: Path, *, port: int, browser: bool) -> None:
    spec = find_spec("dashboard")
    if spec is None or not spec.submodule_search_locations:
        raise VigieError("dashboard_failed", code="dashboard")
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            raise VigieError("port_taken", port=str(port), other=str(port + 1))
    script = Path(spec.submodule_search_locations[0]) / "app.py"
    options = {
        "server.address": "127.0.0.1",
        "server.port": port,
        "server.headless": "true",  # or a first start would ask for an address, and pages would carry an advertisement
        "server.fileWatcherType": "none",
        "server.maxUploadSize": 200,
        "browser.gatherUsageStats": "false",
        "client.showErrorDetails": "none",
        "client.toolbarMode": "viewer",
        "logger.hideWelcomeMessage": "true",
        "theme.primaryColor": "#2f5d8a",
        "theme.textColor": "#1d2433",
        "theme.secondaryBackgroundColor": "#f5f6f9",
    }
    flags = [part for name, value in options.items() for part in (f"--{name}", str(value))]
    url = f"http://127.0.0.1:{port}"
    typer.echo(message("cli.dashboard_opening", url=url))
    arguments = [str(place.resolve()) for place in (folder, readings)]
    server = subprocess.Popen([sys.executable, "-m", "streamlit", "run", str(script), *flags, "--", *arguments])
    try:
        if browser and _answers(server, port):
            webbrowser.open(url)
        code = server.wait()
    except KeyboardInterrupt:
        server.terminate()
        return
    if code:
        raise VigieError("dashboard_failed", code=code)


def _answers(server: "subprocess.Popen[bytes]", port: int) -> bool:
    """Wait until the server takes connections; False when it stops or does not within a minute."""
    for _ in range(240):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return True
        if server.poll() is not None:
            return False
        time.sleep(0.25)
    return False


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


if __name__ == "__main__":
    main()
