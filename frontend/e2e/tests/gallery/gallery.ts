// Puts every state of the pages on the screen without a server: the built files and made-up answers.
//
// The pages come from `target/pages/dist` under the same policy that the server sends, so what the policy forbids
// fails here as well. Live events are sent by hand.

import { readFile } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';

import { type BrowserContext, type Page, type Route, test as base } from '@playwright/test';

import { PHONE } from '../../fixtures.ts';

const DIST = resolve(process.env['ANTEROOM_PAGES_DIST'] ?? join(import.meta.dirname, '../../../../target/pages/dist'));
const ORIGIN = 'http://localhost:4711';

const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The empty document that the console writes mails into, under the policy of its own that the server sends with it. */
const MAIL_FRAME = {
  body: '<!doctype html><html><head><title>Mail</title></head><body></body></html>',
  headers: {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': [
      "default-src 'none'",
      "style-src 'unsafe-inline'",
      'img-src data:',
      "frame-ancestors 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      'sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox',
    ].join('; '),
  },
};

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

/**
 * What the browser reports though nothing is wrong: refusals, which are part of many states, and Playwright's own looks
 * into the frame of a mail, where no script may run.
 */
const EXPECTED_COMPLAINTS = ['Failed to load resource', `Blocked script execution in '${ORIGIN}/mail-frame'`];

/** A made-up answer: a body, or a status with a problem document. */
export interface Answer {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  /** Never answers, for the states of waiting. */
  readonly pending?: boolean;
}

/** Answers by method and path, such as `GET /api/v1/session`. */
export type Answers = Record<string, Answer>;

export class Gallery {
  private constructor(
    readonly page: Page,
    private readonly answers: Answers,
    private readonly violations: string[],
  ) {}

  static async open(page: Page, address: string, answers: Answers): Promise<Gallery> {
    const violations: string[] = [];
    const gallery = new Gallery(page, { ...answers }, violations);
    page.on('console', (message) => {
      const expected = EXPECTED_COMPLAINTS.some((beginning) => message.text().startsWith(beginning));
      if (message.type() === 'error' && !expected) {
        violations.push(message.text());
      }
    });
    page.on('pageerror', (error) => violations.push(String(error)));
    await page.addInitScript(fakeEvents);
    await page.context().route('**/*', (route) => gallery.fulfil(route));
    await page.goto(ORIGIN + address);
    return gallery;
  }

  /** Answer differently from now on. */
  answer(answers: Answers): void {
    Object.assign(this.answers, answers);
  }

  /** Send a live event to the page. */
  async sendEvent(name: string, data: unknown): Promise<void> {
    await this.page.evaluate(
      ([event, text]) => (window as unknown as FakeWindow).sendLiveEvent(event, text),
      [name, JSON.stringify(data)] as const,
    );
  }

  /** Lose the stream of live events. */
  async loseEvents(): Promise<void> {
    await this.page.evaluate(() => (window as unknown as FakeWindow).loseLiveEvents());
  }

  /** Anything that the console complained about: a violated policy, a panic. */
  complaints(): string[] {
    return this.violations;
  }

  private async fulfil(route: Route): Promise<void> {
    const request = route.request();
    const { pathname } = new URL(request.url());
    const answer = this.answers[`${request.method()} ${pathname}`];
    if (answer !== undefined) {
      await (answer.pending ? undefined : fulfilAnswer(route, answer));
    } else if (pathname === '/mail-frame') {
      await route.fulfill(MAIL_FRAME);
    } else if (pathname.startsWith('/api/') || pathname.startsWith('/device/')) {
      await fulfilAnswer(route, problem(404, 'not_found'));
    } else {
      await fulfilFile(route, pathname);
    }
  }
}

/** A problem document. */
export function problem(status: number, code: string, more: Record<string, unknown> = {}): Answer {
  const document = {
    type: `${ORIGIN}/docs/problems/${code}`,
    title: code,
    status,
    detail: '',
    code,
    request_id: '0199a3c2-77f0-7cc1-b8c5-3f1f4f3a9d10',
    ...more,
  };
  return { status, body: document, headers: { 'Content-Type': 'application/problem+json' } };
}

interface FakeWindow {
  sendLiveEvent(event: string, data: string): void;
  loseLiveEvents(): void;
}

/** Stands in for EventSource: opens at once, and says what it is told. */
function fakeEvents(): void {
  const open: EventTarget[] = [];
  class FakeEventSource extends EventTarget {
    onopen: ((event: Event) => void) | null = null;
    onerror: ((event: Event) => void) | null = null;
    constructor() {
      super();
      open.push(this);
      setTimeout(() => this.onopen?.(new Event('open')), 0);
    }
    close(): void {
      open.splice(open.indexOf(this), 1);
    }
  }
  Object.assign(window, {
    EventSource: FakeEventSource,
    sendLiveEvent: (event: string, data: string) => {
      for (const source of [...open]) {
        source.dispatchEvent(new MessageEvent(event, { data }));
      }
    },
    loseLiveEvents: () => {
      for (const source of [...open] as FakeEventSource[]) {
        source.onerror?.(new Event('error'));
      }
    },
  });
}

async function fulfilAnswer(route: Route, answer: Answer): Promise<void> {
  const status = answer.status ?? 200;
  await route.fulfill({
    status,
    headers: { 'Content-Type': 'application/json', 'DPoP-Nonce': 'nonce', ETag: '"1"', ...answer.headers },
    body: answer.body === undefined ? '' : JSON.stringify(answer.body),
  });
}

async function fulfilFile(route: Route, pathname: string): Promise<void> {
  const file = extname(pathname) === '' ? bundlePage(pathname) : pathname;
  const body = await readFile(join(DIST, file)).catch(() => undefined);
  if (body === undefined) {
    await route.fulfill({ status: 404, body: '' });
  } else {
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    await route.fulfill({ body, headers: { 'Content-Type': type, 'Content-Security-Policy': POLICY } });
  }
}

function bundlePage(pathname: string): string {
  if (pathname === '/a') {
    return 'phone.html';
  }
  return pathname.startsWith('/admin') ? 'admin.html' : 'portal.html';
}

/** A test of the gallery looks at many states, each four times. */
const TIMEOUT_MILLISECONDS = 300_000;

interface Fixtures {
  /** Opens a page at a desk. */
  open: (address: string, answers: Answers) => Promise<Gallery>;
  /** Opens a page on a phone. */
  openOnPhone: (address: string, answers: Answers) => Promise<Gallery>;
}

export const test = base.extend<Fixtures>({
  open: async ({ page }, use, testInfo) => {
    testInfo.setTimeout(TIMEOUT_MILLISECONDS);
    await use((address, answers) => Gallery.open(page, address, answers));
  },
  openOnPhone: async ({ browser }, use, testInfo) => {
    testInfo.setTimeout(TIMEOUT_MILLISECONDS);
    const contexts: BrowserContext[] = [];
    await use(async (address, answers) => {
      const context = await browser.newContext({ ...PHONE, locale: 'en-GB' });
      contexts.push(context);
      return Gallery.open(await context.newPage(), address, answers);
    });
    for (const context of contexts) {
      await context.close();
    }
  },
});
