"""One page to one report: what it says, who published it, when, who is quoted, which dates and figures."""
