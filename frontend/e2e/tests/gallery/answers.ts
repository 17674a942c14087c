// Made-up answers of the server, of the shapes in `crates/api-types`.

import type { Answer, Answers } from './gallery.ts';
import { problem } from './gallery.ts';

const USER_ID = '01990000-0000-7000-8000-000000000001';
export const TOKEN_ID = '01990000-0000-7000-8000-000000000002';
const PROFILE_ID = '01990000-0000-7000-8000-000000000003';
const SIGN_IN_ID = '01990000-0000-7000-8000-000000000004';
const CLAIM_ID = '01990000-0000-7000-8000-000000000005';
export const SECRET = '7ZC4KQ2M9XTR5WB8YNVH3DGJ6P';

function inSeconds(seconds: number): string {
  return new Date(Date.now() + seconds * 1000).toISOString();
}

export function session(more: Record<string, unknown> = {}): Answer {
  return {
    body: {
      id: '01990000-0000-7000-8000-000000000009',
      user: { id: USER_ID, user_name: 'maja.lind', display_name: 'Maja Lind', role: null, language: null },
      methods: [{ method: 'password', passed_at: inSeconds(-60) }],
      permissions: [],
      portal_entries: [{ path: '/provisioning', title: '', description: '', icon: 'phone' }],
      expires_at: inSeconds(3600),
      idle_expires_at: inSeconds(900),
      ...more,
    },
  };
}

export const signedIn: Answers = { 'GET /api/v1/session': session() };
export const signedOut: Answers = { 'GET /api/v1/session': problem(401, 'sign_in_required') };

export function signIn(more: Record<string, unknown> = {}): Answer {
  return {
    body: {
      id: SIGN_IN_ID,
      status: 'pending',
      methods: ['password'],
      passed: [],
      proofs_needed: 1,
      step_up: false,
      return_to: '/',
      expires_at: inSeconds(600),
      ...more,
    },
  };
}

export const passwordStep = `POST /api/v1/sign-ins/${SIGN_IN_ID}/password`;
export const totpStep = `POST /api/v1/sign-ins/${SIGN_IN_ID}/totp`;

export function decision(outcome: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return { outcome, missing_methods: [], unavailable_methods: [], reason: null, trace: [], ...more };
}

export function offer(more: Record<string, unknown> = {}): Answer {
  return {
    body: {
      enabled: true,
      decision: decision('allow'),
      kinds: ['mobile_app', 'totp'],
      channels: [
        { channel: 'browser', available: true, destination: null, reason: null },
        { channel: 'email', available: false, destination: 'm•••@example.org', reason: 'not_usable_yet' },
        { channel: 'sms', available: false, destination: null, reason: 'no_address' },
      ],
      open_tokens: [],
      open_tokens_left: 3,
      profiles_left: 4,
      ...more,
    },
  };
}

export function token(more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: TOKEN_ID,
    user_id: USER_ID,
    user: { id: USER_ID, user_name: 'maja.lind', display_name: 'Maja Lind' },
    kind: 'mobile_app',
    channel: 'browser',
    status: 'issued',
    link: null,
    totp_key: null,
    destination: null,
    message_mode: null,
    delivery: null,
    issued_by: 'user',
    created_at: inSeconds(-5),
    expires_at: inSeconds(295),
    claim: null,
    profile_id: null,
    ...more,
  };
}

/** Made when it is asked for, since it runs out. */
export function issued(): Record<string, unknown> {
  return token({ link: `http://localhost:4711/a#${SECRET}` });
}

export function claimed(more: Record<string, unknown> = {}): Record<string, unknown> {
  return token({
    status: 'claimed',
    claim: {
      phone: {
        name: 'Pixel 8',
        platform: 'web',
        model: 'Pixel 8',
        app_name: 'Chrome',
        app_version: '131',
        key_storage: 'software',
      },
      confirmation_code: '4711',
      attempts_left: 3,
      claimed_at: inSeconds(-3),
      ...more,
    },
  });
}

export function completed(): Record<string, unknown> {
  return { ...claimed(), status: 'completed', profile_id: PROFILE_ID };
}

export function totpToken(): Record<string, unknown> {
  return token({
    kind: 'totp',
    totp_key: {
      uri: 'otpauth://totp/Example:maja.lind?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Example',
      key: 'JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP',
    },
  });
}

/** Every way is open, and each says where it goes. */
export function everyWay(more: Record<string, unknown> = {}): Answer {
  return offer({
    channels: [
      { channel: 'browser', available: true, destination: null, reason: null },
      { channel: 'email', available: true, destination: EMAIL, reason: null },
      { channel: 'sms', available: true, destination: NUMBER, reason: null },
    ],
    ...more,
  });
}

export const EMAIL = 'm•••@example.org';
export const NUMBER = '•••• 4567';

/** The message of a token on its way. It may be sent again in so many seconds. */
export function delivery(status: string, more: Record<string, unknown> = {}, resendSeconds = 42): unknown {
  return {
    id: '01990000-0000-7000-8000-0000000000d1',
    status,
    attempts: status === 'queued' ? 0 : 1,
    sent_at: status === 'sent' ? inSeconds(-1) : null,
    receipt: null,
    problem: null,
    resend_at: inSeconds(resendSeconds),
    ...more,
  };
}

export function byEmail(more: Record<string, unknown> = {}): Record<string, unknown> {
  return token({
    channel: 'email',
    destination: EMAIL,
    message_mode: 'direct',
    delivery: delivery('queued'),
    expires_at: inSeconds(86_390),
    ...more,
  });
}

export function bySms(more: Record<string, unknown> = {}): Record<string, unknown> {
  return byEmail({ channel: 'sms', destination: NUMBER, expires_at: inSeconds(1790), ...more });
}

export function changeReport(more: Record<string, unknown> = {}): Answer {
  return {
    body: {
      kind: 'profile_added',
      occurred_at: inSeconds(-4_000),
      issuer: 'Example AB',
      profile_name: 'Pixel 8',
      removes_profile: true,
      expires_at: inSeconds(600_000),
      ...more,
    },
  };
}

export function profile(more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: PROFILE_ID,
    user: { id: USER_ID, user_name: 'maja.lind', display_name: 'Maja Lind' },
    kind: 'mobile_app',
    name: 'Pixel 8',
    status: 'active',
    phone: { platform: 'web', model: 'Pixel 8', app_name: 'Chrome' },
    created_at: inSeconds(-86_400 * 12),
    last_used_at: inSeconds(-7_200),
    ended_at: null,
    ...more,
  };
}

export const myProfile: Answers = { [`GET /api/v1/me/profiles/${PROFILE_ID}`]: { body: profile() } };

export function list(items: unknown[]): Answer {
  return { body: { items, next_cursor: null } };
}

const account = { display_name: 'Maja Lind', user_name: 'maja.lind' };
const issuer = { name: 'Example AB', base_url: 'http://localhost:4711' };

export const preview: Answer = {
  body: {
    issuer,
    account,
    kind: 'mobile_app',
    expires_at: inSeconds(280),
    confirmation: 'required',
    algorithms: ['ES256', 'EdDSA'],
  },
};

export function deviceProfile(more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: PROFILE_ID,
    status: 'active',
    account,
    issuer,
    name: 'Pixel 8',
    created_at: inSeconds(-120),
    ...more,
  };
}

export function claim(more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: CLAIM_ID,
    status: 'awaiting_confirmation',
    confirmation: { digits: 4, attempts_left: 3 },
    account,
    issuer,
    expires_at: inSeconds(280),
    profile: null,
    ...more,
  };
}

export const claimOf = `GET /device/v1/claims/${CLAIM_ID}`;
export const confirmOf = `POST /device/v1/claims/${CLAIM_ID}/confirm`;
