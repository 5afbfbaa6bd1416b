"""Proposing: a language model asked for the words of a brief, and the brief told whatever comes of it."""

from __future__ import annotations

from dataclasses import replace

from headwater.errors import NoReply
from headwater.fetch.endpoint import Endpoint
from headwater.tell.proposals import ask_for_brief, offered_claims, take_proposals
from headwater.vocabulary.brief import Brief
from headwater.vocabulary.proposal import Proposed


def with_proposals(brief: Brief, llm: Endpoint | None) -> Brief:
    """The brief in words that a model proposed and the gate let pass; as it was, with the reason, where none came."""
    if llm is None or not offered_claims(brief):
        return brief
    try:
        reply = llm.ask(ask_for_brief(brief))
    except NoReply as error:
        return replace(brief, proposed=Proposed(llm.model, 0, failed=error.found))
    told = take_proposals(brief, llm.model, reply.text)
    if reply.cut and told.proposed is not None:
        told = replace(told, proposed=replace(told.proposed, failed=reply.cut))
    return told
