"""Write down the whole problem of a week."""

from __future__ import annotations

from trimtab.planner.batches import add_batches
from trimtab.planner.ledger import open_ledger
from trimtab.planner.life_candidates import add_practices
from trimtab.planner.line import Week
from trimtab.planner.patterns import add_patterns, open_patterns
from trimtab.planner.problem import Problem
from trimtab.planner.protect_candidates import add_protects
from trimtab.planner.routine_candidates import add_routine
from trimtab.planner.sleep_candidates import add_sleep
from trimtab.planner.stability import keep_last_plan
from trimtab.planner.stacks import add_stacks
from trimtab.planner.work_candidates import add_tasks


def build_problem(week: Week) -> Problem:
    """Candidates and budgets for everything the person sleeps, eats, keeps and owes."""
    ledger = open_ledger(week)
    choices = open_patterns(ledger)
    add_sleep(ledger)
    add_routine(ledger)
    add_protects(ledger)
    add_practices(ledger)
    add_batches(ledger, add_tasks(ledger))
    add_stacks(ledger)
    add_patterns(ledger, choices)
    keep_last_plan(ledger)
    return ledger.draft.finish()
