// The main job, from the administrator's switch to a phone that works, in browser profiles that share nothing.

import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

import type { Page } from '@playwright/test';

import { enableSelfService } from '../console_steps.ts';
import { type ApiClient, type Credentials, type Server, checkPage, expect, test, totp } from '../fixtures.ts';
import { scan, signIn } from '../portal_steps.ts';

const run = promisify(execFile);
const PHONE_PROGRAM =
  process.env['ANTEROOM_PHONE_BINARY'] ?? resolve(import.meta.dirname, '../../../target/debug/anteroom-phone');

const MAJA: Credentials = { userName: 'maja', password: 'a long way to the sea' };

const PASSWORD_AND_TOTP = {
  authentication_method: { methods: ['password', 'totp'], match: 'all' },
};
const PASSWORD_ALONE = {
  authentication_method: { methods: ['password'], match: 'any' },
};

async function addMaja(owner: ApiClient): Promise<void> {
  await owner.post('/users', { user_name: MAJA.userName, display_name: 'Maja Lind', password: MAJA.password });
}

/** Give the provisioning page a requirement of its own. */
async function require(owner: ApiClient, requirement: object): Promise<void> {
  const { body } = await owner.get('/resources');
  const page = body.items.find(({ path }: { path: string }) => path === '/provisioning');
  await owner.patch(`/resources/${page.id}`, {
    authorization: { inherit: false, general_rules: [], requirement: requirement as never },
  });
}

async function choose(page: Page, kind: 'Phone' | 'Authenticator app'): Promise<void> {
  await page.getByRole('radio', { name: kind }).check();
  await page.getByRole('button', { name: 'Show the code' }).click();
}

test('a person proves who she is, scans, types the digits, and has a phone that works', async ({
  page,
  ownerApi,
  phone,
}) => {
  test.setTimeout(180_000);
  await addMaja(ownerApi);
  await page.goto('/provisioning');
  await expect(page).toHaveURL(/\/sign-in\?return_to=/);
  await checkPage(page, 'story-sign-in');
  await signIn(page, MAJA);
  await expect(page.getByText('Adding phones is switched off')).toBeVisible();
  await checkPage(page, 'story-provisioning-switched-off');

  await test.step('without an authenticator app she is told why not, and what is missing', async () => {
    await enableSelfService(ownerApi);
    await require(ownerApi, PASSWORD_AND_TOTP);
    await page.reload();
    await expect(page.getByText('You cannot add a phone now')).toBeVisible();
    await expect(page.getByText('You have not set up: Authenticator app')).toBeVisible();
    await checkPage(page, 'story-provisioning-not-offered');
  });

  const key = await test.step('under a looser rule she adds an authenticator app', async () => {
    await require(ownerApi, PASSWORD_ALONE);
    await page.reload();
    await checkPage(page, 'story-provisioning-choose');
    await choose(page, 'Authenticator app');
    const uri = new URL(await scan(page, 'QR code for your authenticator app'));
    const secret = uri.searchParams.get('secret') ?? '';
    await checkPage(page, 'story-provisioning-totp');
    await page.getByLabel('First code').fill(await totp(secret));
    await page.getByRole('button', { name: 'Activate' }).click();
    await expect(page.getByRole('link', { name: 'My phones' })).toBeVisible();
    await checkPage(page, 'story-provisioning-totp-done');
    return secret;
  });

  await test.step('under the strict rule she is asked for one more proof', async () => {
    await require(ownerApi, PASSWORD_AND_TOTP);
    await page.goto('/provisioning');
    const code = page.getByLabel('Code of your authenticator app');
    if (!(await code.isVisible().catch(() => false))) {
      await page.getByRole('button', { name: /Prove it|Continue/ }).or(code).first().click();
    }
    await expect(code).toBeVisible();
    await checkPage(page, 'story-step-up');
    // A code counts once, and the first one is used up.
    await code.fill(await totp(key, { stepsAhead: 1 }));
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page).toHaveURL(/\/provisioning/);
  });

  await choose(page, 'Phone');
  const link = await scan(page, 'QR code for adding your phone');
  expect(link).toMatch(/^http:\/\/localhost:\d+\/a#[0-9A-HJKMNP-TV-Z]{26}$/);
  await checkPage(page, 'story-provisioning-waiting');

  await test.step('the phone opens the link and asks first', async () => {
    await phone.goto(link);
    await expect(phone.getByRole('button', { name: 'Add this phone' })).toBeVisible();
    expect(new URL(phone.url()).hash, 'the secret is gone from the address').toBe('');
    await checkPage(phone, 'story-phone-preview', { screens: ['phone'] });
    await phone.getByLabel('Name of this phone').fill('Maja’s phone');
    await phone.getByRole('button', { name: 'Add this phone' }).click();
    await expect(phone.getByLabel('Digits')).toBeVisible();
    await checkPage(phone, 'story-phone-confirm', { screens: ['phone'] });
  });

  await test.step('the page shows the phone and the digits without a reload', async () => {
    await expect(page.getByText('Phone found: Maja’s phone')).toBeVisible();
    await checkPage(page, 'story-provisioning-claimed');
    const digits = await page.getByLabel('Type these digits on the phone:').innerText();
    expect(digits).toMatch(/^\d{4}$/);
    await phone.getByLabel('Digits').fill(digits);
    const confirm = phone.getByRole('button', { name: 'Confirm' });
    if (await confirm.isVisible().catch(() => false)) {
      await confirm.click().catch(() => undefined);
    }
    await expect(phone.getByText('This phone is ready')).toBeVisible();
    await checkPage(phone, 'story-phone-done', { screens: ['phone'] });
    await expect(page.getByText('Your phone is ready')).toBeVisible();
    await checkPage(page, 'story-provisioning-done');
  });

  await test.step('the phone is listed, removed, and says so itself', async () => {
    await page.goto('/profiles');
    await expect(page.getByText('Maja’s phone').first()).toBeVisible();
    await checkPage(page, 'story-my-phones');
    await page.getByRole('button', { name: 'Actions for Maja’s phone' }).click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    await page.getByRole('button', { name: 'Remove phone' }).click();
    await expect(page.getByText('“Maja’s phone” is removed.')).toBeVisible();
    await phone.goto('/a');
    await expect(phone.getByText(/was removed/).first()).toBeVisible();
    await checkPage(phone, 'story-phone-removed', { screens: ['phone'] });
  });
});

test('the phone program does the same from a decoded QR code', async ({ page, ownerApi, server }) => {
  await addMaja(ownerApi);
  await enableSelfService(ownerApi);
  await page.goto('/sign-in?return_to=/provisioning');
  await signIn(page, MAJA);
  await choose(page, 'Phone');
  const link = await scan(page, 'QR code for adding your phone');
  await anteroomPhone(server, ['claim', link, '--yes', '--name', 'Program']);
  await expect(page.getByText('Phone found: Program')).toBeVisible();
  const digits = await page.getByLabel('Type these digits on the phone:').innerText();
  await anteroomPhone(server, ['confirm', digits]);
  await expect(page.getByText('Your phone is ready')).toBeVisible();
  expect(await anteroomPhone(server, ['show'])).toContain('active');
  await anteroomPhone(server, ['remove']);
  await page.goto('/profiles');
  await expect(page.getByText('No phone yet')).toBeVisible();
});

async function anteroomPhone(server: Server, words: string[]): Promise<string> {
  const { stdout } = await run(PHONE_PROGRAM, ['--state', join(server.dataFolder, 'phone.json'), ...words]);
  return stdout;
}
