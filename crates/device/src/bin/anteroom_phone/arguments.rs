//! What can be typed after `anteroom-phone`.

use std::path::PathBuf;

use anteroom_device::key::Algorithm;
use clap::{Args, Parser, Subcommand, ValueEnum};

/// A phone on the command line: takes provisioning links and keeps the profiles that come of them.
#[derive(Parser)]
#[command(name = "anteroom-phone", version)]
pub struct Arguments {
    /// The file with the profiles and their keys [default: $XDG_DATA_HOME/anteroom-phone/state.json]
    #[arg(long, global = true, value_name = "FILE", env = "ANTEROOM_PHONE_STATE")]
    pub state: Option<PathBuf>,
    /// Also talk to servers of other machines without encryption; for a trial in a network of your own
    #[arg(long, global = true)]
    pub allow_insecure_http: bool,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Take a provisioning link: shows who issues the profile and for whom, asks, and claims it
    Claim(ClaimOptions),
    /// Type the confirmation code that the signed-in page shows
    Confirm(ConfirmOptions),
    /// Ask the servers how all profiles stand
    Show(ShowOptions),
    /// Give a profile another name
    Rename(RenameOptions),
    /// Give a profile up and forget its key
    Remove(RemoveOptions),
}

#[derive(Args)]
pub struct ClaimOptions {
    /// The text of the QR code, https://.../a#...; `-` reads it from the standard input
    #[arg(required_unless_present = "secret", conflicts_with = "secret")]
    pub link: Option<String>,
    /// The code alone, as it is typed, when there is no link
    #[arg(long, value_name = "CODE", requires = "server")]
    pub secret: Option<String>,
    /// The base address of the server, together with --secret
    #[arg(long, value_name = "URL", requires = "secret")]
    pub server: Option<String>,
    /// The name of this phone, as people will see it
    #[arg(long, default_value = "anteroom-phone")]
    pub name: String,
    /// The kind of key
    #[arg(long, value_enum, default_value_t = AlgorithmChoice::Es256)]
    pub algorithm: AlgorithmChoice,
    /// Claim without asking
    #[arg(long)]
    pub yes: bool,
}

#[derive(Args)]
pub struct ConfirmOptions {
    /// The digits
    pub code: String,
    #[command(flatten)]
    pub choice: ProfileChoice,
}

#[derive(Args)]
pub struct ShowOptions {
    /// Write JSON instead of a table
    #[arg(long)]
    pub json: bool,
}

#[derive(Args)]
pub struct RenameOptions {
    /// The new name, 1 to 100 characters
    pub name: String,
    #[command(flatten)]
    pub choice: ProfileChoice,
}

#[derive(Args)]
pub struct RemoveOptions {
    #[command(flatten)]
    pub choice: ProfileChoice,
    /// Only forget the profile here, without telling the server
    #[arg(long)]
    pub forget: bool,
}

/// Names one of several profiles.
#[derive(Args)]
pub struct ProfileChoice {
    /// The profile: its id or the beginning of it, or its name; needed when there are several
    #[arg(long = "profile", value_name = "PROFILE")]
    pub wanted: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum AlgorithmChoice {
    /// P-256, which every phone has
    Es256,
    /// Ed25519
    Eddsa,
}

impl From<AlgorithmChoice> for Algorithm {
    fn from(choice: AlgorithmChoice) -> Self {
        match choice {
            AlgorithmChoice::Es256 => Self::Es256,
            AlgorithmChoice::Eddsa => Self::EdDsa,
        }
    }
}
