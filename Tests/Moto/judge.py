"""Compares the reports of a run with what is true.

    judge.py TRUTH REPORTS      says what differs, and ends with 1 where anything does

TRUTH is what seed.py here wrote, or the truth.json of the larger organisation.
"""

import csv
import json
import sys


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
            if row["state"] == "denied-by-iam" and row["service"] in ("dynamodb", "ecr")}
    for gap in sorted(denied ^ gaps):
        yield f"coverage of {gap}: {'denied' if gap in gaps else 'not denied'}"
    print(f"{len(accounts)} accounts and {len(resources)} resources compared")


found = list(judge(json.load(open(sys.argv[1])), sys.argv[2]))
for line in found[:20]:
    print(line)
sys.exit(1 if found else 0)
