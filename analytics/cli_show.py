"""The command ``vigie show``: answers of a run as text tables."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from analytics.messages import default_language, message
from analytics.terminal import help_text as _help
from analytics.terminal import open_told, print_answer, print_article

shown = typer.Typer()

_SAID = ("quotations", "speakers")
_NAMES = list[str] | None

if TYPE_CHECKING:
    from analytics.actor_figures import Part


@shown.command(help=_help("show_help"), epilog=_help("show_example"))
def show(
    run: Annotated[Path, typer.Argument(help=_help("export_run"))],
    what: Annotated[str, typer.Argument(help=_help("show_what"))] = "topics",
    article: Annotated[str | None, typer.Argument(help=_help("show_article"))] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help=_help("show_limit"))] = 20,
    kind: Annotated[_NAMES, typer.Option("--kind", help=_help("show_kind"))] = None,
    stance: Annotated[_NAMES, typer.Option("--stance", help=_help("show_stance"))] = None,
    speaker: Annotated[_NAMES, typer.Option("--speaker", help=_help("show_speaker"))] = None,
    outlet: Annotated[_NAMES, typer.Option("--outlet", help=_help("show_outlet"))] = None,
    hearsay: Annotated[bool, typer.Option("--hearsay", help=_help("show_hearsay"))] = False,
    search: Annotated[str, typer.Option("--search", help=_help("show_search"))] = "",
    by: Annotated[str, typer.Option("--by", help=_help("show_by"))] = "",
    source: Annotated[_NAMES, typer.Option("--source", help=_help("show_source"))] = None,
    target: Annotated[_NAMES, typer.Option("--target", help=_help("show_target"))] = None,
    sign: Annotated[str, typer.Option("--sign", help=_help("show_sign"))] = "",
    voice: Annotated[_NAMES, typer.Option("--voice", help=_help("show_voice"))] = None,
) -> None:
    """Print answers as text tables."""
    from analytics import answers, relation_answers
    from analytics.quotation_answers import quotation_filter, summary
    from analytics.quotation_search import choose_quotations

    lang = default_language()
    filters = {"kinds": kind or [], "stances": stance or [], "speakers": speaker or [], "outlets": outlet or []}
    is_filtered = any(filters.values()) or hearsay or bool(search.strip())
    ends = {"sources": source or [], "targets": target or [], "voices": voice or []}
    _check(what, is_filtered=is_filtered, by=by, ends=ends, sign=sign)
    opened = open_told(run)
    if what == "article" and article is None:
        print_answer(answers.articles(opened, lang=lang, limit=limit))
        return
    if what == "article":
        print_article(*answers.article(opened, answers.find_article(opened, article or ""), lang=lang))
        return
    if article is not None:
        opened = opened.restricted([answers.find_article(opened, article)])
    if by:
        print_answer(answers.actors_by(opened, cast("Part", by), lang=lang, limit=limit))
        return
    if what in relation_answers.ANSWERS:
        wanted = relation_answers.relation_filter(opened, **ends, sign=sign)
        typer.echo(relation_answers.summary(opened, lang=lang))
        print_answer(relation_answers.ANSWERS[what](opened, lang=lang, limit=limit, wanted=wanted))
        return
    if what == "quotations":
        typer.echo(summary(opened, lang=lang))
    chosen = opened
    if is_filtered:
        chosen = choose_quotations(opened, quotation_filter(opened, **filters, hearsay=hearsay, text=search))
    told = answers.ANSWERS[what](chosen, lang=lang, limit=limit)
    print_answer(told._replace(note=message("show.none_pass", lang)) if is_filtered else told)


def _check(what: str, *, is_filtered: bool, by: str, ends: dict[str, list[str]], sign: str) -> None:
    """Refuse answers that there are not, and options that do not go with the answer."""
    from analytics.actor_figures import PARTS, PLACES
    from analytics.answers import ANSWERS
    from analytics.relation_answers import ANSWERS as RELATION_ANSWERS

    if what not in ("article", *ANSWERS, *RELATION_ANSWERS):
        raise typer.BadParameter(message("cli.what_unknown"), param_hint=what)
    if is_filtered and what not in _SAID:
        raise typer.BadParameter(message("cli.show_filters"), param_hint=what)
    if by and (what != "actors" or by not in (*PARTS, *PLACES)):
        raise typer.BadParameter(message("cli.show_by_wrong", known=", ".join((*PARTS, *PLACES))), param_hint="--by")
    if (any(ends.values()) or sign) and not _filters(what, ends, sign):
        raise typer.BadParameter(message("cli.show_relation_filters"), param_hint=what)


def _filters(what: str, ends: dict[str, list[str]], sign: str) -> bool:
    """Tell whether an answer takes the filters of relations that are given."""
    return what == "relations" or (what == "matrix" and not (ends["sources"] or ends["targets"] or sign))
