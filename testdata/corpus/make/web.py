"""Prints a body from the standard input as the handler of a Python web framework gets it: `python3 web.py FORM`.

Each body is sent by the framework's own test client, so the framework's parser and serializer process it.
"""

import json
import sys

JSON = "application/json"


def flask(handler):
    from flask import Flask

    app = Flask("receiver")
    app.post("/")(handler)
    return lambda body: app.test_client().post("/", data=body, content_type=JSON).get_data()


def flask_dumps(body):
    from flask import request

    return flask(lambda: json.dumps(request.get_json()))(body)


def flask_jsonify(body):
    from flask import jsonify, request

    return flask(lambda: jsonify(request.get_json()))(body)


def django_handled(handler, body, content_type=JSON):
    import django
    from django.conf import settings
    from django.test import RequestFactory

    if not settings.configured:
        settings.configure(DEFAULT_CHARSET="utf-8")
        django.setup()
    return handler(RequestFactory().post("/", data=body, content_type=content_type))


def django_json(body):
    from django.http import JsonResponse

    return django_handled(lambda request: JsonResponse(json.loads(request.body)).content, body)


def django_form(body):
    return django_handled(
        lambda request: request.POST["payload"].encode(), body, "application/x-www-form-urlencoded"
    )


def fastapi(handler):
    from fastapi import FastAPI
    from fastapi.testclient import TestClient

    app = FastAPI()
    app.post("/")(handler)
    return lambda body: TestClient(app).post("/", content=body, headers={"content-type": JSON}).content


def fastapi_dumps(body):
    from fastapi import Request, Response

    async def handler(request: Request):
        return Response(json.dumps(await request.json()))

    return fastapi(handler)(body)


def fastapi_model(body):
    from datetime import datetime

    from fastapi import Response
    from pydantic import BaseModel

    class Event(BaseModel):
        event_id: str
        event: str
        timestamp: datetime
        data: dict

    def handler(event: Event):
        return Response(event.model_dump_json())

    return fastapi(handler)(body)


def flask_environ(pairs):
    """Returns the headers in the environment of a WSGI application, as JSON."""
    from flask import request

    def handler():
        return json.dumps([pair for pair in request.environ.items() if pair[0].startswith("HTTP_X_")])

    from flask import Flask

    app = Flask("receiver")
    app.post("/")(handler)
    return app.test_client().post("/", headers=json.loads(pairs)).get_data()


def django_meta(pairs):
    """Returns the headers in `request.META`, as JSON."""
    from django.test import RequestFactory

    def handler(_):
        request = RequestFactory().post("/", headers=dict(json.loads(pairs)))
        return json.dumps([pair for pair in request.META.items() if pair[0].startswith(("HTTP_X_", "HTTP_WEBHOOK_"))]).encode()

    return django_handled(handler, b"")


FORMS = {
    "flask-environ": flask_environ,
    "django-meta": django_meta,
    "flask-dumps": flask_dumps,
    "flask-jsonify": flask_jsonify,
    "django-json": django_json,
    "django-form": django_form,
    "fastapi-dumps": fastapi_dumps,
    "fastapi-model": fastapi_model,
}

if __name__ == "__main__":
    sys.stdout.buffer.write(FORMS[sys.argv[1]](sys.stdin.buffer.read()))
