//! A started program: its processor time, its memory, and its end.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::process::{Child, ChildStdout, Command};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};

/// The server promises to stop in 5 seconds; a loaded machine gets more.
const STOP_SECONDS_MAX: u64 = 15;

/// The unit of processor times in `/proc`: Linux fixes it for programs, whatever the kernel uses itself.
const TICK: Duration = Duration::from_millis(10);

/// A started program, which is ended when this goes.
pub struct Process {
    child: Child,
}

impl Process {
    /// Starts a program.
    pub fn start(command: &mut Command) -> Result<Self> {
        let child = command.spawn().context("cannot start the program")?;
        Ok(Self { child })
    }

    /// What it writes to its standard output, where that is a pipe; it can be taken once.
    pub const fn take_output(&mut self) -> Option<ChildStdout> {
        self.child.stdout.take()
    }

    /// Resident memory in bytes.
    pub fn resident_bytes(&self) -> Result<u64> {
        let path = format!("/proc/{}/status", self.child.id());
        let status = std::fs::read_to_string(path).context("cannot read the memory")?;
        let kibibytes = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))
            .and_then(|rest| rest.split_whitespace().next())
            .and_then(|number| number.parse::<u64>().ok())
            .context("there is no memory in the status of the process")?;
        Ok(kibibytes * 1024)
    }

    /// The processor time so far, of all threads.
    pub fn processor_time(&self) -> Result<Duration> {
        processor_time(&self.child.id().to_string())
    }

    /// Whether it has ended by itself.
    pub fn has_ended(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if self.has_ended() {
            return;
        }
        let asked = Command::new("kill")
            .arg(self.child.id().to_string())
            .status();
        let deadline = Instant::now() + Duration::from_secs(STOP_SECONDS_MAX);
        while asked.is_ok() && Instant::now() < deadline {
            if self.has_ended() {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        // It did not end when it was asked to, or there is no `kill`.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// The processor time of the measuring program itself.
pub fn own_processor_time() -> Result<Duration> {
    processor_time("self")
}

/// An address on loopback that nobody listens on just now.
pub fn free_address() -> Result<SocketAddr> {
    let listener =
        TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("cannot listen on loopback")?;
    listener.local_addr().context("cannot read the address")
}

fn processor_time(process: &str) -> Result<Duration> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat"))
        .context("cannot read the processor time")?;
    // The name of the program stands in brackets and may hold spaces; the numbers come behind it.
    let numbers = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks: u32 = numbers
        .split_whitespace()
        .skip(11)
        .take(2)
        .filter_map(|number| number.parse::<u32>().ok())
        .sum();
    Ok(TICK * ticks)
}
