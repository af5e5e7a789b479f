"""What keeps cases of real courts out of a study of made-up ones."""

from __future__ import annotations

from collections.abc import Iterable

from extract.cnr import cnrs_in, plain_cnr
from extract.errors import ExtractError
from extract.intake import Admitted, Intake
from extract.reading import printed_cnr
from extract.stored_pages import PageKind

NO_STATE = "ZZ"
"""Letters of no state: the CNR of every made-up case begins with them."""

_OF_NO_CASE = (PageKind.RESULTS_LIST, PageKind.OTHER)


def refuse_real_cases(cnrs: Iterable[str | None]) -> None:
    """Raise ``ExtractError`` for a CNR that a court may have given: such a study is published unsigned."""
    if any(cnr and not plain_cnr(cnr).startswith(NO_STATE) for cnr in cnrs):
        raise ExtractError(
            f"a case of a real court (its CNR does not begin with {NO_STATE}) in a study of the stand-in: "
            'give it a study file with portal = "ecourts"; what is in the archive already, forget takes out.'
        )


class MadeUpCasesOnly:
    """Lets no page of a real case into an archive; what else is to be kept out, ``further`` says."""

    def __init__(self, further: Intake | None) -> None:
        self._further = further

    def holds(self, cnr: str | None) -> bool:
        """Whether a case may not be taken in without a word; a real one is refused aloud."""
        return self._further is not None and self._further.holds(cnr)

    def admit(self, kind: PageKind, request_key: str, offered: Admitted) -> Admitted | None:
        """The answer as the further intake leaves it; raises ``ExtractError`` for that of a real case."""
        if kind not in _OF_NO_CASE:
            asked = cnrs_in(f"{request_key} {offered.context.get('cnr', '')}")
            refuse_real_cases([*sorted(asked), printed_cnr(kind, offered.content)])
        return self._further.admit(kind, request_key, offered) if self._further else offered
