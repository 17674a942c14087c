//! Creating users: in the console, the first owner, on the command line.

use anteroom_api_types::users::Language;
use anteroom_domain::accounts::{self as rules, Role, user_name_key};
use anteroom_domain::field_problem::FieldProblem;
use anteroom_domain::ids::{UserGroupId, UserId};

use super::{fields, password};
use crate::accounts::entity::{ENABLED, user};
use crate::accounts::store::{groups, users};
use crate::accounts::wire::language_name;
use crate::app::App;
use crate::audit::{self, Event, Origin};
use crate::db::{self, Moment as _, Transaction};
use crate::failure::Failure;

/// A user to create. The texts are as people typed them.
#[derive(Clone, Default)]
pub struct NewUser {
    /// The name to sign in with.
    pub user_name: String,
    /// The name that people see.
    pub display_name: String,
    /// E-mail address.
    pub email: Option<String>,
    /// Phone number.
    pub phone_number: Option<String>,
    /// Language of pages and messages.
    pub language: Option<Language>,
    /// A first password.
    pub password: Option<String>,
    /// The groups the user becomes a member of.
    pub groups: Vec<UserGroupId>,
    /// A role in the console. The endpoint of users never sets one.
    pub role: Option<Role>,
}

/// An owner to create.
#[derive(Clone)]
pub struct NewOwner {
    /// The name to sign in with.
    pub user_name: String,
    /// The name that people see.
    pub display_name: String,
    /// E-mail address.
    pub email: Option<String>,
    /// The password.
    pub password: String,
}

/// Why a user was not created.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CreateUserRefused {
    /// Something is wrong with these fields.
    #[error("{}", sentences(.0))]
    Content(Vec<FieldProblem>),
    /// Another user has the name.
    #[error("another user has this name already")]
    NameTaken,
    /// There is an owner already.
    #[error("there is an owner already")]
    OwnerExists,
}

/// The problems for the command line: `email: an e-mail address looks like name@example.org`.
fn sentences(problems: &[FieldProblem]) -> String {
    let sentences = problems.iter().map(|problem| {
        let field = problem.pointer.trim_start_matches('/');
        format!("{field}: {}", problem.message)
    });
    sentences.collect::<Vec<_>>().join("; ")
}

/// A checked user whose password is hashed already: hashing takes too long for a transaction.
#[derive(Clone)]
pub struct PreparedUser {
    row: user::Model,
    groups: Vec<UserGroupId>,
}

impl From<NewOwner> for NewUser {
    fn from(owner: NewOwner) -> Self {
        Self {
            user_name: owner.user_name,
            display_name: owner.display_name,
            email: owner.email,
            password: Some(owner.password),
            role: Some(Role::Owner),
            ..Self::default()
        }
    }
}

/// Creates a user.
pub async fn create_user(
    app: &App,
    new: NewUser,
    origin: &Origin,
) -> Result<UserId, Failure<CreateUserRefused>> {
    let prepared = prepare(app, new).await?;
    let (context, origin) = (app.clone(), origin.clone());
    app.db
        .write(async move |transaction| insert(&context, transaction, prepared, &origin).await)
        .await
}

/// Creates an owner, whether there is one or not; for the command line.
pub async fn create_owner(
    app: &App,
    new: NewOwner,
    origin: &Origin,
) -> Result<UserId, Failure<CreateUserRefused>> {
    create_user(app, new.into(), origin).await
}

/// Checks an owner and hashes the password, for [`insert_first_owner`].
pub async fn prepare_owner(
    app: &App,
    new: NewOwner,
) -> Result<PreparedUser, Failure<CreateUserRefused>> {
    prepare(app, new.into()).await
}

/// Creates the first owner, unless there is one. The caller serialises the tries.
pub async fn insert_first_owner(
    app: &App,
    transaction: &Transaction,
    prepared: PreparedUser,
    origin: &Origin,
) -> Result<UserId, Failure<CreateUserRefused>> {
    if users::owner_exists(transaction).await? {
        return Err(Failure::Refused(CreateUserRefused::OwnerExists));
    }
    insert(app, transaction, prepared, origin).await
}

async fn prepare(app: &App, new: NewUser) -> Result<PreparedUser, Failure<CreateUserRefused>> {
    let mut problems = fields::Problems::default();
    let user_name = problems.take("/user_name", rules::user_name(&new.user_name));
    let display_name = problems.take("/display_name", rules::display_name(&new.display_name));
    let email = problems.email(new.email);
    let phone_number = problems.phone_number(new.phone_number);
    problems.password(new.password.as_deref());
    problems
        .finish()
        .map_err(|problems| Failure::Refused(CreateUserRefused::Content(problems)))?;
    let password_hash = match new.password.as_deref() {
        Some(text) => Some(password::hash(app, text).await?),
        None => None,
    };
    let now = app.now();
    let search_text = fields::search_text(
        &user_name,
        &display_name,
        email.as_deref(),
        phone_number.as_deref(),
    );
    Ok(PreparedUser {
        row: user::Model {
            id: UserId::generate(now, &mut app.random()).as_uuid(),
            user_name_key: user_name_key(&user_name),
            user_name,
            display_name,
            email,
            phone_number,
            language: new
                .language
                .map(|language| language_name(language).to_owned()),
            role: new.role.map(|role| role.as_str().to_owned()),
            status: ENABLED.to_owned(),
            password_hash,
            search_text,
            last_sign_in_at: None,
            created_at: now.stored(),
            updated_at: now.stored(),
            version: 1,
        },
        groups: fields::without_repetition(new.groups),
    })
}

async fn insert(
    app: &App,
    transaction: &Transaction,
    prepared: PreparedUser,
    origin: &Origin,
) -> Result<UserId, Failure<CreateUserRefused>> {
    let PreparedUser { row, groups: list } = prepared;
    let unknown = fields::unknown_groups(transaction, &list).await?;
    if !unknown.is_empty() {
        return Err(Failure::Refused(CreateUserRefused::Content(unknown)));
    }
    let id = UserId::from_uuid(row.id);
    let mut event = Event::about("user.created", "user", id, row.user_name.clone());
    if let Some(role) = &row.role {
        event = event.with("role", role.clone());
    }
    users::insert(transaction, row).await.map_err(|error| {
        if db::violates(&error, "users_user_name_unique", "users.user_name_key") {
            Failure::Refused(CreateUserRefused::NameTaken)
        } else {
            error.into()
        }
    })?;
    groups::set_groups(transaction, id, &list).await?;
    audit::record(transaction, app, origin, event).await?;
    Ok(id)
}
