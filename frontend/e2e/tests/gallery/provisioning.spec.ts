// Every state of the provisioning page.

import { expect } from '@playwright/test';

import { checkPage } from '../../check_page.ts';
import {
  TOKEN_ID,
  claimed,
  completed,
  decision,
  issued,
  myProfile,
  offer,
  signIn,
  signedIn,
  token,
  totpToken,
} from './answers.ts';
import { problem, test } from './gallery.ts';

const OFFER = 'GET /api/v1/me/provisioning';
const CREATE = 'POST /api/v1/me/provisioning-tokens';
const READ = `GET /api/v1/me/provisioning-tokens/${TOKEN_ID}`;
const REPLACE = `POST /api/v1/me/provisioning-tokens/${TOKEN_ID}/replace`;
const TOTP = `POST /api/v1/me/provisioning-tokens/${TOKEN_ID}/totp`;

/** One kind and one channel: the page asks nothing and shows the code. */
const onlyPhone = offer({ kinds: ['mobile_app'] });

test('nothing is offered, for every reason', async ({ open }) => {
  const refusals = [
    ['off', offer({ enabled: false }), 'Adding phones is switched off'],
    [
      'denied',
      offer({ decision: decision('deny', { reason: 'Phones are added from the office networks only.' }) }),
      'Phones are added from the office networks only.',
    ],
    [
      'not-set-up',
      offer({
        decision: decision('deny', { missing_methods: ['totp'], unavailable_methods: ['totp'] }),
      }),
      'You have not set up: Authenticator app.',
    ],
    ['limit-profiles', offer({ profiles_left: 0 }), 'You have as many phones as allowed'],
    ['limit-tokens', offer({ open_tokens_left: 0 }), 'You have too many open codes'],
  ] as const;
  const gallery = await open('/provisioning', { ...signedIn, [OFFER]: refusals[0][1] });
  for (const [name, answer, sentence] of refusals) {
    gallery.answer({ [OFFER]: answer });
    await gallery.page.goto('http://localhost:4711/provisioning');
    await expect(gallery.page.getByText(sentence)).toBeVisible();
    await checkPage(gallery.page, `portal-provisioning-${name}`);
  }
  expect(gallery.complaints()).toEqual([]);
});

test('one more proof, in the same place', async ({ open }) => {
  const gallery = await open('/provisioning', {
    ...signedIn,
    [OFFER]: offer({ decision: decision('step_up', { missing_methods: ['totp'] }) }),
    'POST /api/v1/sign-ins': signIn({ step_up: true, methods: ['totp'], passed: ['password'], proofs_needed: 2 }),
  });
  await expect(gallery.page.getByText('Proof 2 of 2')).toBeVisible();
  await checkPage(gallery.page, 'portal-provisioning-step-up');
  expect(gallery.complaints()).toEqual([]);
});

test('from the choice to a phone that works, live', async ({ open }) => {
  const gallery = await open('/provisioning', {
    ...signedIn,
    ...myProfile,
    [OFFER]: offer(),
    [CREATE]: { status: 201, body: issued() },
    [READ]: { body: token() },
  });
  const { page } = gallery;
  await expect(page.getByText('What would you like to add?')).toBeVisible();
  await checkPage(page, 'portal-provisioning-choose');
  await page.getByRole('button', { name: 'Show the code' }).click();
  await expect(page.getByRole('img', { name: 'QR code for adding your phone' })).toBeVisible();
  await page.getByText('Cannot scan?').click();
  await expect(page.getByText('7ZC4K Q2M9X TR5WB 8YNVH 3DGJ6 P')).toBeVisible();
  await checkPage(page, 'portal-provisioning-waiting');
  const width = await page.getByRole('img', { name: 'QR code' }).evaluate((code) => code.getBoundingClientRect().width);
  expect(width).toBeGreaterThanOrEqual(240);

  await gallery.loseEvents();
  await expect(page.getByText('The live connection is lost.')).toBeVisible();
  await expect(page.getByRole('img', { name: 'QR code' })).toBeVisible();
  await checkPage(page, 'portal-provisioning-offline');

  await gallery.sendEvent('claimed', claimed());
  await expect(page.getByText('Phone found: Pixel 8')).toBeVisible();
  await expect(page.locator('.confirmation-code')).toHaveText('4711');
  await checkPage(page, 'portal-provisioning-claimed');
  await gallery.sendEvent('claimed', claimed({ attempts_left: 1 }));
  await expect(page.getByText('One try is left.')).toBeVisible();
  await checkPage(page, 'portal-provisioning-claimed-wrong-code');

  await gallery.sendEvent('completed', completed());
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your phone is ready');
  await expect(page.getByText('Pixel 8', { exact: true })).toBeVisible();
  await checkPage(page, 'portal-provisioning-done');
  await page.getByRole('button', { name: 'Rename' }).click();
  await checkPage(page, 'portal-provisioning-done-rename');
  expect(gallery.complaints()).toEqual([]);
});

test('a reload keeps the place, and takes up what a phone has claimed', async ({ open }) => {
  const gallery = await open('/provisioning', {
    ...signedIn,
    [OFFER]: onlyPhone,
    [CREATE]: { status: 201, body: issued() },
    [READ]: { body: token() },
    [REPLACE]: { status: 201, body: { ...issued(), id: '01990000-0000-7000-8000-00000000000c' } },
  });
  const { page } = gallery;
  await expect(page.getByRole('img', { name: 'QR code' })).toBeVisible();
  expect(page.url()).toContain(`token=${TOKEN_ID}`);
  await page.reload();
  await expect(page.getByText('You have an open code')).toBeVisible();
  await checkPage(page, 'portal-provisioning-hidden');
  await page.getByRole('button', { name: 'Get a new code' }).click();
  await expect(page.getByRole('img', { name: 'QR code' })).toBeVisible();

  gallery.answer({ [OFFER]: offer({ open_tokens: [{ ...claimed(), issued_by: 'administrator' }] }) });
  await page.goto('http://localhost:4711/provisioning');
  await expect(page.locator('.confirmation-code')).toHaveText('4711');

  gallery.answer({
    [OFFER]: offer({ open_tokens: [token({ issued_by: 'administrator' })] }),
    [READ]: { body: token({ issued_by: 'administrator' }) },
  });
  await page.goto('http://localhost:4711/provisioning');
  await expect(page.getByText('A code was prepared for you')).toBeVisible();
  await checkPage(page, 'portal-provisioning-prepared-elsewhere');
  expect(gallery.complaints()).toEqual([]);
});

test('codes that ended: time, another window, turned away', async ({ open }) => {
  const gallery = await open('/provisioning', {
    ...signedIn,
    [OFFER]: onlyPhone,
    [CREATE]: { status: 201, body: issued() },
  });
  const { page } = gallery;
  const code = page.getByRole('img', { name: 'QR code' });
  await expect(code).toBeVisible();
  await gallery.sendEvent('expired', token({ status: 'expired' }));
  await expect(page.getByText('The code has run out')).toBeVisible();
  await expect(code).toBeHidden();
  await checkPage(page, 'portal-provisioning-expired');
  const second = { id: '01990000-0000-7000-8000-0000000000c2' };
  gallery.answer({ [CREATE]: { status: 201, body: { ...issued(), ...second } } });
  await page.getByRole('button', { name: 'Get a new code' }).click();
  await expect(code).toBeVisible();

  await gallery.sendEvent('revoked', token({ ...second, status: 'revoked' }));
  await expect(page.getByText('This code does not work any more')).toBeVisible();
  await checkPage(page, 'portal-provisioning-elsewhere');
  const third = { id: '01990000-0000-7000-8000-0000000000c3' };
  gallery.answer({
    [CREATE]: { status: 201, body: { ...issued(), ...third } },
    [`POST /api/v1/me/provisioning-tokens/${third.id}/reject`]: { body: { ...claimed(), ...third, status: 'rejected' } },
  });
  await page.getByRole('button', { name: 'Get a new code' }).click();

  await expect(code).toBeVisible();
  await gallery.sendEvent('claimed', { ...claimed(), ...third });
  await page.getByRole('button', { name: 'Not my phone' }).click();
  await expect(page.getByText('The phone was turned away')).toBeVisible();
  await checkPage(page, 'portal-provisioning-rejected');
  expect(gallery.complaints()).toEqual([]);
});

test('an authenticator app, with a wrong and a right first code', async ({ open }) => {
  const gallery = await open('/provisioning', {
    ...signedIn,
    ...myProfile,
    [OFFER]: offer({ kinds: ['totp'] }),
    [CREATE]: { status: 201, body: totpToken() },
    [TOTP]: problem(422, 'totp_code_wrong'),
  });
  const { page } = gallery;
  await expect(page.getByRole('img', { name: 'QR code for your authenticator app' })).toBeVisible();
  await page.getByText('Cannot scan?').click();
  await checkPage(page, 'portal-provisioning-totp');
  await page.getByLabel('First code').fill('123 456');
  await page.getByRole('button', { name: 'Activate' }).click();
  await expect(page.getByText('That code is wrong.')).toBeVisible();
  await checkPage(page, 'portal-provisioning-totp-wrong');
  gallery.answer({ [TOTP]: { body: { ...completed(), kind: 'totp', claim: null } } });
  await page.getByLabel('First code').fill('123456');
  await page.getByRole('button', { name: 'Activate' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your phone is ready');
  expect(gallery.complaints()).toEqual([]);
});

test('on a phone "Add this phone" comes first', async ({ openOnPhone }) => {
  const gallery = await openOnPhone('/provisioning', {
    ...signedIn,
    [OFFER]: onlyPhone,
    [CREATE]: { status: 201, body: issued() },
  });
  const { page } = gallery;
  await expect(page.getByRole('link', { name: 'Add this phone' })).toBeVisible();
  await expect(page.getByRole('img', { name: 'QR code' })).toBeHidden();
  await checkPage(page, 'portal-provisioning-waiting-on-phone', { screens: ['phone'] });
  await page.getByText('Add another phone instead').click();
  await expect(page.getByRole('img', { name: 'QR code' })).toBeVisible();
  await checkPage(page, 'portal-provisioning-waiting-on-phone-other', { screens: ['phone'] });
  expect(gallery.complaints()).toEqual([]);
});

test('at 320 pixels nothing scrolls sideways', async ({ open }) => {
  const gallery = await open('/provisioning', {
    ...signedIn,
    [OFFER]: onlyPhone,
    [CREATE]: { status: 201, body: issued() },
  });
  const { page } = gallery;
  await page.setViewportSize({ width: 320, height: 640 });
  await expect(page.getByRole('img', { name: 'QR code' })).toBeVisible();
  const surplus = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(surplus).toBeLessThanOrEqual(0);
  expect(gallery.complaints()).toEqual([]);
});
