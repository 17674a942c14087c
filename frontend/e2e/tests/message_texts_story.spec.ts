// The owner words a message: the preview follows, mistakes are told beside the field, and the shipped text comes back.

import { enterConsole, save, setUpSms } from '../console_steps.ts';
import { LOOPBACK_ALLOWED, checkPage, expect, test } from '../fixtures.ts';

test.use({ environment: LOOPBACK_ALLOWED });

const NUMBER = '+46700000002';
const SHIPPED = /öppna .* för att lägga till din telefon/;

test('the owner words the text message in Swedish, tries it, and goes back', async ({
  newProfile,
  ownerApi,
  smsGateway,
}) => {
  await setUpSms(ownerApi, smsGateway);
  const console = await (await newProfile()).newPage();
  await enterConsole(console, '/admin/messages');
  await console.getByRole('link', { name: 'Link by SMS, Swedish' }).click();
  const text = console.getByLabel('Text message', { exact: true });
  const preview = console.getByRole('region', { name: 'Preview' });
  await expect(preview.getByText(SHIPPED)).toBeVisible();

  await test.step('an unknown placeholder is refused beside the field', async () => {
    const shipped = await text.inputValue();
    await text.fill('Hej {{ user.shoe_size }}: {{ link }}');
    await expect(preview.getByText('There is an error in the text')).toBeVisible();
    await console.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(text).toHaveAccessibleDescription(/a placeholder that this message does not have.*user\.shoe_size/s);
    await checkPage(console, 'story-message-refused');
    await text.fill(shipped);
  });

  await test.step('the preview follows what is typed, and Save keeps it', async () => {
    await text.fill('Hej {{ user.display_name }}! Din länk: {{ link }} (till {{ expires_at }})');
    await expect(preview.getByText(/^Hej Maja Lind! Din länk: https?:/)).toBeVisible();
    await save(console);
    await expect(console.getByText(/^Worded by/)).toBeVisible();
    await checkPage(console, 'story-message-worded');
  });

  await test.step('a test send brings these words to the number', async () => {
    await console.getByLabel('Phone number').fill(NUMBER);
    await console.getByRole('button', { name: 'Send test' }).click();
    const { text: received } = await smsGateway.messageTo(NUMBER, /./);
    expect(received).toMatch(/^Hej .*! Din länk: http\S+ \(till .*\)$/);
    await expect(console.getByText('Sent', { exact: true })).toBeVisible();
  });

  await test.step('the shipped text comes back', async () => {
    await console.getByRole('button', { name: 'Reset to the shipped text' }).click();
    await expect(console.getByText('The text that ships is in force again')).toBeVisible();
    await expect(text).toHaveValue(/öppna \{\{ link \}\}/);
    await expect(preview.getByText(SHIPPED)).toBeVisible();
    await expect(console.getByText('This is the text that ships with Anteroom.')).toBeVisible();
  });
});
