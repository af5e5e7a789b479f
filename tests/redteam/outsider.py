"""An attacker who has the published files and the definitions, and nothing of the publisher's own code.

He writes down all that must hold between the numbers (districts add up to the total, a share is its numerator
by its denominator, a part is no more than its whole, a change is endline less baseline, what agrees wherever
it is published is the same), and asks linear programmes how small and how large each withheld count can be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator
from dataclasses import replace
from fnmatch import fnmatchcase
from functools import cached_property
from itertools import product
from pathlib import Path

from linear_bounds import Bounds, Relation, linear_bounds, one_name_each
from outside_knowledge import AT_MOST, BRIEF, CODED, THE_SAME, TOTALS
from published_files import TIMEPOINTS, Quantity, Row, brief_values, published_rows

COUNTING = ("cases", "applications", "victims")
SHARES = tuple(f"share of {what}" for what in ("cases", "applications", "victims", "accused", "the cases"))


class Outsider:
    """What he knows of one publication; ``bounds`` is what he makes of it, ``same_as`` the names he gives."""

    def __init__(self, folder: Path) -> None:
        rows = published_rows(folder)
        self.rows = [row for row in rows if row.timepoint in TIMEPOINTS]
        self._changes = [row for row in rows if row.timepoint not in TIMEPOINTS]
        self.known: dict[Quantity, float] = {}
        for row in self.rows:
            self.known |= {row.quantity(what): number for what, number in row.stated.items()}
        self.quantities = sorted({row.quantity(what) for row in self.rows for what in ("num", "den", "n")})
        self._named_before: dict[tuple[str, str], list[dict[str, Quantity]]] = {}
        self._by_family: dict[tuple[str, ...], dict[str, Quantity]] = defaultdict(dict)
        for quantity in self.quantities:
            self._by_family[_family(quantity)][quantity.district] = quantity
        self._n_differs = {
            (row.indicator, row.definition)
            for row in self.rows
            if row.stated.get("den") != row.stated.get("n")
        }
        self._learn_from_the_brief(brief_values(folder))
        self._learn_from_changes()

    def withheld_counts(self) -> list[Quantity]:
        """Counts he would like to know: of cases, applications, victims, and what rows rest on."""
        rows: dict[Quantity, Row] = {}
        for row in self.rows:
            for what in ("num", "den", "n"):
                if what == "n" or _is_count(row):
                    rows[row.quantity(what)] = row
        return [quantity for quantity, row in rows.items() if row.is_withheld and quantity not in self.known]

    def bounds(self, width: float) -> Bounds:
        """Least and greatest value of each withheld count whose bounds are less than ``width`` apart."""
        return linear_bounds(self.known, self.relations(), self.withheld_counts(), width)

    def other_names(self, quantity: Quantity) -> list[Quantity]:
        """All names of the same number, its own among them."""
        return next(names for names in self._one_number_each if quantity in names)

    @cached_property
    def _one_number_each(self) -> list[list[Quantity]]:
        name = one_name_each(relation for relation in self.relations() if relation.kind == "same")
        found: dict[Hashable, list[Quantity]] = defaultdict(list)
        for quantity in self.quantities:
            found[name(quantity)].append(quantity)
        return list(found.values())

    def relations(self) -> list[Relation]:
        """All that he holds true; "same" ones join two names of one number."""
        found = [*self._over_districts(), *self._parts_of_wholes(), *self._meanings(), *self._agreements()]
        return list(dict.fromkeys([*found, *self._coded_groups()]))

    def _learn_from_the_brief(self, values: dict[str, float]) -> None:
        for figure, value in values.items():
            if figure in BRIEF:
                timepoint, name = BRIEF[figure]
                for quantity in self._named(name, timepoint, "all"):
                    self.known.setdefault(quantity, value)

    def _learn_from_changes(self) -> None:
        """Endline less baseline of a count, or of a share whose denominators are known, gives the other."""
        for row in self._changes:
            if row.value is None or not row.unit.startswith("difference"):
                continue
            before, after = (replace_timepoint(row, timepoint).quantity("num") for timepoint in TIMEPOINTS)
            scale = [self.known.get(replace(quantity, what="den")) for quantity in (before, after)]
            if row.unit.removeprefix("difference, ") in COUNTING:
                scale = [1.0, 1.0]
            if None in scale:
                continue
            if before in self.known and after not in self.known:
                value = (row.value + self.known[before] / scale[0]) * scale[1]
                self.known[after] = float(round(value))
            elif after in self.known and before not in self.known:
                value = (self.known[after] / scale[1] - row.value) * scale[0]
                self.known[before] = float(round(value))

    def _over_districts(self) -> Iterator[Relation]:
        """Districts add up to the total; not where a family published whole shows that they do not."""
        failing = {_family(q)[1:] for q in self._totals() if not self._adds_up(self._by_family[_family(q)])}
        for total in self._totals():
            family = self._by_family[_family(total)]
            if _family(total)[1:] not in failing and len(family) > 1:
                parts = tuple(quantity for place, quantity in sorted(family.items()) if place != "all")
                yield Relation("sum", total, parts)

    def _totals(self) -> list[Quantity]:
        return [quantity for quantity in self.quantities if quantity.district == "all"]

    def _adds_up(self, family: dict[str, Quantity]) -> bool:
        if any(quantity not in self.known for quantity in family.values()):
            return True
        parts = sum(self.known[quantity] for place, quantity in family.items() if place != "all")
        return len(family) == 1 or abs(parts - self.known[family["all"]]) < 1e-6

    def _parts_of_wholes(self) -> Iterator[Relation]:
        for row in self.rows:
            if _is_count(row):
                yield Relation("at most", row.quantity("den"), (row.quantity("num"),))
            if (
                row.unit.startswith("share of cases")
                and (row.indicator, row.definition) not in self._n_differs
            ):
                yield Relation("same", row.quantity("den"), (row.quantity("n"),))
            plain = row.definition.removesuffix("_share").removesuffix("_naive")
            if plain != row.definition:
                for what in ("num", "den", "n"):
                    twin = replace(row.quantity(what), definition=plain)
                    if twin.district in self._by_family[_family(twin)]:
                        yield Relation("same", twin, (row.quantity(what),))

    def _meanings(self) -> Iterator[Relation]:
        places = sorted({quantity.district for quantity in self.quantities})
        for timepoint, place in product(TIMEPOINTS, places):
            for whole, parts in TOTALS:
                for total in self._named(whole, timepoint, place):
                    members = [part for name in parts for part in self._named(name, timepoint, place)]
                    told_once = dict.fromkeys(part for part in members if part != total)
                    yield Relation("sum", total, tuple(_without_shares(told_once)))
            for kind, pairs in (("same", THE_SAME), ("at most", tuple((b, a) for a, b in AT_MOST))):
                for one, other in pairs:
                    firsts, seconds = (self._named(name, timepoint, place) for name in (one, other))
                    yield from (
                        Relation(kind, first, (second,)) for first, second in product(firsts, seconds)
                    )

    def _named(self, name: str, timepoint: str, place: str) -> list[Quantity]:
        return [family[place] for family in self._families_named(name, timepoint) if place in family]

    def _families_named(self, name: str, timepoint: str) -> list[dict[str, Quantity]]:
        """By timepoint and name: asked for once for every district."""
        if (name, timepoint) not in self._named_before:
            head, population, what = (part.strip() for part in name.split("/"))
            indicator, definition = head.split(" ", maxsplit=1)
            self._named_before[name, timepoint] = [
                family
                for (time, of, of_definition, of_population, of_what), family in self._by_family.items()
                if (time, of_what) == (timepoint, what) and fnmatchcase(of, indicator)
                and fnmatchcase(of_definition, definition) and fnmatchcase(of_population, population)
            ]  # fmt: skip
        return self._named_before[name, timepoint]

    def _agreements(self) -> Iterator[Relation]:
        """What two rows of one population rest on is the same number if it is wherever both are published."""
        groups: dict[tuple[str, str], list[tuple[str, ...]]] = defaultdict(list)
        for time, indicator, definition, population, what in self._by_family:
            if what in ("den", "n") and time == TIMEPOINTS[0]:
                groups[population, ""].append((indicator, definition, population, what))
        for families in groups.values():
            told: dict[tuple[tuple[Quantity, float], ...], tuple[str, ...]] = {}
            for family in sorted(set(families)):
                values = tuple(
                    (time, place, self.known[quantity])
                    for time in TIMEPOINTS
                    for place, quantity in sorted(self._by_family.get((time, *family), {}).items())
                    if quantity in self.known
                )
                if len({value for *_, value in values}) < 2:
                    continue
                first = told.setdefault(values, family)
                if first != family:
                    yield from self._joined(first, family)

    def _coded_groups(self) -> Iterator[Relation]:
        """Coders mostly take one group in hand: where as many cases were coded as it has, it is that."""
        for timepoint, name in product(TIMEPOINTS, CODED):
            for coded, group in product(
                self._families_named("I* coverage* / * / num", timepoint),
                self._families_named(name, timepoint),
            ):
                told = [self.known.get(family["all"]) for family in (coded, group) if "all" in family]
                if len(told) == 2 and told[0] == told[1] and told[0]:
                    places = coded.keys() & group.keys()
                    yield from (Relation("same", group[place], (coded[place],)) for place in sorted(places))

    def _joined(self, one: tuple[str, ...], other: tuple[str, ...]) -> Iterator[Relation]:
        for time in TIMEPOINTS:
            first, second = self._by_family[(time, *one)], self._by_family[(time, *other)]
            yield from (
                Relation("same", first[place], (second[place],)) for place in first if place in second
            )


def replace_timepoint(row: Row, timepoint: str) -> Row:
    return replace(row, timepoint=timepoint)


def _without_shares(quantities: Iterable[Quantity]) -> list[Quantity]:
    return [quantity for quantity in quantities if not quantity.definition.endswith("_share")]


def _family(quantity: Quantity) -> tuple[str, ...]:
    return (
        quantity.timepoint, quantity.indicator, quantity.definition, quantity.population, quantity.what,
    )  # fmt: skip


def _is_count(row: Row) -> bool:
    return row.unit in COUNTING or row.unit.startswith(SHARES)


def recovered(bounds: Bounds, truth: dict[Quantity, float], harmless: Collection[Quantity] = ()) -> Bounds:
    """Bounds that are right, of quantities whose worth is to be kept."""
    return {
        quantity: (low, high)
        for quantity, (low, high) in bounds.items()
        if quantity not in harmless and low - 1e-4 <= truth[quantity] <= high + 1e-4
    }
