//! Reading, wording, resetting and looking at messages.

use anteroom_domain::accounts::{email_address, phone_number};
use anteroom_domain::field_problem::FieldProblem;
use anteroom_domain::ids::UserId;
use anteroom_domain::notifications::email::EmailSettings;
use anteroom_domain::notifications::{Language, MessageKind, NotificationChannel};

use crate::accounts;
use crate::app::App;
use crate::audit::{self, Actor, Event, Origin};
use crate::db::{ConnectionTrait, Transaction};
use crate::failure::{Failure, Unexpected};
use crate::http::etag::{IfMatch, VersionStale};
use crate::notifications::messages::{
    TextProblem, Texts, Values, check, data_uri, default_texts, preview as render_all, qr_code_png,
    render_texts,
};
use crate::notifications::outgoing::QR_CODE_CONTENT_ID;
use crate::notifications::store::email_channel;
use crate::notifications::store::messages::{self as store, Version};

/// A message for the console.
pub struct MessageView {
    /// What it is about.
    pub kind: MessageKind,
    /// The language.
    pub language: Language,
    /// The last version; none while nobody has ever worded it.
    pub last: Option<Version>,
}

impl MessageView {
    /// The number of the last version; 0 while there is none.
    pub fn version(&self) -> i64 {
        self.last.as_ref().map_or(0, |last| last.number)
    }

    /// The wording of an administrator, where there is one.
    pub fn worded(&self) -> Option<&Texts> {
        self.last.as_ref()?.texts.as_ref()
    }

    /// The texts in force.
    pub fn texts(&self) -> &Texts {
        self.worded()
            .unwrap_or_else(|| default_texts(self.kind, self.language))
    }
}

/// Why a message is not changed.
#[derive(Debug)]
pub enum ChangeRefused {
    /// Somebody else changed it.
    VersionStale,
    /// The wording does not work.
    Content(Vec<TextProblem>),
}

/// Why a message is not shown or sent for a look.
#[derive(Debug)]
pub enum LookRefused {
    /// The wording would be refused on save.
    Content(Vec<TextProblem>),
    /// Another field is wrong.
    Field(FieldProblem),
}

/// Whose values stand in a preview, and which texts; left out, those in force.
pub struct PreviewOrder {
    pub texts: Option<Texts>,
    pub user_id: Option<UserId>,
}

/// A message that somebody wants to look at where it arrives.
pub struct TestOrder {
    pub channel: NotificationChannel,
    /// The checked address or number.
    pub destination: String,
    /// The texts, which can be rendered.
    pub texts: Texts,
}

/// All messages, by kind, then by language.
pub async fn list(app: &App) -> Result<Vec<MessageView>, Unexpected> {
    let mut worded = store::all_in_force(app.db.reader()).await?;
    let pairs = MessageKind::ALL
        .iter()
        .flat_map(|kind| Language::ALL.iter().map(|language| (*kind, *language)));
    Ok(pairs
        .map(|(kind, language)| MessageView {
            kind,
            language,
            last: worded.remove(&(kind, language)),
        })
        .collect())
}

/// One message.
pub async fn read(
    connection: &impl ConnectionTrait,
    kind: MessageKind,
    language: Language,
) -> Result<MessageView, Unexpected> {
    Ok(MessageView {
        kind,
        language,
        last: store::in_force(connection, kind, language).await?,
    })
}

/// Puts another wording in force. The same wording again changes nothing.
pub async fn replace(
    app: &App,
    origin: Origin,
    seen: IfMatch,
    (kind, language): (MessageKind, Language),
    texts: Texts,
) -> Result<MessageView, Failure<ChangeRefused>> {
    let problems = check(kind, &texts);
    if !problems.is_empty() {
        return Err(Failure::Refused(ChangeRefused::Content(problems)));
    }
    let app = app.clone();
    app.clone()
        .db
        .write(async move |transaction| {
            let before = seen_by_caller(transaction, seen, kind, language).await?;
            if before.worded() == Some(&texts) {
                return Ok(before);
            }
            change(&app, transaction, &origin, before, Some(texts)).await
        })
        .await
}

/// Goes back to the text that ships.
pub async fn reset(
    app: &App,
    origin: Origin,
    seen: IfMatch,
    (kind, language): (MessageKind, Language),
) -> Result<(), Failure<ChangeRefused>> {
    let app = app.clone();
    app.clone()
        .db
        .write(async move |transaction| {
            let before = seen_by_caller(transaction, seen, kind, language).await?;
            if before.worded().is_some() {
                change(&app, transaction, &origin, before, None).await?;
            }
            Ok(())
        })
        .await
}

/// The last wordings, newest first.
pub async fn history(
    app: &App,
    kind: MessageKind,
    language: Language,
) -> Result<Vec<Version>, Unexpected> {
    store::history(app.db.reader(), kind, language).await
}

/// How a message looks, with the picture in its HTML.
pub async fn preview(
    app: &App,
    (kind, language): (MessageKind, Language),
    order: PreviewOrder,
) -> Result<Texts, Failure<LookRefused>> {
    let texts = checked(app, kind, language, order.texts).await?;
    let mut values = made_up(app, kind);
    if let Some(id) = order.user_id {
        let account = accounts::find(app.db.reader(), id).await?;
        let account = account.ok_or_else(|| {
            let problem = FieldProblem::new("/user_id", "unknown", "there is no such user");
            Failure::Refused(LookRefused::Field(problem))
        })?;
        values.user_display_name = account.display_name;
        values.user_name = account.user_name;
    }
    let issuer = &app.config.issuer.name;
    let mut rendered = render_all(issuer, kind, language, &texts, &values)
        .map_err(|problem| Failure::Refused(LookRefused::Content(vec![problem])))?;
    if let (Some(html), Some(picture)) = (&mut rendered.html, picture(&values)?) {
        *html = html.replace(&format!("cid:{QR_CODE_CONTENT_ID}"), &data_uri(&picture));
    }
    Ok(rendered)
}

/// The sender of mails, as mail programs show it; none while no e-mail channel is set up.
pub async fn sender(app: &App) -> Result<Option<String>, Unexpected> {
    let channel = email_channel::read(app.db.reader()).await?;
    Ok(channel.map(|channel| {
        let EmailSettings {
            sender_name: name,
            sender_address: address,
            ..
        } = channel.settings;
        if name.is_empty() {
            address
        } else {
            format!("{name} <{address}>")
        }
    }))
}

/// Checks a message of made-up values for somebody: over SMS where the address is a number, else by mail.
pub async fn prepare_test(
    app: &App,
    (kind, language): (MessageKind, Language),
    to: &str,
    texts: Option<Texts>,
) -> Result<TestOrder, Failure<LookRefused>> {
    let (channel, destination) =
        destination(kind, to).map_err(|problem| Failure::Refused(LookRefused::Field(problem)))?;
    let texts = checked(app, kind, language, texts).await?;
    let values = made_up(app, kind);
    let issuer = &app.config.issuer.name;
    render_texts(issuer, kind, channel, language, &texts, &values)
        .map_err(|problem| Failure::Refused(LookRefused::Content(vec![problem])))?;
    Ok(TestOrder {
        channel,
        destination,
        texts,
    })
}

async fn seen_by_caller(
    transaction: &Transaction,
    seen: IfMatch,
    kind: MessageKind,
    language: Language,
) -> Result<MessageView, Failure<ChangeRefused>> {
    let view = read(transaction, kind, language).await?;
    seen.check(view.version())
        .map_err(|VersionStale| Failure::Refused(ChangeRefused::VersionStale))?;
    Ok(view)
}

async fn change(
    app: &App,
    transaction: &Transaction,
    origin: &Origin,
    before: MessageView,
    texts: Option<Texts>,
) -> Result<MessageView, Failure<ChangeRefused>> {
    let MessageView { kind, language, .. } = before;
    let action = match texts {
        Some(_) => "message.changed",
        None => "message.reset",
    };
    let next = Version {
        number: before.version() + 1,
        texts,
        created_by: match origin.actor {
            Actor::User { id, .. } => Some(id),
            Actor::Phone { .. } | Actor::Anonymous | Actor::System => None,
        },
        created_at: app.now(),
    };
    // Two who have seen the same version: the second finds its number taken.
    if !store::insert(transaction, kind, language, &next).await? {
        return Err(Failure::Refused(ChangeRefused::VersionStale));
    }
    let event = Event::plain(action)
        .with("kind", kind.as_str())
        .with("language", language.as_str())
        .with("version", next.number);
    audit::record(transaction, app, origin, event).await?;
    Ok(MessageView {
        kind,
        language,
        last: Some(next),
    })
}

/// The sent texts, or those in force, if they would pass a save.
async fn checked(
    app: &App,
    kind: MessageKind,
    language: Language,
    texts: Option<Texts>,
) -> Result<Texts, Failure<LookRefused>> {
    let texts = match texts {
        Some(texts) => texts,
        None => read(app.db.reader(), kind, language).await?.texts().clone(),
    };
    let problems = check(kind, &texts);
    if problems.is_empty() {
        Ok(texts)
    } else {
        Err(Failure::Refused(LookRefused::Content(problems)))
    }
}

fn made_up(app: &App, kind: MessageKind) -> Values {
    Values::made_up(kind, app.config.http.origin(), app.now())
}

/// The picture of values that have one.
fn picture(values: &Values) -> Result<Option<Vec<u8>>, Unexpected> {
    let Some(link) = values.link.as_deref().filter(|_| values.has_qr_code) else {
        return Ok(None);
    };
    let png = qr_code_png(link)
        .map_err(|problem| Unexpected::new("drawing the QR code of a preview", problem.detail))?;
    Ok(Some(png))
}

/// The channel that reaches this address, if messages of the kind go over it.
fn destination(kind: MessageKind, to: &str) -> Result<(NotificationChannel, String), FieldProblem> {
    let pointer = "/to";
    let is_number = to.trim_start().starts_with('+');
    let (channel, address) = if is_number {
        (NotificationChannel::Sms, phone_number(to))
    } else {
        (NotificationChannel::Email, email_address(to))
    };
    if !kind.goes_over(channel) {
        let message = match channel {
            NotificationChannel::Email => {
                "messages of this kind are text messages: give a number like +46701234567"
            }
            NotificationChannel::Sms => {
                "messages of this kind are mails: give an address like name@example.org"
            }
        };
        return Err(FieldProblem::new(pointer, "wrong_channel", message));
    }
    let address = address.map_err(|refused| refused.at(pointer))?;
    Ok((channel, address))
}

#[cfg(test)]
mod tests;
