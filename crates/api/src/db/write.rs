//! Writing: one closure, one transaction.
//!
//! SQLite has one writer at a time. Instead of letting transactions fight for the lock, the writes
//! of this process queue for one connection; those that wait together share one commit, each in a
//! savepoint of its own, so that a refused one takes nothing of the others with it. An answer is
//! given only after the commit that holds it. The outer transaction opens with `BEGIN IMMEDIATE`,
//! since a deferred one fails when it turns from reading to writing beside another process.

use std::sync::atomic::{AtomicUsize, Ordering};

use sea_orm::{
    DatabaseTransaction, DbErr, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use tokio::sync::{Mutex, watch};

use super::connect::Database;

/// An open transaction; stores take it wherever they take a connection.
pub type Transaction = DatabaseTransaction;

/// How many writes share one commit at most, so that the first of them does not wait for ever.
const WRITES_PER_COMMIT_MAX: usize = 64;

/// The queue of the writes of this process, for SQLite.
#[derive(Default)]
pub(super) struct WriterLane {
    waiting: AtomicUsize,
    batch: Mutex<Option<Batch>>,
}

struct Batch {
    transaction: DatabaseTransaction,
    writes: usize,
    done: watch::Sender<Option<Result<(), String>>>,
}

impl Database {
    /// Runs `work` in one transaction: committed when it answers `Ok`, rolled back when `Err`.
    ///
    /// It runs in a task of its own, so that a client that hangs up does not cut it in the middle.
    pub async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: AsyncFnOnce(&Transaction) -> Result<T, E> + 'static,
        T: 'static,
        E: From<DbErr> + 'static,
    {
        let database = self.clone();
        let task = tokio::task::spawn_local(async move {
            match database.lane.clone() {
                Some(lane) => database.write_in_lane(&lane, work).await,
                None => database.write_alone(work).await,
            }
        });
        task.await.unwrap_or_else(|failed| {
            Err(DbErr::Custom(format!("a transaction did not end: {failed}")).into())
        })
    }

    async fn write_alone<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: AsyncFnOnce(&Transaction) -> Result<T, E>,
        E: From<DbErr>,
    {
        let transaction = self.writer.begin().await?;
        match work(&transaction).await {
            Ok(value) => {
                transaction.commit().await?;
                Ok(value)
            }
            Err(error) => {
                transaction.rollback().await?;
                Err(error)
            }
        }
    }

    async fn write_in_lane<T, E, F>(&self, lane: &WriterLane, work: F) -> Result<T, E>
    where
        F: AsyncFnOnce(&Transaction) -> Result<T, E>,
        E: From<DbErr>,
    {
        lane.waiting.fetch_add(1, Ordering::SeqCst);
        let mut batch_slot = lane.batch.lock().await;
        lane.waiting.fetch_sub(1, Ordering::SeqCst);
        let mut batch = match batch_slot.take() {
            Some(batch) => batch,
            None => self.begin_batch().await?,
        };
        let mut done = batch.done.subscribe();
        let result = run_in_savepoint(&batch.transaction, work).await;
        batch.writes += 1;
        if lane.waiting.load(Ordering::SeqCst) == 0 || batch.writes >= WRITES_PER_COMMIT_MAX {
            let committed = batch
                .transaction
                .commit()
                .await
                .map_err(|error| error.to_string());
            batch.done.send_replace(Some(committed));
        } else {
            *batch_slot = Some(batch);
        }
        drop(batch_slot);
        let value = result?;
        committed(&mut done).await?;
        Ok(value)
    }

    async fn begin_batch(&self) -> Result<Batch, DbErr> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let transaction = self.writer.begin_with_options(options).await?;
        Ok(Batch {
            transaction,
            writes: 0,
            done: watch::Sender::new(None),
        })
    }
}

async fn run_in_savepoint<T, E, F>(outer: &DatabaseTransaction, work: F) -> Result<T, E>
where
    F: AsyncFnOnce(&Transaction) -> Result<T, E>,
    E: From<DbErr>,
{
    let savepoint = outer.begin().await?;
    match work(&savepoint).await {
        Ok(value) => {
            savepoint.commit().await?;
            Ok(value)
        }
        Err(error) => {
            savepoint.rollback().await?;
            Err(error)
        }
    }
}

async fn committed(done: &mut watch::Receiver<Option<Result<(), String>>>) -> Result<(), DbErr> {
    let outcome = done
        .wait_for(Option::is_some)
        .await
        .map_err(|gone| DbErr::Custom(format!("the shared commit did not end: {gone}")))?;
    match &*outcome {
        Some(Err(message)) => Err(DbErr::Custom(format!(
            "the shared commit failed: {message}"
        ))),
        _ => Ok(()),
    }
}
