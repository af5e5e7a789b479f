"""Parsers: page text in, frozen records out. Raise ``PARSER_VERSION`` whenever a parser reads a page differently."""

PARSER_VERSION = "1"
