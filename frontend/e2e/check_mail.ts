// A received mail in a browser, as mail programs show it: light, dark, with its pictures blocked, at phone width.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { PICTURES, expectNoAxeFindings, expectNoSidewaysScrolling } from './check_page.ts';
import type { Mail } from './mail_server.ts';

const DESK = { width: 800, height: 900 };
const PHONE = { width: 360, height: 640 };

/** A mail has no landmarks and need not begin with a heading of the first level. */
const RULES_OF_PAGES = ['region', 'landmark-one-main', 'page-has-heading-one'];

const LOOKS = {
  light: { colorScheme: 'light', screen: DESK, pictures: true },
  dark: { colorScheme: 'dark', screen: DESK, pictures: true },
  blocked: { colorScheme: 'light', screen: DESK, pictures: false },
  phone: { colorScheme: 'light', screen: PHONE, pictures: true },
} as const;

export interface CheckMailOptions {
  /** Only these looks; all if nothing is said. */
  readonly looks?: readonly (keyof typeof LOOKS)[];
}

/**
 * Look at a mail on an empty page: axe finds nothing, nothing is cut off, and a picture of each look is kept.
 *
 * The name says which mail, and the pictures are called `mail-<name>-<look>`.
 */
export async function checkMail(page: Page, mail: Mail, name: string, options: CheckMailOptions = {}): Promise<void> {
  await mkdir(PICTURES, { recursive: true });
  for (const look of options.looks ?? (['light', 'dark', 'blocked', 'phone'] as const)) {
    const { colorScheme, screen, pictures } = LOOKS[look];
    const where = `mail-${name}-${look}`;
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(screen);
    await page.setContent(pictures ? withPictures(mail) : withoutPictures(mail));
    await page.screenshot({ path: join(PICTURES, `${where}.png`), fullPage: true });
    await expectNoAxeFindings(page, where, RULES_OF_PAGES);
    await expectNoSidewaysScrolling(page, where);
  }
}

/** The HTML with the pictures in the places that name them by Content-ID (RFC 2392). */
function withPictures(mail: Mail): string {
  return Object.entries(mail.pictures).reduce(
    (html, [id, base64]) => html.replaceAll(`cid:${id}`, `data:image/png;base64,${base64}`),
    mail.html,
  );
}

/** The HTML as programs show it that fetch no pictures: the alternative text alone. */
function withoutPictures(mail: Mail): string {
  return mail.html.replaceAll(/src="cid:[^"]*"/g, 'src="data:,"');
}
