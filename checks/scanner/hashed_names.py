"""Names that may be kept no longer but must still be recognised: only keyed digests of them are there."""

from __future__ import annotations

import hmac
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from checks.scanner.names import is_telling, plain_words

NAME_TOLD = "name no longer readable"
"""What a finding shows of a name found by its digest: nothing, not even its first letters."""


@dataclass(frozen=True, slots=True)
class HashedName:
    """``digest`` is a keyed one over the name's words; ``word_count`` says how many there are."""

    word_count: int
    digest: str


@dataclass(frozen=True, slots=True)
class HashedNames:
    """Names by their digests under ``key``; looked for wherever as many words stand side by side."""

    key: bytes = b""
    names: frozenset[HashedName] = frozenset()

    def found_in(self, text: str) -> Iterator[str]:
        """``NAME_TOLD`` for every name that stands in ``text``."""
        if not self.names:
            return
        digests: dict[int, set[str]] = defaultdict(set)
        for name in self.names:
            digests[name.word_count].add(name.digest)
        words = plain_words(text).split()
        for count, wanted in digests.items():
            together = {" ".join(words[start : start + count]) for start in range(len(words) - count + 1)}
            yield from (NAME_TOLD for one in together if _digest(self.key, one) in wanted)


def hashed(names: Iterable[str], key: bytes) -> frozenset[HashedName]:
    """Digests of names; of those too short to be looked for, none."""
    plain = (plain_words(name) for name in names)
    return frozenset(HashedName(len(name.split()), _digest(key, name)) for name in plain if is_telling(name))


def _digest(key: bytes, plain: str) -> str:
    return hmac.digest(key, f"name|{plain}".encode(), "sha256").hex()
