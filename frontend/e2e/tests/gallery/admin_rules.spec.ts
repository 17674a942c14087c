// The console's pages for settings, rules, resources and the simulator, in their states.

import { expect } from '@playwright/test';

import { checkPage } from '../../check_page.ts';
import { RESOURCE, RULE, USER, filled, list, noRule, rules, session, settings } from './admin_answers.ts';
import { type Gallery, problem, test } from './gallery.ts';

async function look(gallery: Gallery, heading: string, name: string): Promise<void> {
  await expect(gallery.page.getByRole('heading', { level: 1 })).toHaveText(heading);
  await expect(gallery.page.locator('.skeleton')).toHaveCount(0);
  await checkPage(gallery.page, name);
  expect(gallery.complaints()).toEqual([]);
}

test('self service: on, not ready, refused, out of bounds, conflict, read only', async ({ open }) => {
  const gallery = await open('/admin/self-service', filled);
  const { page } = gallery;
  await expect(page.getByRole('switch', { name: 'QR code by e-mail' })).toBeDisabled();
  await look(gallery, 'Mobile provisioning', 'admin-settings');

  gallery.answer({
    'GET /api/v1/self-service-settings': settings({ enabled: false }, [noRule]),
    'PUT /api/v1/self-service-settings': problem(422, 'self_service_not_ready', { errors: [noRule] }),
  });
  await page.reload();
  await look(gallery, 'Mobile provisioning', 'admin-settings-not-ready');
  await page.getByRole('switch', { name: 'People may add phones by themselves' }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('alert').first()).toBeVisible();
  await look(gallery, 'Mobile provisioning', 'admin-settings-refused');

  await page.getByLabel('Open codes per user').fill('0');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('This is not within the bounds.').first()).toBeVisible();
  await page.getByRole('alert').getByRole('link').first().click();
  await expect(page.getByLabel('Open codes per user')).toBeFocused();
  await page.getByRole('button', { name: 'Discard changes' }).click();
  await expect(page.getByLabel('Open codes per user')).toHaveValue('3');

  gallery.answer({ 'PUT /api/v1/self-service-settings': problem(412, 'version_stale') });
  await page.getByLabel('Phones per user').fill('7');
  gallery.answer({ 'GET /api/v1/self-service-settings': settings({ profiles_per_user_max: 2 }) });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Somebody else changed this').first()).toBeVisible();
  await look(gallery, 'Mobile provisioning', 'admin-settings-conflict');

  gallery.answer({ 'GET /api/v1/session': session('auditor', ['settings_read']) });
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await expect(page.getByText('your role does not change it')).toBeVisible();
  await look(gallery, 'Mobile provisioning', 'admin-settings-read-only');
});

test('rules: list, empty, one rule, its tree edited', async ({ open }) => {
  const gallery = await open('/admin/access-rules', filled);
  const { page } = gallery;
  page.on('dialog', (dialog) => void dialog.accept());
  await look(gallery, 'Access rules', 'admin-rules');
  await page.goto(`http://localhost:4711/admin/access-rules/${RULE}`);
  await look(gallery, 'Two factors from the office', 'admin-rule');

  // A condition is added, removed, and brought back.
  const conditions = page.locator('.rule-criterion');
  await expect(conditions).toHaveCount(4);
  await page.getByRole('button', { name: 'Add condition' }).last().click();
  await page.getByRole('menuitem', { name: 'Client network' }).click();
  await expect(conditions).toHaveCount(5);
  await expect(page.getByText('Not saved yet')).toBeVisible();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('This must not be empty.').first()).toBeVisible();
  await look(gallery, 'Two factors from the office', 'admin-rule-wrong');
  const added = conditions.last();
  await added.getByRole('button', { name: /^Actions for/ }).click();
  await added.getByRole('menuitem', { name: 'Remove' }).click();
  await expect(conditions).toHaveCount(4);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(conditions).toHaveCount(5);

  // What the server refuses stands at its node.
  gallery.answer({
    [`PATCH /api/v1/access-rules/${RULE}`]: problem(422, 'content_refused', {
      errors: [{ pointer: '/requirement/all/1/any/0/client_network/networks/1', code: 'not_a_network', message: '' }],
    }),
  });
  await conditions.last().getByLabel("The client's address is in").fill('198.51.100.0/24');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(conditions.nth(1).getByText('One line is not a network')).toBeVisible();
  gallery.answer({ 'GET /api/v1/access-rules': list([]) });
  await page.goto('http://localhost:4711/admin/access-rules');
  await look(gallery, 'Access rules', 'admin-rules-empty');
});

test('a new rule', async ({ open }) => {
  const gallery = await open('/admin/access-rules/new', { ...filled, 'POST /api/v1/access-rules': { status: 201, body: rules[0] } });
  const { page } = gallery;
  await look(gallery, 'Add a rule', 'admin-rule-new');
  await page.getByLabel('Name').fill('Two factors from the office');
  await page.getByRole('button', { name: 'Add condition' }).click();
  await checkPage(page, 'admin-rule-new-menu');
  await page.getByRole('menuitem', { name: 'Authentication methods' }).click();
  await expect(page.locator('.rule-criterion')).toBeFocused();
  await page.getByRole('button', { name: 'Add rule' }).click();
  await expect(page).toHaveURL(new RegExp(RULE));
});

test('deleting a rule that is used is refused in the dialog', async ({ open }) => {
  const gallery = await open(`/admin/access-rules/${RULE}?dialog=delete`, {
    ...filled,
    [`DELETE /api/v1/access-rules/${RULE}`]: problem(409, 'in_use'),
  });
  const { page } = gallery;
  await page.getByRole('dialog').getByRole('textbox').fill('Two factors from the office');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete rule' }).click();
  await expect(page.getByText('It is still in use somewhere.')).toBeVisible();
  await look(gallery, 'Two factors from the office', 'admin-rule-in-use');
});

test('resources: tree and one resource', async ({ open }) => {
  const gallery = await open('/admin/resources', filled);
  const { page } = gallery;
  await look(gallery, 'Resource access', 'admin-resources');
  await page.goto(`http://localhost:4711/admin/resources/${RESOURCE}`);
  await look(gallery, 'Provisioning page', 'admin-resource');
  await page.getByRole('switch', { name: 'A requirement of its own' }).click();
  await expect(page.locator('.rule-group')).toBeVisible();
  await look(gallery, 'Provisioning page', 'admin-resource-own');
  page.on('dialog', (dialog) => void dialog.accept());
  await page.goto('http://localhost:4711/admin/resources/new');
  await look(gallery, 'Add a resource', 'admin-resource-new');
});

test('simulator: before and after the question', async ({ open }) => {
  const gallery = await open('/admin/simulator?path=%2Fprovisioning', filled);
  const { page } = gallery;
  await look(gallery, 'Simulator', 'admin-simulator-empty');
  await page.goto(`http://localhost:4711/admin/simulator?path=%2Fprovisioning&user=${USER}&methods=password`);
  await expect(page.getByText('One more proof needed')).toBeVisible();
  await look(gallery, 'Simulator', 'admin-simulator');
});
