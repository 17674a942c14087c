// Every state of the page behind the link of a notice.

import { expect } from '@playwright/test';

import { checkPage } from '../../check_page.ts';
import { changeReport } from './answers.ts';
import { problem, test } from './gallery.ts';

const PREVIEW = 'POST /api/v1/change-reports/preview';
const REPORT = 'POST /api/v1/change-reports';
const KEY = 'k7ZC4KQ2M9XTR5WB8YNVH3DGJ6P';
const LINK = `/report#${KEY}`;
const DONE = { body: { profile_removed: true, sessions_ended: 2, tokens_revoked: 1 } };

test('a report asks first, and then says what it did', async ({ open }) => {
  const gallery = await open(LINK, { [PREVIEW]: changeReport(), [REPORT]: problem(503, 'unavailable') });
  const { page } = gallery;
  const reports: string[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).pathname === '/api/v1/change-reports') {
      reports.push(request.postData() ?? '');
    }
  });
  await expect(page.getByText('A phone was added to your account.')).toBeVisible();
  await expect(page.getByText('“Pixel 8” is removed at once.')).toBeVisible();
  expect(page.url()).not.toContain(KEY);
  await checkPage(page, 'portal-report');

  await page.getByRole('button', { name: 'It was me' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('All is as it was');
  await checkPage(page, 'portal-report-kept');
  expect(reports).toEqual([]);

  await page.getByRole('button', { name: 'It was not me after all' }).click();
  await page.getByRole('button', { name: 'This was not me' }).click();
  await expect(page.getByText('Anteroom is busy at the moment.')).toBeVisible();
  await checkPage(page, 'portal-report-failed');
  gallery.answer({ [REPORT]: DONE });
  await page.getByRole('button', { name: 'This was not me' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your report has worked');
  await expect(page.getByText('2 sessions were ended.')).toBeVisible();
  await checkPage(page, 'portal-report-done');
  expect(reports).toEqual([JSON.stringify({ key: KEY }), JSON.stringify({ key: KEY })]);
  expect(gallery.complaints()).toEqual([]);
});

test('every kind of notice says what happened', async ({ open }) => {
  const gallery = await open(LINK, { [PREVIEW]: { pending: true } });
  const { page } = gallery;
  await expect(page.getByText('Loading')).toBeAttached();
  await checkPage(page, 'portal-report-loading');
  const kinds = [
    ['profile_removed', 'A phone was removed from your account.'],
    ['profile_suspended', 'A phone of your account was suspended.'],
    ['profile_reported_lost', 'A phone of your account was reported lost.'],
    ['address_changed', 'Your e-mail address or phone number was changed.'],
    ['account_locked', 'Your account was locked after too many wrong tries.'],
  ] as const;
  for (const [kind, sentence] of kinds) {
    gallery.answer({ [PREVIEW]: changeReport({ kind, profile_name: null, removes_profile: false }) });
    await page.goto('about:blank');
    await page.goto(`http://localhost:4711${LINK}`);
    await expect(page.getByText(sentence)).toBeVisible();
    await expect(page.getByText('is removed at once.')).toBeHidden();
  }
  await checkPage(page, 'portal-report-locked');
  expect(gallery.complaints()).toEqual([]);
});

test('a link that cannot be used, is not whole, or cannot be asked about', async ({ open }) => {
  const gallery = await open(LINK, { [PREVIEW]: problem(404, 'report_key_unusable') });
  const { page } = gallery;
  await expect(page.getByText('This link cannot be used')).toBeVisible();
  await checkPage(page, 'portal-report-unusable');

  await page.goto('about:blank');
  await page.goto('http://localhost:4711/report');
  await expect(page.getByText('The link is not complete')).toBeVisible();
  await checkPage(page, 'portal-report-no-key');

  gallery.answer({ [PREVIEW]: problem(503, 'unavailable') });
  await page.goto('about:blank');
  await page.goto(`http://localhost:4711${LINK}`);
  await expect(page.getByText('Anteroom is busy at the moment.')).toBeVisible();
  gallery.answer({ [PREVIEW]: changeReport() });
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('A phone was added to your account.')).toBeVisible();
  expect(gallery.complaints()).toEqual([]);
});
