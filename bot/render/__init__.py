"""Drawings of an answer, one module a channel. Markup, widths and lengths live only here."""
