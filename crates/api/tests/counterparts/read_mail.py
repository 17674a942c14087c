"""Takes a mail apart as a mail program does, by the parser of Python.

    python read_mail.py FILE

It writes one object in JSON: `headers`, `text`, `html`, and `pictures`, by Content-ID, in base64.
"""

import base64
import email
import email.policy
import json
import pathlib
import sys


def main():
    mail = email.message_from_bytes(
        pathlib.Path(sys.argv[1]).read_bytes(), policy=email.policy.default
    )
    text, html = mail.get_body(["plain"]), mail.get_body(["html"])
    pictures = {
        part["Content-ID"].strip("<>"): base64.b64encode(part.get_content()).decode()
        for part in mail.walk()
        if part.get_content_maintype() == "image"
    }
    json.dump(
        {
            "headers": {name.lower(): str(value) for name, value in mail.items()},
            "text": text.get_content() if text else "",
            "html": html.get_content() if html else "",
            "pictures": pictures,
        },
        sys.stdout,
    )


main()
