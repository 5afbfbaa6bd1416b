"""Statements: who said what, to whom, when, and through which agency."""

from headwater.read.statements.find import RULES_ALONE, Found, find_statements
from headwater.read.statements.layers import Setting, lay_over
from headwater.read.statements.modes import mode_of, quotations_of
from headwater.read.statements.speakers import resolve_pronouns

__all__ = [
    "RULES_ALONE",
    "Found",
    "Setting",
    "find_statements",
    "lay_over",
    "mode_of",
    "quotations_of",
    "resolve_pronouns",
]
