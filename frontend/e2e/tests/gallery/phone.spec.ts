// Every state of the phone pages, with a real key in the browser's store.

import { expect } from '@playwright/test';

import { checkPage } from '../../check_page.ts';
import { SECRET, claim, claimOf, confirmOf, deviceProfile, preview } from './answers.ts';
import { problem, test } from './gallery.ts';

const PREVIEW = 'POST /device/v1/claims/preview';
const CLAIM = 'POST /device/v1/claims';
const PROFILE = 'GET /device/v1/profile';
const LINK = `/a#${SECRET}`;

test('from the code to a profile, and its end', async ({ openOnPhone }) => {
  const gallery = await openOnPhone(LINK, {
    [PREVIEW]: preview,
    [CLAIM]: { status: 201, body: claim() },
    [claimOf]: { body: claim() },
    [confirmOf]: problem(422, 'confirmation_code_wrong', { attempts_left: 2 }),
    [PROFILE]: { body: deviceProfile() },
  });
  const { page } = gallery;
  const only = { screens: ['phone'] } as const;
  await expect(page.getByRole('button', { name: 'Add this phone' })).toBeVisible();
  expect(page.url()).not.toContain(SECRET);
  await expect(page.getByLabel('Name of this phone')).not.toHaveValue('');
  await checkPage(page, 'phone-offer', only);

  await page.getByRole('button', { name: 'Add this phone' }).click();
  await expect(page.getByLabel('Digits')).toBeFocused();
  await checkPage(page, 'phone-confirm', only);
  await page.getByLabel('Digits').pressSequentially('1234');
  await page.keyboard.press('Enter');
  await expect(page.getByText('2 tries are left.')).toBeVisible();
  await checkPage(page, 'phone-confirm-wrong', only);

  gallery.answer({ [confirmOf]: { body: claim({ status: 'completed', confirmation: null, profile: deviceProfile() }) } });
  await page.getByLabel('Digits').pressSequentially('4711');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This phone is ready');
  await checkPage(page, 'phone-done', only);

  await page.getByRole('button', { name: 'Profiles on this phone' }).click();
  await expect(page.getByText('Active')).toBeVisible();
  await checkPage(page, 'phone-profiles', only);
  await page.getByRole('button', { name: 'Actions for Pixel 8' }).click();
  await page.getByRole('menuitem', { name: 'Remove from this phone' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await checkPage(page, 'phone-give-up', only);
  await page.keyboard.press('Escape');

  gallery.answer({ [PROFILE]: { body: deviceProfile({ status: 'suspended' }) } });
  await page.reload();
  await expect(page.getByText('Suspended')).toBeVisible();
  await checkPage(page, 'phone-profile-suspended', only);

  gallery.answer({ [PROFILE]: { body: deviceProfile({ status: 'revoked' }) } });
  await page.reload();
  await expect(page.getByText('The profile of Maja Lind was removed')).toBeVisible();
  await checkPage(page, 'phone-profile-removed', only);
  await page.getByRole('button', { name: 'Forget it' }).click();
  await expect(page.getByText('No profile yet')).toBeVisible();
  await checkPage(page, 'phone-profiles-empty', only);
  expect(gallery.complaints()).toEqual([]);
});

test('a claim that was interrupted goes on after a reload', async ({ openOnPhone }) => {
  const gallery = await openOnPhone(LINK, {
    [PREVIEW]: preview,
    [CLAIM]: { status: 201, body: claim() },
    [claimOf]: { body: claim() },
    [PROFILE]: problem(401, 'profile_unknown'),
  });
  const { page } = gallery;
  await page.getByRole('button', { name: 'Add this phone' }).click();
  await expect(page.getByLabel('Digits')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Digits')).toBeVisible();
  await checkPage(page, 'phone-confirm-after-reload', { screens: ['phone'] });
  expect(gallery.complaints()).toEqual([]);
});

test('a code that cannot be used, and a phone that was turned away', async ({ openOnPhone }) => {
  const gallery = await openOnPhone(LINK, { [PREVIEW]: problem(404, 'provisioning_token_unusable') });
  await expect(gallery.page.getByText('This code cannot be used')).toBeVisible();
  await checkPage(gallery.page, 'phone-unusable', { screens: ['phone'] });

  gallery.answer({
    [PREVIEW]: preview,
    [CLAIM]: { status: 201, body: claim() },
    [confirmOf]: problem(422, 'confirmation_code_wrong', { attempts_left: 0 }),
  });
  await gallery.page.goto('about:blank');
  await gallery.page.goto(`http://localhost:4711${LINK}`);
  await gallery.page.getByRole('button', { name: 'Add this phone' }).click();
  await gallery.page.getByLabel('Digits').pressSequentially('0000');
  await gallery.page.keyboard.press('Enter');
  await expect(gallery.page.getByText('This phone was not added')).toBeVisible();
  await checkPage(gallery.page, 'phone-turned-away', { screens: ['phone'] });
  expect(gallery.complaints()).toEqual([]);
});

test('a browser that cannot keep a key says so before anything is used up', async ({ openOnPhone }) => {
  const gallery = await openOnPhone('/a', {});
  const claims: string[] = [];
  gallery.page.on('request', (request) => {
    if (request.url().endsWith('/device/v1/claims')) {
      claims.push(request.url());
    }
  });
  gallery.answer({ [PREVIEW]: preview });
  await gallery.page.addInitScript(() => {
    Object.defineProperty(window, 'indexedDB', { value: null });
  });
  await gallery.page.goto('about:blank');
  await gallery.page.goto(`http://localhost:4711${LINK}`);
  await expect(gallery.page.getByText('This browser cannot keep a key')).toBeVisible();
  await checkPage(gallery.page, 'phone-cannot-keep-a-key', { screens: ['phone'] });
  expect(claims).toEqual([]);
  expect(gallery.complaints()).toEqual([]);
});

test('a computer shows the code to scan', async ({ open }) => {
  const gallery = await open(LINK, { [PREVIEW]: preview });
  const { page } = gallery;
  await expect(page.getByRole('img', { name: 'QR code for adding your phone' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Add your phone');
  // A narrow window at a desk as well.
  await checkPage(page, 'phone-on-computer');
  await page.getByRole('button', { name: 'Use this computer anyway' }).click();
  await expect(page.getByRole('button', { name: 'Add this phone' })).toBeVisible();
  await checkPage(page, 'phone-offer-on-computer', { screens: ['desktop'] });
  expect(gallery.complaints()).toEqual([]);
});

test('a code is typed by hand', async ({ openOnPhone }) => {
  const gallery = await openOnPhone('/a', { [PREVIEW]: preview });
  const { page } = gallery;
  await page.getByText('Type a code').click();
  await page.getByLabel('Code').fill('7ZC4');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByText('A code has 26 letters and digits.')).toBeVisible();
  await checkPage(page, 'phone-typed-code', { screens: ['phone'] });
  await page.getByLabel('Code').fill('7ZC4K Q2M9X TR5WB 8YNVH 3DGJ6 P');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('button', { name: 'Add this phone' })).toBeVisible();
  expect(gallery.complaints()).toEqual([]);
});
