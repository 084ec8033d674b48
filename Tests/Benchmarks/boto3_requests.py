"""Asks for one table again and again, 64 questions at a time, as `bench aws.request` does."""

import resource
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import boto3
from botocore.config import Config

COUNT = 4096
client = boto3.client(
    "dynamodb", region_name="eu-west-1", endpoint_url=sys.argv[1], aws_access_key_id="AKIDEXAMPLE",
    aws_secret_access_key="wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", aws_session_token="FwoGZXIvYXdzE" * 40,
    config=Config(max_pool_connections=64))


def cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


with ThreadPoolExecutor(64) as pool:
    list(pool.map(lambda _: client.describe_table(TableName="orders"), range(256)))
    start, began = cpu(), time.monotonic()
    list(pool.map(lambda _: client.describe_table(TableName="orders"), range(COUNT)))
    spent, took = cpu() - start, time.monotonic() - began
print(f"boto3                       {spent / COUNT * 1e6:.0f} µs of CPU a request, {COUNT / took:.0f} requests/s")
