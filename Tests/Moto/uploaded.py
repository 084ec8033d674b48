"""Compares what lies in a bucket on moto with the folder of a run.

    uploaded.py PORT FOLDER BUCKET PREFIX      says what differs, and ends with 1 where anything does
"""

import sys
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import boto3

port, folder, bucket, prefix = sys.argv[1:]
s3 = boto3.client(
    "s3", region_name="us-east-1", endpoint_url=f"http://127.0.0.1:{port}", aws_access_key_id="testing",
    aws_secret_access_key="testing")

files = {str(path.relative_to(folder)): path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()}
objects = {}
for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix + "/"):
    for entry in page.get("Contents", []):
        objects[entry["Key"].removeprefix(prefix + "/")] = entry["Key"]
found = [f"{path} is missing" for path in sorted(files.keys() - objects.keys())]
found += [f"{path} does not exist" for path in sorted(objects.keys() - files.keys())]
parted = 0
for path in sorted(files.keys() & objects.keys()):
    answer = s3.get_object(Bucket=bucket, Key=objects[path], ChecksumMode="ENABLED")
    if answer["Body"].read() != files[path]:
        found.append(f"{path} holds something else")
    sum = answer.get("ChecksumSHA256", "")
    if answer["ETag"].strip('"').count("-"):
        parted += 1
    elif sum and sum != b64encode(sha256(files[path]).digest()).decode():
        found.append(f"{path} has the checksum {sum}")
left = s3.list_multipart_uploads(Bucket=bucket).get("Uploads", [])
found += [f"{upload['Key']} is left in parts" for upload in left]
print(f"{len(objects)} objects compared, {parted} of them in parts")
for line in found[:20]:
    print(line)
sys.exit(1 if found else 0)
