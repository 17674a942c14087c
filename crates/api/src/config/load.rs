//! Reading the configuration from its sources, and refusing what is unknown or wrong.

use std::path::{Path, PathBuf};

use figment::Figment;
use figment::providers::{Env, Format as _, Serialized, Toml};
use figment::value::{Dict, Map, Value};
use figment::{Metadata, Profile, Provider};

use super::Config;

/// Where the configuration is read from.
#[derive(Clone, Debug, Default)]
pub struct ConfigSources {
    /// `--config FILE`, or `ANTEROOM_CONFIG`; without it `anteroom.toml` if there is one.
    pub file: Option<PathBuf>,
    /// Values of flags, as `("http.listen", "127.0.0.1:9090")`.
    pub flags: Vec<(&'static str, String)>,
}

/// Why the configuration cannot be used; the sentence names the key and its source.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ConfigError(pub String);

/// Read when no file is named.
const USUAL_FILE: &str = "anteroom.toml";
const PREFIX: &str = "ANTEROOM__";
const FILE_SUFFIX: &str = "_file";

impl Config {
    /// Reads and checks the configuration.
    pub fn load(sources: &ConfigSources) -> Result<Self, ConfigError> {
        let config = extract(&figment(sources)?)?;
        check(&config)?;
        Ok(config)
    }
}

/// The sources on top of one another; also used to show where each value comes from.
pub(super) fn figment(sources: &ConfigSources) -> Result<Figment, ConfigError> {
    let mut figment = Figment::from(Serialized::defaults(Config::default()));
    match &sources.file {
        Some(file) if !file.exists() => {
            return Err(ConfigError(format!(
                "the configuration file {} does not exist",
                file.display()
            )));
        }
        Some(file) => figment = figment.merge(Toml::file_exact(file)),
        None if Path::new(USUAL_FILE).exists() => {
            figment = figment.merge(Toml::file_exact(USUAL_FILE));
        }
        None => {}
    }
    figment = figment.merge(environment());
    figment = figment.merge(SecretFiles::read()?);
    for (key, value) in &sources.flags {
        figment = figment.merge(Flag {
            key,
            value: value.clone(),
        });
    }
    Ok(figment)
}

/// `ANTEROOM__HTTP__LISTEN` and so on, without the `_FILE` twins.
fn environment() -> Env {
    Env::prefixed(PREFIX)
        .filter(|key| !key.as_str().to_ascii_lowercase().ends_with(FILE_SUFFIX))
        .split("__")
}

/// The `_FILE` twins: the variable names a file, the file holds the value.
struct SecretFiles(Vec<(String, String, String)>);

impl SecretFiles {
    fn read() -> Result<Self, ConfigError> {
        let mut values = Vec::new();
        for (name, path) in Env::prefixed(PREFIX).iter() {
            let name = name.as_str().to_ascii_lowercase();
            let Some(key) = name.strip_suffix(FILE_SUFFIX) else {
                continue;
            };
            let variable = format!("{PREFIX}{}", name.to_ascii_uppercase());
            let text = std::fs::read_to_string(&path).map_err(|cause| {
                ConfigError(format!(
                    "{variable} names the file {path}, which cannot be read: {cause}"
                ))
            })?;
            values.push((
                key.replace("__", "."),
                text.trim_end_matches(['\n', '\r']).to_owned(),
                variable,
            ));
        }
        Ok(Self(values))
    }
}

impl Provider for SecretFiles {
    fn metadata(&self) -> Metadata {
        Metadata::named("files named by environment variables")
    }

    fn data(&self) -> figment::Result<Map<Profile, Dict>> {
        let mut dict = Dict::new();
        for (key, text, _variable) in &self.0 {
            dict = Figment::from(Serialized::defaults(dict))
                .merge((key.as_str(), text.clone()))
                .extract()?;
        }
        Ok(Profile::Default.collect(dict))
    }
}

/// One flag of the command line.
struct Flag {
    key: &'static str,
    value: String,
}

impl Provider for Flag {
    fn metadata(&self) -> Metadata {
        Metadata::named(format!(
            "flag --{}",
            self.key
                .rsplit('.')
                .next()
                .unwrap_or(self.key)
                .replace('_', "-")
        ))
    }

    fn data(&self) -> figment::Result<Map<Profile, Dict>> {
        let value = self
            .value
            .parse::<Value>()
            .unwrap_or_else(|never| match never {});
        let dict = figment::util::nest(self.key, value);
        Ok(Profile::Default.collect(dict.into_dict().unwrap_or_default()))
    }
}

fn extract(figment: &Figment) -> Result<Config, ConfigError> {
    figment.extract::<Config>().map_err(|error| {
        let sentences: Vec<String> = error.into_iter().map(|part| sentence(&part)).collect();
        ConfigError(sentences.join("\n"))
    })
}

/// One wrong value as a sentence that names the key and where it comes from.
fn sentence(error: &figment::Error) -> String {
    use figment::error::Kind;
    let source = error.metadata.as_ref().map_or_else(
        || "the configuration".to_owned(),
        |metadata| {
            metadata.source.as_ref().map_or_else(
                || metadata.name.to_string(),
                |place| format!("{} ({place})", metadata.name),
            )
        },
    );
    let key = error.path.join(".");
    match &error.kind {
        Kind::UnknownField(field, known) => {
            let prefix = if key.is_empty() || key == *field {
                String::new()
            } else {
                format!(
                    "{}.",
                    key.trim_end_matches(field.as_str()).trim_end_matches('.')
                )
            };
            let hint = known
                .iter()
                .max_by(|left, right| {
                    strsim::jaro_winkler(field, left).total_cmp(&strsim::jaro_winkler(field, right))
                })
                .filter(|nearest| strsim::jaro_winkler(field, nearest) > 0.7)
                .map_or_else(
                    || format!("known here: {}", known.join(", ")),
                    |nearest| format!("did you mean `{prefix}{nearest}`?"),
                );
            format!("unknown configuration key `{prefix}{field}` from {source}; {hint}")
        }
        kind => format!("wrong value for the configuration key `{key}` from {source}: {kind}"),
    }
}

fn check(config: &Config) -> Result<(), ConfigError> {
    let base = config.http.origin();
    let (scheme, authority) = base.split_once("://").ok_or_else(|| {
        ConfigError(format!(
            "`http.base_url` is `{base}`; it must begin with https:// or http://"
        ))
    })?;
    if authority.is_empty() || authority.contains(['/', '?', '#', '@', ' ']) {
        return Err(ConfigError(format!(
            "`http.base_url` is `{base}`; it must be scheme and host only, as https://id.example.org"
        )));
    }
    match scheme {
        "https" => {}
        "http" if is_loopback(authority) || config.http.insecure => {}
        "http" => {
            return Err(ConfigError(format!(
                "`http.base_url` is `{base}`: without TLS anybody on the way can read sessions and codes; use https://, or set `http.insecure` to accept that"
            )));
        }
        _ => {
            return Err(ConfigError(format!(
                "`http.base_url` is `{base}`; only https and http are known"
            )));
        }
    }
    let characters = config.issuer.name.chars().count();
    if !(1..=60).contains(&characters)
        || config.issuer.name.chars().any(char::is_control)
        || config.issuer.name.contains(':')
    {
        return Err(ConfigError(
            "`issuer.name` must have 1 to 60 characters, without colons and control characters"
                .to_owned(),
        ));
    }
    if !(1..=500).contains(&config.database.connections_max) {
        return Err(ConfigError(
            "`database.connections_max` must be between 1 and 500".to_owned(),
        ));
    }
    if !(1..=32).contains(&config.outbox.parallel) {
        return Err(ConfigError(
            "`outbox.parallel` must be between 1 and 32".to_owned(),
        ));
    }
    if !(1..=3_600).contains(&config.outbox.lease_seconds) {
        return Err(ConfigError(
            "`outbox.lease_seconds` must be between 1 and 3600".to_owned(),
        ));
    }
    match config.database.url.as_deref() {
        Some(url)
            if !["sqlite://", "postgres://", "postgresql://"]
                .iter()
                .any(|known| url.starts_with(known)) =>
        {
            Err(ConfigError(
                "`database.url` must begin with sqlite:// or postgres://".to_owned(),
            ))
        }
        _ => Ok(()),
    }
}

/// Whether the host is this machine under one of its loopback names.
fn is_loopback(authority: &str) -> bool {
    let host = authority
        .rsplit_once(':')
        .filter(|(_, port)| port.parse::<u16>().is_ok())
        .map_or(authority, |(host, _)| host);
    host == "localhost"
        || host == "[::1]"
        || host.ends_with(".localhost")
        || host.starts_with("127.")
}
