"""Who schemathesis is: nobody, or the owner with a session in a browser's manner."""

import json
import os
import urllib.request

import schemathesis

BASE_URL = os.environ["ANTEROOM_BASE_URL"]
API = BASE_URL + "/api/v1"

# What a page of our own sends with every request that changes something.
BROWSER_HEADERS = {"Origin": BASE_URL, "X-Anteroom-CSRF": "1"}


def post(path, body, cookies):
    """Send JSON as a browser would; answers the JSON and the cookies after it."""
    headers = {"Content-Type": "application/json", **BROWSER_HEADERS}
    if cookies:
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
    request = urllib.request.Request(API + path, data=json.dumps(body).encode(), headers=headers)
    with urllib.request.urlopen(request) as answer:
        cookies = dict(cookies)
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = line.split(";", 1)[0].partition("=")
            cookies[name] = value
        return json.load(answer), cookies


def sign_in():
    """Cookies of a fresh session of the owner."""
    started, cookies = post("/sign-ins", {"user_name": os.environ["ANTEROOM_USER_NAME"]}, {})
    _, cookies = post(
        f"/sign-ins/{started['id']}/password",
        {"password": os.environ["ANTEROOM_PASSWORD"]},
        cookies,
    )
    return cookies


if os.environ["ANTEROOM_CALLER"] == "owner":

    # A made-up request may end the session, so a new one is opened every few seconds.
    @schemathesis.auth(refresh_interval=5)
    class OwnerSession:
        def get(self, case, context):
            return sign_in()

        def set(self, case, data, context):
            cookies = "; ".join(f"{name}={value}" for name, value in data.items())
            case.headers = {**(case.headers or {}), **BROWSER_HEADERS, "Cookie": cookies}
