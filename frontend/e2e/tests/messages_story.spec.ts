// Messages that bring a phone: by e-mail and by SMS, through a mail server and a provider that are not ours.

import type { Page } from '@playwright/test';

import { enterConsole, fillEmailChannel, save } from '../console_steps.ts';
import { LOOPBACK_ALLOWED, PHONE, checkMail, checkPage, decodeQr, expect, test } from '../fixtures.ts';
import { MAJA, addMaja } from '../people.ts';
import { askForMessage, claim, confirm, markDocument, scan } from '../portal_steps.ts';

const NARROW_PHONE = { ...PHONE, viewport: { width: 360, height: 640 } };
const LINK = /http:\/\/localhost:\d+\/a#[0-9A-HJKMNP-TV-Z]{26}/;

test.use({ environment: LOOPBACK_ALLOWED, mailServerMode: 'auth' });
// Half a minute each; a machine that builds beside it needs several times as long, for axe most of all.
test.describe.configure({ timeout: 180_000 });

/** Switch a way on in the settings, and self-service with it. */
async function offer(console: Page, way: 'QR code by e-mail' | 'Link by SMS'): Promise<void> {
  await console.getByRole('navigation').getByRole('link', { name: 'Mobile provisioning' }).click();
  await console.getByRole('switch', { name: 'People may add phones by themselves' }).check();
  await console.getByRole('switch', { name: way }).check();
  await save(console);
}

test('the owner sets e-mail up in the console, and a mail brings a phone', async ({
  page,
  newProfile,
  ownerApi,
  mailServer,
  mailProgram,
}) => {
  await addMaja(ownerApi);
  const console = await (await newProfile()).newPage();

  await test.step('the form is tried step by step before it is saved', async () => {
    await enterConsole(console, '/admin/notification-channels');
    await console.getByRole('link', { name: 'Set up e-mail' }).click();
    await fillEmailChannel(console, mailServer);
    await console.getByLabel('Send a test mail to').fill('owner@example.org');
    await console.getByRole('button', { name: 'Start test' }).click();
    await expect(console.getByText('Every step passed')).toBeVisible();
    for (const step of ['Name of the server', 'Connection', 'Protection by TLS', 'Sign-in', 'Sending']) {
      await expect(console.getByRole('listitem').filter({ hasText: `${step}: Passed` })).toBeVisible();
    }
    await mailServer.mailTo('owner@example.org', /./);
    await checkPage(console, 'story-email-channel-tested', { screens: ['desktop'] });
    await save(console);
  });

  await test.step('the way is offered to people', async () => {
    await offer(console, 'QR code by e-mail');
  });

  await askForMessage(page, MAJA, 'By e-mail');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Check your e-mail');
  await expect(page.getByText(/^Sent ·/)).toBeVisible();
  const neverLoadedAgain = await markDocument(page);
  await checkPage(page, 'story-email-sent', { screens: ['phone'] });

  const mail = await mailServer.mailTo(MAJA.email, /Add your phone/);
  const [link = ''] = LINK.exec(mail.text) ?? [];
  await test.step('the picture in the mail holds the link of its text', async () => {
    expect(link).toMatch(LINK);
    expect(mail.html).toContain('src="cid:qr-code"');
    expect(await decodeQr(Buffer.from(mail.pictures['qr-code'] ?? '', 'base64'))).toBe(link);
    await checkMail(mailProgram, mail, 'provisioning');
  });

  await test.step('the link brings the phone, and the page follows', async () => {
    const phone = await (await newProfile(NARROW_PHONE)).newPage();
    await claim(phone, link, 'Maja’s phone');
    await confirm(page, phone, 'Maja’s phone');
    await neverLoadedAgain();
  });
});

test('the owner adds a provider in the console, and a text message brings a phone', async ({
  page,
  newProfile,
  ownerApi,
  smsGateway,
}) => {
  await addMaja(ownerApi);
  const console = await (await newProfile()).newPage();

  await test.step('a gateway is made from the preset for any provider', async () => {
    await enterConsole(console, '/admin/notification-channels');
    await console.getByRole('link', { name: 'Set up gateways' }).click();
    await console.getByRole('link', { name: 'Add gateway' }).first().click();
    await console.getByRole('link', { name: 'Another provider' }).click();
    await console.getByLabel('Name', { exact: true }).fill('Provider');
    await console.getByLabel('Sender').fill('Example');
    await console.getByLabel('API token').fill('a token of the provider');
    await console.getByLabel('Address', { exact: true }).fill(smsGateway.url);
    await console.getByRole('button', { name: 'Add gateway' }).click();
    await expect(console.getByText('Provider was added')).toBeVisible();
    await console.getByLabel('Send a test message to').fill('+46700000001');
    await console.getByRole('button', { name: 'Start test' }).click();
    await expect(console.getByText('Every step passed')).toBeVisible();
    const tried = await smsGateway.messageTo('+46700000001', /./);
    expect(tried).toMatchObject({ authorization: 'Bearer a token of the provider', from: 'Example' });
    await checkPage(console, 'story-sms-gateway-tested');
  });

  await test.step('the way is offered to people', async () => {
    await offer(console, 'Link by SMS');
  });

  await askForMessage(page, MAJA, 'By text message');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Check your text messages');
  await expect(page.getByText(/^Sent ·/)).toBeVisible();
  const neverLoadedAgain = await markDocument(page);
  const { text } = await smsGateway.messageTo(MAJA.number, /add your phone/);
  const [link = ''] = LINK.exec(text) ?? [];
  expect(link).toMatch(LINK);

  await test.step('at a computer the link shows a QR code of itself', async () => {
    const computer = await (await newProfile()).newPage();
    await computer.goto(link);
    expect(await scan(computer, 'QR code for adding your phone')).toBe(link);
    await checkPage(computer, 'story-sms-link-computer', { screens: ['desktop'] });
  });

  await test.step('on the phone it adds the phone, and the page follows', async () => {
    const phone = await (await newProfile(NARROW_PHONE)).newPage();
    await claim(phone, link, 'Maja’s phone');
    await confirm(page, phone, 'Maja’s phone');
    await neverLoadedAgain();
  });
});
