// The mail server is gone: the owner sees it on every page, nothing is lost, and it is sent when the server is back.

import { enableSelfService, enterConsole, setUpEmail } from '../console_steps.ts';
import { checkPage, expect, test } from '../fixtures.ts';
import { MAJA, addMaja } from '../people.ts';
import { askForMessage } from '../portal_steps.ts';

test('a channel that stops working is seen at once, and its messages wait', async ({
  page,
  newProfile,
  ownerApi,
  mailServer,
}) => {
  await addMaja(ownerApi);
  await setUpEmail(ownerApi, mailServer);
  await enableSelfService(ownerApi, { channels: { browser: true, email: true, sms: false } });
  await mailServer.breakDown();

  await askForMessage(page, MAJA, 'By e-mail');
  await expect(page.getByText('The message has not left yet')).toBeVisible();
  await checkPage(page, 'story-email-retrying');

  const console = await (await newProfile()).newPage();
  await enterConsole(console, '/admin');
  const banner = console.getByText(/No e-mail has left since|E-mail does not leave/);
  await test.step('every page of the console says so, and the channel says why', async () => {
    await expect(banner).toBeVisible();
    await expect(banner).toContainText('The server cannot be reached.');
    await checkPage(console, 'story-channel-failing-overview', { screens: ['desktop'] });
    await console.getByRole('link', { name: 'Open channels' }).click();
    await expect(console.getByText('Failing', { exact: true })).toBeVisible();
    await checkPage(console, 'story-channel-failing', { screens: ['desktop'] });
  });

  await test.step('the message waits with its last error', async () => {
    await console.getByRole('link', { name: 'One is waiting' }).click();
    await console.getByRole('link', { name: 'QR code by e-mail' }).click();
    await expect(console.getByText('The last attempt failed')).toBeVisible();
    await expect(console.getByText('The server cannot be reached.').first()).toBeVisible();
    await checkPage(console, 'story-delivery-waiting', { screens: ['phone'] });
  });

  await test.step('a press on the button tries at once', async () => {
    const attempts = console.getByText(/^Attempt \d/);
    const before = await attempts.count();
    await console.getByRole('button', { name: 'Try again now' }).click();
    await expect.poll(() => attempts.count()).toBeGreaterThan(before);
  });

  // The next try by itself is 20 seconds away now, so it is the button that sends the message.
  await test.step('the server is back, and a press on the button sends it', async () => {
    await mailServer.comeBack();
    await console.getByRole('button', { name: 'Try again now' }).click();
    await expect(console.getByText('The last attempt failed')).toBeHidden();
    await mailServer.mailTo(MAJA.email, /Add your phone/);
    await expect(page.getByText(/^Sent ·/)).toBeVisible();
    await expect(banner).toBeHidden();
  });
});
