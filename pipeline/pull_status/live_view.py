"""What is shown of a running pull: a picture of the moment, for a terminal or as one plain line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from pipeline.pull_status.districts import DistrictProgress, total_of
from pipeline.pull_status.table import AT_LEAST, district_table
from pipeline.pull_status.wording import count_of, duration

IN_THE_BROWSER = "Type the captcha in the browser window and press Enter there."


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment of a pull: ``done`` of ``known`` questions are settled.

    ``captchas_now`` were used in this sitting. ``seconds_left`` is ``None`` before there is anything to go
    by, and ``is_least`` when it can only grow. ``notice`` is what the person must know or do at once.
    """

    title: str
    districts: tuple[DistrictProgress, ...]
    district: str
    now: str
    done: int
    known: int
    captchas_now: int
    pages_a_minute: float | None
    seconds_left: float | None
    is_least: bool
    notice: str = ""


def live_view(moment: Moment, width: int) -> RenderableType:
    """Table and lines for a terminal, 80 columns wide or more."""
    lines = Table.grid(padding=(0, 2))
    lines.add_column(style="dim", no_wrap=True, min_width=8)
    lines.add_column(no_wrap=True, overflow="ellipsis")
    lines.add_row("pace", _pace(moment))
    lines.add_row("captchas", _captchas(moment))
    if moment.notice:
        lines.add_row("", Text(moment.notice, style="bold yellow", no_wrap=False))
    else:
        lines.add_row("asking", Text(moment.now))
    title = Text(moment.title, style="bold")
    # Short and last: the terminal prints ^C behind it, and on a full line that would begin another.
    ending = Text("Ctrl-C stops; all that was received is kept", style="dim")
    return Group(title, district_table(moment.districts, width, asked_now=moment.district), lines, ending)


def plain_line(moment: Moment) -> str:
    """The same on one line, for logs and pipes."""
    said = [f"{moment.done} of {moment.known} pages", _pace(moment), f"captchas {_captchas(moment)}"]
    failed = total_of(moment.districts).failed if moment.districts else 0
    if failed:
        said.insert(1, f"{count_of(failed, 'search', 'searches')} failed")
    return "; ".join([*said, moment.notice or moment.now])


def captcha_lines(moment: Moment) -> str:
    """What a person asked for a captcha should know, on two lines."""
    return f"{moment.now}\ncaptchas: {_captchas(moment)}; {_time_left(moment)}"


def _pace(moment: Moment) -> str:
    if moment.pages_a_minute is None:
        return _time_left(moment)
    a_minute = moment.pages_a_minute
    shown = f"{a_minute:,.0f}" if a_minute >= 20 else f"{a_minute:.1f}"
    return f"{shown} pages a minute, {_time_left(moment)}"


def _time_left(moment: Moment) -> str:
    if moment.seconds_left is None:
        return "time left not known yet"
    if not moment.seconds_left:
        return "nothing left to ask"
    return f"{'at least' if moment.is_least else 'about'} {duration(moment.seconds_left)} left"


def _captchas(moment: Moment) -> str:
    total = total_of(moment.districts)
    earlier = total.captchas_used - moment.captchas_now
    used = f"{total.captchas_used} used" + (f" ({moment.captchas_now} now)" if earlier > 0 else "")
    said = [used, f"{captchas_left(total)} left"]
    if total.cases_per_captcha is not None:
        said.append(f"{total.cases_per_captcha:.1f} cases a captcha")
    return ", ".join(said)


def captchas_left(total: DistrictProgress) -> str:
    """The number, marked where it may turn out to be more."""
    return f"{AT_LEAST if total.captchas_left and not total.is_exact else ''}{total.captchas_left}"


def seconds_left(
    districts: Sequence[DistrictProgress], a_list: float, a_page: float, pages_a_case: float
) -> tuple[float, bool]:
    """Time for what is left, and whether it is only the least.

    ``pages_a_case`` is 1, more where daily statuses are wanted too. Lists not there yet are taken to hold as
    many cases as those that are.
    """
    total = total_of(districts)
    mean = total.cases_on_lists / total.lists_there if total.lists_there else 0.0
    cases = total.cases_left + total.lists_unseen * mean
    least = bool(total.captchas_left and not total.is_exact) or bool(
        total.lists_unseen and not total.lists_there
    )
    return total.captchas_left * a_list + cases * pages_a_case * a_page, least
