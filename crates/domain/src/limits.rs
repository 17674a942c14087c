//! Every bound of the product, each with its reason. Units come last in the names.

use std::ops::RangeInclusive;

/// Depth of a requirement tree: more cannot be read, and recursion stays shallow.
pub const REQUIREMENT_DEPTH_MAX: usize = 8;
/// Nodes of a requirement tree: a step-up tries up to 128 sets of methods on it.
pub const REQUIREMENT_NODES_MAX: usize = 64;
/// Entries of one list inside a requirement (networks, groups, users): what a page can still show.
pub const REQUIREMENT_LIST_MAX: usize = 100;
/// Age that `max_age_seconds` may ask for: a day; a session does not live longer.
pub const METHOD_AGE_SECONDS: RangeInclusive<u32> = 1..=86_400;
/// General rules that one resource may list.
pub const GENERAL_RULES_PER_RESOURCE_MAX: usize = 20;

/// Lifetime of a provisioning token: a minute is the least that a person needs, a week the most that a mail may wait.
pub const TOKEN_LIFETIME_SECONDS: RangeInclusive<u32> = 60..=604_800;
/// Lifetime that NIST SP 800-63B-4 allows for a binding code, in the preset of that name.
pub const TOKEN_LIFETIME_NIST_SECONDS_MAX: u32 = 600;
/// Open tokens that the setting may allow per user.
pub const OPEN_TOKENS_PER_USER_MAX: RangeInclusive<u32> = 1..=10;
/// Active profiles that the setting may allow per user.
pub const PROFILES_PER_USER_MAX: RangeInclusive<u32> = 1..=50;
/// Time that a claimed token keeps at least, so that a late claim can still be confirmed by a person.
pub const CONFIRMATION_SECONDS_MIN: u32 = 300;
/// Wrong confirmation codes that reject a token: three of ten thousand.
pub const CONFIRMATION_ATTEMPTS_MAX: u32 = 3;
/// Digits of the confirmation code.
pub const CONFIRMATION_CODE_DIGITS: usize = 4;
/// Wrong first codes that reject a TOTP token: typing errors are usual, endless trying is not.
pub const TOTP_ACTIVATION_ATTEMPTS_MAX: u32 = 10;
/// Characters of a secret: 26 of Crockford's base32 hold 130 bits.
pub const SECRET_CHARACTERS: usize = 26;

/// Seconds of one TOTP step (RFC 6238, section 5.2).
pub const TOTP_STEP_SECONDS: u64 = 30;
/// Bytes of a TOTP seed: the length of SHA-1's output (RFC 4226, section 4).
pub const TOTP_SEED_BYTES: usize = 20;
/// Steps that a code may lie before or after the present one (RFC 6238, section 5.2).
pub const TOTP_STEPS_OFF_MAX: u64 = 1;

/// Wrong tries before the first wait.
pub const GUESSES_BEFORE_WAIT_MAX: u32 = 10;
/// Wrong tries in a row after which an authenticator is locked (NIST SP 800-63B-4, section 3.2.2).
pub const GUESSES_IN_A_ROW_MAX: u32 = 100;
/// The first wait, which doubles with each further wrong try.
pub const GUESS_WAIT_FIRST_SECONDS: u64 = 30;
/// The longest wait: an hour, so that a person comes back the same day.
pub const GUESS_WAIT_SECONDS_MAX: u64 = 3_600;

/// A sign-in must be finished in this time.
pub const SIGN_IN_LIFETIME_SECONDS: u64 = 600;
/// A session ends after this time without a request.
pub const SESSION_IDLE_SECONDS: u64 = 1_800;
/// A session ends after this time in any case.
pub const SESSION_ABSOLUTE_SECONDS: u64 = 43_200;
/// The set-up link of the first owner.
pub const SET_UP_TOKEN_LIFETIME_SECONDS: u64 = 3_600;

/// Characters of a user name.
pub const USER_NAME_CHARACTERS_MAX: usize = 100;
/// Characters of the display name of a person.
pub const DISPLAY_NAME_CHARACTERS_MAX: usize = 200;
/// Characters of the name of a profile, a group, a rule or a resource.
pub const NAME_CHARACTERS_MAX: usize = 100;
/// Characters of a description.
pub const DESCRIPTION_CHARACTERS_MAX: usize = 500;
/// Characters of an e-mail address (RFC 5321, section 4.5.3.1.3).
pub const EMAIL_CHARACTERS_MAX: usize = 254;
/// Characters of the part before the `@` (RFC 5321, section 4.5.3.1.1).
pub const EMAIL_LOCAL_PART_CHARACTERS_MAX: usize = 64;
/// Digits of a telephone number (ITU-T E.164, section 6); the shortest in use have seven.
pub const PHONE_NUMBER_DIGITS: RangeInclusive<usize> = 7..=15;
/// Characters of a password: NIST SP 800-63B-4, section 3.1.1.2, allows 8 where it is one of several factors, and asks that at least 64 be accepted.
pub const PASSWORD_CHARACTERS: RangeInclusive<usize> = 8..=128;

/// Characters of a host name (RFC 1035, section 2.3.4, without the length octets).
pub const HOST_CHARACTERS_MAX: usize = 253;
/// Bytes of a request path.
pub const PATH_BYTES_MAX: usize = 2_048;

/// Attempts to send a message: with the waits below they span about three hours, as long as a server may be down.
pub const DELIVERY_ATTEMPTS_MAX: u32 = 12;
/// Wait after the first failed attempt; it doubles with each further one.
pub const DELIVERY_WAIT_FIRST_SECONDS: u64 = 10;
/// The longest wait between two attempts.
pub const DELIVERY_WAIT_SECONDS_MAX: u64 = 3_600;
/// Characters that are kept of what a mail server or a gateway said.
pub const DELIVERY_DETAIL_CHARACTERS_MAX: usize = 500;
/// Characters of the name to sign in with at a mail server.
pub const SMTP_USER_NAME_CHARACTERS_MAX: usize = 200;
/// SMS gateways: more than that nobody fails over.
pub const SMS_GATEWAYS_MAX: usize = 20;
/// A message may be sent again after this time: long enough to arrive, short enough for a person who waits.
pub const RESEND_SECONDS: u64 = 60;
/// The link of a notice can be used so long: a holiday, not for ever.
pub const REPORT_LINK_SECONDS: u64 = 14 * 86_400;
/// Characters of a rendered subject: what mail programs show of it, several times over.
pub const SUBJECT_CHARACTERS_MAX: usize = 200;
/// Characters of the plain text of a mail, as an administrator words it.
pub const MAIL_TEXT_CHARACTERS_MAX: usize = 20_000;
/// Characters of the HTML of a mail, as an administrator words it: larger mails are cut short by readers.
pub const MAIL_HTML_CHARACTERS_MAX: usize = 100_000;
/// Characters of a text message, as an administrator words it.
pub const SMS_CHARACTERS_MAX: usize = 1_000;
/// Messages that one text may be cut into: what providers take, and what an owner wants to pay.
pub const SMS_SEGMENTS_MAX: u32 = 10;
/// Bytes of a rendered part: a text at its bound whose characters take four bytes, and its values.
pub const RENDERED_BYTES_MAX: usize = 512 * 1_024;
/// Steps that a text may take while it is rendered; each 64 bytes of output cost one as well. Those that ship
/// take less than a hundredth.
pub const RENDER_FUEL: u64 = 30_000;
/// Wordings of one message that its history shows.
pub const MESSAGE_HISTORY_MAX: u64 = 50;
/// Caught messages that are kept: enough to look back on, never the whole disk.
pub const CAUGHT_MESSAGES_MAX: usize = 500;
/// Bytes that are read of a gateway's answer: every documented one is far shorter.
pub const GATEWAY_ANSWER_BYTES_MAX: usize = 64 * 1024;
/// How long a gateway may take with its answer: a person waits for the message.
pub const GATEWAY_DEADLINE_SECONDS: u64 = 20;
/// Bytes of a delivery report: every documented one is far shorter.
pub const RECEIPT_BYTES_MAX: usize = 64 * 1024;
/// Time-outs that one mail may use up in all, from the name of the server to its last answer.
pub const MAIL_TIMEOUTS_PER_SEND: u32 = 3;
/// Connections to the mail server that are kept for the next mail.
pub const MAIL_CONNECTIONS_IDLE_MAX: usize = 4;
/// How long such a connection is kept: less than the five minutes that servers wait (RFC 5321, section 4.5.3.2.7).
pub const MAIL_CONNECTION_IDLE_SECONDS: u64 = 60;
/// Mails over one connection: servers end a connection that asks for more than they like.
pub const MAILS_PER_CONNECTION_MAX: u32 = 100;
/// Characters of the subject of a mail, and of the sender's name: a header may have 998 bytes a line (RFC 5322,
/// section 2.1.1), and nobody reads more than this.
pub const MAIL_SUBJECT_CHARACTERS_MAX: usize = 300;
/// Bytes of the texts of one mail: many servers cut HTML at about 100 KiB.
pub const MAIL_BODY_BYTES_MAX: usize = 512 * 1024;
