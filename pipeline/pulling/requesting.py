"""What a study asks of its portal."""

from __future__ import annotations

from extract.pull import ActSearch, PullRequest
from pipeline.study import Search, Study, StudyError
from pipeline.study_sections.searches import offences_not_searched
from transform.vocabulary import vocabulary


def pull_request(study: Study) -> PullRequest:
    """The study's complexes and searches, in the order they are asked."""
    return PullRequest(
        complexes=study.complexes_to_search,
        searches=tuple(_act_search(search) for search in study.searches),
        with_daily_status=study.with_daily_status,
    )


def refuse_unsearched(study: Study) -> None:
    """Raise ``StudyError`` where no search would find an offence of the frame: its cases would be missing
    without a word. Made-up portals hold only what their studies ask for, and saved pages need no search."""
    if study.portal == "ecourts" and (missed := offences_not_searched(study.searches, study.offences)):
        raise StudyError(
            f"study {study.name}: no [[searches]] would find {', '.join(missed)}, which [frame] takes in "
            f"with tier {study.frame.tiers[-1]!r}; add one for each, or leave the offence out of the tier."
        )


def _act_search(search: Search) -> ActSearch:
    acts = vocabulary("acts")
    return ActSearch(
        search.act, search.search_text, search.section, lambda label: acts.code(label) == search.act
    )
