"""The lives of the demonstration county's organs, officers and topics: how the administrator set them up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import date, datetime, timedelta
from itertools import count

from sunforest.core.organs.models import Organ as OrganRow
from sunforest.core.organs.models import Post as PostRow
from sunforest.core.organs.models import Topic as TopicRow
from sunforest.core.organs.roles import ADMINISTRATOR
from sunforest.core.process import registry
from sunforest.core.process.models import Case
from sunforest.demo.county import County, Officer, Organ, Post
from sunforest.demo.lives import Answers, Life, Step, said
from sunforest.demo.moments import moment, working_days_before
from sunforest.matters.administration.process import AppointmentProcess, OrganProcess, TopicProcess

ORGANS_ON, OFFICERS_ON, TOPICS_ON = date(2024, 1, 2), date(2024, 1, 3), date(2024, 1, 4)
OF_THE_ORGAN = (
    *("code", "name", "short_name", "name_en", "uscc", "number_prefix", "functions", "address", "hours", "phone"),
    *("head_post", "reconsidered_by", "supervises_disclosure", "division"),
)
Clock = Callable[[], datetime]


def lives_of_staff(county: County, *, first_organ: str, administrator: str) -> Iterator[Life]:
    """Organs, officers with their posts and absences, topics of the second level; what was bootstrapped is left out.

    ``first_organ`` is the code of the organ that sets up the rest, ``administrator`` a sign-in name.
    """
    for organ, at in zip(county.organs, _minutes(ORGANS_ON), strict=False):
        if organ.code != first_organ:
            yield _life_of_organ(organ, first_organ, at)
    clock = _minutes(OFFICERS_ON).__next__
    deputised_for = sorted(county.officers, key=lambda officer: any(post.deputy for post in officer.posts))
    for officer in deputised_for:
        if officer.username != administrator:
            yield _life_of_officer(officer, first_organ, clock)
    yield from _lives_of_topics(county, first_organ)


def _minutes(day: date) -> Iterator[datetime]:
    start = moment(day, "09:00", "")
    return (start + timedelta(seconds=45 * number) for number in count())


def _life_of_organ(organ: Organ, by: str, at: datetime) -> Life:
    answers = {name: value for name, value in asdict(organ).items() if name in OF_THE_ORGAN}
    step = Step(at, OrganProcess.establish, ADMINISTRATOR, said(answers))
    return Life(f"organ {organ.code}", OrganProcess, by, (step,))


def _life_of_officer(officer: Officer, by: str, clock: Clock) -> Life:
    entered = {"name": officer.name, "name_en": officer.name_en, "username": officer.username}
    steps = [Step(clock(), AppointmentProcess.enter, ADMINISTRATOR, said(entered))]
    steps += [Step(clock(), AppointmentProcess.appoint, ADMINISTRATOR, _appointment(post)) for post in officer.posts]
    for post in officer.posts:
        if post.absent_from is not None:
            noted = moment(working_days_before(post.absent_from, 1), "16:30", officer.username)
            steps.append(Step(noted, AppointmentProcess.note_absence, ADMINISTRATOR, _absence(post)))
    return Life(f"officer {officer.username}", AppointmentProcess, by, tuple(steps))


def _appointment(post: Post) -> Callable[[Case | None], Answers]:
    known = {process.key for process in registry.processes()} | {"*"}

    def answers(_case: Case | None) -> Answers:
        return {
            "organ": OrganRow.objects.get(code=post.organ).pk,
            "title": post.title,
            "title_en": post.title_en,
            "roles": list(post.roles),
            "processes": [key for key in post.processes if key in known],
            "deputy": _number_of(post.organ, post.deputy) if post.deputy else "",
        }

    return answers


def _absence(post: Post) -> Callable[[Case | None], Answers]:
    def answers(_case: Case | None) -> Answers:
        return {
            "post": _number_of(post.organ, post.title),
            "absent_from": post.absent_from,
            "absent_until": post.absent_until or "",
            "deputy": _number_of(post.organ, post.deputy) if post.deputy else "",
        }

    return answers


def _number_of(organ: str, title: str) -> int:
    return PostRow.objects.get(organ__code=organ, title=title).pk


def _lives_of_topics(county: County, by: str) -> Iterator[Life]:
    clock = _minutes(TOPICS_ON).__next__
    for topic in county.topics:
        for child in topic.children:
            step = Step(clock(), TopicProcess.add, ADMINISTRATOR, _topic(topic.name, child.name, child.name_en))
            yield Life(f"topic {topic.name}/{child.name}", TopicProcess, by, (step,))


def _topic(parent: str, name: str, name_en: str) -> Callable[[Case | None], Answers]:
    return lambda _case: {
        "name": name,
        "name_en": name_en,
        "parent": TopicRow.objects.get(name=parent, parent=None).pk,
    }
