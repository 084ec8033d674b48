"""Gives a copy of a demo's database a history: earlier nights, events, savings, and as many findings as wanted.

    history.py FROM.db TO.db FINDINGS

What it makes up depends on nothing but its seed.
"""

import json
import pathlib
import random
import shutil
import sqlite3
import sys

NIGHTS = 90
DAY = 86_400
HOSTILE = "</script><img src=x onerror=alert(1)><script>alert(2)</script>"


def shift_runs(database):
    """Makes room for earlier nights before the only one."""
    tables = [row[0] for row in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    for table in tables:
        columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
        for column in columns:
            if column in ("run", "first_run") or (table, column) == ("run", "id"):
                database.execute(f"UPDATE {table} SET {column} = {column} + {NIGHTS - 1}")


def totals(database):
    """What the last night has, by measure and part."""
    one = lambda query: database.execute(query).fetchone()[0] or 0
    cells = "SELECT count(*) FROM cell WHERE stage <> 'report' AND state"
    return [
        ("spend", "AmazonDynamoDB", one("""
            SELECT sum(unblended) FROM cost WHERE month = (
                SELECT max(month) FROM cost WHERE month < (SELECT max(month) FROM cost))""")),
        ("saving", "dynamodb", one("SELECT sum(amount) FROM saving WHERE instead IS NULL")),
        ("findings", "high", one("SELECT count(*) FROM finding")),
        ("resources", "dynamodb", one("SELECT count(*) FROM resource")),
        ("cells", "covered", one(f"{cells} IN ('complete', 'empty')")),
        ("cells", "gap", one(f"{cells} NOT IN ('complete', 'empty', 'region-off', 'account-closed')")),
        ("cells", "closed", one(f"{cells} IN ('region-off', 'account-closed')")),
    ]


def add_nights(database, chance):
    as_of, pipeline, version = database.execute("SELECT as_of, pipeline, version FROM run").fetchone()
    # Backwards from what the last night really has.
    past = {"spend": 1.0, "saving": 1.0, "findings": 1.0, "resources": 1.0, "cells": 1.0}
    drift = {"saving": (-0.012, 0.010), "findings": (-0.008, 0.009), "resources": (-0.005, 0.002)}
    last = totals(database)
    for night in range(NIGHTS, 0, -1):
        if night < NIGHTS:
            database.execute(
                "INSERT INTO run (id, as_of, state, pipeline, version) VALUES (?, ?, 'partial', ?, ?)",
                (night, as_of - (NIGHTS - night) * DAY, pipeline, version))
            for measure, (least, most) in drift.items():
                past[measure] *= 1 + chance.uniform(least, most)
            if night % 30 == 4:
                past["spend"] *= 0.94
        blind = 6 if night % 37 == 20 else 1
        for measure, part, amount in last:
            factor = blind if part == "gap" else past[measure]
            database.execute("INSERT INTO trend VALUES (?, ?, ?, ?)", (night, measure, part, int(amount * factor)))


def add_events(database, chance):
    resources = database.execute(
        "SELECT arn, service, account, region, name FROM resource WHERE service = 'dynamodb' ORDER BY arn").fetchall()
    costs = dict(database.execute("SELECT table_arn, total FROM dynamodb_model").fetchall())
    fields = {
        "created": {}, "deleted": {}, "stale": {}, "restored": {}, "moved": {"account": ["111122223333", "444455556666"]},
        "modified": {"billing_mode": ["PROVISIONED", "PAY_PER_REQUEST"], "class": ["STANDARD", "STANDARD_INFREQUENT_ACCESS"]},
    }
    for resource in chance.sample(resources, min(60, len(resources))):
        arn, service, account, region, name = resource
        kind = chance.choices(list(fields), [6, 4, 2, 1, 1, 9])[0]
        cost = costs.get(arn)
        after = None if cost is None or kind in ("deleted", "stale") else cost
        before = None if cost is None or kind in ("created", "stale") else int(cost * chance.choice([1, 0.7, 1.4]))
        database.execute(
            "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (NIGHTS, arn, kind, service, account, region, name, json.dumps(fields[kind]), before, after))


def add_findings(database, chance, wanted):
    cursor = database.execute("SELECT * FROM finding ORDER BY id")
    names = [column[0] for column in cursor.description]
    rows = [dict(zip(names, row)) for row in cursor]
    marks = ", ".join("?" for _ in names)
    for number in range(max(0, wanted - len(rows))):
        row = dict(chance.choice(rows), id=f"made-up-{number:06}", part=f"index-{number}")
        if number == 0:
            # The first of the page, and not what anybody would call an index.
            row.update(part=HOSTILE, what=HOSTILE, why=HOSTILE, how=HOSTILE, saving=10**14)
        elif row["saving"]:
            row["saving"] = int(row["saving"] * chance.uniform(0.02, 1))
        database.execute(f"INSERT INTO finding VALUES ({marks})", [row[name] for name in names])
    for identity, amount, number in database.execute(
            "SELECT id, saving, row_number() OVER (ORDER BY id) FROM finding WHERE saving > 0").fetchall():
        database.execute(
            "INSERT INTO saving VALUES (?, ?, ?, ?)", (identity, NIGHTS, amount, None if number % 5 else "a larger one"))


def main():
    source, target, wanted = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3])
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    chance = random.Random(7)
    with sqlite3.connect(target) as database:
        # What the run itself has written of its history is of one night.
        for table in ("trend", "event", "saving"):
            database.execute(f"DELETE FROM {table}")
        shift_runs(database)
        add_events(database, chance)
        add_findings(database, chance, wanted)
        add_nights(database, chance)
    database.close()


main()
