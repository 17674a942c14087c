//! What happens by itself: sealing audit events, expiring tokens, removing what is over.
//!
//! Nothing here is needed for safety: whatever is over is refused from its time on, whether it was
//! cleaned up or not. Every replica may run it; each step is safe to run twice.

use std::time::Duration;

use crate::app::App;
use crate::failure::Unexpected;
use crate::{audit, notifications, provisioning, sessions};

const PAUSE: Duration = Duration::from_secs(1);
/// Removing what is over is done once in so many rounds.
const ROUNDS_BETWEEN_CLEANING: u32 = 30;

/// Runs until it is aborted.
pub async fn run(app: App) {
    let mut round = 0_u32;
    loop {
        report("sealing audit events", audit::seal(&app).await.map(drop));
        report(
            "expiring provisioning tokens",
            provisioning::expire_tokens(&app).await,
        );
        if round.is_multiple_of(ROUNDS_BETWEEN_CLEANING) {
            report("removing what is over", clean(&app).await);
        }
        round = round.wrapping_add(1);
        tokio::time::sleep(PAUSE).await;
    }
}

async fn clean(app: &App) -> Result<(), Unexpected> {
    sessions::remove_ended(app).await?;
    provisioning::remove_used_proofs(app).await?;
    notifications::remove_old(app).await
}

fn report(doing: &str, outcome: Result<(), Unexpected>) {
    if let Err(cause) = outcome {
        tracing::warn!(%cause, "Housekeeping failed while {doing}: {cause}.");
    }
}
