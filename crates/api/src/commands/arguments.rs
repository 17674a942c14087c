//! The command line.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::config::ConfigSources;

/// Provision phones as authenticators.
#[derive(Parser)]
#[command(name = "anteroom", version, about, long_about = None)]
pub struct Arguments {
    /// Configuration file (TOML); default: anteroom.toml in the current folder, if there is one.
    #[arg(long, global = true, env = "ANTEROOM_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    /// Address and port to listen on.
    #[arg(long, global = true, value_name = "ADDRESS:PORT")]
    listen: Option<SocketAddr>,
    /// How people reach the server, as https://id.example.org.
    #[arg(long, global = true, value_name = "URL")]
    base_url: Option<String>,
    /// Folder of the database file and the key file.
    #[arg(long, global = true, value_name = "FOLDER")]
    data_dir: Option<PathBuf>,
    /// Where the database is: sqlite://FILE or postgres://USER:PASSWORD@HOST/NAME.
    #[arg(long, global = true, value_name = "URL")]
    database_url: Option<String>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Subcommand)]
pub enum Command {
    /// Run the server.
    Serve,
    /// Bring the database up to date and stop.
    Migrate,
    /// Administrators.
    Admin {
        /// What to do.
        #[command(subcommand)]
        command: AdminCommand,
    },
    /// Run a filled system in a temporary folder, to look around.
    Demo(DemoArguments),
    /// Print the OpenAPI document.
    Openapi,
    /// The configuration.
    Config {
        /// What to do.
        #[command(subcommand)]
        command: ConfigCommand,
    },
}

/// `anteroom admin`.
#[derive(Subcommand)]
pub enum AdminCommand {
    /// Create an owner.
    Create(CreateAdmin),
}

/// `anteroom admin create`.
#[derive(Args)]
pub struct CreateAdmin {
    /// The name to sign in with.
    #[arg(long)]
    pub user_name: String,
    /// E-mail address.
    #[arg(long)]
    pub email: Option<String>,
    /// The name that people see; default: the name to sign in with.
    #[arg(long)]
    pub display_name: Option<String>,
    /// File that holds the password, 8 to 128 characters; `-` reads standard input.
    #[arg(long, value_name = "FILE")]
    pub password_file: PathBuf,
}

/// `anteroom demo`.
#[derive(Args)]
pub struct DemoArguments {
    /// Port to listen on, on this machine only.
    #[arg(long, default_value_t = 8080)]
    pub port: u16,
}

/// `anteroom config`.
#[derive(Subcommand)]
pub enum ConfigCommand {
    /// Print every value and where it comes from.
    Show,
}

impl Arguments {
    /// Where the configuration is read from, with the flags on top.
    pub fn sources(&self) -> ConfigSources {
        let flags = [
            (
                "http.listen",
                self.listen.map(|address| address.to_string()),
            ),
            ("http.base_url", self.base_url.clone()),
            (
                "data_dir",
                self.data_dir
                    .as_ref()
                    .map(|folder| folder.display().to_string()),
            ),
            ("database.url", self.database_url.clone()),
        ];
        ConfigSources {
            file: self.config.clone(),
            flags: flags
                .into_iter()
                .filter_map(|(key, value)| value.map(|value| (key, value)))
                .collect(),
        }
    }
}
