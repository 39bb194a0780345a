"""A schedule as plain choices of a form, and back. What the choices cannot say stands in the free form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from zoneinfo import available_timezones

from monitor.digests import read_schedule, render_schedule
from monitor.model.digests import Schedule

# As they stand in the form; each with what makes the words of a schedule of it.
RHYTHMS = ("daily", "weekdays", "weekly", "hourly", "at-once", "free")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# Areas of the IANA names that people live in; the rest are old spellings and oceans' numbers.
AREAS = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")

Fields = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleForm:
    """What was typed, as it was typed."""

    rhythm: str = "daily"
    times: str = "07:00"
    day: str = "mon"
    most: str = ""
    quiet_from: str = ""
    quiet_to: str = ""
    free: str = ""
    zone: str = "UTC"

    @property
    def words(self) -> str:
        """The schedule in the words of `farwatch subscribe --at`."""
        match self.rhythm:
            case "daily" | "weekdays":
                return f"{self.rhythm} {self.times}"
            case "weekly":
                return f"{self.day} {self.times}"
            case "hourly":
                return "hourly"
            case "at-once":
                most = f" max {self.most}" if self.most else ""
                quiet = f" quiet {self.quiet_from}-{self.quiet_to}" if self.quiet_from or self.quiet_to else ""
                return f"at once{most}{quiet}"
            case _:
                return self.free

    @property
    def schedule(self) -> Schedule:
        """The schedule; ValueError is one sentence with an example."""
        return read_schedule(self.words, self.zone)


def read_schedule_form(field: Fields) -> ScheduleForm:
    """The fields of a form or of an address; a rhythm that is none is the free form."""
    rhythm = field("rhythm") or "daily"
    return ScheduleForm(
        rhythm=rhythm if rhythm in RHYTHMS else "free",
        times=field("times") or "07:00",
        day=field("day") or "mon",
        most=field("most"),
        quiet_from=field("quiet_from"),
        quiet_to=field("quiet_to"),
        free=field("free"),
        zone=field("zone") or "UTC",
    )


def form_of_schedule(schedule: Schedule) -> ScheduleForm:
    """The plain choice that says a schedule, else the free form; its words are there in any case."""
    words = render_schedule(schedule)
    base = ScheduleForm(zone=schedule.zone, free=words)
    times = ", ".join(at.strftime("%H:%M") for at in schedule.times)
    begin, end = schedule.quiet or (None, None)
    candidates = (
        replace(base, rhythm="hourly"),
        replace(base, rhythm="daily", times=times),
        replace(base, rhythm="weekdays", times=times),
        replace(base, rhythm="weekly", times=times, day=DAYS[schedule.days[0]]),
        replace(
            base,
            rhythm="at-once",
            most=str(schedule.at_once or ""),
            quiet_from=begin.strftime("%H:%M") if begin else "",
            quiet_to=end.strftime("%H:%M") if end else "",
        ),
    )
    return next((one for one in candidates if _says(one, schedule)), replace(base, rhythm="free"))


def _says(form: ScheduleForm, schedule: Schedule) -> bool:
    try:
        return form.schedule == schedule
    except ValueError:
        return False


@cache
def zones() -> tuple[str, ...]:
    """The time zones that a form proposes; any other of the IANA list is taken too."""
    return ("UTC", *sorted(zone for zone in available_timezones() if zone.partition("/")[0] in AREAS))


def field_of(form: Mapping[str, tuple[str, ...]]) -> Fields:
    """The first value of a field, without blanks around it."""
    return lambda name: form.get(name, ("",))[0].strip()
