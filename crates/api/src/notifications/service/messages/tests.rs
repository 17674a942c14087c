//! Where a test message can go.

use anteroom_domain::notifications::{MessageKind, NotificationChannel};

use super::destination;

fn check(kind: MessageKind, to: &str, expected: Result<(NotificationChannel, &str), &str>) {
    let found = destination(kind, to);
    let found = match &found {
        Ok((channel, address)) => Ok((*channel, address.as_str())),
        Err(problem) => {
            assert_eq!(problem.pointer, "/to");
            Err(problem.code)
        }
    };
    assert_eq!(found, expected, "{kind} to {to}");
}

#[test]
fn address_says_over_which_channel_a_test_message_goes() {
    use NotificationChannel::{Email, Sms};
    let notice = MessageKind::ProfileAdded;
    check(notice, "maja@Example.org", Ok((Email, "maja@example.org")));
    check(notice, "+46 70-123 45 67", Ok((Sms, "+46701234567")));
    check(notice, "maja", Err("malformed"));
    check(notice, "+46", Err("malformed"));
    check(
        notice,
        "maja@example.org\r\nBcc: all@example.org",
        Err("forbidden_character"),
    );
    check(
        MessageKind::ProvisioningEmail,
        "maja@example.org",
        Ok((Email, "maja@example.org")),
    );
    check(
        MessageKind::ProvisioningEmail,
        "+46701234567",
        Err("wrong_channel"),
    );
    check(
        MessageKind::SignInCodeSms,
        "+46701234567",
        Ok((Sms, "+46701234567")),
    );
    check(
        MessageKind::SignInCodeSms,
        "maja@example.org",
        Err("wrong_channel"),
    );
}
