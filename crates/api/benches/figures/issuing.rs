//! How long a person waits for a token while 31 others ask for one.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use futures_util::future::try_join_all;

use crate::people::Person;
use crate::report::IssuingFigures;
use crate::server::Server;
use crate::stage::Stage;
use crate::statistics::{Times, per_second, rounded};

/// People who ask at once.
const CLIENTS: usize = 32;

/// Open tokens that one person may have; the setting allows no more.
const OPEN_TOKENS_PER_PERSON_MAX: usize = 10;

/// Rounds, each until everybody has all the open tokens that he may have.
const ROUNDS: usize = 4;

/// A round ends after this time in any case.
const ROUND_TIME_MAX: Duration = Duration::from_secs(15);

/// Measures issuing alone.
pub async fn measure(stage: &Stage) -> Result<IssuingFigures> {
    println!("{}: issuing, {CLIENTS} clients", stage.place.kind.name());
    let mut times = Times::default();
    let mut duration = Duration::ZERO;
    for _ in 0..ROUNDS {
        stage.make_room().await?;
        let shares = stage.people.chunks(stage.people.len() / CLIENTS);
        let started = Instant::now();
        let issued = try_join_all(shares.map(|people| issue_all(&stage.server, people))).await?;
        duration += started.elapsed();
        for part in issued {
            times.append(part);
        }
    }
    Ok(IssuingFigures {
        clients: CLIENTS,
        tokens: times.count(),
        tokens_per_second: rounded(per_second(times.count(), duration)),
        median_ms: rounded(times.median()),
        p99_ms: rounded(times.percentile(990)),
    })
}

async fn issue_all(server: &Server, people: &[Person]) -> Result<Times> {
    let mut client = server.connect().await?;
    let mut times = Times::default();
    let deadline = Instant::now() + ROUND_TIME_MAX;
    for person in people
        .iter()
        .cycle()
        .take(people.len() * OPEN_TOKENS_PER_PERSON_MAX)
    {
        if Instant::now() > deadline {
            break;
        }
        let started = Instant::now();
        let token = person.issue(&mut client).await?;
        times.add(started.elapsed());
        token.link.context("the token has no link")?;
    }
    Ok(times)
}
