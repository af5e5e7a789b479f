"""Is a page whole? A page cut off in transport, or with rows a damaged tag swallowed, must not be read.

Both genuine answers at hand (2020 and 2025) end in an end tag that closes nothing, left over from the
portal's own template. That tail is the proof that nothing is cut off: every earlier end leaves a table open,
or ends in a tag that does close something. The page of 2026 uses it up when its last list of orders has no
end tag of its own.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from extract.errors import PageChangedError
from extract.parsers.markup import class_names, parse_markup

_NOT_MARKUP = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_COUNTED_TAG = re.compile(r"<(table|tr|td|th|li)\b", re.IGNORECASE)
_LAST_END_TAG = re.compile(r"</[a-z0-9]+\s*>\Z", re.IGNORECASE)
_DOCUMENT_END = re.compile(r"</(?:body|html)\s*>\s*\Z", re.IGNORECASE)
_TAG = re.compile(r"""<[a-z/](?:"[^"]*"|'[^']*'|[^<>"'])*>""", re.IGNORECASE)
# What a tag leaves behind that lost its "<" (/td>) or its ">" (<td Evidence).
_TAG_REMAINS = re.compile(
    r"<[a-z/]|(?:(?:/|\b)(?:a|b|em|h[1-6])|br|div|font|label|li|span|strong|table|tbody|td|th|thead|tr|ul)"
    r"""(?:\s+[a-z\-]+\s*=[^<>]*)?\s*/?>""",
    re.IGNORECASE,
)
_PAIRED_TAG = re.compile(r"<(/?(?:a|label))(?=[\s>])", re.IGNORECASE)
_BEFORE, _AFTER = "before-last-end-tag", "after-last-end-tag"


def parse_whole_page(page: str, *, is_whole: bool) -> LexborHTMLParser:
    """The page's tree; raises ``PageChangedError`` when the page is cut off or a row is not in the tree.

    ``is_whole`` says that the envelope the page came in (the portal's JSON answer) already proves its end.
    """
    markup = without_scripts(page)
    _check_tags_undamaged(markup)
    tree = _parse_to_the_end(markup, must_prove_end=not is_whole and not _DOCUMENT_END.search(markup))
    _check_every_tag_kept(markup, tree)
    return tree


def without_scripts(page: str) -> str:
    """The page without comments, scripts and styles, which may repeat its markup."""
    return _NOT_MARKUP.sub("", page)


def _parse_to_the_end(markup: str, *, must_prove_end: bool) -> LexborHTMLParser:
    """Sets a mark before and one after the last end tag: side by side in the tree, it closed nothing."""
    if not must_prove_end:
        return parse_markup(markup)
    markup = markup.rstrip()
    last = _LAST_END_TAG.search(markup)
    if last is None:
        raise _cut("another text")
    start = last.start()
    tree = parse_markup(f"{markup[:start]}<i id={_BEFORE}></i>{markup[start:]}<i id={_AFTER}></i>")
    before, after = tree.css_first(f"#{_BEFORE}"), tree.css_first(f"#{_AFTER}")
    if before is None or after is None or not _is_end(tree, before, after):
        raise _cut("a last end tag that closes a part of the page")
    before.decompose()
    after.decompose()
    return tree


def _is_end(tree: LexborHTMLParser, before: LexborNode, after: LexborNode) -> bool:
    if _is_inside_table(after) or tree.css("table, i")[-1] != after:
        return False
    if before.next == after:
        return True
    last_table = tree.css("table")[-1:]
    return bool(last_table) and "order_table" in class_names(last_table[0]) and _is_2026(tree)


def _is_inside_table(node: LexborNode) -> bool:
    parent = node.parent
    while parent is not None and parent.tag not in ("td", "th", "caption"):
        parent = parent.parent
    return parent is not None


def _is_2026(tree: LexborHTMLParser) -> bool:
    return tree.css_first("table.case_details_table th") is not None


def _check_tags_undamaged(markup: str) -> None:
    """A tag without its brackets would end up in a cell's text, or take the text into its attributes."""
    if _TAG_REMAINS.search(_TAG.sub("\n", markup)):
        raise PageChangedError("page", "whole tags", "a tag without its bracket or quote")
    paired = [tag.lower() for tag in _PAIRED_TAG.findall(markup)]
    for tag in ("a", "label"):
        if paired.count(f"/{tag}") > paired.count(tag):
            raise PageChangedError("page", f"a start for each </{tag}>", "fewer starts than ends")


def _check_every_tag_kept(markup: str, tree: LexborHTMLParser) -> None:
    written = [tag.lower() for tag in _COUNTED_TAG.findall(markup)]
    for tag in set(written):
        kept = len(tree.css(tag))
        if kept < written.count(tag):
            raise PageChangedError("page", f"{written.count(tag)} <{tag}> as written", f"{kept} in the tree")


def _cut(found: str) -> PageChangedError:
    return PageChangedError("end of page", "a last end tag that closes nothing, as on a whole page", found)
