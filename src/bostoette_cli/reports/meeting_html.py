"""The meeting paper as a web page: for the table on paper, or on the wall."""

from bostoette_cli.analysis import meeting_phrases
from bostoette_cli.analysis.meeting import Meeting
from bostoette_cli.analysis.plan_phrases import in_brief
from bostoette_cli.reports.page import render


def meeting_page(meeting: Meeting) -> str:
    """Write the whole paper as one self-contained page."""
    heading = f"{meeting_phrases.HEADING}: {meeting.result.round.title}"
    return render(
        "moede.html",
        heading,
        heading=heading,
        meeting=meeting,
        result=meeting.result,
        scale=meeting.result.catalogue.scale,
        words=meeting_phrases,
        in_brief=in_brief,
    )
