"""What all stories of the demonstration share: the clock, the people, the decks of plots."""

from dataclasses import dataclass, field
from datetime import date

from thucchat.cli.demo import plots, texts
from thucchat.cli.demo.clock import Deck, World
from thucchat.cli.demo.people import Cast
from thucchat.cli.demo.plots import Plot
from thucchat.orgs.choices import Level
from thucchat.orgs.models import User
from thucchat.tasks.models import Task

SLUGS = {
    "document": "vanban",
    "report": "baocao",
    "database": "csdl",
    "platform": "nentang",
    "system": "hethong",
    "service": "dichvu",
    "infrastructure": "hatang",
    "programme": "chuongtrinh",
    "training": "daotao",
}


@dataclass(slots=True)
class Stage:
    """Where the stories play."""

    world: World
    cast: Cast
    deadline: Deck[Plot] = field(init=False)
    part: Deck[Plot] = field(init=False)
    waiting: int = 0  # requests for an extension that nobody will have answered
    told: list[tuple[str, bytes]] = field(default_factory=list)  # files that hollow claims share

    def __post_init__(self) -> None:
        self.deadline = Deck(plots.DEADLINE, self.world.dice)
        self.part = Deck(plots.PART, self.world.dice)


@dataclass(slots=True)
class Job:
    """One task in work: its people and what its sentences speak of."""

    stage: Stage
    task: Task
    subject: texts.Subject
    reporter: User
    head: User
    judge: User
    accepted_on: date
    is_commune: bool

    @classmethod
    def take(cls, stage: Stage, task: Task) -> "Job":
        """Cast the people of a task's lead body."""
        lead = stage.cast.bodies[lead_id(task)]
        number = task.code.partition("-")[2].replace("-", "").replace(".", "-")
        slug = SLUGS.get(task.product_kind, "sanpham")
        return cls(
            stage=stage,
            task=task,
            subject=texts.Subject.draw(
                stage.world.dice,
                kind=task.product_kind,
                field=task.field,
                name=lead.short_name,
                # .example is reserved: no such address can ever exist.
                url=f"https://{slug}-{number}.{lead.code.lower()}.example/",
            ),
            reporter=stage.cast.reporters[lead.pk],
            head=stage.cast.heads[lead.pk],
            judge=stage.cast.judge(lead.pk),
            accepted_on=stage.world.today,
            is_commune=lead.level == Level.COMMUNE,
        )


def lead_id(task: Task) -> int:
    """Return the lead of an issued task, which has one."""
    if task.lead_id is None:
        raise ValueError(f"{task.code} has no lead")
    return task.lead_id
