// What a story may ask for: a server of its own, the owner's client, further browser profiles.
//
// import { expect, test, checkPage, decodeQr, totp } from '../fixtures.ts';

import { type BrowserContext, type BrowserContextOptions, type Page, test as base } from '@playwright/test';

import { ApiClient } from './api.ts';
import { MailServer, type MailServerMode } from './mail_server.ts';
import { OWNER, Server } from './server.ts';
import { SmsGateway } from './sms_gateway.ts';

export { expect } from '@playwright/test';
export { ApiClient } from './api.ts';
export { checkPage } from './check_page.ts';
export { checkMail } from './check_mail.ts';
export type { Mail } from './mail_server.ts';
export { decodeQr, totp } from './phone_tools.ts';
export { type Credentials, OWNER, Server } from './server.ts';

interface Options {
  /** Whether the owner is there from the start; `false` for the story of the first set-up. */
  withOwner: boolean;
  /** Variables of the server's environment. */
  environment: NodeJS.ProcessEnv;
  /** What the mail server asks of those who send. */
  mailServerMode: MailServerMode;
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
  /** An empty page outside of every profile, to look at mails on. */
  mailProgram: Page;
  /** A mail server that is not ours; without protection unless the story asks for more. */
  mailServer: MailServer;
  /** A provider of text messages; the server of the story needs {@link LOOPBACK_ALLOWED} to reach it. */
  smsGateway: SmsGateway;
}

/** Outgoing requests reach no private network unless it is allowed, and the counterparts of the tests are in one. */
export const LOOPBACK_ALLOWED = { ANTEROOM__OUTGOING__ALLOWED_NETWORKS: '["127.0.0.0/8"]' };

/** A phone in upright position, as the portal and the phone pages are designed for. */
export const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
};

export const test = base.extend<Fixtures & Options>({
  withOwner: [true, { option: true }],
  environment: [{}, { option: true }],
  mailServerMode: ['plain', { option: true }],

  server: async ({ withOwner, environment }, use, testInfo) => {
    const server = await Server.start({ withOwner, environment });
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

  mailProgram: async ({ browser }, use) => {
    const profile = await browser.newContext();
    await use(await profile.newPage());
    await profile.close();
  },

  mailServer: async ({ mailServerMode }, use) => {
    const mailServer = await MailServer.start(mailServerMode);
    await use(mailServer);
    await mailServer.stop();
  },

  smsGateway: async ({}, use) => {
    const smsGateway = await SmsGateway.start();
    await use(smsGateway);
    await smsGateway.stop();
  },
});

/**
 * A refusal of the server is part of many stories, and the browser reports each by a line of its own. Mails are shown
 * in a frame in which no script runs, not even axe.
 */
const EXPECTED_COMPLAINTS = [/^Failed to load resource/, /^Blocked script execution in '[^']*\/mail-frame'/];

/** Collect what goes wrong in the pages of a profile: panics, errors, breaches of the content security policy. */
function watch(context: BrowserContext): string[] {
  const complaints: string[] = [];
  context.on('weberror', (webError) => complaints.push(String(webError.error().stack ?? webError.error())));
  context.on('console', (message) => {
    if (message.type() === 'error' && !EXPECTED_COMPLAINTS.some((expected) => expected.test(message.text()))) {
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
