"""The report as one web page for the projector, the intranet and the printer."""

from bostoette_cli.analysis.findings import by_gap
from bostoette_cli.reports.method import explanation
from bostoette_cli.reports.model import Report
from bostoette_cli.reports.page import render


def html(report: Report) -> str:
    """Write the whole report as one self-contained page."""
    return render(
        "rapport.html",
        report.result.round.title,
        report=report,
        result=report.result,
        scale=report.result.catalogue.scale,
        shown=[s for s in report.sections if s.has_something],
        answered=[s for s in report.sections if not s.is_empty],
        untouched=[str(s.result.pejlemaerke.number) for s in report.sections if s.is_empty],
        gaps=by_gap(report.result),
        method=list(explanation(report)),
    )
