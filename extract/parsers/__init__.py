"""Parsers: page text in, frozen records out. Raise ``PARSER_VERSION`` when a page is read differently."""

PARSER_VERSION = "1"
