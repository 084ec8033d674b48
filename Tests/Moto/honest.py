"""Lets moto say of operations that it does not have what AWS says: that it does not know them.

    honest.py SCRIPT [WORD...]      runs a script that serves moto, so that it does

moto answers 500, which a client takes for a service that is down, and tries again for minutes.
"""

import json
import runpy
import sys

from moto.core.responses import BaseResponse
from moto.moto_server import werkzeug_app

_call_action = BaseResponse.call_action


def call_action(self):
    try:
        return _call_action(self)
    except NotImplementedError as error:
        headers = {"Content-Type": "application/x-amz-json-1.1", "x-amzn-errortype": "UnknownOperationException"}
        return 400, headers, json.dumps({"__type": "UnknownOperationException", "message": str(error)})


def no_service(environ, start_response):
    body = b'{"__type": "UnknownOperationException", "message": "moto has no such service"}'
    start_response("400 Bad Request", [("Content-Type", "application/x-amz-json-1.1"), ("Content-Length", str(len(body)))])
    return [body]


def create_backend_app(service):
    return _create_backend_app(service) if service else no_service


BaseResponse.call_action = call_action
_create_backend_app = werkzeug_app.create_backend_app
werkzeug_app.create_backend_app = create_backend_app

if __name__ == "__main__":
    sys.argv = sys.argv[1:]
    sys.path.insert(0, sys.argv[0].rpartition("/")[0] or ".")
    runpy.run_path(sys.argv[0], run_name="__main__")
