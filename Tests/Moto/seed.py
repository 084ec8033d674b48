"""A small organisation on moto, which is AWS as other people have written it.

    seed.py PORT TRUTH      fills the organisation, writes what is true of it, and serves until it is stopped
"""

import datetime
import hashlib
import json
import os
import signal
import sys

os.environ.update(AWS_ACCESS_KEY_ID="testing", AWS_SECRET_ACCESS_KEY="testing")

import boto3
from moto.backends import get_backend
from moto.server import ThreadedMotoServer

PORT, TRUTH = int(sys.argv[1]), sys.argv[2]
URL = f"http://127.0.0.1:{PORT}"
MANAGEMENT = "123456789012"
REGIONS = ["us-east-1", "eu-west-1", "ap-southeast-2"]
ACCOUNTS = [  # name, unit, tables and repositories of each region
    ("payments-prod", "Prod", [103, 4, 0], [2, 0, 1]),
    ("search-staging", "NonProd", [1, 0, 0], [12, 1, 0]),
    ("data-lake", "Workloads", [0, 0, 0], [0, 0, 0]),
    ("old-shop", "Suspended", [0, 0, 0], [0, 0, 0]),
]


def client(service, region="us-east-1", credentials=None):
    keys = credentials or {"AccessKeyId": "testing", "SecretAccessKey": "testing", "SessionToken": None}
    return boto3.client(
        service, region_name=region, endpoint_url=URL, aws_access_key_id=keys["AccessKeyId"],
        aws_secret_access_key=keys["SecretAccessKey"], aws_session_token=keys["SessionToken"])


def enter(account):
    """The credentials of an account."""
    role = f"arn:aws:iam::{account}:role/StocktakeReadOnly"
    return client("sts").assume_role(RoleArn=role, RoleSessionName="seed")["Credentials"]


def organisation():
    """Makes units and accounts, and gives the accounts' ids by name."""
    organizations = client("organizations")
    organizations.create_organization(FeatureSet="ALL")
    root = organizations.list_roots()["Roots"][0]["Id"]

    def unit(name, parent):
        made = organizations.create_organizational_unit(ParentId=parent, Name=name)
        return made["OrganizationalUnit"]["Id"]

    units = {name: unit(name, root) for name in ("Workloads", "Suspended")}
    units |= {name: unit(name, units["Workloads"]) for name in ("Prod", "NonProd")}
    ids = {}
    for name, place, _, _ in ACCOUNTS:
        made = organizations.create_account(
            AccountName=name, Email=f"{name}@example.com", Tags=[{"Key": "owner", "Value": f"Équipe {name}"}])
        ids[name] = made["CreateAccountStatus"]["AccountId"]
        organizations.move_account(
            AccountId=ids[name], SourceParentId=root, DestinationParentId=units[place])
    organizations.close_account(AccountId=ids["old-shop"])
    # moto pages by the time of joining, which has to differ: accounts made in one second are listed for ever.
    for index, account in enumerate(get_backend("organizations")[MANAGEMENT]["aws"].accounts):
        account.create_time = datetime.datetime(2024, 1, 1 + index, 12)
    return ids


def push(account, region, repository, images):
    """Puts images into a repository, each pushed so many days ago, and gives their digests."""
    ecr = client("ecr", region, enter(account))
    digests = []
    for number, (tag, days) in enumerate(images):
        layer = hashlib.sha256(f"layer {number}".encode()).hexdigest()
        manifest = json.dumps({
            "schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
            "config": {"mediaType": "application/vnd.oci.image.config.v1+json", "size": 7, "digest": f"sha256:{layer}"},
            "layers": [{"mediaType": "application/vnd.oci.image.layer.v1.tar+gzip", "size": 1000 + number,
                        "digest": f"sha256:{hashlib.sha256(layer.encode()).hexdigest()}"}]})
        digest = "sha256:" + hashlib.sha256(manifest.encode()).hexdigest()
        ecr.put_image(
            repositoryName=repository, imageManifest=manifest, imageDigest=digest,
            imageManifestMediaType="application/vnd.oci.image.manifest.v1+json", **({"imageTag": tag} if tag else {}))
        digests.append(digest)
    stored = get_backend("ecr")[account][region].repositories[repository].images
    for image in stored:
        _, days = images[digests.index(image.get_image_digest())]
        image.image_pushed_at = (datetime.datetime.now() - datetime.timedelta(days=days)).timestamp()
    return digests


def fill(account, name, tables, repositories):
    """Makes the tables and repositories of an account, and gives their ARNs with their tags."""
    made = {}
    keys = enter(account)
    for region, count, stores in zip(REGIONS, tables, repositories):
        dynamodb, ecr = client("dynamodb", region, keys), client("ecr", region, keys)
        for index in range(count):
            tags = {f"tag-{n:02}": f"{name} {n}" for n in range(index % 14)}
            table = dynamodb.create_table(
                TableName=f"{name}-{index:03}", BillingMode="PAY_PER_REQUEST",
                AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
                KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
                Tags=[{"Key": key, "Value": value} for key, value in tags.items()])
            made[table["TableDescription"]["TableArn"]] = tags
        for index in range(stores):
            tags = {"team": name} if index % 2 else {}
            repository = ecr.create_repository(
                repositoryName=f"{name}/app-{index:02}",
                tags=[{"Key": key, "Value": value} for key, value in tags.items()])
            made[repository["repository"]["repositoryArn"]] = tags
    return made


server = ThreadedMotoServer(ip_address="127.0.0.1", port=PORT, verbose=False)
server.start()
ids = organisation()
client("s3").create_bucket(Bucket="stocktake-reports")
truth = {
    "accounts": {MANAGEMENT: "yes"} | {ids[name]: "yes" for name, _, _, _ in ACCOUNTS} | {ids["old-shop"]: "no"},
    "resources": {},
}
for name, _, tables, repositories in ACCOUNTS:
    truth["resources"] |= fill(ids[name], name, tables, repositories) if name != "old-shop" else {}
# What acts on images acts on these: three that lost their tags, one of them young, and two that are named.
truth["images"] = {
    "arn": f"arn:aws:ecr:us-east-1:{ids['payments-prod']}:repository/payments-prod/app-00",
    "digests": push(ids["payments-prod"], "us-east-1", "payments-prod/app-00",
                    [(None, 200), (None, 190), ("v1.0.0", 180), ("latest", 170), (None, 8)]),
}
with open(TRUTH, "w") as file:
    json.dump(truth, file)
print("READY", flush=True)
signal.pause()
