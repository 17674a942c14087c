//! Who may do what: one table over every operation, compared with the document and tried whole.

use std::collections::BTreeSet;

use reqwest::Method;

use crate::support::{Browser, TestApp, both_databases};

/// Who may call an operation.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Who {
    /// Anybody.
    Anyone,
    /// A phone, by the proof of its key.
    Phone,
    /// Anybody who is signed in.
    SignedIn,
    /// Every role.
    EveryRole,
    /// Owner, admin and auditor.
    NotHelpDesk,
    /// Owner, admin and help desk.
    NotAuditor,
    /// Owner and admin.
    OwnerAndAdmin,
    /// The owner alone.
    Owner,
}

use Who::{Anyone, EveryRole, NotAuditor, NotHelpDesk, Owner, OwnerAndAdmin, Phone, SignedIn};

const TABLE: &[(&str, &str, Who)] = &[
    ("GET", "/livez", Anyone),
    ("GET", "/readyz", Anyone),
    ("GET", "/api/v1/setup", Anyone),
    ("POST", "/api/v1/setup", Anyone),
    ("POST", "/api/v1/sign-ins", Anyone),
    ("GET", "/api/v1/sign-ins/{id}", Anyone),
    ("POST", "/api/v1/sign-ins/{id}/password", Anyone),
    ("POST", "/api/v1/sign-ins/{id}/totp", Anyone),
    ("GET", "/api/v1/session", SignedIn),
    ("DELETE", "/api/v1/session", Anyone),
    ("GET", "/api/v1/me/provisioning", SignedIn),
    ("GET", "/api/v1/me/provisioning-tokens", SignedIn),
    ("POST", "/api/v1/me/provisioning-tokens", SignedIn),
    ("GET", "/api/v1/me/provisioning-tokens/{id}", SignedIn),
    ("DELETE", "/api/v1/me/provisioning-tokens/{id}", SignedIn),
    (
        "POST",
        "/api/v1/me/provisioning-tokens/{id}/replace",
        SignedIn,
    ),
    (
        "POST",
        "/api/v1/me/provisioning-tokens/{id}/reject",
        SignedIn,
    ),
    ("POST", "/api/v1/me/provisioning-tokens/{id}/totp", SignedIn),
    (
        "POST",
        "/api/v1/me/provisioning-tokens/{id}/resend",
        SignedIn,
    ),
    ("POST", "/api/v1/me/provisioning-tokens/{id}/show", SignedIn),
    (
        "POST",
        "/api/v1/provisioning-tokens/{id}/resend",
        NotAuditor,
    ),
    (
        "POST",
        "/api/v1/messages/{kind}/{language}/test",
        OwnerAndAdmin,
    ),
    ("POST", "/api/v1/change-reports/preview", Anyone),
    ("POST", "/api/v1/change-reports", Anyone),
    ("GET", "/api/v1/notification-limits", NotHelpDesk),
    ("PUT", "/api/v1/notification-limits", OwnerAndAdmin),
    ("GET", "/api/v1/deliveries", EveryRole),
    ("GET", "/api/v1/deliveries/{id}", EveryRole),
    ("POST", "/api/v1/deliveries/{id}/retry", NotAuditor),
    ("POST", "/api/v1/deliveries/{id}/discard", NotAuditor),
    (
        "GET",
        "/api/v1/me/provisioning-tokens/{id}/events",
        SignedIn,
    ),
    ("GET", "/api/v1/me/profiles", SignedIn),
    ("GET", "/api/v1/me/profiles/{id}", SignedIn),
    ("PATCH", "/api/v1/me/profiles/{id}", SignedIn),
    ("DELETE", "/api/v1/me/profiles/{id}", SignedIn),
    ("POST", "/api/v1/me/profiles/{id}/report-lost", SignedIn),
    ("GET", "/api/v1/notification-channels", EveryRole),
    ("GET", "/api/v1/notification-channels/email", NotHelpDesk),
    ("PUT", "/api/v1/notification-channels/email", OwnerAndAdmin),
    (
        "POST",
        "/api/v1/notification-channels/email/test",
        OwnerAndAdmin,
    ),
    ("GET", "/api/v1/sms-gateway-presets", NotHelpDesk),
    ("GET", "/api/v1/sms-gateways", NotHelpDesk),
    ("POST", "/api/v1/sms-gateways", OwnerAndAdmin),
    ("PUT", "/api/v1/sms-gateways/order", OwnerAndAdmin),
    ("GET", "/api/v1/sms-gateways/{id}", NotHelpDesk),
    ("PATCH", "/api/v1/sms-gateways/{id}", OwnerAndAdmin),
    ("DELETE", "/api/v1/sms-gateways/{id}", OwnerAndAdmin),
    ("POST", "/api/v1/sms-gateways/{id}/test", OwnerAndAdmin),
    ("POST", "/api/v1/sms-gateways/{id}/receipts/{key}", Anyone),
    ("GET", "/api/v1/caught-messages", NotHelpDesk),
    ("GET", "/api/v1/caught-messages/{id}", NotHelpDesk),
    ("GET", "/api/v1/self-service-settings", NotHelpDesk),
    ("PUT", "/api/v1/self-service-settings", OwnerAndAdmin),
    ("GET", "/api/v1/access-rules", NotHelpDesk),
    ("POST", "/api/v1/access-rules", OwnerAndAdmin),
    ("GET", "/api/v1/access-rules/{id}", NotHelpDesk),
    ("PATCH", "/api/v1/access-rules/{id}", OwnerAndAdmin),
    ("DELETE", "/api/v1/access-rules/{id}", OwnerAndAdmin),
    ("GET", "/api/v1/resources", NotHelpDesk),
    ("POST", "/api/v1/resources", OwnerAndAdmin),
    ("GET", "/api/v1/resources/{id}", NotHelpDesk),
    ("PATCH", "/api/v1/resources/{id}", OwnerAndAdmin),
    ("DELETE", "/api/v1/resources/{id}", OwnerAndAdmin),
    ("POST", "/api/v1/access-decisions", NotHelpDesk),
    ("GET", "/api/v1/provisioning-tokens", EveryRole),
    ("POST", "/api/v1/provisioning-tokens", NotAuditor),
    ("GET", "/api/v1/provisioning-tokens/{id}", EveryRole),
    (
        "POST",
        "/api/v1/provisioning-tokens/{id}/revoke",
        NotAuditor,
    ),
    ("GET", "/api/v1/profiles", EveryRole),
    ("GET", "/api/v1/profiles/{id}", EveryRole),
    ("POST", "/api/v1/profiles/{id}/suspend", NotAuditor),
    ("POST", "/api/v1/profiles/{id}/resume", NotAuditor),
    ("POST", "/api/v1/profiles/{id}/revoke", NotAuditor),
    ("GET", "/api/v1/users", EveryRole),
    ("POST", "/api/v1/users", OwnerAndAdmin),
    ("GET", "/api/v1/users/{id}", EveryRole),
    ("PATCH", "/api/v1/users/{id}", OwnerAndAdmin),
    ("DELETE", "/api/v1/users/{id}", OwnerAndAdmin),
    ("POST", "/api/v1/users/{id}/unlock", NotAuditor),
    ("GET", "/api/v1/user-groups", EveryRole),
    ("POST", "/api/v1/user-groups", OwnerAndAdmin),
    ("GET", "/api/v1/user-groups/{id}", EveryRole),
    ("PATCH", "/api/v1/user-groups/{id}", OwnerAndAdmin),
    ("DELETE", "/api/v1/user-groups/{id}", OwnerAndAdmin),
    ("GET", "/api/v1/administrators", NotHelpDesk),
    ("PUT", "/api/v1/administrators/{id}", Owner),
    ("DELETE", "/api/v1/administrators/{id}", Owner),
    ("GET", "/api/v1/messages", NotHelpDesk),
    ("GET", "/api/v1/messages/{kind}/{language}", NotHelpDesk),
    ("PUT", "/api/v1/messages/{kind}/{language}", OwnerAndAdmin),
    (
        "DELETE",
        "/api/v1/messages/{kind}/{language}",
        OwnerAndAdmin,
    ),
    (
        "GET",
        "/api/v1/messages/{kind}/{language}/history",
        NotHelpDesk,
    ),
    (
        "POST",
        "/api/v1/messages/{kind}/{language}/preview",
        NotHelpDesk,
    ),
    ("GET", "/api/v1/audit-events", NotHelpDesk),
    ("POST", "/api/v1/audit-events/verify", NotHelpDesk),
    ("GET", "/api/v1/system", NotHelpDesk),
    ("POST", "/device/v1/claims/preview", Anyone),
    ("POST", "/device/v1/claims", Phone),
    ("GET", "/device/v1/claims/{id}", Phone),
    ("POST", "/device/v1/claims/{id}/confirm", Phone),
    ("GET", "/device/v1/profile", Phone),
    ("PATCH", "/device/v1/profile", Phone),
    ("DELETE", "/device/v1/profile", Phone),
];

/// Nobody has this id, so that whoever is let in finds nothing and changes nothing.
const NOBODYS_ID: &str = "01890000-0000-7000-8000-000000000000";

#[test]
fn every_operation_of_the_document_has_its_line() {
    let document = serde_json::to_value(anteroom_api::openapi()).unwrap();
    let documented: BTreeSet<(String, String)> = document["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, item)| {
            item.as_object()
                .unwrap()
                .keys()
                .map(|method| (method.to_uppercase(), path.clone()))
        })
        .collect();
    let listed: BTreeSet<(String, String)> = TABLE
        .iter()
        .map(|(method, path, _)| ((*method).to_owned(), (*path).to_owned()))
        .collect();
    let missing: Vec<_> = documented.difference(&listed).collect();
    let unknown: Vec<_> = listed.difference(&documented).collect();
    assert!(
        missing.is_empty() && unknown.is_empty(),
        "without a line: {missing:?}; without an operation: {unknown:?}"
    );
}

/// Sends a request that is harmless for whoever is let in.
async fn call(browser: &Browser, method: &str, path: &str) -> (u16, Option<String>) {
    let method = Method::from_bytes(method.as_bytes()).unwrap();
    let media_type = if method == Method::PATCH {
        "application/merge-patch+json"
    } else {
        "application/json"
    };
    let headers = [("content-type", media_type), ("if-match", "\"-1\"")];
    let body = (!method.is_safe()).then(|| b"{\"nobody\":true}".to_vec());
    let answer = browser
        .send(method, &with_parameters(path), &headers, body)
        .await;
    let code = (answer.status >= 400 && answer.status != 503).then(|| answer.problem());
    (answer.status, code)
}

/// The path with a value in the place of each parameter.
fn with_parameters(path: &str) -> String {
    path.replace("{id}", NOBODYS_ID)
        .replace("{kind}", "profile_added")
        .replace("{language}", "en")
}

fn may(who: Who, role: Option<&str>) -> bool {
    match who {
        Anyone | SignedIn | Phone => true,
        EveryRole => role.is_some(),
        NotHelpDesk => matches!(role, Some("owner" | "admin" | "auditor")),
        NotAuditor => matches!(role, Some("owner" | "admin" | "help_desk")),
        OwnerAndAdmin => matches!(role, Some("owner" | "admin")),
        Owner => role == Some("owner"),
    }
}

async fn check(browser: &Browser, caller: &str, role: Option<&str>, signed_in: bool) {
    for (method, path, who) in TABLE {
        // Signing out would end the session that the rest of the table needs.
        if *path == "/api/v1/session" && *method == "DELETE" {
            continue;
        }
        let (status, code) = call(browser, method, path).await;
        let code = code.unwrap_or_default();
        let label = format!("{caller}: {method} {path} ({who:?}) answered {status} {code}");
        assert!(status < 500, "{label}");
        match who {
            Anyone => assert!(
                !matches!(
                    code.as_str(),
                    "sign_in_required" | "forbidden" | "access_denied"
                ),
                "{label}"
            ),
            Phone => assert!(
                matches!(code.as_str(), "use_dpop_nonce" | "proof_invalid"),
                "{label}"
            ),
            _ if !signed_in => assert_eq!(code, "sign_in_required", "{label}"),
            _ if may(*who, role) => assert!(!matches!(status, 401 | 403), "{label}"),
            _ => assert_eq!(code, "forbidden", "{label}"),
        }
    }
}

both_databases! {
    async fn everybody_may_do_what_the_table_says_and_nothing_else(test: TestApp) {
        check(&test.browser(), "nobody", None, false).await;
        check(&with_wrong_session(&test), "somebody with a made-up session", None, false).await;
        test.add_user("plain").await;
        check(&test.signed_in("plain").await, "a user without a role", None, true).await;
        for role in ["auditor", "help_desk", "admin"] {
            test.add_administrator(role, role).await;
            check(&test.signed_in(role).await, role, Some(role), true).await;
        }
        check(&test.owner().await, "owner", Some("owner"), true).await;
    }
}

fn with_wrong_session(test: &TestApp) -> Browser {
    let browser = test.browser();
    browser.set_cookie("__Host-anteroom_session", "7ZC4MH2K0V9D1QWXRT5NB3EJ6A");
    browser
}
