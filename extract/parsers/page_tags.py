"""Are a page's tags whole, and did all rows reach the tree? Damage must not pass for text, nor lose rows."""

from __future__ import annotations

import re
from collections import Counter

from selectolax.lexbor import LexborHTMLParser

from extract.errors import PageChangedError

_NOT_MARKUP = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
# One whole tag, its attributes read as a browser reads them: quotes count only after an equals sign.
_TAG = re.compile(
    r"""</?[a-z][^\s<>/]*+
        (?: [\s/]++ | [^\s=<>/]++ (?: \s*+=\s*+ (?: "[^"]*+" | '[^']*+' | [^\s"'<>][^\s<>]*+ ) )?+ )*+
        >""",
    re.IGNORECASE | re.VERBOSE,
)
# What a tag leaves behind that lost its "<" (/td>) or its ">" (<td Evidence).
_TAG_REMAINS = re.compile(
    r"""<[a-z/] | /[a-z][a-z0-9]*\s*>
      | (?: \b(?:a|b|i|em|h[1-6])
          | br|button|caption|div|font|input|label|li|span|strong|table|tbody|td|th|thead|tr|ul )
        (?: \s+ [a-z\-]+ \s*=[^<>]* )? \s* /?>""",
    re.IGNORECASE | re.VERBOSE,
)
_TAG_NAME = re.compile(r"<(/?[a-z]+)")


def without_scripts(page: str) -> str:
    """The page without comments, scripts and styles, which may repeat its markup."""
    return _NOT_MARKUP.sub("", page)


def check_tags(markup: str, tree: LexborHTMLParser) -> None:
    """Raises ``PageChangedError`` for a broken tag, and when the tree lacks a row or cell the markup has."""
    _check_no_remains(_TAG.sub("\n", markup))
    written = Counter(_TAG_NAME.findall(markup.lower()))
    for tag in ("a", "label"):
        if written[f"/{tag}"] > written[tag]:
            raise PageChangedError("page", f"a start for each </{tag}>", "fewer starts than ends")
    for tag in ("table", "tr", "td", "th", "li", "a", "label", "span"):
        kept = len(tree.css(tag)) if written[tag] else 0
        if kept < written[tag]:
            raise PageChangedError("page", f"{written[tag]} <{tag}> as written", f"{kept} in the tree")


def _check_no_remains(text: str) -> None:
    """A tag without its brackets would end up in a cell's text, or take the text into its attributes."""
    if ("<" in text or ">" in text) and _TAG_REMAINS.search(text):
        raise PageChangedError("page", "whole tags", "a tag without its bracket or quote")
