// Where the standard asks for it, a message only leads to the signed-in page, and nothing in it can be redeemed.

import { EVERY_WAY, enableSelfService, setUpEmail, setUpSms } from '../console_steps.ts';
import { LOOPBACK_ALLOWED, type Server, checkMail, checkPage, expect, test } from '../fixtures.ts';
import type { Mail } from '../mail_server.ts';
import { MAJA, addMaja } from '../people.ts';
import { askForMessage, claim, confirm, scan } from '../portal_steps.ts';

test.use({ environment: LOOPBACK_ALLOWED });

/** What a secret of 130 bits looks like, with or without the gaps of a code to type. */
const SECRET = /(?:[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z][ -]?){26}/g;
const ADDRESS = /https?:\/\/[^\s"<>]+/g;

/** The page that a message leads to. */
function pageIn(text: string): string {
  const [address = ''] = text.match(ADDRESS) ?? [];
  expect(address).toMatch(/\/provisioning\?token=[0-9a-f-]{36}$/);
  return address;
}

/** What the server answers a phone that looks at an offer; nothing is used up by looking. */
async function lookAt(server: Server, secret: string): Promise<number> {
  const { status } = await fetch(`${server.baseUrl}/device/v1/claims/preview`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ secret }),
  });
  return status;
}

/** Try everything in a message that a phone could take for a secret: the addresses, their ends, whatever is as long. */
async function expectNothingToRedeem(server: Server, message: string): Promise<void> {
  const addresses = message.match(ADDRESS) ?? [];
  const ends = addresses.map((address) => address.split(/[#=]/).at(-1) ?? '');
  for (const secret of new Set([...addresses, ...ends, ...(message.match(SECRET) ?? [])])) {
    expect(await lookAt(server, secret), `${secret} is no secret`).toBeGreaterThanOrEqual(400);
  }
}

function everythingIn(mail: Mail): string {
  return [...Object.values(mail.headers), mail.text, mail.html].join('\n');
}

test('a message leads to the signed-in page, which alone shows the code', async ({
  page,
  phone,
  newProfile,
  server,
  ownerApi,
  mailServer,
  smsGateway,
  mailProgram,
}) => {
  await addMaja(ownerApi);
  await setUpEmail(ownerApi, mailServer);
  await setUpSms(ownerApi, smsGateway);
  await enableSelfService(ownerApi, { ...EVERY_WAY, preset: 'nist_800_63b' });

  await askForMessage(page, MAJA, 'By e-mail');
  await expect(page.getByText('It leads back to this page.')).toBeVisible();
  const mail = await mailServer.mailTo(MAJA.email, /Add your phone/);
  await test.step('nothing in the mail can be redeemed', async () => {
    expect(mail.pictures, 'no QR code').toEqual({});
    await expectNothingToRedeem(server, everythingIn(mail));
    await checkMail(mailProgram, mail, 'pointer', { looks: ['light', 'phone'] });
  });

  await test.step('whoever is not signed in gets nothing from the link', async () => {
    const stranger = await (await newProfile()).newPage();
    await stranger.goto(pageIn(mail.text));
    await expect(stranger).toHaveURL(/\/sign-in\?return_to=/);
  });

  await test.step('the signed-in page shows the code, and the phone takes it', async () => {
    await page.goto(pageIn(mail.text));
    await expect(page.getByRole('heading', { name: 'Your QR code is ready' })).toBeVisible();
    await checkPage(page, 'story-pointer-ready');
    await page.getByRole('button', { name: 'Show the QR code' }).click();
    const link = await scan(page, 'QR code for adding your phone');
    expect(await lookAt(server, link.split('#').at(-1) ?? ''), 'this one is a secret').toBe(200);
    await claim(phone, link, 'Maja’s phone');
    await confirm(page, phone, 'Maja’s phone');
  });

  await test.step('a text message holds no more than the mail', async () => {
    await page.getByRole('button', { name: 'Add another phone' }).click();
    await page.getByRole('radio', { name: 'By text message' }).check();
    await page.getByRole('button', { name: 'Send the message' }).click();
    const { text } = await smsGateway.messageTo(MAJA.number, /provisioning/);
    await expectNothingToRedeem(server, text);
    await page.goto(pageIn(text));
    await expect(page.getByRole('button', { name: 'Show the QR code' })).toBeVisible();
  });
});
