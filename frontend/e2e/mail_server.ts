// A mail server that is not ours, and mails as a mail program reads them: aiosmtpd, and the parser of Python.

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

import { expect } from '@playwright/test';

const run = promisify(execFile);

const ROOT = resolve(import.meta.dirname, '../..');
const COUNTERPARTS = join(ROOT, 'crates/api/tests/counterparts');

/** A mail leaves within a second; a loaded machine may need more. */
const MAIL_MILLISECONDS_MAX = 20_000;

/** Without protection; with STARTTLS and a password. */
export type MailServerMode = 'plain' | 'auth';

/** Who may send in the mode `auth`. */
export const MAIL_ACCOUNT = { userName: 'anteroom', password: 'pass word \u2603' } as const;

export interface Mail {
  /** By name in lower case. */
  readonly headers: Record<string, string>;
  readonly text: string;
  readonly html: string;
  /** In base64, by Content-ID. */
  readonly pictures: Record<string, string>;
}

export class MailServer {
  private constructor(
    readonly port: number,
    private readonly mode: MailServerMode,
    private readonly folder: string,
    private child: ChildProcess,
  ) {}

  static async start(mode: MailServerMode): Promise<MailServer> {
    const folder = await mkdtemp(join(tmpdir(), 'anteroom-mail-'));
    const { child, port } = await spawnServer(folder, mode, 0);
    return new MailServer(port, mode, folder, child);
  }

  /** The certificate of the authority that signed the server's, in PEM. */
  async authority(): Promise<string> {
    return readFile(join(this.folder, 'ca.pem'), 'utf8');
  }

  /** The newest mail to an address whose subject matches; waits until there is one. */
  async mailTo(address: string, subject: RegExp): Promise<Mail> {
    let found: Mail | undefined;
    await expect
      .poll(
        async () => {
          const mails = await this.mailsTo(address);
          found = mails.filter(({ headers }) => subject.test(headers['subject'] ?? '')).at(-1);
          return found !== undefined;
        },
        { message: `a mail to ${address} with a subject like ${subject}`, timeout: MAIL_MILLISECONDS_MAX },
      )
      .toBe(true);
    return found as Mail;
  }

  /** Every mail to an address that has been taken, oldest first. */
  async mailsTo(address: string): Promise<Mail[]> {
    const names = (await readdir(this.folder)).filter((name) => name.endsWith('.eml'));
    names.sort((one, other) => Number.parseInt(one) - Number.parseInt(other));
    const mails = await Promise.all(names.map((name) => read(join(this.folder, name))));
    return mails.filter((mail) => mail.headers['to']?.includes(address));
  }

  /** The server is gone, as after a crash: nobody listens on its port. */
  async breakDown(): Promise<void> {
    await end(this.child);
  }

  /** The server is back, on the port that it had; where it has a certificate, with another one. */
  async comeBack(): Promise<void> {
    ({ child: this.child } = await spawnServer(this.folder, this.mode, this.port));
  }

  async stop(): Promise<void> {
    await end(this.child);
    await rm(this.folder, { recursive: true, force: true });
  }
}

async function spawnServer(
  folder: string,
  mode: MailServerMode,
  port: number,
): Promise<{ child: ChildProcess; port: number }> {
  // The server ends when its standard input does, so none outlives the tests.
  const child = spawn(python(), [join(COUNTERPARTS, 'smtp_server.py'), folder, mode, String(port)], {
    // What it complains of is what the tests do to it.
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const [word, listening] = line.split(' ');
    if (word === 'ready') {
      return { child, port: Number(listening) };
    }
  }
  throw new Error('the mail server ended at its start');
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGKILL');
    await ended;
  }
}

async function read(file: string): Promise<Mail> {
  const { stdout } = await run(python(), [join(COUNTERPARTS, 'read_mail.py'), file], { maxBuffer: 16 * 1024 * 1024 });
  return JSON.parse(stdout) as Mail;
}

/** The interpreter that has the packages of the tests. */
function python(): string {
  const installed = join(ROOT, '.tools/python/bin/python');
  if (!existsSync(installed)) {
    throw new Error('the mail server of the tests is missing; `cargo xtask setup` installs it from PyPI');
  }
  return installed;
}
