// The pages of the console in their states, looked at and checked by axe: light and dark, phone and desk.

import { expect } from '@playwright/test';

import { checkPage } from '../../check_page.ts';
import {
  EVENT, GROUP, PROFILE, TOKEN, USER, filled, fresh, list, session, settings, system, token, users,
} from './admin_answers.ts';
import { type Gallery, problem, test } from './gallery.ts';

/** Wait for the heading, then look. */
async function look(gallery: Gallery, heading: string, name: string): Promise<void> {
  await expect(gallery.page.getByRole('heading', { level: 1 })).toHaveText(heading);
  await expect(gallery.page.locator('.skeleton')).toHaveCount(0);
  await checkPage(gallery.page, name);
  expect(gallery.complaints()).toEqual([]);
}

test('overview: a filled and a fresh system', async ({ open }) => {
  const gallery = await open('/admin', filled);
  await look(gallery, 'Overview', 'admin-overview');
  gallery.answer(fresh);
  await gallery.page.reload();
  await expect(gallery.page.getByText('Decide who may add a phone')).toBeVisible();
  await look(gallery, 'Overview', 'admin-overview-fresh');
});

test('navigation on a phone opens and closes, and leads on', async ({ openOnPhone }) => {
  const gallery = await openOnPhone('/admin', filled);
  const { page } = gallery;
  await expect(page.getByRole('navigation', { name: 'Pages of the console' })).toBeHidden();
  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await checkPage(page, 'admin-navigation-open', { screens: ['phone'] });
  await page.getByRole('navigation').getByRole('link', { name: 'Users' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Users');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(page).toHaveTitle('Users · Anteroom');
  await expect(page.getByRole('navigation', { name: 'Pages of the console' })).toBeHidden();
});

test('users: filled, nothing found, empty, failed, forbidden, signed out', async ({ open }) => {
  const gallery = await open('/admin/users', filled);
  const { page } = gallery;
  await expect(page.getByRole('link', { name: 'Maja Lind' })).toBeVisible();
  await look(gallery, 'Users', 'admin-users');
  await page.getByLabel('Status').selectOption('disabled');
  await expect(page).toHaveURL(/status=disabled/);
  gallery.answer({ 'GET /api/v1/users': list([]) });
  await page.getByLabel('Search users').fill('nobody');
  await expect(page.getByText('Nothing fits these filters')).toBeVisible();
  await look(gallery, 'Users', 'admin-users-nothing-found');
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page.getByText('No users yet')).toBeVisible();
  await look(gallery, 'Users', 'admin-users-empty');
  gallery.answer({ 'GET /api/v1/users': problem(503, 'unavailable') });
  await page.reload();
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  await look(gallery, 'Users', 'admin-users-failed');
  gallery.answer({ 'GET /api/v1/session': session('auditor', ['audit_read']) });
  await page.reload();
  await expect(page.getByText('This page is for: Owner, Administrator, Help desk, Auditor.')).toBeVisible();
  await look(gallery, 'Users', 'admin-users-forbidden');
  gallery.answer({ 'GET /api/v1/session': problem(401, 'sign_in_required') });
  await page.goto('http://localhost:4711/admin/users?status=disabled');
  await expect(page).toHaveURL(/\/sign-in\?return_to=%2Fadmin%2Fusers%3Fstatus%3Ddisabled/);
});

test('a page that loads, somebody without a role, and an address that leads nowhere', async ({ open }) => {
  const gallery = await open('/admin/users', { ...filled, 'GET /api/v1/users': { pending: true } });
  await gallery.page.waitForTimeout(700);
  await expect(gallery.page.locator('.skeleton')).toBeVisible();
  await checkPage(gallery.page, 'admin-users-loading');
  gallery.answer({ 'GET /api/v1/session': session(null, []) });
  await gallery.page.reload();
  await look(gallery, 'Console', 'admin-without-role');
  gallery.answer({ 'GET /api/v1/session': session('owner') });
  await gallery.page.goto('http://localhost:4711/admin/nowhere');
  await look(gallery, 'Not found', 'admin-not-found');
});

test('a new user: what is wrong stands beside the fields', async ({ open }) => {
  const gallery = await open('/admin/users/new', {
    ...filled,
    'POST /api/v1/users': problem(422, 'content_refused', {
      errors: [{ pointer: '/phone_number', code: 'malformed', message: '' }],
    }),
  });
  const { page } = gallery;
  await look(gallery, 'Add a user', 'admin-user-new');
  await page.getByLabel('User name').fill('maja');
  await page.getByRole('button', { name: 'Add user' }).click();
  await expect(page.getByText('This must not be empty.').first()).toBeVisible();
  await look(gallery, 'Add a user', 'admin-user-new-missing');
  await page.getByLabel('Display name').fill('Maja Lind');
  await page.getByLabel('Phone number').fill('123');
  await page.getByRole('button', { name: 'Add user' }).click();
  await page.getByRole('alert').getByRole('link').click();
  await expect(page.getByLabel('Phone number')).toBeFocused();
});

test('a user: summary, phones, tokens, activity, edit, conflict', async ({ open }) => {
  const gallery = await open(`/admin/users/${USER}`, {
    ...filled,
    [`PATCH /api/v1/users/${USER}`]: problem(412, 'version_stale'),
  });
  const { page } = gallery;
  await look(gallery, 'Maja Lind', 'admin-user');
  for (const tab of ['Phones', 'Tokens', 'Activity'] as const) {
    await page.getByRole('navigation', { name: 'Parts of this user' }).getByText(tab).click();
    await look(gallery, 'Maja Lind', `admin-user-${tab.toLowerCase()}`);
  }
  await page.getByRole('navigation', { name: 'Parts of this user' }).getByText('Edit').click();
  await page.getByLabel('Display name').fill('Maja Berg');
  await expect(page.getByText('Not saved yet')).toBeVisible();
  await look(gallery, 'Maja Lind', 'admin-user-edit');
  gallery.answer({ [`GET /api/v1/users/${USER}`]: { body: { ...users[0], display_name: 'Maja Lindqvist' }, headers: { ETag: '"2"' } } });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Somebody else changed this').first()).toBeVisible();
  await look(gallery, 'Maja Lind', 'admin-user-conflict');
  await page.getByRole('button', { name: 'Take what is stored' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Maja Lindqvist');
});

test('issuing a code for a user, and deleting one', async ({ open }) => {
  const gallery = await open(`/admin/users/${USER}?dialog=issue`, {
    ...filled,
    'POST /api/v1/provisioning-tokens': {
      status: 201,
      body: token('issued', { link: 'https://id.example.org/a#7ZC4KQ2M9XTR5WB8YNVH3DGJ6P', issued_by: 'administrator' }),
    },
  });
  const { page } = gallery;
  await expect(page.getByRole('dialog')).toBeVisible();
  await look(gallery, 'Maja Lind', 'admin-issue-choose');
  await page.getByRole('dialog').getByRole('button', { name: 'Issue a code' }).click();
  await expect(page.getByRole('img', { name: 'QR code' })).toBeVisible();
  await look(gallery, 'Maja Lind', 'admin-issue-code');
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/dialog/);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Delete…' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await look(gallery, 'Maja Lind', 'admin-user-delete');
});

test('groups: list, empty, one with its members', async ({ open }) => {
  const gallery = await open('/admin/user-groups', filled);
  await expect(gallery.page.getByRole('link', { name: 'Staff' })).toBeVisible();
  await look(gallery, 'Groups', 'admin-groups');
  await gallery.page.goto(`http://localhost:4711/admin/user-groups/${GROUP}`);
  await look(gallery, 'Staff', 'admin-group');
  await gallery.page.getByLabel('Add members').focus();
  await expect(gallery.page.getByRole('button', { name: 'Jonas Weber (jonas.weber)' })).toBeVisible();
  await look(gallery, 'Staff', 'admin-group-picker');
  gallery.answer({ 'GET /api/v1/user-groups': list([]) });
  await gallery.page.goto('http://localhost:4711/admin/user-groups');
  await look(gallery, 'Groups', 'admin-groups-empty');
});

test('profiles and provisioning tokens: lists and one of each', async ({ open }) => {
  const gallery = await open('/admin/profiles', {
    ...filled,
    [`POST /api/v1/profiles/${PROFILE}/suspend`]: { body: { } },
  });
  const { page } = gallery;
  await look(gallery, 'Profiles', 'admin-profiles');
  await page.goto(`http://localhost:4711/admin/profiles/${PROFILE}`);
  await look(gallery, 'Pixel 8', 'admin-profile');
  await page.getByRole('button', { name: 'Revoke', exact: true }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await look(gallery, 'Pixel 8', 'admin-profile-revoke');
  await page.goto('http://localhost:4711/admin/provisioning-tokens');
  await look(gallery, 'Provisioning tokens', 'admin-tokens');
  await page.goto(`http://localhost:4711/admin/provisioning-tokens/${TOKEN}`);
  await look(gallery, 'Phone for Maja Lind', 'admin-token');
  gallery.answer({ 'GET /api/v1/provisioning-tokens': list([]), 'GET /api/v1/profiles': list([]) });
  await page.goto('http://localhost:4711/admin/provisioning-tokens');
  await look(gallery, 'Provisioning tokens', 'admin-tokens-empty');
  await page.goto('http://localhost:4711/admin/profiles');
  await look(gallery, 'Profiles', 'admin-profiles-empty');
});

test('administrators, system, my account', async ({ open }) => {
  const gallery = await open('/admin/administrators', filled);
  const { page } = gallery;
  await look(gallery, 'Administrators', 'admin-administrators');
  await page.getByRole('button', { name: 'Give a role' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await look(gallery, 'Administrators', 'admin-administrators-give');
  await page.goto('http://localhost:4711/admin/system');
  await look(gallery, 'System', 'admin-system');
  gallery.answer({ 'GET /api/v1/system': { body: { ...system, warnings: [] } } });
  await page.reload();
  await look(gallery, 'System', 'admin-system-well');
  await page.goto('http://localhost:4711/admin/account');
  await look(gallery, 'My account', 'admin-account');
  gallery.answer({ 'GET /api/v1/session': session('auditor', ['administrators_read', 'settings_read']), 'GET /api/v1/self-service-settings': settings() });
  await page.goto('http://localhost:4711/admin/administrators');
  await look(gallery, 'Administrators', 'admin-administrators-read-only');
});

test('audit: list, one event, the chain', async ({ open }) => {
  const gallery = await open('/admin/audit', {
    ...filled,
    'POST /api/v1/audit-events/verify': {
      body: { valid: true, checked: 1204, unsealed: 1, first_broken_sequence: null, head: '9f86d081884c7d659a2feaa0c55ad015' },
    },
  });
  const { page } = gallery;
  await look(gallery, 'Audit', 'admin-audit');
  await page.getByRole('button', { name: 'Verify the chain' }).click();
  await expect(page.getByText('The chain holds')).toBeVisible();
  await look(gallery, 'Audit', 'admin-audit-verified');
  gallery.answer({
    'POST /api/v1/audit-events/verify': {
      body: { valid: false, checked: 1204, unsealed: 0, first_broken_sequence: 17, head: null },
    },
  });
  await page.getByRole('button', { name: 'Verify the chain' }).click();
  await expect(page.getByText('The chain is broken')).toBeVisible();
  await look(gallery, 'Audit', 'admin-audit-broken');
  await page.goto(`http://localhost:4711/admin/audit?event=${EVENT}`);
  await expect(page.getByRole('dialog')).toBeVisible();
  await look(gallery, 'Audit', 'admin-audit-event');
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/event=/);
});
