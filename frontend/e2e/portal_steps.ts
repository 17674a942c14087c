// What people do in the portal and on their phones, as steps that several stories share.

import { type Page, expect } from '@playwright/test';

import { decodeQr } from './phone_tools.ts';
import type { Credentials } from './server.ts';

export async function signIn(page: Page, who: Credentials): Promise<void> {
  await page.getByLabel('User name').fill(who.userName);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('Password', { exact: true }).fill(who.password);
  await page.getByRole('button', { name: 'Continue' }).click();
}

/** Sign in, and ask on the provisioning page for a phone by a message. */
export async function askForMessage(page: Page, who: Credentials, way: 'By e-mail' | 'By text message'): Promise<void> {
  await page.goto('/provisioning');
  await signIn(page, who);
  await page.getByRole('radio', { name: 'Phone' }).check();
  await page.getByRole('radio', { name: way }).check();
  await page.getByRole('button', { name: 'Send the message' }).click();
}

/** The text of the QR code on the page, read from a picture of the page as a camera would. */
export async function scan(page: Page, label: string): Promise<string> {
  await expect(page.getByRole('img', { name: label })).toBeVisible();
  return decodeQr(await page.screenshot());
}

/** Open a provisioning link on a phone and take its offer, up to the field for the digits. */
export async function claim(phone: Page, link: string, phoneName: string): Promise<void> {
  await phone.goto(link);
  await phone.getByLabel('Name of this phone').fill(phoneName);
  await phone.getByRole('button', { name: 'Add this phone' }).click();
  await expect(phone.getByLabel('Digits')).toBeVisible();
}

/** Type the digits of the signed-in page on the phone, and see both pages arrive at their end. */
export async function confirm(page: Page, phone: Page, phoneName: string): Promise<void> {
  await expect(page.getByText(`Phone found: ${phoneName}`)).toBeVisible();
  const digits = await page.getByLabel('Type these digits on the phone:').innerText();
  expect(digits).toMatch(/^\d{4}$/);
  await phone.getByLabel('Digits').fill(digits);
  await phone.getByRole('button', { name: 'Confirm' }).click();
  await expect(phone.getByText('This phone is ready')).toBeVisible();
  await expect(page.getByText('Your phone is ready')).toBeVisible();
}

/** Mark the document of a page; a reload would lose the mark. */
export async function markDocument(page: Page): Promise<() => Promise<void>> {
  const handle = await page.evaluateHandle(() => document.documentElement);
  return async () => {
    const same = await handle.evaluate((root) => root.isConnected && root === document.documentElement);
    expect(same, 'the page was never loaded again').toBe(true);
  };
}
