"""Wrong use of a command, said in Swedish (English with `--lang en`) and with exit code 2."""

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any, NoReturn, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup

from ramverk.web.installation import command

WRONG_USE = 2
_Result = TypeVar("_Result")

_SENTENCES = (
    ("Missing", "Något saknas i kommandot: {what}."),
    ("No such option", "Växeln finns inte: {what}."),
    ("No such command", "Kommandot finns inte: {what}."),
    ("Got unexpected extra", "Kommandot har ord för mycket: {what}."),
    ("Invalid value", "Värdet går inte att använda: {what}."),
    ("Option", "Växeln är använd på fel sätt: {what}."),
    ("", "Kommandot är skrivet på fel sätt: {what}."),
)
"""How the library's messages begin, and the Swedish sentence for each; `what` is the word that is wrong."""


class SwedishCommand(TyperCommand):
    """A command whose usage errors are Swedish sentences."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments; explain what is wrong with them."""
        given = list(args)
        return _explained(lambda: super(SwedishCommand, self).parse_args(ctx, args), ctx, given)


class SwedishGroup(TyperGroup):
    """A group of commands that says in Swedish when there is no such command."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command; explain when there is none."""
        given = list(args)
        return _explained(lambda: super(SwedishGroup, self).resolve_command(ctx, args), ctx, given)


def _explained(deed: Callable[[], _Result], context: Any, given: list[str]) -> _Result:
    try:
        result = deed()
    except Exception as error:
        # The library keeps its usage errors private; they are known by having a message for the user.
        if not hasattr(error, "format_message") or type(error).__name__ == "NoArgsIsHelpError":
            raise
        english = str(error.format_message()).rstrip(".")
    else:
        return result
    swedish = next(sentence for beginning, sentence in _SENTENCES if english.startswith(beginning))
    see = f"{context.command_path} --help"
    in_english = asked_language(given) == "en"
    typer.echo(f"{english}. See {see}." if in_english else f"{swedish.format(what=_what(english))} Se {see}.", err=True)
    raise typer.Exit(WRONG_USE)


def _what(message: str) -> str:
    """The word that is wrong: what the library quotes, or names after a colon or in brackets."""
    for pattern in (r"'([^']*)'", r"(--[\w-]+)", r"\(([^()]*)\)$", r": (\S+)"):
        if found := re.search(pattern, message):
            return found[1]
    return message


def asked_language(arguments: list[str]) -> str:
    """The language asked for on a command line that could not be read as a whole."""
    pairs = list(pairwise(arguments))
    return "en" if "--lang=en" in arguments or ("--lang", "en") in pairs else "sv"


def fail(sentence_sv: str, sentence_en: str, lang: str) -> NoReturn:
    """Print the sentence on standard error and leave with code 2."""
    typer.echo(sentence_en if lang == "en" else sentence_sv, err=True)
    raise typer.Exit(WRONG_USE)


def fail_on_empty_database(lang: str) -> NoReturn:
    """Say that there is nothing to work on yet, how to make it, and leave with code 2."""
    call = command()
    fail(
        f"Databasen är tom. Skapa den med `{call} demo --no-serve`, eller kör `{call} run` först.",
        f"The database is empty. Make it with `{call} demo --no-serve`, or run `{call} run` first.",
        lang,
    )
