//! Connections to the mail server that are kept for the next mail.
//!
//! They belong to one version of the settings: when the settings change, here or at another replica, the next
//! mail finds another version in the database and everything kept is given up.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anteroom_domain::limits::{
    MAIL_CONNECTION_IDLE_SECONDS, MAIL_CONNECTIONS_IDLE_MAX, MAILS_PER_CONNECTION_MAX,
};
use lettre::transport::smtp::client::AsyncSmtpConnection;

use super::smtp::SmtpServer;
use crate::notifications::outgoing::NotSent;

/// The connections of this replica; cheap to clone.
#[derive(Clone, Default)]
pub struct MailPool(Arc<Mutex<Option<Kept>>>);

struct Kept {
    version: i64,
    server: Arc<SmtpServer>,
    idle: Vec<Idle>,
}

struct Idle {
    connection: AsyncSmtpConnection,
    since: Instant,
    mails: u32,
}

/// A connection for one mail.
pub struct Lent {
    /// The connection.
    pub connection: AsyncSmtpConnection,
    server: Arc<SmtpServer>,
    mails: u32,
}

impl MailPool {
    /// The server of this version of the settings, made when it is another than before.
    pub fn server(
        &self,
        version: i64,
        make: impl FnOnce() -> Result<SmtpServer, NotSent>,
    ) -> Result<Arc<SmtpServer>, NotSent> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(kept) = kept.as_ref().filter(|kept| kept.version == version) {
            return Ok(kept.server.clone());
        }
        let server = Arc::new(make()?);
        *kept = Some(Kept {
            version,
            server: server.clone(),
            idle: Vec::new(),
        });
        Ok(server)
    }

    /// A connection to this server: a kept one that still answers, or a new one.
    pub async fn lend(&self, server: &Arc<SmtpServer>) -> Result<Lent, NotSent> {
        while let Some(mut idle) = self.take(server) {
            if server.is_alive(&mut idle.connection).await {
                return Ok(Lent {
                    connection: idle.connection,
                    server: server.clone(),
                    mails: idle.mails,
                });
            }
        }
        Ok(Lent {
            connection: server.connect().await?,
            server: server.clone(),
            mails: 0,
        })
    }

    /// Keeps a connection over which a mail has just been taken.
    pub fn give_back(&self, lent: Lent) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(kept) = kept
            .as_mut()
            .filter(|kept| Arc::ptr_eq(&kept.server, &lent.server))
        else {
            return;
        };
        let mails = lent.mails + 1;
        if kept.idle.len() < MAIL_CONNECTIONS_IDLE_MAX && mails < MAILS_PER_CONNECTION_MAX {
            kept.idle.push(Idle {
                connection: lent.connection,
                since: Instant::now(),
                mails,
            });
        }
    }

    fn take(&self, server: &Arc<SmtpServer>) -> Option<Idle> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = kept
            .as_mut()
            .filter(|kept| Arc::ptr_eq(&kept.server, server))?;
        let longest = Duration::from_secs(MAIL_CONNECTION_IDLE_SECONDS);
        kept.idle.retain(|idle| idle.since.elapsed() < longest);
        kept.idle.pop()
    }
}
