// What the owner does in the console, as steps that several stories share, and the same by REST where it is not the story.

import { type Page, expect } from '@playwright/test';

import type { ApiClient } from './api.ts';
import { MAIL_ACCOUNT, type MailServer } from './mail_server.ts';
import { signIn } from './portal_steps.ts';
import { OWNER } from './server.ts';
import type { SmsGateway } from './sms_gateway.ts';

export const SENDER = 'sign-in@example.org';

/** The owner comes to a page of the console and signs in there. */
export async function enterConsole(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await signIn(page, OWNER);
  await expect(page).toHaveURL(new RegExp(`${path.replaceAll(/[?]/g, '\\?')}$`));
}

/** Fill in the form of the e-mail channel for a mail server that asks for STARTTLS and a password. */
export async function fillEmailChannel(page: Page, mailServer: MailServer): Promise<void> {
  await page.getByRole('switch', { name: 'Send e-mail' }).check();
  await page.getByLabel('Host', { exact: true }).fill('localhost');
  await page.getByLabel('Protection').selectOption({ label: 'STARTTLS, required' });
  await page.getByLabel('Port').fill(String(mailServer.port));
  await page.getByText('Time-out, EHLO name and certificates').click();
  await page.getByLabel('Certificates to trust as well').fill(await mailServer.authority());
  await page.getByLabel('User name', { exact: true }).fill(MAIL_ACCOUNT.userName);
  await page.getByLabel('Password', { exact: true }).fill(MAIL_ACCOUNT.password);
  await page.getByLabel('Name', { exact: true }).fill('Example sign-in');
  await page.getByLabel('Address', { exact: true }).fill(SENDER);
}

/** Press Save, and see that the server has taken it: nothing is left to save. */
export async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved', { exact: true }).last()).toBeVisible();
  await expect(page.getByText('Not saved yet')).toBeHidden();
}

/** A mail server without protection, set up by REST. */
export async function setUpEmail(owner: ApiClient, mailServer: MailServer): Promise<void> {
  await owner.put('/notification-channels/email', {
    enabled: true,
    transport: 'smtp',
    host: 'localhost',
    port: mailServer.port,
    security: 'none',
    sender_name: 'Example sign-in',
    sender_address: SENDER,
    timeout_seconds: 15,
  });
}

/** The provider of the test as the only gateway, set up by REST from its preset. */
export async function setUpSms(owner: ApiClient, gateway: SmsGateway): Promise<void> {
  const { body: presets } = await owner.get('/sms-gateway-presets');
  const { transport } = presets.items.find(({ id }: { id: string }) => id === 'generic');
  await owner.post('/sms-gateways', {
    name: 'Provider',
    enabled: true,
    sender: 'Example',
    secret: 'a token of the provider',
    transport: { ...transport, url: gateway.url },
  });
}

/** Switch self-service on with other settings beside it. */
export async function enableSelfService(owner: ApiClient, change: Record<string, unknown> = {}): Promise<void> {
  const { readiness: _, ...settings } = (await owner.get('/self-service-settings')).body;
  await owner.put('/self-service-settings', { ...settings, enabled: true, ...change });
}

/** Every way at once, for stories that are about something else. */
export const EVERY_WAY = { channels: { browser: true, email: true, sms: true } };
