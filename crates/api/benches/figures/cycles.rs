//! Whole cycles: a person asks for a token, a phone claims it, the person reads the code, the phone confirms.
//!
//! Slices of the bare ceiling and slices of cycles take turns, so that a machine that is busy with
//! something else for a while slows both and not one of them.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use futures_util::future::try_join_all;

use crate::ceiling::{self, CeilingServer};
use crate::client::Client;
use crate::database::Place;
use crate::options::Options;
use crate::people::Person;
use crate::phone::Phone;
use crate::process::{Process, own_processor_time};
use crate::report::{CycleFigures, Memory};
use crate::stage::Stage;
use crate::statistics::{Times, milliseconds, number, per_second, rounded};

/// The numbers of clients at once.
const CLIENTS: [usize; 3] = [1, 8, 32];

/// Slices of each kind for one figure.
const SLICES: usize = 3;

/// Both servers get this long to warm up before what counts.
const WARM_UP: Duration = Duration::from_millis(500);

/// Profiles that one person may have; the setting allows no more.
const PROFILES_PER_PERSON_MAX: usize = 50;

/// How often the memory is read under load.
const MEMORY_INTERVAL: Duration = Duration::from_millis(50);

/// Measures cycles and the ceiling at each number of clients, and the memory meanwhile.
pub async fn measure(options: &Options, stage: &Stage) -> Result<(Vec<CycleFigures>, Memory)> {
    let place = Place::make(options, stage.place.kind, "ceiling").await?;
    let ceiling = CeilingServer::start(place).await?;
    let mut figures = Vec::new();
    let mut under_load_bytes = 0;
    for clients in CLIENTS {
        println!(
            "{}: cycles and ceiling, {clients} clients",
            stage.place.kind.name()
        );
        let mut level = Level::prepare(stage, &ceiling, clients).await?;
        level.measure(options.slice()).await?;
        under_load_bytes = level.most_bytes.max(under_load_bytes);
        figures.push(level.figures(clients));
    }
    ceiling.close().await?;
    let memory = Memory {
        idle_mb: megabytes(stage.idle_bytes),
        under_load_mb: megabytes(under_load_bytes),
        after_load_mb: megabytes(stage.server.process.resident_bytes()?),
    };
    Ok((figures, memory))
}

/// One number of clients.
struct Level<'a> {
    stage: &'a Stage,
    ceiling: &'a CeilingServer,
    cycling: Vec<Cycling>,
    inserting: Vec<Client>,
    cycles: Total,
    inserts: Total,
    most_bytes: u64,
}

/// What several slices came to.
#[derive(Default)]
struct Total {
    count: usize,
    time: Duration,
    server_processor: Duration,
    own_processor: Duration,
}

/// One client: a person's browser and that person's phones.
struct Cycling {
    client: Client,
    people: Vec<Person>,
    phone: Phone,
    /// Cycles in the present slice.
    cycles: usize,
    requests: usize,
    issuing: Times,
    whole: Times,
}

impl<'a> Level<'a> {
    async fn prepare(stage: &'a Stage, ceiling: &'a CeilingServer, clients: usize) -> Result<Self> {
        let shares = stage.people.chunks(stage.people.len() / clients);
        let cycling = try_join_all(shares.enumerate().map(async |(number, people)| {
            Ok::<_, anyhow::Error>(Cycling {
                client: stage.server.connect().await?,
                people: people.to_vec(),
                phone: Phone::new(&stage.server.authority, number),
                cycles: 0,
                requests: 0,
                issuing: Times::default(),
                whole: Times::default(),
            })
        }));
        let inserting = try_join_all((0..clients).map(|_| ceiling.connect()));
        Ok(Self {
            stage,
            ceiling,
            cycling: cycling.await?,
            inserting: inserting.await?,
            cycles: Total::default(),
            inserts: Total::default(),
            most_bytes: 0,
        })
    }

    async fn measure(&mut self, slice: Duration) -> Result<()> {
        self.insert_slice(WARM_UP).await?;
        self.cycle_slice(WARM_UP).await?;
        self.inserts = Total::default();
        self.cycles = Total::default();
        for client in &mut self.cycling {
            client.forget();
        }
        for _ in 0..SLICES {
            self.insert_slice(slice).await?;
            self.cycle_slice(slice).await?;
        }
        Ok(())
    }

    async fn insert_slice(&mut self, slice: Duration) -> Result<()> {
        let meter = Meter::start(&self.ceiling.process)?;
        let deadline = Instant::now() + slice;
        let counts = try_join_all(self.inserting.iter_mut().map(async |client| {
            let mut count = 0;
            while Instant::now() < deadline {
                ceiling::insert(client).await?;
                count += 1;
            }
            Ok::<usize, anyhow::Error>(count)
        }));
        let count = counts.await?.into_iter().sum();
        meter.stop(&mut self.inserts, count)
    }

    async fn cycle_slice(&mut self, slice: Duration) -> Result<()> {
        self.stage.make_room().await?;
        let process = &self.stage.server.process;
        let meter = Meter::start(process)?;
        let deadline = Instant::now() + slice;
        let load = try_join_all(
            self.cycling
                .iter_mut()
                .map(|client| client.cycle_until(deadline)),
        );
        let (counts, most_bytes) =
            futures_util::future::try_join(load, most_memory(process, deadline)).await?;
        self.most_bytes = most_bytes.max(self.most_bytes);
        meter.stop(&mut self.cycles, counts.into_iter().sum())
    }

    fn figures(self, clients: usize) -> CycleFigures {
        let cycles_per_second = per_second(self.cycles.count, self.cycles.time);
        let ceiling_per_second = per_second(self.inserts.count, self.inserts.time);
        let (mut requests, mut issuing, mut whole) = (0, Times::default(), Times::default());
        for client in self.cycling {
            requests += client.requests + client.phone.requests;
            issuing.append(client.issuing);
            whole.append(client.whole);
        }
        let requests_per_second = per_second(requests, self.cycles.time);
        CycleFigures {
            clients,
            cycles_per_second: rounded(cycles_per_second),
            requests_per_second: rounded(requests_per_second),
            ceiling_per_second: rounded(ceiling_per_second),
            cycles_to_ceiling: rounded(cycles_per_second / ceiling_per_second),
            requests_to_ceiling: rounded(requests_per_second / ceiling_per_second),
            cycle_median_ms: rounded(whole.median()),
            cycle_p99_ms: rounded(whole.percentile(990)),
            issue_p99_ms: rounded(issuing.percentile(990)),
            server_processor_ms_per_cycle: self.cycles.each(self.cycles.server_processor),
            measuring_processor_ms_per_cycle: self.cycles.each(self.cycles.own_processor),
            ceiling_processor_ms_per_request: self.inserts.each(self.inserts.server_processor),
        }
    }
}

impl Cycling {
    fn forget(&mut self) {
        self.requests = 0;
        self.phone.requests = 0;
        self.issuing = Times::default();
        self.whole = Times::default();
    }

    /// Cycles until the deadline, or until the people of this client have all the profiles that they may have.
    async fn cycle_until(&mut self, deadline: Instant) -> Result<usize> {
        self.cycles = 0;
        let most = self.people.len() * PROFILES_PER_PERSON_MAX;
        while Instant::now() < deadline && self.cycles < most {
            self.cycle().await?;
            self.cycles += 1;
        }
        Ok(self.cycles)
    }

    async fn cycle(&mut self) -> Result<()> {
        let Self { client, phone, .. } = self;
        let person = self
            .people
            .get(self.cycles % self.people.len().max(1))
            .context("there are no people")?;
        let started = Instant::now();
        let token = person.issue(client).await?;
        self.issuing.add(started.elapsed());
        let link = token.link.context("the token has no link")?;
        let (claim, key) = phone.claim(client, &link).await?;
        let code = person.confirmation_code(client, token.id).await?;
        phone.confirm(client, &key, claim.id, code).await?;
        self.whole.add(started.elapsed());
        self.requests += 2;
        Ok(())
    }
}

impl Total {
    /// The share of one, in milliseconds.
    fn each(&self, time: Duration) -> f64 {
        rounded(milliseconds(time) / number(self.count))
    }
}

/// Time and processor time of one slice.
struct Meter<'a> {
    process: &'a Process,
    started: Instant,
    server_processor: Duration,
    own_processor: Duration,
}

impl<'a> Meter<'a> {
    fn start(process: &'a Process) -> Result<Self> {
        Ok(Self {
            process,
            server_processor: process.processor_time()?,
            own_processor: own_processor_time()?,
            started: Instant::now(),
        })
    }

    fn stop(self, total: &mut Total, count: usize) -> Result<()> {
        total.time += self.started.elapsed();
        total.count += count;
        let server_processor = self.process.processor_time()?;
        total.server_processor += server_processor.saturating_sub(self.server_processor);
        total.own_processor += own_processor_time()?.saturating_sub(self.own_processor);
        Ok(())
    }
}

/// The most resident memory until the deadline.
async fn most_memory(process: &Process, deadline: Instant) -> Result<u64> {
    let mut most = 0;
    while Instant::now() < deadline {
        most = process.resident_bytes()?.max(most);
        tokio::time::sleep(MEMORY_INTERVAL).await;
    }
    Ok(most)
}

/// Megabytes of a million bytes.
pub fn megabytes(bytes: u64) -> f64 {
    rounded(number(usize::try_from(bytes / 1000).unwrap_or(usize::MAX)) / 1000.0)
}
