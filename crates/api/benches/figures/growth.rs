//! A full database beside a small one: what issuing costs, and how long the start takes.
//!
//! Two servers run at the same time and are asked in turns, so that the ratio is of the same moment.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};

use crate::client::Client;
use crate::cycles::megabytes;
use crate::database::{Kind, Place};
use crate::options::Options;
use crate::people::{self, Person};
use crate::report::{GrowthFigures, StartFigures};
use crate::seed::{self, Size};
use crate::server::{self, Server};
use crate::statistics::{Times, rounded};

/// A small installation.
const SMALL: Size = Size {
    users: 1_000,
    tokens: 1_000,
};

/// A full one.
const FULL: Size = Size {
    users: 100_000,
    tokens: 200_000,
};

/// People who ask for tokens on each server, ten each: the setting allows no more open tokens.
const PEOPLE: usize = 40;

/// Tokens that are issued on each server.
const TOKENS: usize = PEOPLE * 10;

/// Starts of which the median is taken.
const STARTS: usize = 5;

/// How long a server rests before its idle memory is read.
const REST: Duration = Duration::from_secs(2);

/// Measures both.
pub async fn measure(options: &Options, kind: Kind) -> Result<(GrowthFigures, StartFigures)> {
    println!("{}: starting, and filling a database", kind.name());
    let small = Place::make(options, kind, "small").await?;
    let full = Place::make(options, kind, "full").await?;
    let first_ms = starts(&small, 1).await?.median();
    let empty_ms = starts(&small, STARTS).await?.median();
    fill(&small, SMALL).await?;
    fill(&full, FULL).await?;
    let filled_ms = starts(&full, STARTS).await?.median();

    let mut small_side = Side::open(&small).await?;
    let mut full_side = Side::open(&full).await?;
    let start = StartFigures {
        first_ms: rounded(first_ms),
        empty_ms: rounded(empty_ms),
        filled_ms: rounded(filled_ms),
        filled_idle_mb: megabytes(full_side.idle_bytes),
    };
    println!("{}: issuing in turns on both", kind.name());
    for number in 0..TOKENS {
        small_side.issue(number).await?;
        full_side.issue(number).await?;
    }
    let growth = GrowthFigures {
        small_tokens: SMALL.tokens,
        full_tokens: FULL.tokens,
        small_median_ms: rounded(small_side.times.median()),
        full_median_ms: rounded(full_side.times.median()),
        full_to_small: rounded(full_side.times.median() / small_side.times.median()),
    };
    drop((small_side, full_side));
    small.remove().await?;
    full.remove().await?;
    Ok((growth, start))
}

/// One of the two servers.
struct Side {
    /// Runs as long as this lives.
    _server: Server,
    client: Client,
    people: Vec<Person>,
    times: Times,
    idle_bytes: u64,
}

impl Side {
    async fn open(place: &Place) -> Result<Self> {
        let (server, _time) = Server::start(place).await?;
        tokio::time::sleep(REST).await;
        let idle_bytes = server.process.resident_bytes()?;
        people::switch_self_service_on(&server).await?;
        let people = people::sign_in(&server, PEOPLE).await?;
        Ok(Self {
            client: server.connect().await?,
            _server: server,
            people,
            times: Times::default(),
            idle_bytes,
        })
    }

    async fn issue(&mut self, number: usize) -> Result<()> {
        let person = self
            .people
            .get(number % PEOPLE)
            .with_context(|| format!("there is no person {number}"))?;
        let started = Instant::now();
        person.issue(&mut self.client).await?;
        self.times.add(started.elapsed());
        Ok(())
    }
}

async fn starts(place: &Place, count: usize) -> Result<Times> {
    let mut times = Times::default();
    for _ in 0..count {
        let (server, time) = Server::start(place).await?;
        drop(server);
        times.add(time);
    }
    Ok(times)
}

async fn fill(place: &Place, size: Size) -> Result<()> {
    server::create_owner(place)?;
    let database = place.connect().await?;
    seed::all(&database, place.kind, size).await?;
    database.close().await.ok();
    Ok(())
}
