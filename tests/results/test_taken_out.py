"""Tables that leave the house can be opened, and say what they mean."""

import csv
import io

from python_calamine import CalamineWorkbook

from lartraff.results.logic.taken_out import Share, Table, as_csv, as_xlsx

TABLE = Table(
    "Resultat, vårterminen 2026",
    ("Siffror", "Om siffrorna"),
    ("Ämne", "Elever", "Andel (%)", "Anmärkning"),
    (("Matematik", 119, Share(12 / 119), None), ("=1+1", "..", "..", "delvis dolt"), ("Åäö; ”x”", 0, Share(0), "")),
    ("F och streck räknas som inte godkänt.", "Källa: betyg"),
)


def test_csv_opens_in_a_swedish_spreadsheet() -> None:
    data = as_csv(TABLE)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert rows == [
        ["Ämne", "Elever", "Andel (%)", "Anmärkning"],
        ["Matematik", "119", "10,1", ""],
        ["'=1+1", "..", "..", "delvis dolt"],
        ["Åäö; ”x”", "0", "0,0", ""],
        [],
        ["Resultat, vårterminen 2026"],
        ["F och streck räknas som inte godkänt."],
        ["Källa: betyg"],
    ]


def test_a_spreadsheet_has_numbers_signs_and_no_formulas() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(as_xlsx(TABLE)))
    assert book.sheet_names == ["Siffror", "Om siffrorna"]
    assert book.get_sheet_by_index(0).to_python() == [
        ["Ämne", "Elever", "Andel (%)", "Anmärkning"],
        ["Matematik", 119.0, 10.1, ""],
        ["=1+1", "..", "..", "delvis dolt"],
        ["Åäö; ”x”", 0.0, 0.0, ""],
    ]
    assert book.get_sheet_by_index(1).to_python() == [
        ["Resultat, vårterminen 2026"],
        ["F och streck räknas som inte godkänt."],
        ["Källa: betyg"],
    ]
