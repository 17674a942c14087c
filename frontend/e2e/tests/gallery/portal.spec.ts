// Every state of the portal, looked at and checked by axe: light and dark, at the width of a phone and of a desk.

import { expect } from '@playwright/test';

import { checkPage } from '../../check_page.ts';
import {
  list,
  offer,
  passwordStep,
  profile,
  session,
  signIn,
  signedIn,
  signedOut,
  totpStep,
} from './answers.ts';
import { problem, test } from './gallery.ts';

test('home, for a person and for an administrator', async ({ open }) => {
  const gallery = await open('/', signedIn);
  await expect(gallery.page.getByRole('heading', { level: 1 })).toHaveText('Hello, Maja Lind');
  await checkPage(gallery.page, 'portal-home');
  gallery.answer({ 'GET /api/v1/session': session({ permissions: ['users_read'] }) });
  await gallery.page.reload();
  await expect(gallery.page.getByRole('link', { name: /Administration/ })).toBeVisible();
  await gallery.page.getByRole('button', { name: 'Account of Maja Lind' }).click();
  await expect(gallery.page.getByRole('menuitem', { name: 'Sign out' })).toBeFocused();
  await checkPage(gallery.page, 'portal-home-administrator');
  expect(gallery.complaints()).toEqual([]);
});

test('home loading, failed, and a page that is not there', async ({ open }) => {
  const gallery = await open('/', { 'GET /api/v1/session': { pending: true } });
  await gallery.page.waitForTimeout(700);
  await checkPage(gallery.page, 'portal-loading');
  gallery.answer({ 'GET /api/v1/session': problem(503, 'unavailable') });
  await gallery.page.reload();
  await expect(gallery.page.getByText('busy at the moment')).toBeVisible();
  await checkPage(gallery.page, 'portal-failed');
  gallery.answer(signedIn);
  await gallery.page.getByRole('button', { name: 'Try again' }).click();
  await expect(gallery.page.getByRole('heading', { level: 1 })).toHaveText('Hello, Maja Lind');
  await gallery.page.goto('http://localhost:4711/nothing/here');
  await checkPage(gallery.page, 'portal-not-found');
  expect(gallery.complaints()).toEqual([]);
});

test('signing in, step by step', async ({ open }) => {
  const gallery = await open('/sign-in?return_to=/profiles', {
    ...signedOut,
    'POST /api/v1/sign-ins': signIn({ return_to: '/profiles', proofs_needed: 2, methods: ['password', 'totp'] }),
  });
  const { page } = gallery;
  await expect(page.getByLabel('User name')).toBeFocused();
  await checkPage(page, 'portal-sign-in-name');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByText('Type your user name.')).toBeVisible();
  await checkPage(page, 'portal-sign-in-name-missing');
  await page.getByLabel('User name').fill('maja.lind');
  await page.keyboard.press('Enter');
  const password = page.getByLabel('Password', { exact: true });
  await expect(password).toBeFocused();
  await checkPage(page, 'portal-sign-in-password');

  gallery.answer({ [passwordStep]: problem(401, 'credentials_wrong') });
  await password.fill('wrong');
  await page.keyboard.press('Enter');
  await expect(page.getByText('That password does not fit.').first()).toBeVisible();
  await expect(password).toBeFocused();
  await checkPage(page, 'portal-sign-in-password-wrong');

  gallery.answer({ [passwordStep]: signIn({ methods: ['totp'], passed: ['password'], proofs_needed: 2 }) });
  await password.fill('right');
  await page.keyboard.press('Enter');
  const code = page.getByLabel('Code of your authenticator app');
  await expect(code).toBeFocused();
  await expect(page.locator('.proof-progress')).toHaveText('Proof 2 of 2');
  await checkPage(page, 'portal-sign-in-totp');

  gallery.answer({ [totpStep]: problem(429, 'too_many_tries', { retry_after_seconds: 900 }) });
  await code.pressSequentially('12 34 56');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Locked for a while')).toBeVisible();
  await expect(page.getByText('Wait 15 minutes')).toBeVisible();
  await checkPage(page, 'portal-sign-in-locked');
  expect(gallery.complaints()).toEqual([]);
});

test('one proof leads on to where the person wanted to go', async ({ open }) => {
  const gallery = await open('/sign-in?return_to=/profiles', {
    ...signedOut,
    'POST /api/v1/sign-ins': signIn({ return_to: '/profiles' }),
    [passwordStep]: signIn({ return_to: '/profiles', status: 'complete', passed: ['password'] }),
    'GET /api/v1/me/profiles': list([]),
  });
  const { page } = gallery;
  await page.getByLabel('User name').fill('maja.lind');
  await page.keyboard.press('Enter');
  await page.getByLabel('Password', { exact: true }).fill('right');
  gallery.answer(signedIn);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('My phones');
  await checkPage(page, 'portal-my-phones-empty');
  expect(gallery.complaints()).toEqual([]);
});

test('a step-up says why, and one that is impossible says so', async ({ open }) => {
  const gallery = await open('/sign-in?return_to=/provisioning', {
    ...signedIn,
    'POST /api/v1/sign-ins': signIn({ step_up: true, methods: ['totp'], passed: ['password'], proofs_needed: 2 }),
  });
  await expect(gallery.page.getByRole('heading', { level: 1 })).toHaveText('One more proof');
  await checkPage(gallery.page, 'portal-sign-in-step-up');
  gallery.answer({ 'POST /api/v1/sign-ins': signIn({ step_up: true, methods: ['passkey'] }) });
  await gallery.page.reload();
  await expect(gallery.page.getByText('You cannot go on here')).toBeVisible();
  await checkPage(gallery.page, 'portal-sign-in-impossible');
  expect(gallery.complaints()).toEqual([]);
});

test('the first owner', async ({ open }) => {
  const gallery = await open('/setup', { 'GET /api/v1/setup': { body: { needed: true } } });
  const { page } = gallery;
  await expect(page.getByText('The link is missing')).toBeVisible();
  await checkPage(page, 'portal-setup-no-token');
  await page.goto('about:blank');
  await page.goto('http://localhost:4711/setup#0123456789ABCDEFGHJKMNPQRS');
  await expect(page.getByLabel('User name')).toBeVisible();
  expect(page.url()).toBe('http://localhost:4711/setup');
  await checkPage(page, 'portal-setup');
  await page.getByRole('button', { name: 'Create the owner' }).click();
  await expect(page.getByText('Choose a user name.')).toBeVisible();
  await checkPage(page, 'portal-setup-errors');
  await page.getByLabel('User name').fill('ada');
  await page.getByLabel('Full name').fill('Ada Lovelace');
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  gallery.answer({ 'POST /api/v1/setup': { status: 201, body: {} } });
  await page.getByRole('button', { name: 'Create the owner' }).click();
  await expect(page.getByText('Set-up is done')).toBeVisible();
  await checkPage(page, 'portal-setup-done');
  expect(gallery.complaints()).toEqual([]);
});

test('my phones, and the dialogs of a phone', async ({ open }) => {
  const gallery = await open('/profiles', {
    ...signedIn,
    'GET /api/v1/me/profiles': list([
      profile(),
      profile({ id: '01990000-0000-7000-8000-00000000000a', name: 'Authenticator app', kind: 'totp', phone: null, last_used_at: null }),
      profile({ id: '01990000-0000-7000-8000-00000000000b', name: 'Old phone', status: 'suspended' }),
    ]),
  });
  const { page } = gallery;
  await expect(page.getByRole('heading', { name: 'Pixel 8' })).toBeVisible();
  await checkPage(page, 'portal-my-phones');
  const menu = page.getByRole('button', { name: 'Actions for Pixel 8' });
  await menu.click();
  await checkPage(page, 'portal-my-phones-menu');
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await expect(page.getByRole('dialog', { name: 'Rename phone' })).toBeVisible();
  await checkPage(page, 'portal-my-phones-rename');
  await page.keyboard.press('Escape');
  await menu.click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await expect(page.getByRole('dialog', { name: 'Remove “Pixel 8”?' })).toBeVisible();
  await checkPage(page, 'portal-my-phones-remove');
  gallery.answer({
    'DELETE /api/v1/me/profiles/01990000-0000-7000-8000-000000000003': { status: 204 },
    'GET /api/v1/me/profiles': list([]),
  });
  await page.getByRole('button', { name: 'Remove phone' }).click();
  await expect(page.getByText('“Pixel 8” is removed.')).toBeVisible();
  await expect(page.getByText('No phone yet')).toBeVisible();
  await checkPage(page, 'portal-my-phones-removed');
  expect(gallery.complaints()).toEqual([]);
});

test('languages and themes are chosen and remembered', async ({ open }) => {
  const gallery = await open('/provisioning', { ...signedIn, 'GET /api/v1/me/provisioning': offer() });
  const { page } = gallery;
  await page.getByRole('button', { name: 'Language and theme' }).click();
  await checkPage(page, 'portal-preferences');
  await page.getByRole('menuitemradio', { name: 'Svenska' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Lägg till en telefon');
  await expect(page.locator('html')).toHaveAttribute('lang', 'sv');
  await page.getByRole('button', { name: 'Språk och tema' }).click();
  await page.getByRole('menuitemradio', { name: 'Mörkt' }).click();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Lägg till en telefon');
  expect(gallery.complaints()).toEqual([]);
});
