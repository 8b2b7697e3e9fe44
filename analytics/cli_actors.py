"""The commands about actors: ``vigie actors review``, and decisions that can be undone."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analytics.messages import default_language, message
from analytics.terminal import help_text as _help
from analytics.terminal import open_told, print_answer, printable

if TYPE_CHECKING:
    from analytics.actors.ledger import Decision
    from analytics.runs import Run

actors = typer.Typer(help=_help("actors_help"), no_args_is_help=True, rich_markup_mode=None)

RunFolder = Annotated[Path, typer.Argument(help=_help("export_run"))]
Actor = Annotated[str, typer.Argument(help=_help("actors_actor"))]
Name = Annotated[str, typer.Argument(help=_help("actors_name"))]
Form = Annotated[str, typer.Argument(help=_help("actors_form"))]
Kind = Annotated[str, typer.Option("--kind", help=_help("actors_kind"))]
Why = Annotated[str, typer.Option("--why", help=_help("actors_why"))]


@actors.command(help=_help("actors_review_help"), epilog=_help("actors_review_example"))
def review(
    run: RunFolder,
    kinds: Annotated[list[str] | None, typer.Option("--kind", help=_help("actors_likely"))] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help=_help("show_limit"))] = 20,
) -> None:
    """Print what is open, not recognised or alike, and the decisions taken."""
    from analytics.actor_answers import review as answers
    from analytics.actors.kinds import KINDS

    if unknown := set(kinds or []) - set(KINDS):
        raise typer.BadParameter(message("cli.actors_likely_wrong", known=", ".join(KINDS)), param_hint=min(unknown))
    for answer in answers(open_told(run), lang=default_language(), limit=limit, kinds=kinds or []):
        print_answer(answer)


@actors.command(help=_help("actors_merge_help"), epilog=_help("actors_merge_example"))
def merge(
    run: RunFolder, actor: Actor, into: Annotated[str, typer.Argument(help=_help("actors_into"))], why: Why = ""
) -> None:
    """Count two actors as one."""
    from analytics.actor_review import merge as made

    opened = open_told(run)
    _take(run, opened, made(opened, actor, into, why=why))


@actors.command(help=_help("actors_split_help"), epilog=_help("actors_split_example"))
def split(
    run: RunFolder,
    actor: Actor,
    form: Form,
    into: Annotated[str, typer.Argument(help=_help("actors_split_into"))],
    kind: Kind = "unspecified",
    why: Why = "",
) -> None:
    """Count a form of an actor as another's."""
    from analytics.actor_review import split as made

    opened = open_told(run)
    _take(run, opened, made(opened, actor, form, into, kind=kind, why=why))


@actors.command(help=_help("actors_rename_help"), epilog=_help("actors_rename_example"))
def rename(run: RunFolder, actor: Actor, name: Name, why: Why = "") -> None:
    """Call an actor otherwise."""
    from analytics.actor_review import rename as made

    opened = open_told(run)
    _take(run, opened, made(opened, actor, name, why=why))


@actors.command(help=_help("actors_ignore_help"), epilog=_help("actors_ignore_example"))
def ignore(
    run: RunFolder,
    name: Annotated[str, typer.Argument(help=_help("actors_ignored"))],
    form: Annotated[str, typer.Option("--form", help=_help("actors_form"))] = "",
    why: Why = "",
) -> None:
    """Count an actor, a form of it, or a name that is not recognised as nobody."""
    from analytics.actor_review import ignore as made

    opened = open_told(run)
    _take(run, opened, made(opened, name, form=form, why=why))


@actors.command(help=_help("actors_decide_help"), epilog=_help("actors_decide_example"))
def decide(
    run: RunFolder,
    form: Form,
    actor: Annotated[str, typer.Argument(help=_help("actors_decided"))] = "",
    article: Annotated[str, typer.Option("--article", help=_help("actors_article"))] = "",
    why: Why = "",
) -> None:
    """Say whom an ambiguous form means where that is open."""
    from analytics.actor_review import decide as made
    from analytics.answers import find_article

    opened = open_told(run)
    article_id = find_article(opened, article) if article else ""
    _take(run, opened, made(opened, form, actor, article_id=article_id, why=why))


@actors.command(help=_help("actors_accept_help"), epilog=_help("actors_accept_example"))
def accept(
    run: RunFolder,
    name: Name,
    of: Annotated[str, typer.Option("--of", help=_help("actors_of"))] = "",
    kind: Kind = "",
    why: Why = "",
) -> None:
    """Count a name that was not recognised."""
    from analytics.actor_review import accept as made

    opened = open_told(run)
    _take(run, opened, made(opened, name, of=of, kind=kind, why=why))


@actors.command(help=_help("actors_undo_help"), epilog=_help("actors_undo_example"))
def undo(
    run: RunFolder,
    decision: Annotated[str, typer.Argument(help=_help("actors_decision"))],
    redo: Annotated[bool, typer.Option("--redo", help=_help("actors_redo"))] = False,
) -> None:
    """Take a decision back, or take it again."""
    from analytics.actors.ledger import undone
    from analytics.decisions import keep_decisions, kept_decisions

    path = keep_decisions(run, undone(kept_decisions(run), decision, is_undone=not redo))
    typer.echo(message("cli.actors_redone" if redo else "cli.actors_undone", decision=decision, path=path))


@actors.command("import", help=_help("actors_import_help"), epilog=_help("actors_import_example"))
def import_decisions(run: RunFolder, file: Annotated[Path, typer.Argument(help=_help("analyse_decisions"))]) -> None:
    """Add the decisions of another ledger."""
    from analytics.actor_answers import decisions
    from analytics.actors.ledger import joined
    from analytics.decisions import keep_decisions, kept_decisions, read_decisions

    opened = open_told(run)
    every = joined(kept_decisions(run), read_decisions(file))
    keep_decisions(run, every)
    print_answer(decisions(opened.decided(every), lang=default_language(), limit=len(every)))


def _take(folder: Path, run: "Run", decision: "Decision") -> None:
    """Add a decision to those beside the run, and say what it changes."""
    from analytics.actor_answers import told
    from analytics.decisions import keep_decisions, kept_decisions

    every = [*kept_decisions(folder), decision]
    decided = run.decided(every)
    n = int(decided.tables["decisions"]["n_mentions"].iloc[-1])
    path = keep_decisions(folder, every)
    said = printable(told(decision, decided, default_language()))
    typer.echo(message("cli.actors_taken", n=n, said=said, decision=decision.decision_id, path=path, run=folder))
