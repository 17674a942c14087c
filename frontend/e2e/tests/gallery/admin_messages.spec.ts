// The console's pages for channels, messages and deliveries, in their states.

import { expect } from '@playwright/test';

import { checkPage } from '../../check_page.ts';
import { TOKEN, USER, filled, list, session, token } from './admin_answers.ts';
import {
  CAUGHT_MAIL, DELIVERY, GATEWAY, catching, channels, deliveries, delivery, deliveryDetails, email, failing, gateways,
  message, sending, status, steps,
} from './admin_messages_answers.ts';
import { type Gallery, problem, test } from './gallery.ts';

const HERE = 'http://localhost:4711';
const CHANNELS = '/admin/notification-channels';

async function look(gallery: Gallery, heading: string, name: string): Promise<void> {
  await expect(gallery.page.getByRole('heading', { level: 1 })).toHaveText(heading);
  await expect(gallery.page.locator('.skeleton')).toHaveCount(0);
  await checkPage(gallery.page, name);
  expect(gallery.complaints()).toEqual([]);
}

test('channels: the steps of the set-up, working, failing with its banner, waiting, failed', async ({ open }) => {
  const gallery = await open(CHANNELS, { ...sending, 'GET /api/v1/notification-channels': channels(status('not_set_up'), status('not_set_up')) });
  const { page } = gallery;
  await expect(page.getByText('No mail server is known yet.')).toBeVisible();
  await look(gallery, 'Notification channels', 'admin-channels-fresh');
  gallery.answer({ 'GET /api/v1/notification-channels': channels(failing, status('working')) });
  await page.reload();
  await expect(page.getByText(/^No e-mail has left since .* The server refuses our user name or password\./)).toBeVisible();
  await look(gallery, 'Notification channels', 'admin-channels-failing');
  gallery.answer({
    'GET /api/v1/notification-channels': channels(
      status('working', { queued: 31, oldest_queued_at: new Date(Date.now() - 1_800_000).toISOString() }), status('working')),
  });
  await page.reload();
  await expect(page.getByText(/^31 e-mails are waiting, the oldest since/)).toBeVisible();
  gallery.answer({ 'GET /api/v1/notification-channels': problem(503, 'unavailable') });
  await page.reload();
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  await look(gallery, 'Notification channels', 'admin-channels-failed');
  gallery.answer({ 'GET /api/v1/session': session('help_desk', ['deliveries_read', 'users_read']) });
  await page.reload();
  await look(gallery, 'Notification channels', 'admin-channels-forbidden');
});

test('e-mail channel: form, port by protection, password, test, refused, conflict, read only', async ({ open }) => {
  const gallery = await open(`${CHANNELS}?tab=email`, {
    ...sending,
    'POST /api/v1/notification-channels/email/test':
      steps(['passed', 'passed', 'passed', 'failed', 'not_reached'], '535 5.7.8 Authentication credentials invalid'),
  });
  const { page } = gallery;
  page.on('dialog', (dialog) => void dialog.accept());
  await look(gallery, 'Notification channels', 'admin-email');
  await page.getByLabel('Protection').selectOption('tls');
  await expect(page.getByLabel('Port', { exact: true })).toHaveValue('465');
  await page.getByLabel('Host').fill('smtp.example.com');
  await expect(page.getByText('What is stored')).toBeVisible();
  await page.getByRole('button', { name: 'Replace' }).click();
  await page.getByRole('textbox', { name: 'Password' }).fill('s3cret');
  await expect(page.getByText('What is stored')).toHaveCount(0);
  await page.getByRole('button', { name: 'Start test' }).click();
  await expect(page.getByText('The test did not get through')).toBeVisible();
  await look(gallery, 'Notification channels', 'admin-email-test-failed');
  gallery.answer({
    'POST /api/v1/notification-channels/email/test': steps(['passed', 'passed', 'passed', 'passed', 'passed'], ''),
    'PUT /api/v1/notification-channels/email': problem(422, 'content_refused', {
      errors: [{ pointer: '/sender_address', code: 'malformed', message: '' }],
    }),
  });
  await page.getByLabel('Send a test mail to').fill('ada@example.org');
  await page.getByRole('button', { name: 'Start test' }).click();
  await expect(page.getByText('Every step passed')).toBeVisible();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('alert').getByRole('link').click();
  await expect(page.getByLabel('Address', { exact: true })).toBeFocused();
  await look(gallery, 'Notification channels', 'admin-email-refused');
  gallery.answer({
    'PUT /api/v1/notification-channels/email': problem(412, 'version_stale'),
    'GET /api/v1/notification-channels/email': email({ host: 'mail.example.net' }),
  });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Somebody else changed this').first()).toBeVisible();
  await look(gallery, 'Notification channels', 'admin-email-conflict');
  gallery.answer({ 'GET /api/v1/session': session('auditor', ['notifications_read', 'deliveries_read']) });
  await page.reload();
  await expect(page.getByText('your role does not change it')).toBeVisible();
  await look(gallery, 'Notification channels', 'admin-email-read-only');
});

test('SMS gateways: order by buttons and by dragging, one with its form, empty', async ({ open }) => {
  const moved = [gateways[1], gateways[0], gateways[2]];
  const gallery = await open(`${CHANNELS}?tab=sms`, { ...sending, 'PUT /api/v1/sms-gateways/order': list(moved) });
  const { page } = gallery;
  await look(gallery, 'Notification channels', 'admin-gateways');
  const names = page.locator('.gateway__name');
  await page.getByRole('button', { name: 'Move Twilio down' }).click();
  await expect(names).toHaveText(['Own gateway', 'Twilio', 'Mail to SMS']);
  gallery.answer({ 'PUT /api/v1/sms-gateways/order': list(gateways) });
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(names).toHaveText(['Twilio', 'Own gateway', 'Mail to SMS']);
  gallery.answer({ 'PUT /api/v1/sms-gateways/order': list(moved) });
  await page.locator('.gateway').nth(1).dragTo(page.locator('.gateway').nth(0));
  await expect(names).toHaveText(['Own gateway', 'Twilio', 'Mail to SMS']);
  gallery.answer({ 'GET /api/v1/sms-gateways': list([]) });
  await page.reload();
  await expect(page.getByText('No gateways yet')).toBeVisible();
  await look(gallery, 'Notification channels', 'admin-gateways-empty');
});

test('an SMS gateway: from a preset, refused in a row, stored, tested', async ({ open }) => {
  const gallery = await open(`${CHANNELS}/new`, {
    ...sending,
    'POST /api/v1/sms-gateways': problem(422, 'content_refused', {
      errors: [{ pointer: '/transport/body/fields/1/value', code: 'unknown_placeholder', message: 'there is no placeholder `from`' }],
    }),
    [`POST /api/v1/sms-gateways/${GATEWAY}/test`]: steps(['passed', 'passed', 'passed', 'not_asked', 'passed'], ''),
  });
  const { page } = gallery;
  page.on('dialog', (dialog) => void dialog.accept());
  await look(gallery, 'Add a gateway', 'admin-gateway-presets');
  await page.getByRole('link', { name: 'Twilio' }).click();
  await expect(page).toHaveURL(/preset=twilio/);
  await expect(page.getByLabel('Account SID')).toBeVisible();
  await look(gallery, 'Add a gateway', 'admin-gateway-new');
  await page.getByRole('button', { name: 'Add gateway' }).click();
  await expect(page.locator('.named-rows__error')).toBeVisible();
  await page.getByLabel('Content').selectOption('json');
  await page.getByLabel('JSON text').fill('{');
  await page.getByRole('button', { name: 'Add gateway' }).click();
  await expect(page.getByText('This is not valid JSON.').first()).toBeVisible();
  await look(gallery, 'Add a gateway', 'admin-gateway-wrong');
  await page.goto(`${HERE}${CHANNELS}/${GATEWAY}`);
  await expect(page.getByText('/receipts/7ZC4KQ2M9XTR5WB8')).toBeVisible();
  await look(gallery, 'Twilio', 'admin-gateway');
  await page.getByRole('button', { name: 'Add header' }).click();
  await expect(page.getByText('Not saved yet')).toBeVisible();
  await page.getByRole('button', { name: 'Discard changes' }).click();
  await expect(page.getByText('Not saved yet')).toHaveCount(0);
  await page.getByRole('button', { name: 'Start test' }).click();
  await expect(page.getByText('Every step passed')).toBeVisible();
});

test('limits: what is used, out of bounds', async ({ open }) => {
  const gallery = await open(`${CHANNELS}?tab=limits`, sending);
  const { page } = gallery;
  await look(gallery, 'Notification channels', 'admin-limits');
  await page.getByLabel('Messages per user in an hour').fill('0');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('This is not within the bounds.').first()).toBeVisible();
  await look(gallery, 'Notification channels', 'admin-limits-wrong');
});

test('messages: the list, and the editor with its preview', async ({ open }) => {
  const gallery = await open('/admin/messages', sending);
  const { page } = gallery;
  page.on('dialog', (dialog) => void dialog.accept());
  await look(gallery, 'Messages', 'admin-messages');
  await page.getByRole('link', { name: /^QR code by e-mail, English/ }).click();
  const frame = page.frameLocator('.mail__frame');
  await expect(frame.getByRole('heading', { name: 'Add your phone' })).toBeVisible();
  await look(gallery, 'QR code by e-mail', 'admin-message');

  // The switches change the mail and not the console.
  const ground = frame.locator('body');
  await expect(ground).toHaveCSS('background-color', 'rgb(255, 255, 255)');
  await page.getByLabel('Dark').check();
  await expect(ground).toHaveCSS('background-color', 'rgb(18, 18, 18)');
  await page.getByLabel('Images').uncheck();
  await expect(frame.locator('img[src]')).toHaveCount(0);
  await page.getByLabel('Phone width').check();
  await look(gallery, 'QR code by e-mail', 'admin-message-dark-phone');

  // A placeholder goes where the caret is.
  const subject = page.getByRole('textbox', { name: 'Subject' });
  await subject.fill('For you');
  await subject.press('Home');
  await page.getByRole('group', { name: 'Placeholders for: Subject' }).getByRole('button', { name: 'Insert issuer' }).click();
  await expect(subject).toHaveValue('{{ issuer }}For you');
  await expect(subject).toBeFocused();

  // What is wrong stands beside the part while one types, and moves no focus.
  gallery.answer({
    'POST /api/v1/messages/provisioning_email/en/preview': problem(422, 'content_refused', {
      errors: [{ pointer: '/content/subject', code: 'unknown_placeholder', message: 'there is no placeholder `isuer`, line 1' }],
    }),
  });
  await subject.pressSequentially('{{ isuer }}');
  await expect(page.getByText('there is no placeholder `isuer`, line 1')).toBeVisible();
  await expect(page.getByText('There is an error in the text')).toBeVisible();
  await expect(subject).toBeFocused();
  await look(gallery, 'QR code by e-mail', 'admin-message-wrong');
  await page.getByRole('button', { name: 'Use this wording' }).last().click();
  await expect(subject).toHaveValue('Your phone');
});

test('a text message in segments, its reset undone, a test on its way', async ({ open }) => {
  const sent = delivery(111, 'queued', { kind: 'provisioning_sms', channel: 'sms', destination: '•••• 4567', user: null, attempts: 0 });
  const gallery = await open('/admin/messages/provisioning_sms/sv', {
    ...sending,
    'POST /api/v1/messages/provisioning_sms/sv/test': { status: 202, body: sent },
    [`GET /api/v1/deliveries/${DELIVERY}`]: { body: { ...sent, attempt_list: [] } },
    'DELETE /api/v1/messages/provisioning_sms/sv': { status: 204 },
    'PUT /api/v1/messages/provisioning_sms/sv': message('provisioning_sms', 'sv', true),
  });
  const { page } = gallery;
  await expect(page.locator('.bubble')).toHaveCount(2);
  await look(gallery, 'Link by SMS', 'admin-message-sms');
  await page.getByLabel('Phone number').fill('+46701234567');
  await page.getByRole('button', { name: 'Send test' }).click();
  await expect(page.getByText('•••• 4567')).toBeVisible();
  gallery.answer({ [`GET /api/v1/deliveries/${DELIVERY}`]: { body: { ...sent, status: 'sent', attempt_list: [] } } });
  await expect(page.getByRole('status').getByText('Sent', { exact: true })).toBeVisible();
  await look(gallery, 'Link by SMS', 'admin-message-sms-sent');
  gallery.answer({ 'GET /api/v1/messages/provisioning_sms/sv': message('provisioning_sms', 'sv', true) });
  await page.reload();
  await expect(page.getByText('Worded by Ada Berg')).toBeVisible();
  gallery.answer({ 'GET /api/v1/messages/provisioning_sms/sv': message('provisioning_sms', 'sv', false) });
  await page.getByRole('button', { name: 'Reset to the shipped text' }).click();
  await expect(page.getByText('This is the text that ships with Anteroom.')).toBeVisible();
  gallery.answer({ 'GET /api/v1/messages/provisioning_sms/sv': message('provisioning_sms', 'sv', true) });
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Worded by Ada Berg')).toBeVisible();
});

test('deliveries: list that follows, one with its attempts, retry and discard, empty', async ({ open }) => {
  const gallery = await open('/admin/deliveries', {
    ...sending,
    [`POST /api/v1/deliveries/${DELIVERY}/retry`]: deliveryDetails,
    [`POST /api/v1/deliveries/${DELIVERY}/discard`]: { body: { ...delivery(111, 'discarded', { attempts: 3 }), attempt_list: [] } },
  });
  const { page } = gallery;
  await look(gallery, 'Deliveries', 'admin-deliveries');
  gallery.answer({ 'GET /api/v1/deliveries': list([delivery(111, 'sent', { attempts: 4 }), ...deliveries.slice(1)]) });
  await expect(page.getByText('Waiting', { exact: true }).locator('visible=true')).toHaveCount(0);
  await page.getByLabel('Status').selectOption('failed');
  await expect(page).toHaveURL(/status=failed/);
  await page.goto(`${HERE}/admin/deliveries/${DELIVERY}`);
  await look(gallery, 'QR code by e-mail', 'admin-delivery');
  await page.getByRole('button', { name: 'Try again now' }).click();
  await expect(page.getByText('It is being tried again')).toBeVisible();
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await look(gallery, 'QR code by e-mail', 'admin-delivery-discard');
  await page.getByRole('button', { name: 'Discard message' }).click();
  await expect(page.getByText('The message was discarded')).toBeVisible();
  gallery.answer({ 'GET /api/v1/deliveries': list([]) });
  await page.goto(`${HERE}/admin/deliveries`);
  await look(gallery, 'Deliveries', 'admin-deliveries-empty');
});

test('caught messages: in the navigation only while something is caught, read as mail, text and SMS', async ({ open }) => {
  const gallery = await open('/admin/caught-messages', sending);
  const { page } = gallery;
  const entry = page.getByRole('navigation', { name: 'Pages of the console' }).getByRole('link', { name: 'Caught messages' });
  await look(gallery, 'Caught messages', 'admin-caught-off');
  await expect(entry).toHaveCount(0);
  gallery.answer(catching);
  await page.reload();
  await expect(entry).toBeVisible();
  await expect(page.locator('.bubble').getByRole('link')).toHaveAttribute('rel', /noopener/);
  await look(gallery, 'Caught messages', 'admin-caught');
  await page.goto(`${HERE}/admin/caught-messages?message=${CAUGHT_MAIL}`);
  const frame = page.frameLocator('.mail__frame');
  await expect(frame.getByRole('link', { name: 'Add this phone' })).toHaveAttribute('target', '_blank');
  await look(gallery, 'Caught messages', 'admin-caught-mail');
  gallery.answer({ 'GET /api/v1/caught-messages': list([]) });
  await page.goto(`${HERE}/admin/caught-messages`);
  await look(gallery, 'Caught messages', 'admin-caught-empty');
});

test('health on the overview, the delivery of a token, and the ways of issuing a code', async ({ open }) => {
  const carried = token('issued', {
    channel: 'email', destination: 'm•••@example.org', message_mode: 'direct', issued_by: 'administrator',
    delivery: { id: DELIVERY, status: 'failed', attempts: 2, sent_at: null, receipt: null, problem: 'refused',
      resend_at: new Date(Date.now() - 1000).toISOString() },
  });
  const ready = { 'GET /api/v1/self-service-settings': { body: { ...(filled['GET /api/v1/self-service-settings']?.body as object),
    readiness: { channels: ['browser', 'email', 'sms'].map((channel) => ({ channel, usable: true, reason: null })), blockers: [] } } } };
  const gallery = await open('/admin', {
    ...sending, ...ready,
    'GET /api/v1/notification-channels': channels(failing, status('not_set_up')),
    [`GET /api/v1/provisioning-tokens/${TOKEN}`]: { body: carried },
    [`POST /api/v1/provisioning-tokens/${TOKEN}/resend`]: { body: { ...carried, delivery: { ...(carried['delivery'] as object),
      status: 'queued', problem: null, resend_at: new Date(Date.now() + 60_000).toISOString() } } },
  });
  const { page } = gallery;
  await expect(page.getByRole('heading', { name: 'How messages leave' })).toBeVisible();
  await look(gallery, 'Overview', 'admin-overview-failing');
  await page.goto(`${HERE}/admin/provisioning-tokens/${TOKEN}`);
  await look(gallery, 'Phone for Maja Lind', 'admin-token-delivery');
  await page.getByRole('button', { name: 'Send again' }).click();
  await expect(page.getByRole('button', { name: /^Send again in \d+ s$/ })).toBeVisible();
  await page.goto(`${HERE}/admin/users/${USER}?dialog=issue`);
  await expect(page.getByText('Goes to m•••@example.org.')).toBeVisible();
  await look(gallery, 'Maja Lind', 'admin-issue-by-message');
  await page.goto(`${HERE}/admin/users/${USER}?tab=messages`);
  await look(gallery, 'Maja Lind', 'admin-user-messages');
  await page.goto(`${HERE}/admin/self-service`);
  await look(gallery, 'Mobile provisioning', 'admin-settings-channels');
});
