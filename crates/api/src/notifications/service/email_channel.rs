//! Reading, changing and testing the e-mail channel.

use anteroom_api_types::notifications::health::ChannelTest;
use anteroom_domain::accounts::{self, masked_email_address};
use anteroom_domain::field_problem::FieldProblem;
use anteroom_domain::notifications::NotificationChannel;
use anteroom_domain::notifications::email::{EmailSettings, EmailTransport};
use jiff::Timestamp;
use zeroize::Zeroizing;

use super::status::{self, Status};
use crate::app::App;
use crate::audit::{self, Event, Origin};
use crate::db::ConnectionTrait;
use crate::failure::{Failure, Unexpected};
use crate::http::etag::{IfMatch, VersionStale};
use crate::notifications::channels::smtp::SmtpServer;
use crate::notifications::channels::{certificates, secrets, test_steps};
use crate::notifications::store::email_channel::{self, StoredEmailChannel};

/// What somebody wants the channel to be.
pub struct Draft {
    pub settings: EmailSettings,
    /// None keeps the stored password, `Some(None)` removes it.
    pub password: Option<Option<Zeroizing<String>>>,
}

/// The channel for the console.
pub struct EmailChannelView {
    pub settings: EmailSettings,
    pub has_password: bool,
    /// None when the channel was never set up.
    pub updated_at: Option<Timestamp>,
    pub version: i64,
    pub status: Status,
}

/// Why the channel is not changed or tested.
#[derive(Debug)]
pub enum EmailChannelRefused {
    VersionStale,
    Content(Vec<FieldProblem>),
}

type Refused = Failure<EmailChannelRefused>;

/// The password under which a draft is saved or tried.
enum Password {
    None,
    Stored,
    New(Zeroizing<String>),
}

/// The channel.
pub async fn read(app: &App) -> Result<EmailChannelView, Unexpected> {
    let connection = app.db.reader();
    let stored = email_channel::read(connection).await?;
    view(app, connection, stored).await
}

/// Replaces the settings.
pub async fn replace(
    app: &App,
    origin: Origin,
    seen: IfMatch,
    draft: Draft,
) -> Result<EmailChannelView, Refused> {
    let app = app.clone();
    app.clone()
        .db
        .write(async move |transaction| {
            let before = email_channel::read(transaction).await?;
            seen.check(before.as_ref().map_or(0, |before| before.version))
                .map_err(|VersionStale| Failure::Refused(EmailChannelRefused::VersionStale))?;
            let (settings, password) = checked(draft, before.as_ref(), "")?;
            let changes_password = !matches!(password, Password::Stored);
            let after = StoredEmailChannel {
                settings,
                password: match password {
                    Password::None => None,
                    Password::Stored => before.as_ref().and_then(|it| it.password.clone()),
                    Password::New(text) => {
                        Some(secrets::seal(&app, secrets::email_password(), &text)?)
                    }
                },
                updated_at: app.now(),
                version: before.as_ref().map_or(0, |before| before.version) + 1,
            };
            if let Some(before) = before.as_ref().filter(|before| {
                before.settings == after.settings && before.password == after.password
            }) {
                return Ok(view(&app, transaction, Some(before.clone())).await?);
            }
            email_channel::write(transaction, &after)
                .await?
                .map_err(|VersionStale| Failure::Refused(EmailChannelRefused::VersionStale))?;
            let event = changed(before.as_ref(), &after, changes_password)?;
            audit::record(transaction, &app, &origin, event).await?;
            Ok(view(&app, transaction, Some(after)).await?)
        })
        .await
}

/// Tests the channel step by step, as it is stored or as the draft has it.
pub async fn test(
    app: &App,
    origin: Origin,
    draft: Option<Draft>,
    to: Option<&str>,
) -> Result<ChannelTest, Refused> {
    let stored = email_channel::read(app.db.reader()).await?;
    let to = to.map(accounts::email_address).transpose();
    let to = to.map_err(|refused| content(vec![refused.at("/to")]))?;
    let (settings, password) = match (draft, &stored) {
        (Some(draft), stored) => checked(draft, stored.as_ref(), "/settings")?,
        (None, Some(stored)) => (stored.settings.clone(), Password::Stored),
        (None, None) => {
            let message = "nothing is set up that could be tested";
            let problem = FieldProblem::new("/settings", "required", message);
            return Err(content(vec![problem]));
        }
    };
    let password = match password {
        Password::None => None,
        Password::New(text) => Some(text),
        Password::Stored => {
            let sealed = stored.as_ref().and_then(|it| it.password.as_deref());
            secrets::open(app, secrets::email_password(), sealed)?
        }
    };
    let server = SmtpServer::new(&settings, password.as_ref(), app.config.http.host());
    let test = test_steps::test_email(app, &settings, server, to.as_deref()).await;
    let event = Event::plain("email_channel.tested")
        .with("passed", test.passed)
        .with("host", settings.host)
        .with("to", to.as_deref().map(masked_email_address));
    let app = app.clone();
    app.clone()
        .db
        .write(async move |transaction| -> Result<(), Unexpected> {
            Ok(audit::record(transaction, &app, &origin, event).await?)
        })
        .await?;
    Ok(test)
}

/// The checked settings, and the password under which they stand.
fn checked(
    draft: Draft,
    before: Option<&StoredEmailChannel>,
    pointer: &str,
) -> Result<(EmailSettings, Password), Refused> {
    let mut problems = Vec::new();
    let settings = draft.settings.clone().checked().unwrap_or_else(|found| {
        problems.extend(found);
        draft.settings
    });
    if let Some(pem) = &settings.ca_certificates {
        problems.extend(certificates::check(pem, "/ca_certificates").err());
    }
    let password = password(&settings, draft.password, before).unwrap_or_else(|problem| {
        problems.push(problem);
        Password::None
    });
    if problems.is_empty() {
        return Ok((settings, password));
    }
    for problem in &mut problems {
        problem.pointer.insert_str(0, pointer);
    }
    Err(content(problems))
}

/// A stored password goes to the host that it was given for, and to no other.
fn password(
    settings: &EmailSettings,
    sent: Option<Option<Zeroizing<String>>>,
    before: Option<&StoredEmailChannel>,
) -> Result<Password, FieldProblem> {
    let refused = |code, message: &str| Err(FieldProblem::new("/password", code, message));
    let stored = before.filter(|before| before.password.is_some());
    let password = match (sent, stored) {
        (Some(Some(text)), _) if text.chars().any(char::is_control) => {
            return refused(
                "forbidden_character",
                "a password has no control characters",
            );
        }
        (Some(Some(text)), _) => Password::New(text),
        (Some(None), _) | (None, None) => Password::None,
        // Without a name nobody signs in, and nothing is kept that nobody uses.
        (None, Some(_)) if settings.user_name.is_none() => Password::None,
        (None, Some(before)) if settings.may_keep_password_of(&before.settings) => Password::Stored,
        (None, Some(_)) => {
            return refused(
                "required",
                "the stored password is for another host or for a protected connection; give it again, or null to remove it",
            );
        }
    };
    let uses_smtp = settings.transport == EmailTransport::Smtp;
    match (&password, &settings.user_name) {
        (Password::None, Some(_)) if uses_smtp => refused(
            "required",
            "to sign in with a user name, a password is needed",
        ),
        (Password::New(_), None) => Err(FieldProblem::new(
            "/user_name",
            "required",
            "a password is of no use without a user name",
        )),
        _ => Ok(password),
    }
}

async fn view(
    app: &App,
    connection: &impl ConnectionTrait,
    stored: Option<StoredEmailChannel>,
) -> Result<EmailChannelView, Unexpected> {
    let enabled = stored.as_ref().map(|stored| stored.settings.enabled);
    let channel = NotificationChannel::Email;
    let status = status::of(connection, channel, enabled, app.now()).await?;
    Ok(match stored {
        Some(stored) => EmailChannelView {
            settings: stored.settings,
            has_password: stored.password.is_some(),
            updated_at: Some(stored.updated_at),
            version: stored.version,
            status,
        },
        None => EmailChannelView {
            settings: EmailSettings {
                sender_name: app.config.issuer.name.clone(),
                ..EmailSettings::default()
            },
            has_password: false,
            updated_at: None,
            version: 0,
            status,
        },
    })
}

fn changed(
    before: Option<&StoredEmailChannel>,
    after: &StoredEmailChannel,
    changes_password: bool,
) -> Result<Event, Unexpected> {
    let told = |settings: &EmailSettings| {
        serde_json::to_value(settings)
            .map_err(|cause| Unexpected::new("telling of a changed e-mail channel", cause))
    };
    let default = EmailSettings::default();
    let settings_before = before.map_or(&default, |before| &before.settings);
    let event = Event::plain("email_channel.changed")
        .with_changes(&told(settings_before)?, &told(&after.settings)?);
    let had_password = before.is_some_and(|before| before.password.is_some());
    let told = changes_password && (had_password || after.password.is_some());
    Ok(event.with("password_changed", told))
}

fn content(problems: Vec<FieldProblem>) -> Refused {
    Failure::Refused(EmailChannelRefused::Content(problems))
}
