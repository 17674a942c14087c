//! What every use case needs: the database, the configuration, the clock, randomness, keys.

use std::sync::Arc;

use anteroom_domain::clock::Clock;
use jiff::Timestamp;
use tokio::sync::Semaphore;

use crate::access_rules::{ConfigurationCache, ConfigurationGuard};
use crate::accounts::AccountObserver;
use crate::config::Config;
use crate::crypto::KeyRing;
use crate::db::Database;
use crate::notifications::MailPool;
use crate::notifications::{MessageSource, NoticePolicy, OutboxSignal};
use crate::outgoing_http::OutgoingHttp;
use crate::provisioning::LiveTokens;
use crate::random::Random;

/// Who hears, in the same transaction, that a user was ended or got new credentials.
///
/// The slice `accounts` calls nobody but `audit`; the slices that hold something of a user listen.
pub const ACCOUNT_OBSERVERS: [AccountObserver; 3] = [
    crate::sessions::on_account_change,
    crate::provisioning::on_account_change,
    crate::notifications::on_account_change,
];

/// Who is asked, in the same transaction, whether the rules and resources may stand as they were just changed.
///
/// The slice `access_rules` does not know what hangs on its rules; the slices that rely on them say so.
pub const CONFIGURATION_GUARDS: [ConfigurationGuard; 1] =
    [crate::self_service::guard_configuration];

/// Who says what a message with a provisioning token holds, at the moment when it is sent.
pub const PROVISIONING_MESSAGES: MessageSource = crate::provisioning::prepare_message;

/// Who says whether users are told of changes.
pub const NOTICE_POLICY: NoticePolicy = crate::self_service::wants_notices;

/// The running system; cheap to clone.
#[derive(Clone)]
pub struct App {
    /// The database of this replica.
    pub db: Database,
    /// The configuration, as it was read at the start.
    pub config: Arc<Config>,
    /// The keys that protect secrets at rest.
    pub keys: Arc<KeyRing>,
    /// The access rules and resources in force, kept until they change.
    pub access_rules_cache: ConfigurationCache,
    /// Wakes the live pages of this replica when a token moves.
    pub live_tokens: LiveTokens,
    /// Wakes the worker of this replica when a message was written.
    pub outbox: OutboxSignal,
    /// Connections to the mail server that are kept for the next mail.
    pub mail_pool: MailPool,
    /// Requests to addresses that people have typed in.
    pub outgoing_http: OutgoingHttp,
    /// Bounds how many passwords are hashed at once: each takes 19 MiB.
    pub password_slots: Arc<Semaphore>,
    /// When this replica started.
    pub started_at: Timestamp,
    clock: Arc<dyn Clock>,
    random: Random,
}

impl App {
    /// Puts the parts together.
    pub fn new(
        config: Config,
        db: Database,
        keys: KeyRing,
        clock: Arc<dyn Clock>,
        random: Random,
    ) -> Self {
        let started_at = clock.now();
        let password_slots = std::thread::available_parallelism().map_or(2, usize::from);
        let outgoing_http = OutgoingHttp::new(&config.outgoing.allowed_networks);
        Self {
            db,
            config: Arc::new(config),
            keys: Arc::new(keys),
            access_rules_cache: ConfigurationCache::default(),
            live_tokens: LiveTokens::default(),
            outbox: OutboxSignal::default(),
            mail_pool: MailPool::default(),
            outgoing_http,
            password_slots: Arc::new(Semaphore::new(password_slots)),
            started_at,
            clock,
            random,
        }
    }

    /// The present moment.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// A source of randomness.
    pub fn random(&self) -> Random {
        self.random.clone()
    }
}

/// The clock of the operating system.
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the seam where the system's time enters"
    )]
    fn now(&self) -> Timestamp {
        // Whole microseconds, since that is what the database keeps: a time read back is the same.
        Timestamp::from_microsecond(Timestamp::now().as_microsecond()).unwrap_or_default()
    }
}
