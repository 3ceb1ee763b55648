"""The page of a goal: the answer first, then where what is required stands, what was left out, and who else says so."""

from __future__ import annotations

from dataclasses import dataclass

from kept.access import door
from kept.errors import UnknownRecord
from kept.ledger.flows import View
from kept.outlook.models import Goal
from kept.outlook.progress import Progress, open_ground, progress, scope
from kept.publishing.pages.amounts import told
from kept.publishing.pages.behind import Behind, behind
from kept.publishing.pages.evidence import Evidence, Page, of_claims, reports
from kept.publishing.remembered import remembered
from kept.publishing.summary import GoalLine, goal_line
from kept.registry import lookup
from kept.vocabulary.findings import Finding
from kept.vocabulary.stages import Stage


@dataclass(frozen=True, slots=True)
class Step:
    """What has reached at least a stage: in words, with both lines behind it."""

    stage: str
    best: str
    itemised: str
    reported: str
    basis: str
    share: float


@dataclass(frozen=True, slots=True)
class GoalPage:
    code: str
    line: GoalLine
    owner_slug: str
    coalition: str
    coalition_slug: str
    item_slug: str
    note: str
    steps: tuple[Step, ...]
    evidence: tuple[Evidence, ...]
    pages: tuple[Page, ...]
    alike: tuple[Finding, ...]

    @property
    def progress(self) -> Progress:
        return self.line.progress


def goal_page(view: View, code: str) -> GoalPage:
    """Raises UnknownRecord where no such goal is released to the actor."""
    goal = _goal(view, code)
    reached = remembered(f"goal {code}", view, lambda: progress(goal, open_ground(view)))
    names = lookup.party_names(view.actor)
    claims = of_claims([goal.claim_id] if goal.claim_id else [], view.actor)
    return GoalPage(
        code=code,
        line=goal_line(reached, names, view.actor),
        owner_slug=goal.owner,
        coalition=lookup.coalition_titles(view.actor).get(goal.coalition, ""),
        coalition_slug=goal.coalition,
        item_slug=goal.item,
        note=goal.note,
        steps=tuple(steps(reached)),
        evidence=tuple(claims.values()),
        pages=tuple(reports([code], view.actor)),
        alike=tuple(_alike(view, goal)),
    )


def _goal(view: View, code: str) -> Goal:
    goal = door.rows(Goal, view.actor).filter(code=code).first()
    if goal is None or (view.recorded_by is not None and goal.recorded_at > view.recorded_by):
        raise UnknownRecord("goal", code)
    return goal


def steps(reached: Progress) -> list[Step]:
    """The stages from promise to hand-over; a share of what is required is at least so much, at most all of it."""
    required = reached.required.low if reached.required else None
    return [
        Step(
            stage=stage.value,
            best=told(line.best),
            itemised=told(line.itemised),
            reported=told(line.reported) if line.reported else "",
            basis=line.basis,
            share=min(1.0, float((line.best.low or 0) / required)) if required else 0.0,
        )
        for stage, line in reached.stages.items()
    ]


def goal_behind(view: View, code: str, stage: str, *, page: int = 1) -> tuple[GoalPage, Behind]:
    """What is behind one figure of a goal; raises UnknownRecord for a stage that the goal does not show."""
    shown = goal_page(view, code)
    if stage not in {step.stage for step in shown.steps}:
        raise UnknownRecord("stage", stage)
    goal = _goal(view, code)
    only = remembered(f"scope of {code}", view, lambda: scope(goal, open_ground(view)))
    return shown, behind(view, only, stage=Stage(stage), unit=goal.unit, page=page)


def _alike(view: View, goal: Goal) -> list[Finding]:
    """Findings that this goal may be told in another way elsewhere."""
    from kept.outlook.checks import goals_overlap

    found = remembered("goals overlap", view, lambda: goals_overlap(view))
    return [one for one in found if f"{goal.code} " in f"{one.message} "]
