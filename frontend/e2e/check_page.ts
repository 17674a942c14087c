// What holds of every page in every state: axe finds nothing, nothing is wider than the screen, and a picture is kept.

import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { AxeBuilder } from '@axe-core/playwright';
import { type Page, expect } from '@playwright/test';

/** Where the pictures are kept. */
export const PICTURES = resolve(import.meta.dirname, '../../target/screenshots');

/** WCAG 2.2 AA and all that it contains. */
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const SCREENS = {
  phone: { width: 390, height: 844 },
  desktop: { width: 1280, height: 800 },
} as const;

const SCHEMES = ['light', 'dark'] as const;

export interface CheckOptions {
  /** Only these screens; both if nothing is said. */
  readonly screens?: readonly (keyof typeof SCREENS)[];
}

/**
 * Check the page as it is now, in light and dark, at the width of a phone and of a desk, and put it back as it was.
 *
 * The name says page and state, such as `portal-provisioning-waiting`, and becomes the name of the pictures.
 */
export async function checkPage(page: Page, name: string, options: CheckOptions = {}): Promise<void> {
  await mkdir(PICTURES, { recursive: true });
  const before = page.viewportSize();
  for (const screen of options.screens ?? (['phone', 'desktop'] as const)) {
    await page.setViewportSize(SCREENS[screen]);
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await settle(page);
      await page.screenshot({ path: join(PICTURES, `${name}-${screen}-${colorScheme}.png`), fullPage: true });
      // As high as its content, so that no bar at the edge of the screen covers what one would scroll to.
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewportSize({ width: SCREENS[screen].width, height: Math.max(height, SCREENS[screen].height) });
      await expectNoAxeFindings(page, `${name}, ${screen}, ${colorScheme}`);
      await page.setViewportSize(SCREENS[screen]);
    }
    await expectNoSidewaysScrolling(page, `${name}, ${screen}`);
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  if (before !== null) {
    await page.setViewportSize(before);
  }
}

/** What axe finds by all rules but those named. */
export async function expectNoAxeFindings(page: Page, where: string, without: string[] = []): Promise<void> {
  // A mail is shown in a frame in which no script runs, so axe would wait for an answer from it that never comes.
  const axe = new AxeBuilder({ page }).withTags(AXE_TAGS).exclude('.mail__frame').disableRules(without);
  const { violations } = await axe.analyze();
  const findings = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    elements: nodes.map(({ html, failureSummary }) => ({ html, failureSummary })),
  }));
  expect(findings, `axe on ${where}`).toEqual([]);
}

/** Content wider than the screen makes people scroll in two directions (WCAG 2.2, 1.4.10). */
export async function expectNoSidewaysScrolling(page: Page, where: string): Promise<void> {
  const sticksOut = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) {
      return [];
    }
    const elements = [...document.querySelectorAll('*')]
      .filter((element) => element.getBoundingClientRect().right > clientWidth)
      .map((element) => `${element.tagName.toLowerCase()}.${element.className}`);
    return [`${scrollWidth - clientWidth} pixels`, ...elements];
  });
  expect(sticksOut, `wider than the screen on ${where}`).toEqual([]);
}

/**
 * Bring every running transition to its end, so that no picture shows half a fade.
 *
 * Nothing waits for the browser to draw: without a screen it may draw no frame until a picture is taken.
 */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () =>
      new Promise<void>((done) => {
        requestAnimationFrame(() => done());
        setTimeout(done, 200);
      });
    await frame();
    await frame();
    for (const animation of document.getAnimations()) {
      if (animation.effect?.getComputedTiming().endTime !== Infinity) {
        animation.finish();
      }
    }
    await frame();
  });
}
