"""The quantities of a set of rows as cells and sums: all that a reader knows to hold between the figures."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from checks.disclosure.partitions import HIDDEN, Partition, declared_partitions
from checks.disclosure.quantities import NOT_COUNTED, TOTAL, Quantities, Quantity
from checks.disclosure.system import Cell, CellSystem, Sum

LESS, BEFORE, SINCE = "|less|", "|before ", "|since "

Known = Mapping[str, Collection[float]]
"""Every value released before, by the name of its quantity."""


def cell_system(
    quantities: Quantities,
    losses: Mapping[str, float],
    sensitive: Collection[str],
    fixed: Collection[str],
    released_before: Known,
) -> CellSystem:
    """The system of all cells.

    Counts under the threshold are sensitive, zeros included, and so are the ``sensitive`` cells; ``fixed``
    ones can't be withheld, nor can what was released before. What counts nobody anywhere is withheld as well,
    so that a withheld total may be nothing, but not protected: that there is nobody at all points to no one.
    """
    return _Relations(quantities, losses, sensitive, fixed, released_before).system()


def is_between_figures(key: str) -> bool:
    """Whether a cell is stated by no figure: it is what several differ by, or one from its earlier value."""
    return any(mark in key for mark in (LESS, BEFORE, SINCE))


class _Relations:
    def __init__(
        self,
        quantities: Quantities,
        losses: Mapping[str, float],
        sensitive: Collection[str],
        fixed: Collection[str],
        released_before: Known,
    ) -> None:
        self._quantities = quantities
        self._threshold = quantities.threshold
        self._released_before = released_before
        self._cells: dict[str, Cell] = {}
        for quantity in quantities.by_name.values():
            for district, value in quantity.by_district.items():
                key = self._key(quantity, district)
                is_small = quantity.is_count and value < self._threshold
                is_nothing = quantity.is_nothing
                was = self._cells.get(key)
                self._cells[key] = Cell(
                    key,
                    value,
                    is_sensitive=(not is_nothing and (is_small or key in sensitive))
                    or (was is not None and was.is_sensitive),
                    is_fixed=key in fixed,
                    is_unprotected=is_nothing and is_small,
                    loss=losses.get(key, 0.0),
                )

    def system(self) -> CellSystem:
        sums = [*self._over_districts(), *self._not_counted(), *self._partitions(), *self._earlier()]
        return CellSystem.of(
            self._cells.values(), dict.fromkeys(entry for entry in sums if _says_anything(entry))
        )

    def _key(self, quantity: Quantity, district: str) -> str:
        return self._quantities.key(quantity.timepoint, quantity.label, district)

    def _over_districts(self) -> Iterator[Sum]:
        for quantity in self._quantities.by_name.values():
            districts = [district for district in quantity.by_district if district != TOTAL]
            parts = sum(quantity.by_district[district] for district in districts)
            if districts and TOTAL in quantity.by_district and is_equal(parts, quantity.by_district[TOTAL]):
                keys = [self._key(quantity, place) for place in (TOTAL, *districts)]
                yield Sum(keys[0], tuple(keys[1:]))

    def _not_counted(self) -> Iterator[Sum]:
        for (timepoint, label), quantity in self._quantities.by_name.items():
            if label.endswith(f"/{NOT_COUNTED}"):
                stem = label.removesuffix(NOT_COUNTED)
                for district in quantity.by_district:
                    counted, whole = (
                        self._quantities.key(timepoint, f"{stem}{name}", district)
                        for name in ("numerator", "denominator")
                    )
                    yield Sum(whole, (counted, self._key(quantity, district)))

    def _partitions(self) -> Iterator[Sum]:
        """Declared sums that hold here; a HIDDEN part becomes a cell of its own, sensitive when small."""
        for timepoint in sorted({timepoint for timepoint, _ in self._quantities.by_name}):
            for partition in declared_partitions():
                whole = self._quantities.by_name.get((timepoint, partition.whole))
                if whole is not None and (parts := self._parts(timepoint, partition)):
                    yield from self._partition(partition, whole, parts)

    def _partition(self, partition: Partition, whole: Quantity, parts: list[Quantity]) -> Iterator[Sum]:
        rests = {
            district: value - sum(part.by_district.get(district, 0.0) for part in parts)
            for district, value in whole.by_district.items()
        }
        if min(rests.values()) < -0.5:
            return
        # Of several parts that count nobody, one will do: each leaves as much open as all together.
        told_apart = [part for part in parts if not part.is_nothing]
        told_apart += [part for part in parts if part.is_nothing][:1]
        for district, rest in rests.items():
            keys = tuple(self._key(part, district) for part in told_apart if district in part.by_district)
            key = self._key(whole, district)
            if HIDDEN in partition.parts:
                is_small = whole.is_count and rest < self._threshold
                is_nothing = not any(rests.values())
                hidden = f"{key}{LESS}{'|'.join(keys)}"
                self._cells[hidden] = Cell(
                    hidden,
                    rest,
                    is_sensitive=is_small and not is_nothing,
                    is_unprotected=is_nothing,
                    loss=0.0,
                )
                yield Sum(key, (*keys, hidden))
            elif is_equal(rest, 0.0):
                yield Sum(key, keys)

    def _parts(self, timepoint: str, partition: Partition) -> list[Quantity]:
        return [
            quantity
            for (time, label), quantity in self._quantities.by_name.items()
            if time == timepoint and partition.has_part(label)
        ]

    def _earlier(self) -> Iterator[Sum]:
        """What a reader of earlier releases knows of the same quantities.

        The same value is known already. Another one is known beside it, and what lies between the two is a
        group of its own: the cases that came, went or were corrected.
        """
        for quantity in self._quantities.by_name.values():
            for district, value in quantity.by_district.items():
                name = f"{quantity.timepoint}|{quantity.label}|{district}"
                key = self._key(quantity, district)
                for earlier in sorted(self._released_before.get(name, ())):
                    if is_equal(earlier, value):
                        self._cells[key] = replace(self._cells[key], is_fixed=True)
                    elif quantity.is_count:
                        yield self._moved(key, value, earlier)

    def _moved(self, key: str, value: float, earlier: float) -> Sum:
        before, between, gap = f"{key}{BEFORE}{earlier:g}", f"{key}{SINCE}{earlier:g}", abs(value - earlier)
        self._cells[before] = Cell(before, earlier, is_fixed=True, loss=0.0)
        self._cells[between] = Cell(between, gap, is_sensitive=gap < self._threshold, loss=0.0)
        return Sum(key, (before, between)) if value > earlier else Sum(before, (key, between))


def _says_anything(entry: Sum) -> bool:
    return bool(entry.parts) and entry.parts != (entry.whole,)


def is_equal(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-6 * max(1.0, abs(one))
