// The demo shows the whole story without any outside service: its mails are caught, and read in the console.

import { Demo } from '../demo.ts';
import { PHONE, checkPage, expect, test as base } from '../fixtures.ts';
import { askForMessage, claim, confirm, signIn } from '../portal_steps.ts';

const test = base.extend<{ demo: Demo }>({
  demo: async ({}, use) => {
    const demo = await Demo.start();
    await use(demo);
    await demo.stop();
  },
  baseURL: async ({ demo }, use) => {
    await use(demo.baseUrl);
  },
});

test('in the demo the owner reads the caught mail, and its link brings the phone', async ({
  page,
  newProfile,
  demo,
}) => {
  await askForMessage(page, { userName: 'maja', password: demo.password }, 'By e-mail');
  await expect(page.getByText(/^Sent ·/)).toBeVisible();

  const console = await (await newProfile()).newPage();
  await console.goto('/admin');
  await signIn(console, { userName: 'ada', password: demo.password });
  await console.getByRole('navigation').getByRole('link', { name: 'Caught messages' }).click();
  await console.getByRole('button', { name: /maja@example\.org/ }).first().click();
  const mail = console.getByRole('region', { name: 'Message' }).locator('iframe').contentFrame();
  await expect(mail.getByRole('heading', { name: 'Add your phone' })).toBeVisible();
  await expect(mail.getByRole('img')).toBeVisible();
  await checkPage(console, 'story-demo-caught-mail');

  await test.step('on a screen that was turned the mail is still shown whole', async () => {
    await console.setViewportSize({ width: 360, height: 640 });
    const hidden = () => mail.locator('html').evaluate((root) => root.scrollHeight - root.clientHeight);
    await expect.poll(hidden).toBe(0);
  });

  await test.step('the button of the mail opens the page of the phone', async () => {
    const opened = console.waitForEvent('popup');
    await mail.getByRole('link', { name: 'Add this phone' }).click();
    await expect((await opened).getByRole('heading', { level: 1 })).toHaveText('Add your phone');
  });

  await test.step('on a phone the same link adds it', async () => {
    const link = await mail.getByRole('link', { name: 'Add this phone' }).getAttribute('href');
    const phone = await (await newProfile(PHONE)).newPage();
    await claim(phone, link ?? '', 'Maja’s phone');
    await confirm(page, phone, 'Maja’s phone');
  });
});
