// A notice tells its person of a new phone, and its link can take the phone away: by a button, never by being opened.

import { enableSelfService, setUpEmail } from '../console_steps.ts';
import { checkMail, checkPage, expect, test } from '../fixtures.ts';
import { MAJA, addMaja } from '../people.ts';
import { claim, confirm, scan, signIn } from '../portal_steps.ts';

test('whoever was not asked removes the phone by the link of the notice', async ({
  page,
  phone,
  newProfile,
  ownerApi,
  mailServer,
  mailProgram,
}) => {
  await addMaja(ownerApi);
  await setUpEmail(ownerApi, mailServer);
  await enableSelfService(ownerApi);
  await page.goto('/provisioning');
  await signIn(page, MAJA);
  await page.getByRole('radio', { name: 'Phone' }).check();
  await page.getByRole('button', { name: 'Show the code' }).click();
  await claim(phone, await scan(page, 'QR code for adding your phone'), 'Somebody’s phone');
  await confirm(page, phone, 'Somebody’s phone');

  const notice = await mailServer.mailTo(MAJA.email, /added/);
  const [link = ''] = /http:\/\/localhost:\d+\/report#\S+/.exec(notice.text) ?? [];
  expect(link).not.toBe('');
  await checkMail(mailProgram, notice, 'notice', { looks: ['light', 'dark'] });

  const reader = await (await newProfile()).newPage();
  await test.step('opening the link changes nothing', async () => {
    await reader.goto(link);
    await expect(reader.getByText('A phone was added to your account.')).toBeVisible();
    await expect(reader.getByText('“Somebody’s phone” is removed at once.')).toBeVisible();
    expect(new URL(reader.url()).hash, 'the key is gone from the address').toBe('');
    await checkPage(reader, 'story-report');
    await page.goto('/profiles');
    await expect(page.getByText('Somebody’s phone').first()).toBeVisible();
  });

  await test.step('the button removes the phone and ends the session', async () => {
    await reader.getByRole('button', { name: 'This was not me' }).click();
    await expect(reader.getByText('The phone is removed.')).toBeVisible();
    await expect(reader.getByText('One session was ended.')).toBeVisible();
    await checkPage(reader, 'story-report-done');
    await page.goto('/profiles');
    await expect(page).toHaveURL(/\/sign-in/);
    await phone.goto('/a');
    await expect(phone.getByText(/was removed/).first()).toBeVisible();
  });

  await test.step('the link has no phone left to remove, and the removal is told as well', async () => {
    await reader.goto('about:blank');
    await reader.goto(link);
    await expect(reader.getByText('You are signed out everywhere.')).toBeVisible();
    await expect(reader.getByText('is removed at once')).toHaveCount(0);
    await mailServer.mailTo(MAJA.email, /reported lost/);
  });
});
