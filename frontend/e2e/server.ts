// A server of its own for a test: fresh data folder, free port, one owner, stopped at the end.

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const ROOT = resolve(import.meta.dirname, '../..');

/** A debug build on a loaded machine needs a second or two. */
const START_MILLISECONDS_MAX = 30_000;

/** What is promised for stopping in order, with open streams, and one second for the machine. */
const STOP_MILLISECONDS_MAX = 6_000;

export interface Credentials {
  readonly userName: string;
  readonly password: string;
}

export const OWNER = {
  userName: 'owner',
  password: 'correct horse battery staple 7',
  email: 'owner@example.org',
} as const;

export class Server {
  private constructor(
    /** `http://localhost:<port>`: the name is what makes browsers accept secure cookies without TLS. */
    readonly baseUrl: string,
    readonly dataFolder: string,
    private readonly child: ChildProcess,
    private readonly environment: NodeJS.ProcessEnv,
  ) {}

  /** Start the program; with an owner unless the first set-up is what is tested. */
  static async start(options: { withOwner?: boolean; environment?: NodeJS.ProcessEnv } = {}): Promise<Server> {
    const dataFolder = await mkdtemp(join(tmpdir(), 'anteroom-browser-'));
    const port = await freePort();
    const baseUrl = `http://localhost:${port}`;
    const environment = {
      ...process.env,
      ANTEROOM__DATA_DIR: dataFolder,
      ANTEROOM__HTTP__LISTEN: `127.0.0.1:${port}`,
      ANTEROOM__HTTP__BASE_URL: baseUrl,
      ...options.environment,
    };
    if (options.withOwner ?? true) {
      const passwordFile = join(dataFolder, 'owner-password');
      await writeFile(passwordFile, OWNER.password, { mode: 0o600 });
      await run(
        binary(),
        ['admin', 'create', '--user-name', OWNER.userName, '--email', OWNER.email, '--password-file', passwordFile],
        { env: environment, cwd: dataFolder },
      );
      await rm(passwordFile);
    }
    const child = spawn(binary(), ['serve'], { env: environment, cwd: dataFolder, stdio: ['ignore', 'pipe', 'pipe'] });
    const log = createWriteStream(join(dataFolder, 'server.log'));
    child.stdout?.pipe(log, { end: false });
    child.stderr?.pipe(log, { end: false });
    const server = new Server(baseUrl, dataFolder, child, environment);
    await waitUntilReady(baseUrl, child, () => server.log());
    return server;
  }

  /** Run another command of the program against the same data, such as `['config', 'show']`. */
  async command(commandArguments: string[]): Promise<string> {
    const { stdout } = await run(binary(), commandArguments, { env: this.environment, cwd: this.dataFolder });
    return stdout;
  }

  /** Everything that the server has printed so far. */
  async log(): Promise<string> {
    return readFile(join(this.dataFolder, 'server.log'), 'utf8').catch(() => '');
  }

  /** Stop in order, and remove the data. A server that does not stop in time is a defect. */
  async stop(): Promise<void> {
    const stoppedInTime = await this.end();
    const log = await this.log();
    await rm(this.dataFolder, { recursive: true, force: true });
    if (!stoppedInTime) {
      throw new Error(`the server did not stop within ${STOP_MILLISECONDS_MAX} ms\n${log}`);
    }
  }

  private async end(): Promise<boolean> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) {
      return true;
    }
    const ended = new Promise<boolean>((done) => this.child.once('exit', () => done(true)));
    this.child.kill('SIGTERM');
    const inTime = await Promise.race([ended, sleep(STOP_MILLISECONDS_MAX).then(() => false)]);
    if (!inTime) {
      this.child.kill('SIGKILL');
      await ended;
    }
    return inTime;
  }
}

/** Wait until a started program answers; if it ends or does not answer in time, say what it printed. */
export async function waitUntilReady(baseUrl: string, child: ChildProcess, printed: () => Promise<string>): Promise<void> {
  const deadline = Date.now() + START_MILLISECONDS_MAX;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) {
      throw new Error(`the server ended at its start\n${await printed()}`);
    }
    const answer = await fetch(`${baseUrl}/readyz`).catch(() => undefined);
    if (answer?.ok) {
      return;
    }
    await sleep(50);
  }
  child.kill('SIGKILL');
  throw new Error(`the server was not ready within ${START_MILLISECONDS_MAX} ms\n${await printed()}`);
}

/** The program under test. */
export function binary(): string {
  return process.env['ANTEROOM_BINARY'] ?? join(ROOT, 'target/debug/anteroom');
}

/** A port of the loopback on which nobody listens. */
export async function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => done(port));
    });
  });
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
