"""Statements: who said what, to whom, when, and through which agency."""

from headwater.read.statements.rules import find_statements, quotations_of
from headwater.read.statements.speakers import date_statements, resolve_pronouns, resolve_speakers

__all__ = ["date_statements", "find_statements", "quotations_of", "resolve_pronouns", "resolve_speakers"]
