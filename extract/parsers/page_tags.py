"""Are a page's tags whole, and did all rows reach the tree? Damage must not pass for text, nor lose rows."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from extract.errors import PageChangedError
from extract.parsers.markup import Elements

_NOT_MARKUP = re.compile(r"<(?:!--.*?-->|(script|style)\b.*?</\1\s*>)", re.DOTALL | re.IGNORECASE)
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
_BETWEEN_BRACKETS = re.compile(r"<[^<>]*>")


def without_scripts(page: str) -> str:
    """The page without comments, scripts and styles, which may repeat its markup."""
    return _NOT_MARKUP.sub("", page)


def check_tags(markup: str, elements: Elements) -> None:
    """Raises ``PageChangedError`` for a broken tag, and when the tree lacks a row or cell the markup has."""
    written = _counted_whole_tags(markup)
    if written is None:
        _check_no_remains(_TAG.sub("\n", markup))
        written = Counter(_TAG_NAME.findall(markup.lower()))
    count_of = written.get  # a counter answers for what it lacks by a call of its own
    for tag in ("a", "label"):
        if count_of(f"/{tag}", 0) > count_of(tag, 0):
            raise PageChangedError("page", f"a start for each </{tag}>", "fewer starts than ends")
    kept = Counter([tag for tag, _ in elements])
    for tag in ("table", "tr", "td", "th", "li", "a", "label", "span"):
        if kept.get(tag, 0) < count_of(tag, 0):
            raise PageChangedError("page", f"{written[tag]} <{tag}> as written", f"{kept[tag]} in the tree")


def _counted_whole_tags(markup: str) -> Counter[str | None] | None:
    """Tags by name where every bracket of the page belongs to a whole tag; ``None`` where one may not.

    Most pages are so, and most of their tags are written many times over: each is looked at once.
    """
    tags = _BETWEEN_BRACKETS.findall(markup)
    if not len(tags) == markup.count("<") == markup.count(">"):
        return None
    written = Counter(map(_whole_tag_name, tags))
    return None if None in written else written


@lru_cache(maxsize=2_000)
def _whole_tag_name(tag: str) -> str | None:
    name = _TAG_NAME.match(tag.lower())
    return name[1] if name and _TAG.fullmatch(tag) else None


def _check_no_remains(text: str) -> None:
    """A tag without its brackets would end up in a cell's text, or take the text into its attributes."""
    if ("<" in text or ">" in text) and _TAG_REMAINS.search(text):
        raise PageChangedError("page", "whole tags", "a tag without its bracket or quote")
