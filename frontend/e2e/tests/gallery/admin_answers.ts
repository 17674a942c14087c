// Made-up answers for the console: one filled system of the shapes in `crates/api-types`.

import type { Answer, Answers } from './gallery.ts';

const id = (number: number) => `01990000-0000-7000-8000-${String(number).padStart(12, '0')}`;

export const USER = id(1);
export const GROUP = id(2);
export const PROFILE = id(3);
export const TOKEN = id(4);
export const RULE = id(5);
export const RESOURCE = id(6);
export const EVENT = id(7);

const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();
const DAY = 86_400;

export const list = (items: unknown[], next_cursor: string | null = null): Answer => ({ body: { items, next_cursor } });

const OWNER_PERMISSIONS = [
  'settings_read', 'settings_write', 'rules_read', 'rules_write', 'users_read', 'users_write',
  'provisioning_read', 'provisioning_write', 'profiles_read', 'profiles_write', 'notifications_read',
  'notifications_write', 'deliveries_read', 'deliveries_write', 'audit_read',
  'system_read', 'administrators_read', 'administrators_write',
];

export function session(role: string | null, permissions: string[] = OWNER_PERMISSIONS): Answer {
  return {
    body: {
      id: id(90),
      user: { id: id(91), user_name: 'ada', display_name: 'Ada Berg', role, language: null },
      methods: [
        { method: 'password', passed_at: ago(300) },
        { method: 'totp', passed_at: ago(280) },
      ],
      permissions,
      portal_entries: [],
      expires_at: ago(-10 * 3600),
      idle_expires_at: ago(-1500),
    },
  };
}

const times = { created_at: ago(90 * DAY), updated_at: ago(2 * DAY) };

export const users = [
  ['Maja Lind', 'maja.lind', 'enabled', null, ['Staff', 'Stockholm'], ago(1200)],
  ['Jonas Weber', 'jonas.weber', 'enabled', 'help_desk', ['Staff'], ago(3 * DAY)],
  ['Elif Yılmaz', 'elif', 'disabled', null, [], null],
  ['Ada Berg', 'ada', 'enabled', 'owner', [], ago(300)],
].map(([display_name, user_name, status, role, groups, last_sign_in_at], position) => ({
  id: id(position === 0 ? 1 : 10 + position),
  user_name, display_name, status, role,
  email: `${String(user_name)}@example.org`,
  phone_number: position === 0 ? '+46701234567' : null,
  language: position === 0 ? 'sv' : null,
  groups: (groups as string[]).map((name, place) => ({ id: id(20 + place), name })),
  has_password: true,
  last_sign_in_at,
  locked_until: null,
  ...times,
}));

export const groups = [
  { id: GROUP, name: 'Staff', description: 'Everybody who is employed', member_count: 214, ...times },
  { id: id(21), name: 'Stockholm', description: '', member_count: 37, ...times },
];

const maja = { id: USER, user_name: 'maja.lind', display_name: 'Maja Lind' };
const jonas = { id: id(11), user_name: 'jonas.weber', display_name: 'Jonas Weber' };

export const profiles = [
  { id: PROFILE, user: maja, kind: 'mobile_app', name: 'Pixel 8', status: 'active',
    phone: { platform: 'android', model: 'Google Pixel 8', app_name: 'Chrome' },
    created_at: ago(40 * DAY), last_used_at: ago(900), ended_at: null },
  { id: id(30), user: jonas, kind: 'totp', name: 'Authenticator app', status: 'suspended', phone: null,
    created_at: ago(10 * DAY), last_used_at: null, ended_at: ago(DAY) },
  { id: id(31), user: jonas, kind: 'mobile_app', name: 'iPhone', status: 'revoked',
    phone: { platform: 'ios', model: '', app_name: 'Safari' },
    created_at: ago(200 * DAY), last_used_at: ago(20 * DAY), ended_at: ago(9 * DAY) },
];

export function token(status: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: TOKEN, user_id: USER, user: maja, kind: 'mobile_app', channel: 'browser', status,
    link: null, totp_key: null, destination: null, issued_by: 'user',
    created_at: ago(120), expires_at: ago(-180), claim: null, profile_id: null, ...more,
  };
}

export const claim = {
  phone: { name: 'Pixel 8', platform: 'android', model: 'Google Pixel 8', app_name: 'Chrome', app_version: '130',
    key_storage: 'software' },
  confirmation_code: null, attempts_left: 3, claimed_at: ago(30),
};

export const tokens = [
  token('issued'),
  token('claimed', { id: id(40), user: jonas, user_id: jonas.id, issued_by: 'administrator', claim }),
  token('completed', { id: id(41), kind: 'totp', profile_id: PROFILE, created_at: ago(3 * DAY), expires_at: ago(3 * DAY - 300) }),
  token('rejected', { id: id(42), user: jonas, user_id: jonas.id, created_at: ago(5 * DAY), expires_at: ago(5 * DAY - 300) }),
];

export function settings(more: Record<string, unknown> = {}, blockers: unknown[] = []): Answer {
  return {
    body: {
      enabled: true,
      channels: { browser: true, email: false, sms: false },
      profile_kinds: ['mobile_app', 'totp'],
      token_lifetime_seconds: { browser: 300, sms: 1800, email: 86_400 },
      open_tokens_per_user_max: 3, profiles_per_user_max: 5,
      confirmation: 'required', message_mode: 'direct', preset: 'none',
      portal_visible: true, notify_user_of_changes: true,
      ...more,
      readiness: {
        channels: [
          { channel: 'browser', usable: true, reason: null },
          { channel: 'email', usable: false, reason: 'not_usable_yet' },
          { channel: 'sms', usable: false, reason: 'not_usable_yet' },
        ],
        blockers,
      },
    },
  };
}

export const noRule = {
  pointer: '/enabled', code: 'rule_asks_for_no_authentication',
  message: 'the rules of the provisioning page must ask for an authentication method',
};

const requirement = {
  all: [
    { authentication_method: { methods: ['password', 'totp'], match: 'all', max_age_seconds: 900 } },
    { any: [
      { client_network: { networks: ['192.0.2.0/24', '2001:db8::/32'] } },
      { user_group: { groups: [GROUP], match: 'any' } },
      { not: { time_window: { zone: 'Europe/Stockholm', days: ['sat', 'sun'], from: '00:00', to: '24:00' } } },
    ] },
  ],
};
const SENTENCE = 'Signed in with password and authenticator app within 15 minutes, and from the office networks, '
  + 'or a member of Staff, or not on Saturday and Sunday';

export const rules = [
  { id: RULE, name: 'Two factors from the office', description: 'For everything that adds or removes phones.',
    scope: 'general', requirement, sentence: SENTENCE, used_by: [{ id: RESOURCE, name: 'Provisioning page' }], ...times },
  { id: id(50), name: 'Never on Sundays', description: '', scope: 'global',
    requirement: { not: { time_window: { zone: 'UTC', days: ['sun'], from: '00:00', to: '24:00' } } },
    sentence: 'Not on Sunday', used_by: [], ...times },
];

function resource(number: number, name: string, path: string, more: Record<string, unknown> = {}) {
  return {
    id: id(number), name, host: null, path, built_in: true, public: false,
    portal: { visible: false, title: '', description: '', icon: '' },
    authorization: { inherit: true, general_rules: [], requirement: null },
    sentence: 'Signed in', ...times, ...more,
  };
}

export const resources = [
  resource(60, 'Portal', '/', { authorization: { inherit: false, general_rules: [], requirement: null } }),
  resource(6, 'Provisioning page', '/provisioning', {
    portal: { visible: true, title: 'Add a phone', description: 'Use your phone to sign in.', icon: 'phone' },
    authorization: { inherit: false, general_rules: [RULE], requirement: null }, sentence: SENTENCE,
  }),
  resource(61, 'My phones', '/profiles', { portal: { visible: true, title: '', description: '', icon: 'phone' } }),
  resource(62, 'Console', '/admin'),
  resource(63, 'API', '/api'),
  resource(64, 'Wiki', '/', { host: 'wiki.example.org', built_in: false, public: true, sentence: 'Nothing' }),
];

export const events = [
  ['provisioning_token.completed', maja, 'provisioning_token', TOKEN, '', { kind: 'mobile_app' }],
  ['self_service_settings.changed', null, null, null, '', { changes: { enabled: { from: false, to: true } } }],
  ['user.role_changed', null, 'user', id(11), 'Jonas Weber', { before: null, after: 'help_desk' }],
  ['access_rule.created', null, 'access_rule', RULE, 'Two factors from the office', { scope: 'general' }],
  ['sign_in.failed', null, 'user', USER, 'Maja Lind', { method: 'password' }],
].map(([action, actor, kind, subject, name, details], position) => ({
  id: position === 1 ? EVENT : id(70 + position),
  sequence: 1204 - position,
  at: ago(60 + position * 2000),
  action,
  actor: actor === null
    ? { kind: 'user', id: id(91), name: 'Ada Berg' }
    : { kind: 'phone', id: null, name: 'Pixel 8' },
  subject: kind === null ? null : { kind, id: subject, name },
  client_address: '192.0.2.10',
  request_id: '0199a3c2-77f0-7cc1-b8c5-3f1f4f3a9d10',
  details,
  hash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
}));

export const decision = {
  outcome: 'step_up', missing_methods: ['totp'], unavailable_methods: [],
  reason: 'One more proof of identity is needed.',
  trace: [
    { rule: { id: RULE, name: 'Two factors from the office' }, sentence: 'all of these hold', state: 'not_held', children: [
      { rule: null, sentence: 'signed in with password and authenticator app within 15 minutes', state: 'not_held', children: [] },
      { rule: null, sentence: 'at least one of these holds', state: 'held', children: [
        { rule: null, sentence: 'from 192.0.2.0/24 or 2001:db8::/32', state: 'held', children: [] },
        { rule: null, sentence: 'a member of Staff', state: 'not_reached', children: [] },
      ] },
    ] },
  ],
};

export const administrators = [
  { user: { id: id(91), user_name: 'ada', display_name: 'Ada Berg' }, role: 'owner' },
  { user: jonas, role: 'help_desk' },
];

export const system = {
  version: '0.1.0', database: 'sqlite', schema_version: 'm0008_audit_events', started_at: ago(2 * DAY),
  base_url: 'https://id.example.org', warnings: ['The base address is plain http; phones will refuse it.'],
};

/** A channel of which nothing has been heard. */
export const quiet = (state: string) => ({
  state, last_sent_at: null, failing_since: null, last_error: null, queued: 0, oldest_queued_at: null,
  sent_last_day: 0, failed_last_day: 0,
});

/** Everything is there. */
export const filled: Answers = {
  'GET /api/v1/session': session('owner'),
  'GET /api/v1/users': list(users, 'b2xkZXI'),
  [`GET /api/v1/users/${USER}`]: { body: users[0] },
  'GET /api/v1/user-groups': list(groups),
  [`GET /api/v1/user-groups/${GROUP}`]: { body: groups[0] },
  [`GET /api/v1/user-groups/${id(20)}`]: { body: { ...groups[0], id: id(20) } },
  [`GET /api/v1/user-groups/${id(21)}`]: { body: groups[1] },
  'GET /api/v1/profiles': list(profiles),
  [`GET /api/v1/profiles/${PROFILE}`]: { body: profiles[0] },
  'GET /api/v1/provisioning-tokens': list(tokens),
  [`GET /api/v1/provisioning-tokens/${TOKEN}`]: { body: token('claimed', { claim }) },
  'GET /api/v1/self-service-settings': settings(),
  'GET /api/v1/access-rules': list(rules),
  [`GET /api/v1/access-rules/${RULE}`]: { body: rules[0] },
  'GET /api/v1/resources': list(resources),
  [`GET /api/v1/resources/${RESOURCE}`]: { body: resources[1] },
  'GET /api/v1/audit-events': list(events, 'b2xkZXI'),
  'POST /api/v1/access-decisions': { body: decision },
  'GET /api/v1/administrators': list(administrators),
  'GET /api/v1/system': { body: system },
  'GET /api/v1/notification-channels': { body: { email: quiet('unused'), sms: quiet('unused') } },
};

/** Nothing is there yet but the first owner. */
export const fresh: Answers = {
  ...filled,
  'GET /api/v1/users': list([users[3]]),
  'GET /api/v1/user-groups': list([]),
  'GET /api/v1/profiles': list([]),
  'GET /api/v1/provisioning-tokens': list([]),
  'GET /api/v1/access-rules': list([]),
  'GET /api/v1/audit-events': list([]),
  'GET /api/v1/notification-channels': { body: { email: quiet('not_set_up'), sms: quiet('not_set_up') } },
  'GET /api/v1/self-service-settings': settings({ enabled: false }, [noRule]),
  'GET /api/v1/resources': list(resources.map((resource) => ({
    ...resource, authorization: { inherit: true, general_rules: [], requirement: null },
  }))),
};
