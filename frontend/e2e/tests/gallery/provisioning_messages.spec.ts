// The provisioning page while a message brings the code: on its way, sent, not delivered, and back by its link.

import { expect } from '@playwright/test';

import { checkPage } from '../../check_page.ts';
import {
  EMAIL,
  TOKEN_ID,
  byEmail,
  bySms,
  claimed,
  completed,
  decision,
  delivery,
  everyWay,
  issued,
  myProfile,
  offer,
  signIn,
  signedIn,
  token,
  totpStep,
  totpToken,
} from './answers.ts';
import { problem, test } from './gallery.ts';

const OFFER = 'GET /api/v1/me/provisioning';
const CREATE = 'POST /api/v1/me/provisioning-tokens';
const READ = `GET /api/v1/me/provisioning-tokens/${TOKEN_ID}`;
const CANCEL = `DELETE /api/v1/me/provisioning-tokens/${TOKEN_ID}`;
const RESEND = `POST /api/v1/me/provisioning-tokens/${TOKEN_ID}/resend`;
const REPLACE = `POST /api/v1/me/provisioning-tokens/${TOKEN_ID}/replace`;
const SHOW = `POST /api/v1/me/provisioning-tokens/${TOKEN_ID}/show`;
const LINK = `/provisioning?token=${TOKEN_ID}`;

test('a mail leaves, brings the phone, and the page follows', async ({ open }) => {
  const gallery = await open('/provisioning', {
    ...signedIn,
    ...myProfile,
    [OFFER]: everyWay(),
    [CREATE]: { status: 201, body: byEmail() },
  });
  const { page } = gallery;
  await expect(page.getByText(`To ${EMAIL}`)).toBeVisible();
  await checkPage(page, 'portal-provisioning-choose-every-way');
  await page.getByText('By e-mail').click();
  await page.getByRole('button', { name: 'Send the message' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Check your e-mail');
  await expect(page.getByText('The message is about to leave')).toBeVisible();
  await expect(page.getByRole('button', { name: /Send again in 0:\d\d/ })).toHaveAttribute('aria-disabled', 'true');
  await checkPage(page, 'portal-provisioning-sent-leaving');

  const retrying = delivery('queued', { attempts: 1, problem: 'connection_failed' });
  await gallery.sendEvent('issued', byEmail({ delivery: retrying }));
  await expect(page.getByText('It is tried again by itself.')).toBeVisible();
  await checkPage(page, 'portal-provisioning-sent-retrying');

  await gallery.sendEvent('issued', byEmail({ delivery: delivery('sent') }));
  await expect(page.getByText('Sent · just now')).toBeVisible();
  await page.getByText('No message?').click();
  await expect(page.getByText('Look into the folder for spam too.')).toBeVisible();
  await checkPage(page, 'portal-provisioning-sent');

  gallery.answer({ [READ]: { body: byEmail({ delivery: delivery('sent', {}, -1) }) } });
  await page.reload();
  await expect(page.getByText('Sent · just now')).toBeVisible();
  gallery.answer({ [RESEND]: problem(429, 'too_many_messages', { retry_after_seconds: 1500 }) });
  await page.getByRole('button', { name: 'Send again' }).click();
  await expect(page.getByText('Too many messages in a short time. Wait 25 minutes.')).toBeVisible();
  await checkPage(page, 'portal-provisioning-sent-too-many');
  gallery.answer({ [RESEND]: { body: byEmail() } });
  await page.getByRole('button', { name: 'Send again' }).click();
  await expect(page.getByText('The message is about to leave')).toBeVisible();

  await gallery.sendEvent('claimed', { ...byEmail(), status: 'claimed', claim: claimed()['claim'] });
  await expect(page.locator('.confirmation-code')).toHaveText('4711');
  await gallery.sendEvent('completed', { ...completed(), channel: 'email' });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your phone is ready');
  expect(gallery.complaints()).toEqual([]);
});

test('a text message arrives, and its sending again opens with the clock', async ({ open }) => {
  const gallery = await open('/provisioning', {
    ...signedIn,
    [OFFER]: everyWay({ kinds: ['mobile_app'] }),
    [CREATE]: { status: 201, body: bySms({ delivery: delivery('sent', {}, 4) }) },
  });
  const { page } = gallery;
  await page.getByText('By text message').click();
  await page.getByRole('button', { name: 'Send the message' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Check your text messages');
  await expect(page.getByRole('button', { name: 'Send again', exact: true })).not.toHaveAttribute('aria-disabled');
  await expect(page.getByText('You can have the message sent again now.')).toBeAttached();
  await gallery.sendEvent('issued', bySms({ delivery: delivery('sent', { receipt: 'delivered' }) }));
  await expect(page.getByText('Delivered')).toBeVisible();
  await checkPage(page, 'portal-provisioning-sent-sms');
  expect(gallery.complaints()).toEqual([]);
});

test('a message that does not come says why, and there is another way', async ({ open }) => {
  const failed = (more: object, seconds = -1) => byEmail({ delivery: delivery('failed', { ...more }, seconds) });
  const gallery = await open('/provisioning', {
    ...signedIn,
    [OFFER]: everyWay(),
    [CREATE]: { status: 201, body: byEmail() },
    [RESEND]: { body: byEmail() },
    [CANCEL]: { status: 204 },
  });
  const { page } = gallery;
  await page.getByText('By e-mail').click();
  await page.getByRole('button', { name: 'Send the message' }).click();
  await expect(page.getByText('The message is about to leave')).toBeVisible();

  const reasons = [
    ['refused', `${EMAIL} was refused.`],
    ['channel_off', 'Sending messages is switched off at the moment.'],
    ['timed_out', 'The service that carries our messages does not take it at the moment.'],
    ['too_many', 'You have had many messages in a short time.'],
    ['message_invalid', 'The message could not be made.'],
    ['undelivered', 'It was sent, but did not arrive'],
  ] as const;
  for (const [code, sentence] of reasons) {
    await gallery.sendEvent('issued', byEmail());
    await expect(page.getByText('The message is about to leave')).toBeVisible();
    await gallery.sendEvent('issued', failed({ problem: code }));
    await expect(page.getByRole('main').getByText(sentence)).toBeVisible();
  }
  await gallery.sendEvent('issued', byEmail());
  await gallery.sendEvent('issued', failed({ problem: 'refused' }));
  await expect(page.getByRole('main').getByText(`${EMAIL} was refused.`)).toBeVisible();
  await checkPage(page, 'portal-provisioning-not-delivered');
  await page.getByRole('button', { name: 'Send again' }).click();
  await expect(page.getByText('The message is about to leave')).toBeVisible();

  const noMore = bySms({ delivery: delivery('discarded', { problem: 'budget_spent', resend_at: null }) });
  await gallery.sendEvent('issued', noMore);
  await expect(page.getByRole('main').getByText('No more text messages can be sent today.')).toBeVisible();
  // The same way leads no further today.
  await expect(page.getByRole('button', { name: /again/ })).toBeHidden();
  await checkPage(page, 'portal-provisioning-not-delivered-budget');
  await gallery.sendEvent('issued', bySms({ delivery: delivery('discarded', { resend_at: null }) }));
  await expect(page.getByRole('main').getByText('It was stopped before it left.')).toBeVisible();
  gallery.answer({ [REPLACE]: problem(409, 'sms_budget_spent'), [CREATE]: problem(409, 'sms_budget_spent') });
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('That did not work')).toBeVisible();

  // The other open code is not taken up, since the person wants to choose.
  gallery.answer({ [OFFER]: everyWay({ open_tokens: [token({ issued_by: 'administrator' })] }) });
  await page.getByRole('button', { name: 'Choose another way' }).click();
  await expect(page.getByText('How should the code come?')).toBeVisible();
  gallery.answer({ [CREATE]: problem(409, 'sms_budget_spent') });
  await page.getByText('By text message').click();
  await page.getByRole('button', { name: 'Send the message' }).click();
  await expect(page.getByText('No more text messages can be sent today.')).toBeVisible();
  await checkPage(page, 'portal-provisioning-choose-refused');
  expect(gallery.complaints()).toEqual([]);
});

test('every way that is missing says why', async ({ open }) => {
  const gallery = await open('/provisioning', {
    ...signedIn,
    [OFFER]: offer({
      channels: [
        { channel: 'browser', available: false, destination: null, reason: 'switched_off' },
        { channel: 'email', available: true, destination: EMAIL, reason: null },
        { channel: 'sms', available: false, destination: '•••• 4567', reason: 'budget_spent' },
      ],
      kinds: ['mobile_app'],
    }),
  });
  const { page } = gallery;
  await expect(page.getByText('No more text messages can be sent today.')).toBeVisible();
  await expect(page.getByText('Not offered here.')).toBeVisible();
  // One way only, and still nothing is sent without a press.
  await expect(page.getByRole('button', { name: 'Send the message' })).toBeVisible();
  await checkPage(page, 'portal-provisioning-choose-mail-only');
  expect(gallery.complaints()).toEqual([]);
});

test('the link of a message leads to the code, after one more proof', async ({ open }) => {
  const pointer = byEmail({ message_mode: 'pointer', delivery: delivery('sent') });
  const gallery = await open(LINK, {
    ...signedIn,
    [OFFER]: everyWay({ decision: decision('step_up', { missing_methods: ['totp'] }) }),
    [READ]: problem(403, 'step_up_required'),
    'POST /api/v1/sign-ins': signIn({ methods: ['totp'], step_up: true }),
    [totpStep]: signIn({ status: 'complete', methods: [], passed: ['password', 'totp'] }),
    [SHOW]: { body: { ...pointer, link: issued()['link'] } },
  });
  const { page } = gallery;
  await page.getByLabel('Code of your authenticator app').fill('123456');
  gallery.answer({ [OFFER]: everyWay({ open_tokens: [pointer] }), [READ]: { body: pointer } });
  await page.keyboard.press('Enter');
  await expect(page.getByText('Your QR code is ready')).toBeVisible();
  await checkPage(page, 'portal-provisioning-ready');
  await page.getByRole('button', { name: 'Show the QR code' }).click();
  const code = page.getByRole('img', { name: 'QR code for adding your phone' });
  await expect(code).toBeVisible();
  await page.getByText('Cannot scan?').click();
  await expect(page.getByText('7ZC4K Q2M9X TR5WB 8YNVH 3DGJ6 P')).toBeVisible();

  // A new code for the same token is drawn anew.
  gallery.answer({ [SHOW]: { body: { ...pointer, link: 'http://localhost:4711/a#00000111112222233333444445' } } });
  await page.getByRole('button', { name: 'Get a new code' }).click();
  await expect(page.getByText('00000 11111 22222 33333 44444 5')).toBeAttached();
  expect(gallery.complaints()).toEqual([]);
});

test('where the message was asked for, the page waits for it, also after a reload', async ({ open }) => {
  const pointer = byEmail({ message_mode: 'pointer', delivery: delivery('sent') });
  const gallery = await open('/provisioning', {
    ...signedIn,
    [OFFER]: everyWay(),
    [CREATE]: { status: 201, body: pointer },
    [READ]: { body: pointer },
  });
  const { page } = gallery;
  await page.getByText('By e-mail').click();
  await page.getByRole('button', { name: 'Send the message' }).click();
  await expect(page.getByText('It leads back to this page.')).toBeVisible();
  await page.reload();
  await expect(page.getByText('It leads back to this page.')).toBeVisible();
  await checkPage(page, 'portal-provisioning-sent-pointer');
  expect(gallery.complaints()).toEqual([]);
});

test('an authenticator app by a message, and what somebody prepared', async ({ open }) => {
  const prepared = { ...totpToken(), totp_key: null, issued_by: 'administrator' };
  const gallery = await open('/provisioning', {
    ...signedIn,
    [OFFER]: everyWay({ open_tokens: [prepared] }),
    [READ]: { body: prepared },
    [SHOW]: { body: totpToken() },
  });
  const { page } = gallery;
  await expect(page.getByText('A code was prepared for you')).toBeVisible();
  await checkPage(page, 'portal-provisioning-prepared');
  await page.getByRole('button', { name: 'Show the QR code' }).click();
  await expect(page.getByRole('img', { name: 'QR code for your authenticator app' })).toBeVisible();

  const sent = byEmail({ issued_by: 'administrator', delivery: delivery('sent') });
  gallery.answer({ [OFFER]: everyWay({ open_tokens: [sent] }), [READ]: { body: sent } });
  await page.goto('http://localhost:4711/provisioning');
  await expect(page.getByText('Your help desk made this code for you.')).toBeVisible();
  await checkPage(page, 'portal-provisioning-sent-prepared');
  expect(gallery.complaints()).toEqual([]);
});

test('a link to a code of somebody else, and to one that is over', async ({ open }) => {
  const gallery = await open(LINK, { ...signedIn, [OFFER]: everyWay(), [READ]: problem(404, 'not_found') });
  const { page } = gallery;
  await expect(page.getByText('There is no code of yours behind this link')).toBeVisible();
  await checkPage(page, 'portal-provisioning-not-here');
  await page.getByRole('button', { name: 'Add a phone' }).click();
  await expect(page.getByText('What would you like to add?')).toBeVisible();

  gallery.answer({ [READ]: { body: byEmail({ message_mode: 'pointer', status: 'expired' }) } });
  await page.goto(`http://localhost:4711${LINK}`);
  await expect(page.getByText('The code has run out')).toBeVisible();
  gallery.answer({ [READ]: problem(503, 'unavailable') });
  await page.goto(`http://localhost:4711${LINK}`);
  await expect(page.getByText('Anteroom is busy at the moment.')).toBeVisible();
  await expect(page.getByText('What would you like to add?')).toBeHidden();
  expect(gallery.complaints()).toEqual([]);
});
