"""Reads the reports of a run as others do: read.py FOLDER [SOFFICE]

Frictionless validates the data package. DuckDB, pandas, SQLite and, where it is named, LibreOffice read every CSV, and
every value has to be the one that is written there.
"""
import csv
import decimal
import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile

import duckdb
import frictionless
import pandas

folder = sys.argv[1]
office = sys.argv[2] if len(sys.argv) > 2 else None
wrong = 0


def tell(what):
    global wrong
    wrong += 1
    print("wrong: " + what)


def cells(path):
    """The rows as RFC 4180 has them, where nothing at all is null and "" is the empty text: both are '' here."""
    with open(path, newline="", encoding="utf-8-sig") as file:
        return list(csv.reader(file))


def compare(reader, name, rows, read, same=lambda ours, theirs, column: ours == theirs):
    if len(rows) != len(read):
        return tell(f"{reader} reads {len(read)} rows of {name}, and {len(rows)} are there")
    for number, (ours, theirs) in enumerate(zip(rows, read)):
        for column, (left, right) in enumerate(zip(ours, theirs)):
            if not same(left, right, column):
                return tell(f"{reader} reads {right!r} in row {number} column {column} of {name}, not {left!r}")


def texts(rows):
    return [["" if value is None else str(value) for value in row] for row in rows]


def by_duckdb(path):
    return texts(duckdb.sql(f"FROM read_csv('{path}', all_varchar = true, header = false)").fetchall())


def by_pandas(path):
    frame = pandas.read_csv(path, dtype=str, header=None, keep_default_na=False, encoding="utf-8-sig")
    return texts(frame.values.tolist())


def by_sqlite(path, columns):
    with tempfile.TemporaryDirectory() as scratch:
        database = f"{scratch}/a.db"
        names = ", ".join(f"c{number} TEXT" for number in range(columns))
        subprocess.run(
            ["sqlite3", database, f"CREATE TABLE t ({names})", ".mode csv", f".import '{path}' t"], check=True)
        return texts(sqlite3.connect(database).execute("SELECT * FROM t ORDER BY rowid").fetchall())


def by_office(paths):
    """What a spreadsheet makes of them, in one go: numbers become numbers, and all else stays as it is."""
    scratch = tempfile.mkdtemp()
    subprocess.run(
        [office, "--headless", f"-env:UserInstallation=file://{scratch}/profile", "--convert-to",
         "fods", "--infilter=CSV:44,34,76,1,,0,false,false,false,false", "--outdir", scratch, *paths],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    import xml.etree.ElementTree as tree
    office_name = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
    table = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
    text = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
    sheets = {}
    for path in paths:
        name = os.path.basename(path)[:-4]
        rows = []
        for row in tree.parse(f"{scratch}/{name}.fods").iter(table + "table-row"):
            values = []
            for cell in row.iter(table + "table-cell"):
                value = cell.get(office_name + "value")
                if value is None:
                    value = "\n".join("".join(line.itertext()) for line in cell.findall(text + "p"))
                values += [value] * int(cell.get(table + "number-columns-repeated", 1))
            rows += [values] * min(int(row.get(table + "number-rows-repeated", 1)), 10)
        sheets[name] = rows
    return sheets


def same_number(ours, theirs, _):
    """Spreadsheets tell fifteen digits and twenty decimals of a double, and one space where a text has several."""
    if ours == theirs or re.sub(r"\s+", " ", ours).strip() == re.sub(r"\s+", " ", theirs).strip():
        return True
    try:
        left, right = decimal.Decimal(ours), decimal.Decimal(theirs)
    except decimal.InvalidOperation:
        return False
    return abs(left - right) <= max(abs(left) * decimal.Decimal("1e-14"), decimal.Decimal("1e-20"))


package = json.load(open(f"{folder}/datapackage.json"))
report = frictionless.validate(f"{folder}/datapackage.json")
if not report.valid:
    for task in report.tasks:
        for error in task.errors[:3]:
            tell(f"frictionless: {task.name}: {error.message}")
    for error in report.errors:
        tell(f"frictionless: {error.message}")

paths = [f"{folder}/{resource['path']}" for resource in package["resources"]]
sheets = by_office(paths) if office else {}
count = 0
for resource, path in zip(package["resources"], paths):
    name, rows = resource["name"], cells(path)
    count += len(rows) - 1
    if len(rows) - 1 != resource["rows"]:
        tell(f"{name} has {len(rows) - 1} rows, and the package says {resource['rows']}")
    columns = rows[0]
    for column, total in resource["totals"].items():
        values = (row[columns.index(column)] for row in rows[1:])
        with decimal.localcontext(prec=60):
            seen = sum((decimal.Decimal(value) for value in values if value), decimal.Decimal(0))
        if seen != decimal.Decimal(total):
            tell(f"{name}.{column} adds up to {seen}, and the package says {total}")
    compare("DuckDB", name, rows, by_duckdb(path))
    compare("pandas", name, rows, by_pandas(path))
    compare("SQLite", name, rows, by_sqlite(path, len(columns)))
    if office:
        width = len(columns)
        read = [(row + [""] * width)[:width] for row in sheets[os.path.basename(path)[:-4]]][: len(rows)]
        compare("LibreOffice", name, rows, read, same_number)

readers = "Frictionless, DuckDB, pandas, SQLite" + (" and LibreOffice" if office else "")
print(f"{readers} read {count} rows of {len(paths)} tables; {wrong} wrong")
sys.exit(1 if wrong else 0)
