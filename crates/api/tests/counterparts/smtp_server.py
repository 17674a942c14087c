"""A mail server that is not ours, for the tests of the e-mail channel: aiosmtpd with the faults of real servers.

    python smtp_server.py FOLDER MODE [PORT]

It listens on the loopback, on a free port unless one is given, and writes `ready PORT` to its standard output.
Into FOLDER it writes `ca.pem` (its authority), `log.jsonl` (a line for each thing that happens; a mail with the
moment when it was taken) and each mail it takes as `1.eml`, ...

Modes: plain, starttls, tls, auth (STARTTLS and a password), auth-tls (TLS and a password), wrong-name (STARTTLS
with the certificate of another host), silent (takes connections and says nothing), closing (421 and goodbye).

What happens to a mail depends on its recipient: refused@, later@, slow@, drop@ (the connection ends in the
middle of the message), spam@ (refused after the message), everybody else is served.
"""

import asyncio
import json
import os
import pathlib
import ssl
import sys
import time

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

USER_NAME = "anteroom"
PASSWORD = "pass word \N{SNOWMAN}"


class Server:
    """The state of the server, and the handler that aiosmtpd asks."""

    def __init__(self, folder):
        self.folder = folder
        # A server that comes back goes on counting.
        self.mails = len(list(folder.glob("*.eml")))
        self.connections = 0

    def log(self, **what):
        with open(self.folder / "log.jsonl", "a", encoding="utf-8") as log:
            log.write(json.dumps(what) + "\n")

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        self.log(event="ehlo", name=hostname, tls=is_encrypted(server))
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):
        local = address.split("@")[0]
        if local == "refused":
            return "550 5.1.1 no such user"
        if local == "later":
            return "451 4.7.1 greylisted, come back later"
        if local == "slow":
            await asyncio.sleep(60)
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 ok"

    async def handle_DATA(self, server, session, envelope):
        local = envelope.rcpt_tos[0].split("@")[0]
        if local == "drop":
            self.log(event="dropped")
            server.transport.abort()
            return "451 4.0.0 gone"
        if local == "spam":
            return "554 5.7.1 looks like spam"
        self.mails += 1
        # Renamed when it is complete, so that nobody reads half a mail.
        part = self.folder / f"{self.mails}.part"
        part.write_bytes(envelope.original_content)
        part.rename(self.folder / f"{self.mails}.eml")
        self.log(
            event="mail",
            sender=envelope.mail_from,
            recipients=envelope.rcpt_tos,
            options=envelope.mail_options,
            tls=is_encrypted(server),
            user_name=session.auth_data,
            connection=server.number,
            # The last thing before the answer, for who measures how long a mail was on its way.
            taken_at_microseconds=time.time_ns() // 1000,
        )
        return f"250 2.0.0 taken as {self.mails}"

    def authenticate(self, server, session, envelope, mechanism, auth_data):
        right = isinstance(auth_data, LoginPassword) and (
            auth_data.login.decode() == USER_NAME
            and auth_data.password.decode() == PASSWORD
        )
        self.log(event="auth", mechanism=mechanism, right=right)
        return AuthResult(success=right, handled=False, auth_data=USER_NAME if right else None)


def is_encrypted(server):
    return server.transport.get_extra_info("ssl_object") is not None


class Numbered(SMTP):
    """Counts its connections."""

    def connection_made(self, transport):
        if not hasattr(self, "number"):
            state = self.event_handler
            state.connections += 1
            self.number = state.connections
            state.log(event="connection", number=self.number)
        super().connection_made(transport)


async def be_silent(reader, writer):
    await asyncio.sleep(3600)


async def close_at_once(reader, writer):
    writer.write(b"421 4.3.2 closing for maintenance\r\n")
    await writer.drain()
    writer.close()


async def main():
    folder, mode = pathlib.Path(sys.argv[1]), sys.argv[2]
    port = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    authority = trustme.CA()
    authority.cert_pem.write_to_path(folder / "ca.pem")
    names = ["other.example.org"] if mode == "wrong-name" else ["localhost", "127.0.0.1"]
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names).configure_cert(context)
    state = Server(folder)

    def serve():
        secured = mode in ("auth", "auth-tls")
        return Numbered(
            state,
            hostname="counterpart.example.org",
            enable_SMTPUTF8=False,
            tls_context=context if mode in ("starttls", "auth", "wrong-name") else None,
            require_starttls=mode in ("starttls", "auth"),
            auth_required=secured,
            auth_require_tls=mode == "auth",
            authenticator=state.authenticate if secured else None,
            loop=asyncio.get_running_loop(),
        )

    if mode in ("silent", "closing"):
        act = be_silent if mode == "silent" else close_at_once
        server = await asyncio.start_server(act, "127.0.0.1", port)
    else:
        server = await asyncio.get_running_loop().create_server(
            serve, "127.0.0.1", port, ssl=context if mode in ("tls", "auth-tls") else None
        )
    print("ready", server.sockets[0].getsockname()[1], flush=True)
    # It ends with the test: when nobody holds the other end of its standard input any more.
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    # What still runs (a slow answer, say) is left behind.
    asyncio.new_event_loop().run_until_complete(main())
    os._exit(0)
