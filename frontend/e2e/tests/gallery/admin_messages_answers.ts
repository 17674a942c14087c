// Made-up answers for channels, messages and deliveries, of the shapes in `crates/api-types/src/notifications`.

import { TOKEN, USER, filled, list, session } from './admin_answers.ts';
import type { Answer, Answers } from './gallery.ts';

const id = (number: number) => `01990000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();
const DAY = 86_400;

export const GATEWAY = id(101);
export const DELIVERY = id(111);
export const CAUGHT_MAIL = 'mail-1';
export const CAUGHT_SMS = 'sms-2';

const refused = { code: 'sign_in_refused', detail: '535 5.7.8 Authentication credentials invalid' };

export function status(state: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  const used = state === 'working' || state === 'failing';
  return {
    state,
    last_sent_at: used ? ago(240) : null,
    failing_since: null, last_error: null,
    queued: 0, oldest_queued_at: null,
    sent_last_day: used ? 128 : 0, failed_last_day: used ? 2 : 0,
    ...more,
  };
}

export const failing = status('failing', {
  last_sent_at: ago(7_200), failing_since: ago(5_400), last_error: refused, queued: 12, oldest_queued_at: ago(5_400),
});

export const channels = (email: unknown, sms: unknown): Answer => ({ body: { email, sms } });

export function email(more: Record<string, unknown> = {}): Answer {
  return {
    body: {
      enabled: true, transport: 'smtp', host: 'smtp.example.org', port: 587, security: 'starttls',
      user_name: 'anteroom', has_password: true, sender_name: 'Example sign-in',
      sender_address: 'sign-in@example.org', reply_to: null, ehlo_name: null, ca_certificates: null,
      timeout_seconds: 15, updated_at: ago(DAY), status: status('working'), ...more,
    },
  };
}

const form = (fields: Record<string, string>) => ({
  format: 'form', fields: Object.entries(fields).map(([name, value]) => ({ name, value })),
});

const twilio = {
  kind: 'http', method: 'post',
  url: 'https://api.twilio.com/2010-04-01/Accounts/{{ user_name }}/Messages.json', authorization: 'basic', headers: [],
  body: form({ To: '{{ to }}', From: '{{ sender }}', Body: '{{ text }}' }),
  success: { status_min: 201, status_max: 201, pointer: '/sid', equals: null },
  message_id_pointer: '/sid',
  receipts: {
    message_id_pointer: '/MessageSid', status_pointer: '/MessageStatus', delivered: ['delivered'],
    undelivered: ['undelivered', 'failed'],
  },
};
const json = {
  kind: 'http', method: 'post', url: 'https://sms.example.org/send', authorization: 'bearer',
  headers: [{ name: 'X-Tenant', value: 'example' }],
  body: { format: 'json', template: '{\n  "to": "{{ to }}",\n  "text": "{{ text }}"\n}' },
  success: { status_min: 200, status_max: 299, pointer: null, equals: null },
  message_id_pointer: null, receipts: null,
};

function gateway(number: number, name: string, position: number, transport: unknown, more: Record<string, unknown> = {}) {
  return {
    id: id(number), name, enabled: true, position, sender: 'Example', user_name: 'AC0123', has_secret: true,
    transport, receipt_url: null, last_sent_at: ago(300), last_error: null, last_error_at: null,
    created_at: ago(60 * DAY), updated_at: ago(DAY), ...more,
  };
}

export const gateways = [
  gateway(101, 'Twilio', 1, twilio, {
    receipt_url: `https://id.example.org/api/v1/sms-gateways/${GATEWAY}/receipts/7ZC4KQ2M9XTR5WB8`,
  }),
  gateway(102, 'Own gateway', 2, json, {
    last_sent_at: null, last_error: { code: 'answer_unexpected', detail: 'HTTP 500' }, last_error_at: ago(3_600),
  }),
  gateway(103, 'Mail to SMS', 3, { kind: 'smtp', address: '{{ to_digits }}@sms.example.org', subject: '' }, {
    enabled: false, last_sent_at: null, user_name: null, has_secret: false,
  }),
];

const preset = (key: string, name: string, url: string | null, transport: unknown, labels: (string | null)[] = [null, null]) => ({
  id: key, name, user_name_label: labels[0], secret_label: labels[1], documentation_url: url, transport,
});

export const presets: Answer = {
  body: {
    items: [
      preset('twilio', 'Twilio', 'https://www.twilio.com/docs/messaging', twilio, ['Account SID', 'Auth token']),
      preset('vonage', 'Vonage', 'https://developer.vonage.com/', { ...twilio, url: 'https://rest.nexmo.com/sms/json' }),
      preset('46elks', '46elks', 'https://46elks.com/docs', { ...twilio, url: 'https://api.46elks.com/a1/sms' }),
      preset('sinch', 'Sinch', 'https://developers.sinch.com/', { ...json, url: 'https://us.sms.api.sinch.com/xms' }),
      preset('generic', 'Another provider', null, json),
    ],
  },
};

export const limits: Answer = {
  body: { per_user_per_hour: 20, per_address_per_hour: 20, sms_segments_per_day: 1_000, sms_segments_last_day: 642 },
};

export const steps = (outcomes: string[], detail: string): Answer => ({
  body: {
    passed: !outcomes.includes('failed'),
    steps: ['name', 'connection', 'tls', 'sign_in', 'send'].map((step, place) => ({
      step, outcome: outcomes[place],
      detail: outcomes[place] === 'failed' ? detail : step === 'name' ? '192.0.2.25' : null,
      duration_ms: outcomes[place] === 'passed' ? 12 + place * 31 : 0,
    })),
  },
});

const MAILS = ['provisioning_email', 'sign_in_code_email'];
const TEXTS = ['provisioning_sms', 'sign_in_code_sms'];
const NOTICES = [
  'profile_added', 'profile_removed', 'profile_suspended', 'profile_reported_lost', 'account_locked', 'address_changed',
];
const ada = { id: id(91), user_name: 'ada', display_name: 'Ada Berg' };

const summaries = ['provisioning_email', 'provisioning_sms', ...MAILS.slice(1), ...TEXTS.slice(1), ...NOTICES].flatMap((kind) =>
  ['en', 'sv', 'de'].map((language) => {
    const customised = kind === 'provisioning_email' && language !== 'de';
    return {
      kind, language, customised, updated_at: customised ? ago(3 * DAY) : null, updated_by: customised ? ada : null,
    };
  }),
);

const HTML = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark">
<style>
  body { margin: 0; padding: 24px; font-family: sans-serif; line-height: 1.5; color: #16191f; background: #ffffff; }
  .button { display: inline-block; padding: 12px 20px; border-radius: 8px; background: #3a4fd6; color: #ffffff; }
  @media (prefers-color-scheme: dark) { body { color: #eceef2; background: #121212; } }
</style></head><body>
<h1 style="font-size: 22px">Add your phone</h1>
<p>Hello Maja Lind,</p>
<p>Scan this code with the camera of the phone that you want to add:</p>
<p><img alt="QR code" width="160" height="160" style="background: #ffffff"
  src="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="></p>
<p><a class="button" href="https://id.example.org/a#7ZC4">Add this phone</a></p>
</body></html>`;

const mailContent = {
  subject: 'Add your phone to {{ issuer }}',
  text: 'Hello {{ user.display_name }},\n\nopen this on your phone:\n{{ link }}\n\nIt works until {{ expires_at }}.',
  html: '<h1>Add your phone</h1>\n<p>Hello {{ user.display_name }},</p>\n{{ qr_code }}\n<p><a href="{{ link }}">Add this phone</a></p>',
};
const smsContent = { sms: 'Add your phone to {{ issuer }}: {{ link }}' };

const placeholders = [
  ['user.display_name', ['subject', 'text', 'html', 'sms'], [], 'Maja Lind'],
  ['issuer', ['subject', 'text', 'html', 'sms'], [], 'Anteroom'],
  ['link', ['text', 'html', 'sms'], ['text', 'html', 'sms'], 'https://id.example.org/a#7ZC4'],
  ['qr_code', ['html'], [], 'the QR code'],
  ['expires_at', ['text', 'html'], [], '25 November 2026, 12:30 UTC'],
].map(([name, parts, required_in, example]) => ({ name, parts, required_in, example }));

export function message(kind: string, language: string, customised: boolean): Answer {
  const isMail = MAILS.includes(kind);
  const content = isMail ? mailContent : TEXTS.includes(kind) ? smsContent : { ...mailContent, ...smsContent };
  return {
    body: {
      kind, language, parts: Object.keys(content), content, default_content: content, placeholders, customised,
      updated_at: customised ? ago(3 * DAY) : null, updated_by: customised ? ada : null,
    },
  };
}

export const history: Answer = {
  body: {
    items: [
      { version: 3, content: mailContent, created_at: ago(3 * DAY), created_by: ada },
      { version: 2, content: null, created_at: ago(9 * DAY), created_by: ada },
      { version: 1, content: { ...mailContent, subject: 'Your phone' }, created_at: ago(20 * DAY), created_by: ada },
    ],
  },
};

export const preview: Answer = {
  body: {
    subject: 'Add your phone to Anteroom', sender: 'Example sign-in <sign-in@example.org>',
    text: 'Hello Maja Lind,\n\nopen this on your phone:\nhttps://id.example.org/a#7ZC4\n\nIt works until 25 November 2026, 12:30 UTC.',
    html: HTML, sms: null,
  },
};

const SMS = 'Add your phone to Anteroom: https://id.example.org/a#7ZC4MH2K0V9D1QWXRT5NB3EJ6A '
  + 'This link works once, until 25 November 2026, 12:30 UTC. Do not forward it. If you did not ask for it, tell the help desk.';

export const smsPreview: Answer = {
  body: {
    subject: null, sender: null, text: null, html: null,
    sms: { text: SMS, encoding: 'gsm_7', segments: 2, units: SMS.length, units_left: 306 - SMS.length },
  },
};

const maja = { id: USER, user_name: 'maja.lind', display_name: 'Maja Lind' };

export function delivery(number: number, state: string, more: Record<string, unknown> = {}) {
  return {
    id: id(number), kind: 'provisioning_email', channel: 'email', status: state, user: maja,
    destination: 'm•••@example.org', language: 'sv', provisioning_token_id: TOKEN, attempts: 1, in_hand: false,
    next_attempt_at: null, sent_at: state === 'sent' ? ago(110) : null, sent_by: state === 'sent' ? 'smtp.example.org' : null,
    provider_message_id: null, receipt: null, message_id: '<0199a3c2.77f0@id.example.org>', segments: null,
    last_error: null, created_at: ago(120), ended_at: null, ...more,
  };
}

export const deliveries = [
  delivery(111, 'queued', { attempts: 3, last_error: refused, next_attempt_at: ago(-95) }),
  delivery(112, 'sent', { kind: 'provisioning_sms', channel: 'sms', destination: '•••• 4567', sent_by: 'Twilio',
    receipt: 'delivered', segments: 1, provider_message_id: 'SM01', message_id: null }),
  delivery(113, 'failed', { kind: 'profile_added', last_error: { code: 'refused', detail: '550 5.1.1 No such user' },
    provisioning_token_id: null, created_at: ago(7_200) }),
  delivery(114, 'discarded', { kind: 'sign_in_code_email', user: null, attempts: 0, created_at: ago(DAY),
    last_error: { code: 'not_needed', detail: '' }, provisioning_token_id: null }),
];

export const deliveryDetails: Answer = {
  body: {
    ...deliveries[0],
    attempt_list: [
      { number: 3, at: ago(30), by: 'smtp.example.org', error: refused, duration_ms: 214 },
      { number: 2, at: ago(80), by: 'smtp.example.org', error: { code: 'timed_out', detail: 'no answer to EHLO within 15 s' }, duration_ms: 15_002 },
      { number: 1, at: ago(118), by: 'smtp.example.org', error: refused, duration_ms: 198 },
    ],
  },
};

const caughtList = [
  { id: CAUGHT_SMS, channel: 'sms', caught_at: ago(60), to: '+46701234567', subject: 'Add your phone to Anteroom: https://id.example.org/a…' },
  { id: CAUGHT_MAIL, channel: 'email', caught_at: ago(300), to: 'maja.lind@example.org', subject: 'Add your phone to Anteroom' },
];

/** What a system that catches its messages answers beside the rest. */
export const catching: Answers = {
  'GET /api/v1/caught-messages': list(caughtList),
  [`GET /api/v1/caught-messages/${CAUGHT_SMS}`]: { body: { ...caughtList[0], from: 'Example', text: SMS, html: null } },
  [`GET /api/v1/caught-messages/${CAUGHT_MAIL}`]: {
    body: { ...caughtList[1], from: 'Example sign-in <sign-in@example.org>',
      text: 'Hello Maja Lind,\n\nopen this on your phone: https://id.example.org/a#7ZC4.', html: HTML },
  },
};

/** Both channels work, and some messages are on their way. */
export const sending: Answers = {
  ...filled,
  'GET /api/v1/session': session('owner'),
  'GET /api/v1/notification-channels': channels(status('working'), status('working')),
  'GET /api/v1/notification-channels/email': email(),
  'GET /api/v1/sms-gateways': list(gateways),
  [`GET /api/v1/sms-gateways/${GATEWAY}`]: { body: gateways[0] },
  'GET /api/v1/sms-gateway-presets': presets,
  'GET /api/v1/notification-limits': limits,
  'GET /api/v1/messages': { body: { items: summaries } },
  'GET /api/v1/messages/provisioning_email/en': message('provisioning_email', 'en', true),
  'GET /api/v1/messages/provisioning_email/en/history': history,
  'POST /api/v1/messages/provisioning_email/en/preview': preview,
  'GET /api/v1/messages/provisioning_sms/sv': message('provisioning_sms', 'sv', false),
  'GET /api/v1/messages/provisioning_sms/sv/history': { body: { items: [] } },
  'POST /api/v1/messages/provisioning_sms/sv/preview': smsPreview,
  'GET /api/v1/deliveries': list(deliveries, 'b2xkZXI'),
  [`GET /api/v1/deliveries/${DELIVERY}`]: deliveryDetails,
};
