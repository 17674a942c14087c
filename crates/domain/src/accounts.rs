//! Accounts: names and addresses of people, how they are masked, roles and what each may do.

use crate::{
    field_problem::TextRefused,
    limits::{
        DESCRIPTION_CHARACTERS_MAX, DISPLAY_NAME_CHARACTERS_MAX, EMAIL_CHARACTERS_MAX,
        EMAIL_LOCAL_PART_CHARACTERS_MAX, NAME_CHARACTERS_MAX, PASSWORD_CHARACTERS,
        PHONE_NUMBER_DIGITS, USER_NAME_CHARACTERS_MAX,
    },
    named_enum::named_enum,
};

named_enum! {
    /// What somebody may do in the console. A user without a role is an end user only.
    pub enum Role {
        /// Everything, and who has which role.
        Owner => "owner",
        /// Everything but the roles.
        Admin => "admin",
        /// Users, tokens, profiles.
        HelpDesk => "help_desk",
        /// Reads everything, changes nothing.
        Auditor => "auditor",
    }
}

named_enum! {
    /// One thing that an administrator may be allowed to do.
    pub enum Permission {
        /// See the self-service settings.
        ReadSettings => "read_settings",
        /// Change them.
        WriteSettings => "write_settings",
        /// See rules and resources, and simulate decisions.
        ReadRules => "read_rules",
        /// Change rules and resources.
        WriteRules => "write_rules",
        /// See users.
        ReadUsers => "read_users",
        /// Add, change, disable and delete users.
        WriteUsers => "write_users",
        /// See groups, storages, providers and methods.
        ReadDirectory => "read_directory",
        /// Change them.
        WriteDirectory => "write_directory",
        /// See tokens.
        ReadProvisioning => "read_provisioning",
        /// Issue, resend and revoke tokens for users.
        WriteProvisioning => "write_provisioning",
        /// See profiles.
        ReadProfiles => "read_profiles",
        /// Suspend, resume and revoke profiles.
        WriteProfiles => "write_profiles",
        /// See channels and messages.
        ReadNotifications => "read_notifications",
        /// Change channels and messages.
        WriteNotifications => "write_notifications",
        /// See deliveries.
        ReadDeliveries => "read_deliveries",
        /// Retry and discard deliveries.
        WriteDeliveries => "write_deliveries",
        /// See the audit events and verify their chain.
        ReadAudit => "read_audit",
        /// See who has which role.
        ReadAdministrators => "read_administrators",
        /// Give and take roles.
        WriteAdministrators => "write_administrators",
        /// See API clients and webhooks.
        ReadIntegrations => "read_integrations",
        /// Change them.
        WriteIntegrations => "write_integrations",
        /// See the state of the system.
        ReadSystem => "read_system",
    }
}

impl Role {
    /// Whether the role includes the permission: the one table.
    #[must_use]
    pub const fn may(self, permission: Permission) -> bool {
        use Permission as P;
        match permission {
            P::WriteAdministrators => matches!(self, Self::Owner),
            P::WriteSettings
            | P::WriteRules
            | P::WriteUsers
            | P::WriteDirectory
            | P::WriteNotifications
            | P::WriteIntegrations => matches!(self, Self::Owner | Self::Admin),
            P::WriteProvisioning | P::WriteProfiles | P::WriteDeliveries => {
                matches!(self, Self::Owner | Self::Admin | Self::HelpDesk)
            }
            P::ReadUsers
            | P::ReadDirectory
            | P::ReadProvisioning
            | P::ReadProfiles
            | P::ReadDeliveries => true,
            P::ReadSettings
            | P::ReadRules
            | P::ReadNotifications
            | P::ReadAudit
            | P::ReadAdministrators
            | P::ReadIntegrations
            | P::ReadSystem => matches!(self, Self::Owner | Self::Admin | Self::Auditor),
        }
    }
}

/// A user name, trimmed. Case is kept; names are compared without regard to it (see [`user_name_key`]).
///
/// # Errors
/// [`TextRefused`] for an empty or long name, or one with white space, control characters or direction marks.
pub fn user_name(text: &str) -> Result<String, TextRefused> {
    let name = clean_line(text, USER_NAME_CHARACTERS_MAX)?;
    if name.chars().any(char::is_whitespace) {
        return Err(TextRefused::Malformed {
            expected: "a user name has no spaces",
        });
    }
    Ok(name)
}

/// What makes two user names the same: stored beside the name under a unique constraint, so that SQLite and
/// PostgreSQL agree whatever their collation is.
#[must_use]
pub fn user_name_key(user_name: &str) -> String {
    user_name.trim().to_lowercase()
}

/// The display name of a person, trimmed.
///
/// # Errors
/// [`TextRefused`] for an empty or long name, or one with control characters or direction marks.
pub fn display_name(text: &str) -> Result<String, TextRefused> {
    clean_line(text, DISPLAY_NAME_CHARACTERS_MAX)
}

/// The name of a profile, a group, a rule or a resource, trimmed.
///
/// # Errors
/// [`TextRefused`] for an empty or long name, or one with control characters or direction marks.
pub fn name(text: &str) -> Result<String, TextRefused> {
    clean_line(text, NAME_CHARACTERS_MAX)
}

/// A description of one line or more, trimmed; it may be empty.
///
/// # Errors
/// [`TextRefused`] for a long one, or one with control characters other than line breaks, or with direction marks.
pub fn description(text: &str) -> Result<String, TextRefused> {
    let lines = text.trim().replace("\r\n", "\n");
    check_length(&lines, DESCRIPTION_CHARACTERS_MAX)?;
    if lines
        .chars()
        .any(|character| character != '\n' && is_forbidden(character))
    {
        return Err(TextRefused::ForbiddenCharacter);
    }
    Ok(lines)
}

/// An e-mail address (the plain form of RFC 5321: `local@domain`), trimmed, with its domain in lower case.
///
/// Quoted local parts, comments and address literals are refused: nobody has them, and mail libraries differ over them.
///
/// # Errors
/// [`TextRefused`].
pub fn email_address(text: &str) -> Result<String, TextRefused> {
    let malformed = TextRefused::Malformed {
        expected: "an e-mail address looks like name@example.org",
    };
    let address = clean_line(text, EMAIL_CHARACTERS_MAX)?;
    let (local, domain) = address.rsplit_once('@').ok_or(malformed)?;
    let local_fits = !local.is_empty()
        && local.chars().count() <= EMAIL_LOCAL_PART_CHARACTERS_MAX
        && local
            .split('.')
            .all(|atom| !atom.is_empty() && atom.chars().all(is_atom_character));
    if !local_fits || !is_domain(domain) {
        return Err(malformed);
    }
    Ok(format!("{local}@{}", domain.to_lowercase()))
}

/// A telephone number in E.164 form, `+` and 7 to 15 digits. Spaces, hyphens, dots and brackets are dropped.
///
/// # Errors
/// [`TextRefused`].
pub fn phone_number(text: &str) -> Result<String, TextRefused> {
    let malformed = TextRefused::Malformed {
        expected: "a telephone number looks like +46701234567, with the code of the country",
    };
    let line = clean_line(text, 40)?;
    let plain: String = line
        .chars()
        .filter(|character| !matches!(character, ' ' | '-' | '.' | '(' | ')'))
        .collect();
    let digits = plain.strip_prefix('+').ok_or(malformed)?;
    let fits = PHONE_NUMBER_DIGITS.contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && !digits.starts_with('0');
    if fits { Ok(plain) } else { Err(malformed) }
}

/// Checks a new password: its length only, as NIST SP 800-63B-4, section 3.1.1.2, has it. It is not trimmed.
///
/// # Errors
/// [`TextRefused`].
pub fn check_new_password(password: &str) -> Result<(), TextRefused> {
    let characters = password.chars().count();
    if characters > *PASSWORD_CHARACTERS.end() {
        Err(TextRefused::TooLong {
            characters_max: *PASSWORD_CHARACTERS.end(),
        })
    } else if characters < *PASSWORD_CHARACTERS.start() {
        Err(TextRefused::Malformed {
            expected: "a password has 8 characters at least",
        })
    } else if password.contains('\0') {
        Err(TextRefused::ForbiddenCharacter)
    } else {
        Ok(())
    }
}

/// An e-mail address with all of its local part but the first character hidden: `a•••@example.org`.
#[must_use]
pub fn masked_email_address(address: &str) -> String {
    let (local, domain) = address.rsplit_once('@').unwrap_or((address, ""));
    let first: String = local.chars().take(1).collect();
    format!("{first}•••@{domain}")
}

/// A telephone number with all but its last four digits hidden: `•••• 4567`.
#[must_use]
pub fn masked_phone_number(number: &str) -> String {
    let digits: Vec<char> = number.chars().filter(char::is_ascii_digit).collect();
    // Of a number too short to be one, nothing is shown.
    let shown = if digits.len() >= *PHONE_NUMBER_DIGITS.start() {
        digits.iter().skip(digits.len() - 4).collect()
    } else {
        String::new()
    };
    format!("•••• {shown}")
}

fn clean_line(text: &str, characters_max: usize) -> Result<String, TextRefused> {
    let line = text.trim();
    check_length(line, characters_max)?;
    if line.is_empty() {
        Err(TextRefused::Empty)
    } else if line.chars().any(is_forbidden) {
        Err(TextRefused::ForbiddenCharacter)
    } else {
        Ok(line.to_owned())
    }
}

fn check_length(text: &str, characters_max: usize) -> Result<(), TextRefused> {
    if text.chars().count() > characters_max {
        Err(TextRefused::TooLong { characters_max })
    } else {
        Ok(())
    }
}

/// Control characters, line and paragraph separators, marks that turn text around or hide in it, and
/// code points that are no characters.
pub(crate) fn is_forbidden(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{061c}'
                | '\u{200b}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{2069}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{fffe}'
                | '\u{ffff}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

fn is_atom_character(character: char) -> bool {
    character.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(character)
}

fn is_domain(domain: &str) -> bool {
    domain.contains('.')
        && domain.split('.').all(|label| {
            !label.is_empty()
                && label.chars().count() <= 63
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label
                    .chars()
                    .all(|character| character.is_alphanumeric() || character == '-')
        })
}

#[cfg(test)]
mod tests;
