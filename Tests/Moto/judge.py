"""Compares the reports of a run with what is true.

    judge.py TRUTH REPORTS      says what differs, and ends with 1 where anything does

TRUTH is what seed.py here wrote, or the truth.json of the larger organisation.
"""

import csv
import json
import sys
from collections import defaultdict
from decimal import Decimal
from math import isclose


def small(truth):
    """What seed.py wrote: accounts, and resources with their tags."""
    return truth["accounts"], truth["resources"], set()


def large(truth):
    """The larger organisation: tables and repositories by account and region, some of them out of reach."""
    organisation = truth["org"]
    locked = set(organisation["expect_assume_denied"])
    accounts = {}
    for account in organisation["accounts"]:
        is_open = account["status"] == "ACTIVE" and account["id"] not in locked
        accounts[account["id"]] = "yes" if is_open else "no"
    denied = {(account, service) for account, services in organisation["expect_service_denied"].items()
              for service in services if service in ("dynamodb", "ecr")}
    resources = {}
    for account, regions in truth["accounts"].items():
        for region, facts in regions.items():
            for table in facts["tables"]:
                resources[f"arn:aws:dynamodb:{region}:{account}:table/{table}"] = None
            for repository in facts["repos"]:
                if (account, "ecr") not in denied:
                    resources[f"arn:aws:ecr:{region}:{account}:repository/{repository}"] = None
    return accounts, resources, denied


def rows(folder, name):
    with open(f"{folder}/{name}.csv", newline="") as file:
        return list(csv.DictReader(file))


def differences(what, expected, found):
    for key in sorted(expected.keys() - found.keys()):
        yield f"{what} {key} is missing"
    for key in sorted(found.keys() - expected.keys()):
        yield f"{what} {key} does not exist"
    for key in sorted(expected.keys() & found.keys()):
        if expected[key] is not None and expected[key] != found[key]:
            yield f"{what} {key}: {found[key]}, not {expected[key]}"


def judge(truth, folder):
    accounts, resources, denied = large(truth) if "org" in truth else small(truth)
    yield from differences("account", accounts, {row["account"]: row["audited"] for row in rows(folder, "accounts")})
    found = {row["arn"]: json.loads(row["tags"] or "null") for row in rows(folder, "resources")}
    yield from differences("resource", resources, found)
    gaps = {(row["account"], row["service"]) for row in rows(folder, "coverage")
            if row["state"] == "denied-by-iam" and row["stage"] == "discover" and row["service"] in ("dynamodb", "ecr")}
    for gap in sorted(denied ^ gaps):
        yield f"coverage of {gap}: {'denied' if gap in gaps else 'not denied'}"
    print(f"{len(accounts)} accounts and {len(resources)} resources compared")


def measured(truth, folder):
    """How much each table and index was read and written: the same sums, averages and percentiles."""
    if "org" not in truth or truth["totals"]["metric_datapoints"] == 0:
        return
    rows_by_key = {}
    for row in rows(folder, "dynamodb_utilisation"):
        rows_by_key[row["account"], row["region"], row["table"], row["index"], row["dimension"]] = row
    fields = {"total": "total", "average": "avg", "p50": "p50", "p95": "p95", "p99": "p99", "maximum": "max",
              "samples": "reported_periods", "p99_reported": "p99_reported"}
    compared = 0
    for account, regions in truth["accounts"].items():
        for region, facts in regions.items():
            for name, table in facts["tables"].items():
                if table["created"] > truth["meta"]["window_start"]:
                    continue  # a table that is younger than the window is measured since it was made
                parts = {("", "read"): table["read"], ("", "write"): table["write"]}
                parts |= {(index, "read"): gsi["read"] for index, gsi in table["gsis"].items()}
                for (index, dimension), expected in parts.items():
                    row = rows_by_key.get((account, region, name, index, dimension))
                    if row is None:
                        yield f"use of {name} {index} {dimension} is missing"
                        continue
                    for ours, theirs in fields.items():
                        value = expected[theirs]
                        same = (row[ours] == "") if value is None else isclose(float(row[ours] or "nan"), value, rel_tol=1e-12, abs_tol=1e-15)
                        if not same:
                            yield f"{ours} of {name} {index} {dimension}: {row[ours]}, not {value}"
                        compared += 1
    print(f"{compared} figures of use compared")


def billed(truth, folder):
    """What was paid: every month in all, by account, service, region and kind of line, to the last digit."""
    if not truth.get("cur"):
        return
    sums = defaultdict(Decimal)
    lines = defaultdict(int)
    for row in rows(folder, "bill"):
        lines[row["month"]] += int(row["lines"])
        for key, column in (("total_unblended", None), ("by_account", "account"), ("by_product", "service"),
                            ("by_region", "region"), ("by_line_item_type", "line_type")):
            sums[row["month"], key, row[column] if column else ""] += Decimal(row["unblended"])
    for month, facts in truth["cur"]["periods"].items():
        if lines[month] != facts["lines"]:
            yield f"lines of {month}: {lines[month]}, not {facts['lines']}"
        if sums[month, "total_unblended", ""] != Decimal(facts["total_unblended"]):
            yield f"the total of {month}: {sums[month, 'total_unblended', '']}, not {facts['total_unblended']}"
        for key in ("by_account", "by_product", "by_region", "by_line_item_type"):
            for value, amount in facts[key].items():
                if sums[month, key, value] != Decimal(amount):
                    yield f"{key} {value} of {month}: {sums[month, key, value]}, not {amount}"
    print(f"{len(truth['cur']['periods'])} months of the bill compared")


def stored(truth, folder):
    """The images: how many, what they take, which are used, and which belong to what is gone."""
    if "org" not in truth:
        return
    live = {"in_use", "child_of_live", "parent_of_live", "referrer_of_live"}
    repositories = {row["arn"]: row for row in rows(folder, "ecr_repositories")}
    images = defaultdict(dict)
    for row in rows(folder, "ecr_images"):
        images[row["account"], row["region"], row["repository"]][row["digest"]] = row
    missing = {row["resource"] for row in rows(folder, "findings") if row["code"] == "ECR-002"}
    plan = {(row["account"], row["region"], row["repository"], row["digest"]) for row in rows(folder, "ecr_cleanup_plan")}
    compared = 0
    for account, regions in truth["accounts"].items():
        for region, facts in regions.items():
            for name, expected in facts["repos"].items():
                row = repositories.get(f"arn:aws:ecr:{region}:{account}:repository/{name}")
                if row is None:
                    continue  # denied, which is compared elsewhere
                found = images[account, region, name]
                # The truth leaves out the configurations of signatures: 233 bytes of each of Cosign's, and 2 of what is empty.
                signatures = sum(image["image_tags"].endswith(".sig") for image in found.values())
                empty = any(image["subject"] for image in found.values())
                stored_bytes = expected["unique_blob_bytes"] + 233 * signatures + 2 * empty
                for column, fact in (("images", expected["images"]), ("untagged", expected["untagged"]),
                                     ("indexes", expected["indexes"]), ("naive_bytes", expected["size_sum_manifests"]),
                                     ("unique_bytes", stored_bytes)):
                    if int(row[column]) != fact:
                        yield f"{column} of {name}: {row[column]}, not {fact}"
                if int(row["orphans"]) != len(expected["orphan_referrers"]):
                    yield f"orphans of {name}: {row['orphans']}, not {len(expected['orphan_referrers'])}"
                used = set(expected.get("in_use", {}))
                for digest, image in found.items():
                    if (image["verdict"] == "in_use") != (digest in used):
                        yield f"{name} {digest[:19]} is {image['verdict']}, and used by {expected.get('in_use', {}).get(digest)}"
                    if image["verdict"] in live and (account, region, name, digest) in plan:
                        yield f"{name} {digest[:19]} is used, and in the plan"
                    compared += 1
                for digest in expected["orphan_referrers"]:
                    if found[digest]["waste"] not in ("orphan", ""):
                        yield f"{name} {digest[:19]} is an orphan, not {found[digest]['waste']}"
            for name, function in facts["functions"].items():
                arn = f"arn:aws:lambda:{region}:{account}:function:{name}"
                is_missing = any(user == arn or user.startswith(arn + ":") for user in missing)
                if function.get("image_missing", False) != is_missing and function["package"] == "Image":
                    yield f"the image of {name} is {'missing' if is_missing else 'there'}"
    print(f"{compared} images compared")


truth, folder = json.load(open(sys.argv[1])), sys.argv[2]
found = list(judge(truth, folder))
found += list(measured(truth, folder)) + list(billed(truth, folder)) + list(stored(truth, folder))
for line in found[:20]:
    print(line)
sys.exit(1 if found else 0)
