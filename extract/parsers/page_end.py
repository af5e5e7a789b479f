"""Is a page whole? A page cut off in transport must not be read.

Both genuine answers at hand (2020 and 2025) end in an end tag that closes nothing, left over from the
portal's own template. That tail is the proof that nothing is cut off: every earlier end leaves a table open,
or ends in a tag that does close something. The page of 2026 uses it up when its last list of orders has no
end tag of its own.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from extract.errors import PageChangedError
from extract.parsers.markup import class_names, elements_of, parse_markup

_END_TAG = re.compile(r"</([a-z0-9]+)\s*>", re.IGNORECASE)
_BEFORE, _AFTER = "before-last-end-tag", "after-last-end-tag"


def parse_to_the_end(markup: str, *, is_whole: bool) -> LexborHTMLParser:
    """The page's tree; raises ``PageChangedError`` when the page doesn't end as a whole page does.

    ``is_whole`` says that the envelope the page came in (the portal's JSON answer) already proves its end; so
    does ``</html>``.
    """
    markup = markup.rstrip()
    start = max(markup.rfind("</"), 0)
    last = _END_TAG.fullmatch(markup, start)
    if is_whole or (last and last[1].lower() in ("body", "html")):
        return parse_markup(markup)
    if last is None:
        raise _cut("another text")
    return _parse_between_marks(markup[:start], markup[start:])


def _parse_between_marks(body: str, last_end_tag: str) -> LexborHTMLParser:
    """A mark before and one after the last end tag: side by side in the tree, the tag closed nothing."""
    tree = parse_markup(f"{body}<i id={_BEFORE}></i>{last_end_tag}<i id={_AFTER}></i>")
    marks = {mark.id: mark for mark in tree.tags("i") if mark.id in (_BEFORE, _AFTER)}
    before, after = marks.get(_BEFORE), marks.get(_AFTER)
    if before is None or after is None or not _is_end(tree, before, after):
        raise _cut("a last end tag that closes a part of the page")
    before.decompose()
    after.decompose()
    return tree


def _is_end(tree: LexborHTMLParser, before: LexborNode, after: LexborNode) -> bool:
    if _is_inside_table(after) or _is_followed_by_a_table(after):
        return False
    if before.next == after:
        return True
    last_table = tree.tags("table")[-1:]
    return bool(last_table) and "order_table" in class_names(last_table[0]) and _is_2026(tree)


def _is_inside_table(node: LexborNode) -> bool:
    parent = node.parent
    while parent is not None and parent.tag not in ("td", "th", "caption"):
        parent = parent.parent
    return parent is not None


def _is_followed_by_a_table(node: LexborNode) -> bool:
    """Whether a table begins after it, as one does that is still open when text must stand before it."""
    place: LexborNode | None = node
    while place is not None:
        following = place.next
        while following is not None:
            if any(tag in ("table", "i") for tag, _ in elements_of(following)):
                return True
            following = following.next
        place = place.parent
    return False


def _is_2026(tree: LexborHTMLParser) -> bool:
    details = [table for table in tree.tags("table") if "case_details_table" in class_names(table)]
    return any(tag == "th" for table in details for tag, _ in elements_of(table))


def _cut(found: str) -> PageChangedError:
    return PageChangedError("end of page", "a last end tag that closes nothing, as on a whole page", found)
