//! Messages through the one worker of a server, and how long one is on its way to the mail server.
//!
//! Slices of a bare loop and slices of messages take turns against the same mail server, whose log
//! gives the times of both. Then people ask for tokens by mail, one after the other: while nothing else
//! is sent, and beside a queue of mails that nobody waits for.

use std::time::{Duration, Instant};

use anteroom_api_types::provisioning::Channel;
use anyhow::Result;

use crate::database::Kind;
use crate::mail_loop::{self, MailLoop};
use crate::mail_server::{MailServer, Taken};
use crate::options::Options;
use crate::people::{self, Person};
use crate::report::{MessageFigures, OnTheWayFigures};
use crate::seed;
use crate::stage::Stage;
use crate::statistics::{Times, milliseconds, number, per_second, rounded};

/// People to whom the owner sends tokens. The others of the stage ask for theirs.
const RECIPIENTS: usize = 80;

/// Mails of one slice: as many open tokens for each as leave room below what a person may have.
const MAILS: usize = RECIPIENTS * 5;

/// Slices of each kind for one figure.
const SLICES: usize = 3;

/// A slice ends after this time in any case.
const SLICE_TIME_MAX: Duration = Duration::from_mins(1);

/// Issuing what fills the queue, and the asking for one figure, end after this time in any case.
const PHASE_TIME_MAX: Duration = Duration::from_mins(2);

/// People who ask, one after the other, for one figure.
const REQUESTS: usize = 200;

/// How long the next person leaves the server alone.
const PAUSE: Duration = Duration::from_millis(20);

/// A mail that takes longer counts with this time.
const WAIT_MAX: Duration = Duration::from_secs(15);

/// After so many requests the queue beside them is filled up again, long before it could run dry.
const REQUESTS_PER_FILLING: usize = 5;

/// Measures both; nothing where the mail server of the tests is not installed.
pub async fn measure(options: &Options, kind: Kind) -> Result<Option<MessageFigures>> {
    let Some(mail_server) = MailServer::start()? else {
        println!(
            "The messages are left out: the mail server of the tests is not installed (`cargo xtask setup`)."
        );
        return Ok(None);
    };
    let stage = Stage::open(options, kind).await?;
    let owner = people::sign_in_owner(&stage.server).await?;
    people::switch_mails_on(&stage.server, &owner, mail_server.port).await?;
    let mut post = Post {
        stage,
        mail_server,
        through_worker: Slices::default(),
        through_loop: Slices::default(),
        server_processor: Duration::ZERO,
    };
    println!("{}: messages and a bare loop of mails", kind.name());
    post.fill(&owner).await?;
    let mail = post.mail_server.newest_mail()?;
    let mut sender = MailLoop::connect(post.mail_server.port).await?;
    for _ in 0..SLICES {
        post.loop_slice(&mut sender, &mail).await?;
        post.worker_slice().await?;
    }
    println!("{}: from the request to the mail server", kind.name());
    let alone = post.ask(false).await?;
    let beside_queue = post.ask(true).await?;
    let figures = post.figures(mail.len(), alone, beside_queue);
    post.stage.close().await?;
    Ok(Some(figures))
}

/// A server that sends mails, and where they go.
struct Post {
    stage: Stage,
    mail_server: MailServer,
    through_worker: Slices,
    through_loop: Slices,
    server_processor: Duration,
}

/// What several slices came to.
#[derive(Default)]
struct Slices {
    mails: usize,
    intervals: usize,
    time: Duration,
}

impl Post {
    /// The owner issues tokens by mail; that they all are sent warms everything up.
    async fn fill(&mut self, owner: &Person) -> Result<()> {
        let mut client = self.stage.server.connect().await?;
        let deadline = Instant::now() + PHASE_TIME_MAX;
        let mut issued = 0;
        while issued < MAILS && Instant::now() < deadline {
            let user = seed::user_id(issued % RECIPIENTS)?;
            owner.issue_for(&mut client, user).await?;
            issued += 1;
        }
        self.mail_server.wait_for(issued, SLICE_TIME_MAX).await?;
        self.stage.empty_queue().await
    }

    async fn loop_slice(&mut self, sender: &mut MailLoop, mail: &[u8]) -> Result<()> {
        let deadline = Instant::now() + SLICE_TIME_MAX;
        for _ in 0..MAILS {
            if Instant::now() > deadline {
                break;
            }
            sender.send(mail).await?;
        }
        let mut taken = self.mail_server.newly_taken()?;
        taken.retain(|mail| mail.recipient == mail_loop::RECIPIENT);
        self.through_loop.add(&taken);
        Ok(())
    }

    async fn worker_slice(&mut self) -> Result<()> {
        let process = &self.stage.server.process;
        let before = process.processor_time()?;
        let queued = self.stage.queue_again().await?;
        let taken = self.mail_server.wait_for(queued, SLICE_TIME_MAX).await?;
        self.server_processor += process.processor_time()?.saturating_sub(before);
        self.through_worker.add(&taken);
        self.stage.empty_queue().await
    }

    /// One after the other asks for a token, and waits for the mail.
    async fn ask(&mut self, beside_queue: bool) -> Result<OnTheWayFigures> {
        // The server has ended connections that rested during the slices.
        let mut client = self.stage.server.connect().await?;
        let mut times = Times::default();
        self.mail_server.newly_taken()?;
        let (mails_before, started) = (self.mail_server.mails, Instant::now());
        let asking = self.stage.people.iter().enumerate().skip(RECIPIENTS);
        for (request, (number, person)) in asking.cycle().take(REQUESTS).enumerate() {
            if started.elapsed() > PHASE_TIME_MAX {
                break;
            }
            if beside_queue && request % REQUESTS_PER_FILLING == 0 {
                self.stage.queue_again().await?;
            }
            let address = seed::email_address(number);
            let asked_at = seed::now().as_microsecond();
            person.issue_by(&mut client, Channel::Email).await?;
            let taken = self
                .mail_server
                .wait_for_mail_to(&address, WAIT_MAX)
                .await?;
            times.add(taken.map_or(WAIT_MAX, |mail| between(asked_at, mail.at_microseconds)));
            tokio::time::sleep(PAUSE).await;
        }
        let others = (self.mail_server.mails - mails_before).saturating_sub(times.count());
        Ok(OnTheWayFigures {
            requests: times.count(),
            median_ms: rounded(times.median()),
            p99_ms: rounded(times.percentile(990)),
            other_mails_per_second: rounded(per_second(others, started.elapsed())),
        })
    }

    fn figures(
        &self,
        mail_bytes: usize,
        alone: OnTheWayFigures,
        beside_queue: OnTheWayFigures,
    ) -> MessageFigures {
        let messages = self.through_worker.per_second();
        let ceiling = self.through_loop.per_second();
        let processor = milliseconds(self.server_processor) / number(self.through_worker.mails);
        MessageFigures {
            mail_bytes,
            messages: self.through_worker.mails,
            messages_per_second: rounded(messages),
            ceiling_per_second: rounded(ceiling),
            messages_to_ceiling: rounded(messages / ceiling),
            server_processor_ms_per_message: rounded(processor),
            alone,
            beside_queue,
        }
    }
}

impl Slices {
    /// From the first mail to the last, so that the wait for the first is not counted.
    fn add(&mut self, taken: &[Taken]) {
        if let (Some(first), Some(last)) = (taken.first(), taken.last()) {
            self.mails += taken.len();
            self.intervals += taken.len() - 1;
            self.time += between(first.at_microseconds, last.at_microseconds);
        }
    }

    fn per_second(&self) -> f64 {
        per_second(self.intervals, self.time)
    }
}

fn between(earlier_microseconds: i64, later_microseconds: i64) -> Duration {
    let microseconds = later_microseconds.saturating_sub(earlier_microseconds);
    Duration::from_micros(u64::try_from(microseconds).unwrap_or(0))
}
