// What a phone does, done by other people's programs: reading a QR code, making a one-time code.

import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Length of a time step of a code, RFC 6238. */
const STEP_SECONDS = 30;

/** The text of the one QR code in a picture. Fails if there is none. */
export async function decodeQr(png: Buffer): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'anteroom-qr-'));
  try {
    const file = join(folder, 'screenshot.png');
    await writeFile(file, png);
    const { stdout } = await run('zbarimg', ['--quiet', '--raw', '-Sdisable', '-Sqrcode.enable', file]);
    return stdout.trim();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * The code that an authenticator app shows for a key in base32.
 *
 * A code counts once, so a second sign-in within the same half minute needs the code of a later step.
 */
export async function totp(key: string, options: { stepsAhead?: number } = {}): Promise<string> {
  const seconds = Math.floor(Date.now() / 1000) + (options.stepsAhead ?? 0) * STEP_SECONDS;
  const { stdout } = await run('oathtool', ['--totp', '--base32', `--now=@${seconds}`, key.replaceAll(' ', '')]);
  return stdout.trim();
}
