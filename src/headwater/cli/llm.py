"""Which language model may propose the words of a brief: options and settings shared by `brief` and `story`."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from headwater.cli.errors import ExitCode, complain
from headwater.fetch.endpoint import Bounds, Endpoint

KEY_SETTING = "HEADWATER_LLM_KEY"
LlmUrl = Annotated[
    str | None,
    typer.Option(
        "--llm",
        metavar="URL",
        envvar="HEADWATER_LLM_URL",
        help="Let a language model at this OpenAI-compatible address propose the words; the gate decides.",
        show_default=False,
    ),
]
LlmModel = Annotated[
    str | None,
    typer.Option(
        "--llm-model", metavar="NAME", envvar="HEADWATER_LLM_MODEL", help="The model to ask.", show_default=False
    ),
]
LlmTokens = Annotated[
    int,
    typer.Option(
        "--llm-tokens",
        min=1,
        metavar="N",
        envvar="HEADWATER_LLM_TOKENS",
        help="Spend at most so many tokens on the whole run.",
    ),
]
MOST_TOKENS = Bounds().run_tokens


def endpoint_of(address: str | None, model: str | None, tokens: int) -> Endpoint | None:
    """The endpoint asked for, if one was; the command ends where its model is not named. The key comes from the
    setting alone: what stands on a command line, other users of the machine can read."""
    if address is None:
        return None
    if not model:
        complain(f"{address}: which model? name it with --llm-model or HEADWATER_LLM_MODEL")
        raise typer.Exit(ExitCode.WRONG_CALL)
    return Endpoint(address, model, os.environ.get(KEY_SETTING) or None, Bounds(run_tokens=tokens))
