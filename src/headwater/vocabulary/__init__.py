"""Every type that crosses a boundary. Frozen, slotted, and named in the words of STYLE: no dicts travel."""
