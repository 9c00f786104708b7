"""The Excel and the Word file as another program than ours and Microsoft's opens them."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bostoette_cli.reports.docx import document
from bostoette_cli.reports.model import build
from bostoette_cli.reports.xlsx import workbook
from test_html import demonstration

SOFFICE = shutil.which("soffice")

pytestmark = pytest.mark.skipif(
    SOFFICE is None, reason="not opened in LibreOffice: none here (apt-get install libreoffice)"
)
# LibreOffice says so itself where Java is not installed; nothing of ours needs it.
ABOUT_JAVA = "javaldx"


def converted(file: Path, to: str, ending: str) -> Path:
    """The file as LibreOffice writes it in another format, without a word of complaint."""
    assert SOFFICE is not None
    profile = f"-env:UserInstallation={(file.parent / 'profil').as_uri()}"
    done = subprocess.run(
        [SOFFICE, profile, "--headless", "--convert-to", to, "--outdir", file.parent, file],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert [line for line in done.stderr.splitlines() if line and ABOUT_JAVA not in line] == []
    return file.with_suffix(ending)


def test_the_workbook_opens_with_its_figures_and_no_error(tmp_path: Path) -> None:
    file = tmp_path / "tal.xlsx"
    file.write_bytes(workbook(build(demonstration())))
    text = converted(file, "csv:Text - txt - csv (StarCalc):59,34,76", ".csv").read_text("utf-8")
    rows = list(csv.reader(text.splitlines(), delimiter=";"))
    top = next(row for row in rows if "Ændring" in row)
    eight = dict(zip(top, next(row for row in rows if row[0] == "8"), strict=True))
    shown = {name: eight[name].replace(",", ".") for name in ("Før", "Nu", "Ændring", "Op", "n nu")}
    assert shown == {"Før": "3.6", "Nu": "3.4", "Ændring": "− 0.3", "Op": "1", "n nu": "7"}
    assert re.findall(r"#[A-ZÆØÅ/0]+[!?]|#N/A|Err:\d+|#REF", text) == []


def test_the_document_opens_with_every_heading_and_no_word_of_a_table_broken(
    tmp_path: Path,
) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("document not read: no pdftotext here (apt-get install poppler-utils)")
    file = tmp_path / "rapport.docx"
    file.write_bytes(document(build(demonstration())))
    paper = converted(file, "pdf", ".pdf")
    done = subprocess.run(["pdftotext", "-raw", paper, "-"], capture_output=True, check=True)
    text = " ".join(done.stdout.decode().split())
    for heading in (
        *("Kort fortalt", "Tallene", "Leder og medarbejdere", "5. Borgerens netværk"),
        *("Handlinger", "Sådan er der regnet"),
    ):
        assert heading in text
    assert "Op/ned/ samme" in text
    assert "Ikke relevant" in text
