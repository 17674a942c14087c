//! A server with self-service switched on, and people who are signed in.

use std::time::Duration;

use anyhow::Result;
use sea_orm::{ConnectionTrait as _, DatabaseConnection};

use crate::database::{Kind, Place};
use crate::options::Options;
use crate::people::{self, Person};
use crate::seed;
use crate::server::{self, Server};

/// People who are signed in. Each may have 50 profiles and 10 open tokens, which bounds every slice of load.
const PEOPLE: usize = 160;

/// How long a server rests before its idle memory is read.
const REST: Duration = Duration::from_secs(2);

/// A server ready for load.
pub struct Stage {
    /// The server.
    pub server: Server,
    /// The people.
    pub people: Vec<Person>,
    /// Resident memory before the first request but the one that asks whether it is ready.
    pub idle_bytes: u64,
    /// Which database it has.
    pub place: Place,
    database: DatabaseConnection,
}

impl Stage {
    /// Starts the server and signs the people in.
    pub async fn open(options: &Options, kind: Kind) -> Result<Self> {
        let place = Place::make(options, kind, "stage").await?;
        server::create_owner(&place)?;
        let database = place.connect().await?;
        seed::users(&database, kind, PEOPLE).await?;
        let (server, _time) = Server::start(&place).await?;
        tokio::time::sleep(REST).await;
        let idle_bytes = server.process.resident_bytes()?;
        people::switch_self_service_on(&server).await?;
        let people = people::sign_in(&server, PEOPLE).await?;
        Ok(Self {
            server,
            people,
            idle_bytes,
            place,
            database,
        })
    }

    /// Makes room for the next slice of load: nobody has a profile or an open token.
    pub async fn make_room(&self) -> Result<()> {
        self.database
            .execute_unprepared("DELETE FROM profiles")
            .await?;
        self.database
            .execute_unprepared(
                "UPDATE provisioning_tokens SET status = 'revoked', ended_at = created_at WHERE status IN ('issued', 'claimed')",
            )
            .await?;
        Ok(())
    }

    /// Puts every mail that was sent and that nobody waited for back into the queue; answers how many.
    pub async fn queue_again(&self) -> Result<usize> {
        let queued = self
            .database
            .execute_unprepared(
                "UPDATE deliveries SET status = 'queued', rounds = 0, next_attempt_at = created_at, sent_at = NULL, \
                 ended_at = NULL WHERE status = 'sent' AND urgent = FALSE",
            )
            .await?;
        Ok(usize::try_from(queued.rows_affected()).unwrap_or(usize::MAX))
    }

    /// Takes mails that still wait out of the queue. Only a slow machine leaves any, and they would be sent while
    /// something else is measured.
    pub async fn empty_queue(&self) -> Result<()> {
        self.database
            .execute_unprepared(
                "UPDATE deliveries SET status = 'sent', next_attempt_at = NULL WHERE status = 'queued'",
            )
            .await?;
        Ok(())
    }

    /// Stops the server and removes its data.
    pub async fn close(self) -> Result<()> {
        drop(self.server);
        self.database.close().await.ok();
        self.place.remove().await
    }
}
