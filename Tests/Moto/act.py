"""Lets Stocktake act on the images of a small organisation, and looks at what it did.

    act.py PROGRAM PIPELINE TRUTH REPORTS PORT
"""

import json
import os
import subprocess
import sys

import boto3

PROGRAM, PIPELINE, TRUTH, REPORTS, PORT = sys.argv[1:]
images = json.load(open(TRUTH))["images"]
ARN, (first, second, release, latest, young) = images["arn"], images["digests"]
ACCOUNT, NAME = ARN.split(":")[4], ARN.split("repository/")[1]
PLAN = f"{REPORTS}/ecr_cleanup_plan.json"


def stocktake(*words, code=0):
    run = subprocess.run([PROGRAM, *words], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert run.returncode == code, f"{words} ended with {run.returncode}, not {code}: {run.stdout}{run.stderr}"
    return run.stdout + run.stderr


def stored():
    """The images that are there, with their tags."""
    url = f"http://127.0.0.1:{PORT}"
    sts = boto3.client("sts", endpoint_url=url, region_name="us-east-1")
    keys = sts.assume_role(
        RoleArn=f"arn:aws:iam::{ACCOUNT}:role/StocktakeReadOnly", RoleSessionName="look")["Credentials"]
    ecr = boto3.client(
        "ecr", endpoint_url=url, region_name="us-east-1", aws_access_key_id=keys["AccessKeyId"],
        aws_secret_access_key=keys["SecretAccessKey"], aws_session_token=keys["SessionToken"])
    found = ecr.describe_images(repositoryName=NAME)["imageDetails"]
    return {image["imageDigest"]: sorted(image.get("imageTags", [])) for image in found}


everything = {first: [], second: [], release: ["v1.0.0"], latest: ["latest"], young: []}
assert stored() == everything, stored()
apply = ["ecr", "apply", PIPELINE, PLAN, "--repository", ARN, "--max-age", "30"]

# Without somebody to ask, and with a plan that somebody changed, nothing is done.
assert "nobody can be asked" in stocktake(*apply, code=64)
changed = f"{REPORTS}/../changed.json"
with open(changed, "w") as file:
    file.write(open(PLAN).read().replace("orphan", "waste").replace("untagged", "waste"))
assert "signature" in stocktake("ecr", "apply", PIPELINE, changed, "--repository", ARN, "--yes", code=65)
said = stocktake(*apply, "--dry-run")
assert "2 images" in said and "would go" in said, said
assert stored() == everything

# One of the two gets a tag again: it stays, and the other goes.
assert "has the tag kept-1 now" in stocktake("ecr", "tag", PIPELINE, ARN, first, "kept-1")
assert "already" in stocktake("ecr", "tag", PIPELINE, ARN, first, "kept-1")
assert "belongs to" in stocktake("ecr", "tag", PIPELINE, ARN, second, "kept-1", code=69)
said = stocktake(*apply, "--yes", code=3)
assert "its tags have changed" in said and "deleted 1 of 1" in said, said
assert stored() == {first: ["kept-1"], release: ["v1.0.0"], latest: ["latest"], young: []}, stored()

# Again, and nothing is left to do.
assert "gone already" in stocktake(*apply, "--yes", code=3)
lines = [json.loads(line) for line in open(PIPELINE.replace(".yaml", ".actions.jsonl")) if line.strip()]
# moto does not say that it has deleted an image without a tag, so it is asked once more, and then says that it is gone.
events = [line["event"] for line in lines]
assert events == ["IMAGE_TAGGING", "IMAGE_TAGGED", "IMAGE_DELETING", "IMAGE_DELETING", "IMAGE_DELETED"], lines
assert lines[-1]["digest"] == second and lines[-1]["plan"] and lines[-1]["caller"], lines

stocktake("ecr", "tag", PIPELINE, ARN, release, "kept-1", "--move")
# moto forgets an image that loses its only tag; AWS keeps it.
assert stored()[release] == ["kept-1", "v1.0.0"] and stored().get(first, []) == []
assert "complete" in stocktake("ecr", "scan", PIPELINE, ARN, release, "--wait")
print("acted on 5 images, as told")
