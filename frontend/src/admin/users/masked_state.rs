//! Addresses as messages show them: enough to know one's own, too little to learn another's.

use anteroom_api_types::provisioning::Channel;
use anteroom_api_types::users::User;

/// The masked address that a channel would go to; nothing where the user has none, or the channel needs none.
pub fn destination(user: &User, channel: Channel) -> Option<String> {
    match channel {
        Channel::Browser => None,
        Channel::Email => user.email.as_deref().map(masked_email),
        Channel::Sms => user.phone_number.as_deref().map(masked_number),
    }
}

fn masked_email(address: &str) -> String {
    let (name, host) = address.split_once('@').unwrap_or((address, ""));
    let first: String = name.chars().take(1).collect();
    format!("{first}•••@{host}")
}

fn masked_number(number: &str) -> String {
    let digits: Vec<char> = number.chars().filter(char::is_ascii_digit).collect();
    let end: String = digits.iter().skip(digits.len().saturating_sub(4)).collect();
    format!("•••• {end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_of_an_address_is_shown() {
        assert_eq!(masked_email("maja.lind@example.org"), "m•••@example.org");
        assert_eq!(masked_email("å@example.org"), "å•••@example.org");
        assert_eq!(masked_number("+46701234567"), "•••• 4567");
        assert_eq!(masked_number("112"), "•••• 112");
    }
}
