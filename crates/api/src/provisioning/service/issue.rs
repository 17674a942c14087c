//! Issuing a token, by its user or for one, also in the place of another.

use anteroom_api_types::users::Language;
use anteroom_domain::access_rules::{Decision, Outcome};
use anteroom_domain::ids::{TokenId, UserId};
use anteroom_domain::provisioning::{
    Channel, ChannelFacts, IssueFacts, IssueRefused, IssuedBy, NewToken, ProfileKind, TokenAction,
    TokenStatus, issue as decide,
};
use anteroom_domain::secret::Secret;
use anteroom_domain::self_service::PerChannel;
use anteroom_domain::totp::TotpSeed;
use jiff::Timestamp;

use super::super::entity::{IssuingEvidence, Model};
use super::super::store;
use super::{Reach, event, lock_user, message, totp, world};
use crate::accounts::{self, Account};
use crate::app::App;
use crate::audit::{self, Origin};
use crate::db::{ConnectionTrait, Moment as _, Transaction};
use crate::failure::{Failure, Unexpected};
use crate::notifications::{self, EnqueueRefused};
use crate::profiles;
use crate::self_service;

/// What is asked for.
pub struct IssueRequest {
    /// For whom.
    pub user: UserId,
    /// A new token, or one in the place of another.
    pub what: Wanted,
    /// By whom.
    pub issuer: Issuer,
    /// A lifetime other than the setting's, in seconds.
    pub lifetime_seconds: Option<u32>,
    /// The language of the message for a user who has chosen none.
    pub language: Language,
    /// Where the request comes from.
    pub origin: Origin,
}

/// A new token, or one in the place of another.
#[derive(Clone, Copy, Debug)]
pub enum Wanted {
    /// A token of this kind, over this channel.
    New(ProfileKind, Channel),
    /// The same as this one, which ends.
    InPlaceOf(TokenId),
}

/// Who issues.
pub enum Issuer {
    /// The user, whom the rules of the provisioning page let in with this evidence.
    User(IssuingEvidence),
    /// An administrator.
    Administrator(UserId),
}

/// A token that was issued, with what is shown once.
pub struct Issued {
    /// The token.
    pub row: Model,
    /// Whose it is.
    pub account: Account,
    /// The secret of its link.
    pub secret: Option<Secret>,
    /// The shared secret, for the user's own eyes.
    pub seed: Option<TotpSeed>,
}

/// Why none is issued.
#[derive(Debug)]
pub enum IssueFailed {
    /// There is no such user.
    NoSuchUser,
    /// The token to replace is not the caller's.
    NotFound,
    /// The rules of the product speak against it.
    Refused(IssueRefused),
    /// Its message does not fit the limits.
    Message(EnqueueRefused),
}

/// Issues a token.
pub async fn issue(app: &App, request: IssueRequest) -> Result<Issued, Failure<IssueFailed>> {
    let (tx_app, replaced) = (app.clone(), request.what);
    let issued = app
        .db
        .write(async move |transaction| issue_in(transaction, &tx_app, request).await)
        .await?;
    if let Wanted::InPlaceOf(token) = replaced {
        app.live_tokens.notify(token);
    }
    if issued.row.message_mode.is_some() {
        app.outbox.wake();
    }
    Ok(issued)
}

async fn issue_in(
    transaction: &Transaction,
    app: &App,
    request: IssueRequest,
) -> Result<Issued, Failure<IssueFailed>> {
    let now = app.now();
    lock_user(app, transaction, request.user).await?;
    let account = accounts::find(transaction, request.user)
        .await?
        .ok_or(Failure::Refused(IssueFailed::NoSuchUser))?;
    let settings = self_service::current(transaction).await?;
    let (kind, channel, replaced) = match request.what {
        Wanted::New(kind, channel) => (kind, channel, None),
        Wanted::InPlaceOf(id) => {
            let old = find_replaced(transaction, id, request.user).await?;
            let token = old.to_token()?;
            (token.kind, token.channel, Some(old))
        }
    };
    let allowed = allowed();
    let facts = IssueFacts {
        settings: &settings,
        issued_by: request.issuer.issued_by(),
        kind,
        channel,
        channels: &channel_facts(transaction, &account, &[channel], now).await?,
        decision: matches!(request.issuer, Issuer::User(_)).then_some(&allowed),
        user_enabled: account.enabled,
        user_locked_until: None,
        open_tokens: &store::open_tokens(transaction, request.user, now).await?,
        replaces: replaced.as_ref().map(Model::token_id),
        profiles: profiles::summary(transaction, request.user).await?.counted,
        lifetime_seconds: request.lifetime_seconds,
    };
    let new = decide(&facts, now, &mut app.random())
        .map_err(|refused| Failure::Refused(IssueFailed::Refused(refused)))?;
    if let Some(old) = replaced {
        end_replaced(transaction, app, &old, &account, &request.origin).await?;
    }
    write(transaction, app, account, new, &request).await
}

/// The extractor of the handler has asked the rules and let the user in.
const fn allowed() -> Decision {
    Decision {
        outcome: Outcome::Allow,
        trace: Vec::new(),
        first_unmet: None,
    }
}

/// What is known of these channels for one user. The others are not looked at, and count as not usable.
pub async fn channel_facts(
    connection: &impl ConnectionTrait,
    account: &Account,
    asked: &[Channel],
    now: Timestamp,
) -> Result<PerChannel<ChannelFacts>, Unexpected> {
    let usable = async |channel| {
        Ok::<_, Unexpected>(
            asked.contains(&channel) && world::is_usable(connection, channel).await?,
        )
    };
    let sms = usable(Channel::Sms).await?;
    let facts = |usable, has_destination| ChannelFacts {
        usable,
        has_destination,
        budget_spent: false,
    };
    Ok(PerChannel {
        browser: facts(true, true),
        email: facts(usable(Channel::Email).await?, account.email.is_some()),
        sms: ChannelFacts {
            budget_spent: sms && notifications::budget_is_spent(connection, now).await?,
            ..facts(sms, account.phone_number.is_some())
        },
    })
}

async fn find_replaced(
    transaction: &Transaction,
    id: TokenId,
    user: UserId,
) -> Result<Model, Failure<IssueFailed>> {
    store::find(transaction, id)
        .await?
        .filter(|row| Reach::Own(user).covers(row))
        .ok_or(Failure::Refused(IssueFailed::NotFound))
}

async fn end_replaced(
    transaction: &Transaction,
    app: &App,
    old: &Model,
    account: &Account,
    origin: &Origin,
) -> Result<(), Failure<IssueFailed>> {
    let now = app.now();
    let not_open = || Failure::Refused(IssueFailed::Refused(IssueRefused::ReplacedTokenNotOpen));
    let status = old
        .to_token()?
        .after(TokenAction::Replace, now)
        .map_err(|_over| not_open())?;
    if !store::end(transaction, old, status, now).await? {
        return Err(not_open());
    }
    let event = event("provisioning_token.replaced", old, &account.user_name);
    audit::record(transaction, app, origin, event).await?;
    Ok(())
}

async fn write(
    transaction: &Transaction,
    app: &App,
    account: Account,
    new: NewToken,
    request: &IssueRequest,
) -> Result<Issued, Failure<IssueFailed>> {
    // An administrator never sees a shared secret: its user asks for the code on the signed-in page.
    let shows_seed = new.kind == ProfileKind::Totp
        && new.issued_by == IssuedBy::User
        && new.channel == Channel::Browser;
    let seed = shows_seed.then(|| TotpSeed::generate(&mut app.random()));
    let row = Model {
        destination: message::masked_destination(new.channel, &account),
        ..row(app, &new, request, seed.as_ref())?
    };
    let event = event("provisioning_token.issued", &row, &account.user_name)
        .with("issued_by", row.issued_by.clone());
    store::insert(transaction, row.clone()).await?;
    audit::record(transaction, app, &request.origin, event).await?;
    message::write(transaction, app, &row, &account, request.language)
        .await
        .map_err(|failure| failure.map_refusal(IssueFailed::Message))?;
    Ok(Issued {
        row,
        account,
        secret: new.secret,
        seed,
    })
}

fn row(
    app: &App,
    new: &NewToken,
    request: &IssueRequest,
    seed: Option<&TotpSeed>,
) -> Result<Model, Unexpected> {
    let (evidence, issuer_id) = match &request.issuer {
        Issuer::User(evidence) => (Some(evidence), request.user),
        Issuer::Administrator(administrator) => (None, *administrator),
    };
    let sealed = seed
        .map(|seed| {
            let place = totp::place(new.id);
            app.keys.seal(place, seed.expose_bytes(), &mut app.random())
        })
        .transpose()?;
    Ok(Model {
        id: new.id.as_uuid(),
        user_id: request.user.as_uuid(),
        kind: new.kind.as_str().to_owned(),
        channel: new.channel.as_str().to_owned(),
        status: TokenStatus::Issued.as_str().to_owned(),
        secret_hash: new.secret_hash.map(|hash| hash.as_bytes().to_vec()),
        destination: None,
        issued_by: new.issued_by.as_str().to_owned(),
        issuer_id: Some(issuer_id.as_uuid()),
        issuing_evidence: IssuingEvidence::to_text(evidence)?,
        confirmation_required: new.confirmation_required,
        totp_seed: sealed,
        phone: None,
        key_thumbprint: None,
        public_key: None,
        failed_attempts: 0,
        created_at: new.created_at.stored(),
        expires_at: new.expires_at.stored(),
        claimed_at: None,
        ended_at: None,
        profile_id: None,
        version: 1,
        message_mode: new.message_mode.map(|mode| mode.as_str().to_owned()),
    })
}

impl Issuer {
    const fn issued_by(&self) -> IssuedBy {
        match self {
            Self::User(_) => IssuedBy::User,
            Self::Administrator(_) => IssuedBy::Administrator,
        }
    }
}
