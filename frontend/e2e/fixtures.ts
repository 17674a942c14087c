// What a story may ask for: a server of its own, the owner's client, further browser profiles.
//
// import { expect, test, checkPage, decodeQr, totp } from '../fixtures.ts';

import { type BrowserContext, type BrowserContextOptions, type Page, test as base } from '@playwright/test';

import { ApiClient } from './api.ts';
import { OWNER, Server } from './server.ts';

export { expect } from '@playwright/test';
export { ApiClient } from './api.ts';
export { checkPage } from './check_page.ts';
export { decodeQr, totp } from './phone_tools.ts';
export { type Credentials, OWNER, Server } from './server.ts';

interface Options {
  /** Whether the owner is there from the start; `false` for the story of the first set-up. */
  withOwner: boolean;
}

interface Fixtures {
  /** Started for this test alone, stopped after it. */
  server: Server;
  /** The REST client of the owner, signed in. */
  ownerApi: ApiClient;
  /** A REST client of somebody not signed in yet. */
  newApi: () => ApiClient;
  /** A browser profile of its own: nothing is shared with any other. */
  newProfile: (options?: BrowserContextOptions) => Promise<BrowserContext>;
  /** A page in a profile of its own, as on a phone: 390 x 844, touch. */
  phone: Page;
}

/** A phone in upright position, as the portal and the phone pages are designed for. */
export const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
};

export const test = base.extend<Fixtures & Options>({
  withOwner: [true, { option: true }],

  server: async ({ withOwner }, use, testInfo) => {
    const server = await Server.start({ withOwner });
    await use(server);
    if (testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach('server.log', { body: await server.log(), contentType: 'text/plain' });
    }
    await server.stop();
  },

  baseURL: async ({ server }, use) => {
    await use(server.baseUrl);
  },

  ownerApi: async ({ server }, use) => {
    const client = new ApiClient(server.baseUrl);
    await client.signIn(OWNER);
    await use(client);
  },

  newApi: async ({ server }, use) => {
    await use(() => new ApiClient(server.baseUrl));
  },

  // Every page of every profile is watched: an error that nobody sees is an error all the same.
  context: async ({ context }, use) => {
    const complaints = watch(context);
    await use(context);
    refuse(complaints);
  },

  newProfile: async ({ browser, baseURL }, use) => {
    const profiles: BrowserContext[] = [];
    const complaints: string[][] = [];
    await use(async (options = {}) => {
      const profile = await browser.newContext({ locale: 'en-GB', ...options, ...(baseURL === undefined ? {} : { baseURL }) });
      complaints.push(watch(profile));
      profiles.push(profile);
      return profile;
    });
    for (const profile of profiles) {
      await profile.close();
    }
    refuse(complaints.flat());
  },

  phone: async ({ newProfile }, use) => {
    const profile = await newProfile(PHONE);
    await use(await profile.newPage());
  },
});

/** Collect what goes wrong in the pages of a profile: panics, errors, breaches of the content security policy. */
function watch(context: BrowserContext): string[] {
  const complaints: string[] = [];
  context.on('weberror', (webError) => complaints.push(String(webError.error().stack ?? webError.error())));
  context.on('console', (message) => {
    // A refusal of the server is part of many stories; the browser reports each by a line of its own.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      complaints.push(message.text());
    }
  });
  return complaints;
}

function refuse(complaints: string[]): void {
  if (complaints.length > 0) {
    throw new Error(`the pages complained:\n${complaints.join('\n')}`);
  }
}
