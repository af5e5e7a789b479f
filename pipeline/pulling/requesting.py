"""What a study asks of its portal."""

from __future__ import annotations

from extract.pull import ActSearch, PullRequest
from pipeline.study import Search, Study
from transform.vocabulary import vocabulary


def pull_request(study: Study) -> PullRequest:
    """The study's complexes and searches, in the order they are asked."""
    return PullRequest(
        complexes=study.complexes_to_search,
        searches=tuple(_act_search(search) for search in study.searches),
        with_daily_status=study.with_daily_status,
    )


def _act_search(search: Search) -> ActSearch:
    acts = vocabulary("acts")
    return ActSearch(
        search.act, search.search_text, search.section, lambda label: acts.code(label) == search.act
    )
