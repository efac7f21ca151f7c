"""What was found in a roster as JSON-ready data, version 1."""

from __future__ import annotations

from typing import Any

from trimtab.domain.duty import AverageHours, DutyFinding, DutyReport, DutyRule, NotChecked
from trimtab.reports.json_pieces import problems_to_json

VERSION = 1


def roster_to_json(report: DutyReport) -> dict[str, Any]:
    """Findings, weeks and averages; times with an offset, minutes whole."""
    return {
        "version": VERSION,
        "rulebook": report.rulebook.name,
        "title": report.rulebook.title,
        "first": report.first.isoformat() if report.first else None,
        "last": report.last.isoformat() if report.last else None,
        "zone": report.zone,
        "broken": list(report.broken),
        "in_doubt": list(report.in_doubt),
        "kept": list(report.kept),
        "findings": [
            {**finding_to_json(one), "ahead": report.is_ahead(one)} for one in report.findings
        ],
        "weeks": [
            {"start": week.start.isoformat(), "minutes": week.minutes} for week in report.weeks
        ],
        "averages": [_average(one) for one in report.averages],
        "notes": list(report.notes),
        "not_checked": [_not_checked(one) for one in report.rulebook.not_checked],
        "rules": [_rule(one) for one in report.rulebook.rules],
        "problems": problems_to_json(report.problems),
    }


def duty_to_json(report: DutyReport | None) -> dict[str, Any]:
    """What a plan says of duty hours: by which rules, and what touches its days."""
    findings = report.findings if report else ()
    return {
        "rulebook": report.rulebook.name if report else None,
        "findings": [finding_to_json(one) for one in findings],
    }


def finding_to_json(one: DutyFinding) -> dict[str, Any]:
    """One finding; what is no length of time counts a day, night or call as 1440 minutes."""
    return {
        "rule": one.rule,
        "requirement": one.requirement,
        "requirement_renumbered": one.renumbered or None,
        "severity": one.severity,
        "start": one.start.isoformat(),
        "end": one.end.isoformat(),
        "measured_minutes": one.measured_minutes,
        "limit_minutes": one.limit_minutes,
        "measured": one.measured,
        "limit": one.limit,
        "unit": one.unit,
        "basis": one.basis,
        "rotation": one.name or None,
        "certainty": one.certainty,
        "rule_id": one.rule_id,
        "text": one.told,
    }


def _average(one: AverageHours) -> dict[str, Any]:
    return {
        "rotation": one.name or None,
        "first": one.first.isoformat(),
        "last": one.last.isoformat(),
        "minutes": one.minutes,
        "counted_days": one.counted_days,
        "minutes_per_week": one.minutes_per_week,
        "days_off": one.days_off,
    }


def _not_checked(one: NotChecked) -> dict[str, Any]:
    return {"requirement": one.requirement, "text": one.text, "certainty": one.certainty}


def _rule(rule: DutyRule) -> dict[str, Any]:
    return {
        "rule_id": rule.id,
        "rule": rule.kind,
        "requirement": rule.requirement,
        "requirement_renumbered": rule.renumbered or None,
        "text": rule.text,
        "source": rule.source,
        "checked": rule.checked.isoformat(),
        "certainty": rule.certainty,
        "unverified": [one for one in (rule.unverified_stretch, rule.unverified_leave) if one],
        "limits": dict(rule.limits),
    }
