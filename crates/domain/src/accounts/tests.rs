//! Tests of names, addresses, masks and roles.

use super::*;

fn check<Checked: Fn(&str) -> Result<String, TextRefused>>(
    checked: Checked,
    text: &str,
    expected: Result<&str, &str>,
) {
    let found = checked(text);
    let found = found.as_deref().map_err(|refused| refused.code());
    assert_eq!(found, expected, "{text:?}");
}

#[test]
fn display_names_are_cleaned_or_refused() {
    check(display_name, "  Åsa Öberg ", Ok("Åsa Öberg"));
    check(display_name, "Pixel 8 (blue) 📱", Ok("Pixel 8 (blue) 📱"));
    check(display_name, "نور", Ok("نور"));
    check(display_name, "   ", Err("empty"));
    check(display_name, &"å".repeat(200), Ok(&"å".repeat(200)));
    check(display_name, &"å".repeat(201), Err("too_long"));
    for bad in [
        "\0",
        "\n",
        "\r\n",
        "\u{7f}",
        "\u{85}",
        "\u{202e}",
        "\u{2066}",
        "\u{200f}",
        "\u{feff}",
        "\u{2028}",
        "\u{e0041}",
    ] {
        check(
            display_name,
            &format!("a{bad}b"),
            Err("forbidden_character"),
        );
    }
}

#[test]
fn names_of_things_are_shorter() {
    check(name, &"a".repeat(100), Ok(&"a".repeat(100)));
    check(name, &"a".repeat(101), Err("too_long"));
}

#[test]
fn descriptions_may_have_lines() {
    check(description, " one\r\ntwo ", Ok("one\ntwo"));
    check(description, "", Ok(""));
    check(description, "a\u{202e}b", Err("forbidden_character"));
    check(description, "a\tb", Err("forbidden_character"));
    check(description, &"a".repeat(501), Err("too_long"));
}

#[test]
fn user_names_have_no_spaces() {
    check(user_name, " mobile.user ", Ok("mobile.user"));
    check(user_name, "DOMAIN\\user@x", Ok("DOMAIN\\user@x"));
    check(user_name, "mobile user", Err("malformed"));
    check(user_name, "mobile\u{a0}user", Err("malformed"));
    check(user_name, "", Err("empty"));
    assert_eq!(user_name_key(" Åsa.X "), "åsa.x");
}

#[test]
fn email_addresses_are_plain() {
    check(email_address, " Anna@Example.ORG ", Ok("Anna@example.org"));
    check(
        email_address,
        "a+b_c@mail.example.org",
        Ok("a+b_c@mail.example.org"),
    );
    check(
        email_address,
        "jörg@bücher.example",
        Ok("jörg@bücher.example"),
    );
    for bad in [
        "anna",
        "@example.org",
        "anna@",
        "anna@localhost",
        "a..b@example.org",
        ".a@example.org",
        "a b@example.org",
        "a@-x.org",
        "a@x-.org",
        "a@x..org",
        "\"a\"@example.org",
        "a@[192.0.2.1]",
        "a@b@example.org",
        "a,b@example.org",
        "<a@example.org>",
    ] {
        check(email_address, bad, Err("malformed"));
    }
    check(
        email_address,
        "a@example.org\r\nBcc: b@example.org",
        Err("forbidden_character"),
    );
    check(
        email_address,
        &format!("{}@example.org", "a".repeat(65)),
        Err("malformed"),
    );
    check(
        email_address,
        &format!("a@{}.org", "a.".repeat(200)),
        Err("too_long"),
    );
}

#[test]
fn phone_numbers_are_international() {
    check(phone_number, "+46701234567", Ok("+46701234567"));
    check(phone_number, " +46 (70) 123-45.67 ", Ok("+46701234567"));
    for bad in [
        "0701234567",
        "+0701234567",
        "+46",
        "+123456",
        "+1234567890123456",
        "+4670123456x",
        "++46701234567",
        "+46701234567;ext=1",
    ] {
        check(phone_number, bad, Err("malformed"));
    }
}

#[test]
fn passwords_are_checked_by_length() {
    let check_password = |password: &str, expected: Option<&str>| {
        assert_eq!(
            check_new_password(password).err().map(TextRefused::code),
            expected,
            "{password:?}"
        );
    };
    check_password("8 letter", None);
    check_password("7 chars", Some("malformed"));
    check_password(&"å".repeat(128), None);
    check_password(&"å".repeat(129), Some("too_long"));
    check_password("twelve\0chars and more", Some("forbidden_character"));
}

#[test]
fn masks_show_little() {
    assert_eq!(masked_email_address("anna@example.org"), "a•••@example.org");
    assert_eq!(masked_email_address("å@example.org"), "å•••@example.org");
    assert_eq!(masked_phone_number("+46701234567"), "•••• 4567");
    assert_eq!(masked_phone_number("123"), "•••• ");
}

#[test]
fn roles_may_what_the_table_says() {
    use Permission as P;
    let check_role = |role: Role, permission: Permission, expected: bool| {
        assert_eq!(role.may(permission), expected, "{role} {permission}");
    };
    for permission in Permission::ALL {
        check_role(Role::Owner, *permission, true);
        check_role(
            Role::Admin,
            *permission,
            *permission != P::WriteAdministrators,
        );
        check_role(
            Role::Auditor,
            *permission,
            permission.as_str().starts_with("read_"),
        );
    }
    for (permission, expected) in [
        (P::ReadUsers, true),
        (P::WriteUsers, false),
        (P::WriteProvisioning, true),
        (P::WriteProfiles, true),
        (P::WriteDeliveries, true),
        (P::ReadSettings, false),
        (P::WriteSettings, false),
        (P::WriteRules, false),
        (P::ReadAudit, false),
        (P::WriteAdministrators, false),
    ] {
        check_role(Role::HelpDesk, permission, expected);
    }
}
