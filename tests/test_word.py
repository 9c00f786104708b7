"""The Word documents: real headings, tables and quotes, in Danish, with text as data."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from itertools import pairwise
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Emu
from docx.table import Table
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bostoette_cli.analysis.meeting import prepare
from bostoette_cli.domain.answers import Words
from bostoette_cli.domain.plan import Action, Event, Status
from bostoette_cli.domain.round_data import RoundData
from bostoette_cli.domain.rounds import Agreed
from bostoette_cli.language.text import one_line, visible
from bostoette_cli.reports.docx import document
from bostoette_cli.reports.meeting_docx import meeting_document
from bostoette_cli.reports.model import build
from bostoette_cli.reports.paper import Paper
from test_markdown import agreed, small_round

from builders import response, round_
from demonstration import autumn, spring

DRAWN = Action(1, "ab", "Tegn kortet.", "Teamleder", date(2026, 10, 1), "Det hænger der.", 5)
BEGUN = Action(
    1, "cd", "Spørg altid.", events=(Event(date(2026, 6, 1), Status.UNDER_WAY, "Vi er i gang."),)
)
TODAY = date(2026, 11, 22)


def report(*rounds: RoundData, unread: int = 0) -> Document:
    return docx.Document(io.BytesIO(document(build(rounds, unread))))


def meeting(*rounds: RoundData, minutes: int = 60) -> Document:
    return docx.Document(io.BytesIO(meeting_document(prepare(rounds, minutes, TODAY))))


@pytest.fixture(scope="module")
def compared() -> Document:
    """The report of two rounds, both with actions."""
    before = spring()._replace(actions=(DRAWN, BEGUN))
    return report(before, autumn()._replace(actions=(DRAWN,)))


@pytest.fixture(scope="module")
def paper() -> Document:
    """The meeting paper of the second of two rounds."""
    before = spring()._replace(actions=(DRAWN, BEGUN))
    return meeting(before, autumn()._replace(actions=(DRAWN,)))


NO_NUMBERS = ["Ved ikke", "Ikke relevant", "Vil ikke svare", "Ikke besvaret"]

BOTH = pytest.mark.parametrize("which", ["compared", "paper"])


def styled(found: Document, style: str) -> list[str]:
    return [p.text for p in found.paragraphs if p.style is not None and p.style.name == style]


def headings(found: Document) -> list[tuple[int, str]]:
    named = [(p.style.name or "", p.text) for p in found.paragraphs if p.style is not None]
    return [(int(name[-1]), text) for name, text in named if name.startswith("Heading")]


def cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def table_under(found: Document, heading: str) -> list[list[str]]:
    """The cells of the first table after a heading."""
    parts = list(found.element.body)
    texts = ["".join(t.text or "" for t in part.iter(qn("w:t"))) for part in parts]
    start = next(i for i, text in enumerate(texts) if text == heading)
    part = next(p for p in parts[start:] if p.tag == qn("w:tbl"))
    return cells(next(table for table in found.tables if table._tbl is part))


class TestTheDocument:
    @BOTH
    def test_it_is_a4_in_danish(self, which: str, request: pytest.FixtureRequest) -> None:
        found = request.getfixturevalue(which)
        section = found.sections[0]
        size = (section.page_width, section.page_height)
        assert [round(Emu(length).mm) for length in size if length] == [210, 297]
        languages = {e.get(qn("w:val")) for e in found.styles.element.iter(qn("w:lang"))}
        assert languages == {"da-DK"}
        assert found.core_properties.language == "da-DK"

    @BOTH
    def test_the_pages_are_numbered(self, which: str, request: pytest.FixtureRequest) -> None:
        found = request.getfixturevalue(which)
        footer = found.sections[0].footer.paragraphs[0]
        fields = [e.get(qn("w:instr")) for e in footer._p.iter(qn("w:fldSimple"))]
        assert fields == ["PAGE", "NUMPAGES"]
        assert "\tSide " in footer.text

    @BOTH
    def test_the_headings_step_down_one_level_at_a_time(
        self, which: str, request: pytest.FixtureRequest
    ) -> None:
        levels = [level for level, _ in headings(request.getfixturevalue(which))]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))

    @BOTH
    def test_every_table_repeats_its_headings_and_breaks_no_row(
        self, which: str, request: pytest.FixtureRequest
    ) -> None:
        for table in request.getfixturevalue(which).tables:
            rows: list[Any] = [row._tr.trPr for row in table.rows]
            repeated = [row.find(qn("w:tblHeader")) is not None for row in rows]
            assert repeated == [True] + [False] * (len(rows) - 1)
            assert all(row.find(qn("w:cantSplit")) is not None for row in rows)

    @BOTH
    def test_looks_belong_to_styles_and_to_nothing_else(
        self, which: str, request: pytest.FixtureRequest
    ) -> None:
        body = request.getfixturevalue(which).element.body
        assert list(body.iter(qn("w:rPr"))) == []
        assert {child.tag for p in body.iter(qn("w:pPr")) for child in p} == {qn("w:pStyle")}

    def test_the_properties_say_what_it_is_and_nothing_of_the_library(
        self, compared: Document
    ) -> None:
        properties = compared.core_properties
        assert (properties.title, properties.author) == ("Efterår 2026", "")
        assert properties.created is not None
        assert properties.created.replace(tzinfo=None) == datetime(2026, 11, 22)  # noqa: DTZ001
        assert properties.comments == "Skrevet af bostoette"


class TestTheReport:
    def test_it_has_the_parts_of_the_report(self, compared: Document) -> None:
        first = [text for level, text in headings(compared) if level == 1]
        assert first == ["Kort fortalt", "Pejlemærker", "Handlinger", "Sådan er der regnet"]
        assert styled(compared, "Title") == ["Efterår 2026"]

    def test_the_overview_has_a_row_for_each_that_is_answered(self, compared: Document) -> None:
        table = table_under(compared, "Tallene")
        assert table[0][:5] == ["Nr.", "Pejlemærke", "Før", "Nu", "Ændring"]
        eight = next(row for row in table if row[0] == "8")
        assert [cell.replace("\u00a0", " ") for cell in eight[2:7]] == [
            *("3,6", "3,4", "− 0,3", "1/0/5", "7→7")
        ]

    def test_a_round_alone_has_its_figures_alone(self) -> None:
        table = table_under(report(autumn()), "Tallene")
        assert table[0] == ["Nr.", "Pejlemærke", "Tal", "n", "Spredning", "Ved ikke", "Fælles"]

    def test_the_statements_stand_under_their_pejlemaerke(self, compared: Document) -> None:
        table = table_under(compared, "5. Borgerens netværk")
        assert table[0] == ["Udsagn", "1", "2", "3", "4", "5", *NO_NUMBERS, "Tal"]
        assert table[1][1:] == ["2", "", "", "1", "3", "", "", "", "", "3,5"]

    def test_what_was_written_is_a_quote_with_its_signature(self, compared: Document) -> None:
        quotes = styled(compared, "Quote")
        assert "»Jeg stod »alene« med det.« (pårørende)" in quotes
        ours = "»Vi har kun én bostøtte pr. borger | det er aftalt.« (medarbejder, ikke relevant)"
        assert ours in quotes

    def test_what_was_said_last_time_has_a_heading_of_its_own(self, compared: Document) -> None:
        assert (3, "Sidst: Forår 2026 (12. maj 2026)") in headings(compared)
        assert "Fælles: 2 Enkelte gange. Kortet bliver tegnet én gang." in styled(
            compared, "Normal"
        )

    def test_the_round_before_the_last_is_called_earlier_as_on_the_page(self) -> None:
        oldest = spring()._replace(round=replace(spring().round, id="r0", title="Efterår 2025"))
        said = headings(report(oldest, spring(), autumn()))
        assert (3, "Sidst: Forår 2026 (12. maj 2026)") in said
        assert (3, "Tidligere: Efterår 2025 (12. maj 2026)") in said

    def test_what_was_decided_is_a_table_with_who_and_when(self, compared: Document) -> None:
        table = table_under(compared, "Handlinger")
        assert table[1:] == [
            ["5", "Tegn kortet.", "Teamleder", "1. okt. 2026", "Det hænger der.", "aftalt", ""]
        ]

    def test_what_was_decided_before_on_no_pejlemaerke_stands_under_its_round(self) -> None:
        found = report(spring()._replace(actions=(replace(BEGUN, pejlemaerke=None),)), autumn())
        assert "Aftalt i Forår 2026 (12. maj 2026)" in styled(found, "Ledetekst")
        assert cells(found.tables[-1])[1][1] == BEGUN.text

    def test_what_became_of_an_earlier_action_is_told_with_its_day(self) -> None:
        found = report(spring()._replace(actions=(replace(BEGUN, pejlemaerke=5),)), autumn())
        last = next(cells(t) for t in found.tables if "Sidst sagt" in cells(t)[0])
        assert last[1][5:] == ["i gang", "1. juni 2026: »Vi er i gang.«"]

    def test_leaders_and_staff_stand_beside_each_other(self, compared: Document) -> None:
        table = table_under(compared, "Leder og medarbejdere")
        assert table[0] == ["Nr.", "Pejlemærke", "Medarbejdere", "Leder", "Forskel"]
        assert table[1] == ["5", "Borgerens netværk", "3,0 (4)", "4,3 (1)", "+ 1,3"]
        assert any(text.startswith("Regnet på de udsagn") for text in styled(compared, "Normal"))

    def test_without_both_leaders_and_staff_nothing_is_said_of_them(self) -> None:
        found = report(small_round(response(s1a=3)))
        assert "Leder og medarbejdere" not in [text for _, text in headings(found)]

    def test_an_action_done_on_the_way_is_told_without_claiming_a_cause(self) -> None:
        done = replace(DRAWN, events=(Event(date(2026, 8, 2), Status.DONE, "Ja."),))
        said = styled(report(spring()._replace(actions=(done,)), autumn()), "Normal")
        assert any(
            text.startswith("På nummer 5 er en handling gjort siden »Forår 2026«.") for text in said
        )

    def test_an_anonymous_round_says_why_a_figure_is_hidden(self) -> None:
        found = report(autumn(anonymous=True))
        table = table_under(found, "3. Trivsel, mestring og håndtering af akutte psykiske kriser")
        assert table[1][1:] == [*[""] * 9, "skjult: færre end 5 svar"]

    def test_what_could_not_be_read_is_said(self) -> None:
        said = styled(report(autumn(), unread=1), "Normal")
        assert "1 besvarelse kunne ikke læses og er ikke regnet med." in said

    def test_a_round_nobody_has_answered_says_so(self) -> None:
        assert "Ingen har svaret endnu." in styled(report(small_round()), "Normal")


class TestTheMeeting:
    def test_it_has_the_parts_of_the_meeting_in_their_order(self, paper: Document) -> None:
        first = [text for level, text in headings(paper) if level == 1]
        assert first[:3] == [
            "Dagsorden",
            "0:00 Siden sidst",
            "0:10 5 Borgerens netværk: her er I mest uenige",
        ]
        last = [text.partition(" ")[2] for text in first[-3:]]
        assert last == ["Det står stærkt", "Det aftaler vi", "Rund af"]

    def test_the_agenda_shares_out_every_minute(self, paper: Document) -> None:
        table = table_under(paper, "Dagsorden")
        assert table[0] == ["Tid", "Emne", "Minutter"]
        assert table[1] == ["0:00", "Siden sidst", "10"]
        assert sum(int(row[2]) for row in table[1:]) == 60

    def test_what_was_agreed_last_time_has_room_for_what_became_of_it(
        self, paper: Document
    ) -> None:
        table = table_under(paper, "0:00 Siden sidst")
        assert table[0] == ["Det aftalte vi", "Hvad blev der af det?"]
        assert table[1] == ["Tegn kortet. (Teamleder, fristen var 1. oktober 2026)", ""]

    def test_a_topic_says_where_to_begin_and_what_was_agreed(self, paper: Document) -> None:
        assert "Spørgsmål at begynde med" in styled(paper, "Ledetekst")
        said = styled(paper, "Normal")
        assert "Sidst blev I enige om 2 Enkelte gange: »Kortet bliver tegnet én gang.«" in said

    def test_a_quote_stands_below_what_it_was_written_about(self, paper: Document) -> None:
        texts = [p.text for p in paper.paragraphs]
        above = texts[texts.index("»Jeg stod »alene« med det.« (pårørende)") - 1]
        assert above.startswith("Forskelligt svarer I på »Vi planlægger")

    def test_a_topic_has_room_for_the_minutes(self, paper: Document) -> None:
        table = table_under(paper, "0:10 5 Borgerens netværk: her er I mest uenige")
        assert table == [["Det sagde vi"], [""]]

    def test_there_is_room_to_write_what_is_decided(self, paper: Document) -> None:
        table = cells(paper.tables[-1])
        assert table[0] == ["Hvad gør vi", "Hvem", "Hvornår", "Hvordan ser vi, at det virker"]
        assert len(table) >= 4

    def test_what_is_decided_already_stands_above_the_room(self, paper: Document) -> None:
        assert "Aftalt i denne runde" in styled(paper, "Ledetekst")
        assert "Tegn kortet. (Teamleder, fristen var 1. oktober 2026)" in styled(
            paper, "List Bullet"
        )

    def test_a_first_round_has_nothing_from_last_time(self) -> None:
        assert not any("Siden sidst" in text for _, text in headings(meeting(autumn())))

    def test_a_round_nobody_has_answered_still_has_an_agenda(self) -> None:
        first = [text for level, text in headings(meeting(small_round())) if level == 1]
        assert first == ["Dagsorden", "0:00 Svar først", "0:45 Det aftaler vi", "0:55 Rund af"]


def everywhere(text: str) -> RoundData:
    """A round with the same text in every place a person can write in."""
    people = (
        replace(
            response("a", s1a=3, notes={"1a": text}), label=text, reflections={"1r1": Words(text)}
        ),
    )
    held = replace(round_(title=text), team=text)
    data = small_round(*people, held=held, agreement=agreed(p1=Agreed(3, text)))
    return data._replace(actions=(replace(DRAWN, text=text, pejlemaerke=1),))


@settings(max_examples=10)
@given(
    st.lists(
        st.text(st.sampled_from("&<>\"'{}\t\r\n a1\x00\x0b\x1b\x85\u2028\u202e\ufffe\uffff😀")),
        min_size=1,
        max_size=8,
    )
)
@example(["<w:p/>", "]]>", "\x00", "\ufffe"])
def test_every_text_is_shown_and_none_is_markup(texts: list[str]) -> None:
    paper = Paper(texts[0], texts[0], texts[0], TODAY)
    for text in texts:
        paper.quote(f"a{text}b")
    paper.table(["Tekst"], [[f"a{text}b"] for text in texts], (1,))
    found = docx.Document(io.BytesIO(paper.data()))
    assert styled(found, "Quote") == [visible(f"a{text}b") for text in texts]
    assert cells(found.tables[0])[1:] == [[visible(f"a{text}b")] for text in texts]


def test_hostile_words_reach_every_part_of_both_documents_as_they_are() -> None:
    text = "a<w:p/>&\x00\x1b\ufffe\u202eb"
    found = report(everywhere(text))
    assert f"»{visible(text)}«" in styled(found, "Quote")[0]
    assert styled(found, "Title") == [one_line(text)]
    assert table_under(found, "Handlinger")[1][1] == visible(text)
    assert (
        meeting(everywhere(text)).core_properties.title
        == f"Oplæg til personalemøde: {one_line(text)}"
    )


def test_the_same_report_gives_the_same_parts() -> None:
    def parts() -> dict[str, bytes]:
        archive = zipfile.ZipFile(io.BytesIO(document(build([autumn()]))))
        return {name: archive.read(name) for name in archive.namelist()}

    assert parts() == parts()
