// `anteroom demo` as somebody would try it: one command, a free port, and everything gone when it stops.

import { type ChildProcess, spawn } from 'node:child_process';

import { binary, freePort, waitUntilReady } from './server.ts';

/** The password that the demo prints for its people. */
const PASSWORD = /with the password (.+)/;

export class Demo {
  private constructor(
    readonly baseUrl: string,
    readonly password: string,
    private readonly child: ChildProcess,
  ) {}

  static async start(): Promise<Demo> {
    const port = await freePort();
    const baseUrl = `http://localhost:${port}`;
    const child = spawn(binary(), ['demo', '--port', String(port)], { stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString('utf8')));
    await waitUntilReady(baseUrl, child, async () => printed);
    const [, password] = PASSWORD.exec(printed) ?? [];
    if (password === undefined) {
      throw new Error(`the demo says no password\n${printed}`);
    }
    return new Demo(baseUrl, password.trim(), child);
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const ended = new Promise((done) => this.child.once('exit', done));
      this.child.kill('SIGTERM');
      await ended;
    }
  }
}
