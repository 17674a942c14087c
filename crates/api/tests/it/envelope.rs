//! What every answer has in common: problem documents, headers, the right host.

use reqwest::Method;
use serde_json::json;

use crate::support::both_databases;

both_databases! {
    async fn unknown_paths_and_wrong_methods_are_problem_documents(test: TestApp) {
        let browser = test.browser();
        browser.get("/api/v1/nothing").await.refused(404, "not_found");
        browser.get("/nothing").await.refused(404, "not_found");
        let answer = browser.delete("/api/v1/setup").await;
        answer.refused(405, "method_not_allowed");
        assert_eq!(answer.header("allow"), Some("GET, POST"));
        // Without the header against forged requests as well; a path of its own goes before one with a parameter.
        let unsigned = browser.send(Method::PUT, "/api/v1/setup", &[("x-anteroom-csrf", "0")], None).await;
        unsigned.refused(405, "method_not_allowed");
        let answer = browser.delete("/device/v1/claims/preview").await;
        answer.refused(405, "method_not_allowed");
        assert_eq!(answer.header("allow"), Some("POST"));
    }

    async fn malformed_bodies_are_refused_and_nothing_changes(test: TestApp) {
        let owner = test.owner().await;
        let send = async |body: &str, media_type: &str| {
            owner.send(Method::POST, "/api/v1/users", &[("content-type", media_type)], Some(body.as_bytes().to_vec())).await
        };
        send("{", "application/json").await.refused(400, "malformed_request");
        send("", "application/json").await.refused(400, "malformed_request");
        send("{}", "text/plain").await.refused(415, "media_type_wrong");
        send(r#"{"user_name":"\ud800","display_name":"x"}"#, "application/json").await.refused(400, "malformed_request");
        send(r#"{"user_name":"a\u0000b","display_name":"x"}"#, "application/json").await.refused(422, "content_refused");
        send(r#"{"user_name":"ab","display_name":"x","nonsense":1}"#, "application/json").await.refused(422, "content_refused");
        send(r#"["ab", "x"]"#, "application/json").await.refused(422, "content_refused");
        let wrong_type = send(r#"{"user_name":7,"display_name":"x"}"#, "application/json").await;
        assert_eq!(wrong_type.refused(422, "content_refused").pointers(), ["/user_name"]);
        let large = format!(r#"{{"user_name":"{}"}}"#, "x".repeat(1024 * 1024));
        send(&large, "application/json").await.refused(413, "body_too_large");
        let users = owner.get("/api/v1/users").await.json();
        assert_eq!(users["items"].as_array().unwrap().len(), 1, "only the owner is there");
    }

    async fn unknown_query_parameters_and_nul_are_refused(test: TestApp) {
        let owner = test.owner().await;
        owner.get("/api/v1/users?colour=red").await.refused(400, "invalid_parameter");
        owner.get("/api/v1/users?limit=0").await.refused(400, "invalid_parameter");
        owner.get("/api/v1/users?limit=x").await.refused(400, "invalid_parameter");
        owner.get("/api/v1/users?cursor=x").await.refused(400, "invalid_parameter");
        owner.get("/api/v1/users?q=%00").await.refused(400, "invalid_parameter");
        let long = format!("/api/v1/users?q={}", "x".repeat(101));
        owner.get(&long).await.refused(400, "invalid_parameter");
        owner.get("/api/v1/users/none").await.refused(404, "not_found");
    }

    async fn paths_that_can_be_read_in_two_ways_are_refused(test: TestApp) {
        let browser = test.browser();
        for path in ["/admin%2f..%2fsetup", "/a%00", "/%252e%252e/admin", "/a%ff", "/a;x=1", "/a%5cb"] {
            let answer = browser.get(path).await;
            answer.refused(400, "invalid_path");
        }
    }

    async fn every_answer_carries_the_security_headers(test: TestApp) {
        let browser = test.browser();
        for path in ["/livez", "/readyz", "/api/v1/session", "/nothing", "/docs/problems/not_found", "/openapi.json"] {
            let answer = browser.get(path).await;
            assert!(answer.header("content-security-policy").is_some_and(|policy| policy.contains("frame-ancestors 'none'")), "{path}");
            assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
            assert_eq!(answer.header("referrer-policy"), Some("no-referrer"), "{path}");
            assert!(answer.header("x-request-id").is_some(), "{path}");
        }
        assert_eq!(browser.get("/api/v1/setup").await.header("cache-control"), Some("no-store"));
    }

    async fn frame_for_mails_runs_nothing_and_is_framed_by_us_alone(test: TestApp) {
        let frame = test.browser().get("/mail-frame").await;
        assert_eq!((frame.status, frame.header("content-type")), (200, Some("text/html; charset=utf-8")));
        assert_eq!(
            frame.header("content-security-policy"),
            Some("default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; base-uri 'none'; form-action 'none'; sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox")
        );
        assert_eq!(frame.header("x-frame-options"), Some("SAMEORIGIN"));
        assert_eq!(frame.header("referrer-policy"), Some("no-referrer"));
        assert_eq!(frame.header("cache-control"), Some("public, max-age=86400"));
        let other = test.browser().get("/api/v1/setup").await;
        let policy = other.header("content-security-policy").unwrap();
        assert!(policy.contains("frame-src 'self'") && !policy.contains("unsafe-inline"), "{policy}");
    }

    async fn another_host_is_refused(test: TestApp) {
        let answer = test.browser().send(Method::GET, "/api/v1/setup", &[("host", "evil.example")], None).await;
        answer.refused(400, "wrong_host");
        let answer = test.browser().send(Method::GET, "/livez", &[("host", "evil.example")], None).await;
        assert_eq!(answer.status, 200);
    }

    async fn requests_of_other_origins_are_refused(test: TestApp) {
        let owner = test.owner().await;
        let body = json!({ "name": "Staff" }).to_string().into_bytes();
        let send = async |headers: &[(&str, &str)]| {
            let headers = [&[("content-type", "application/json")], headers].concat();
            owner.send(Method::POST, "/api/v1/user-groups", &headers, Some(body.clone())).await
        };
        send(&[("x-anteroom-csrf", "0")]).await.refused(403, "csrf_refused");
        send(&[("origin", "https://evil.example")]).await.refused(403, "csrf_refused");
        send(&[("origin", "null")]).await.refused(403, "csrf_refused");
        assert_eq!(send(&[("origin", &test.base_url)]).await.status, 201);
    }

    async fn the_request_id_of_the_caller_is_kept_when_it_is_harmless(test: TestApp) {
        let browser = test.browser();
        let with = async |id: &str| browser.send(Method::GET, "/nothing", &[("x-request-id", id)], None).await;
        assert_eq!(with("trace-1.2_3").await.header("x-request-id"), Some("trace-1.2_3"));
        assert_ne!(with("a b").await.header("x-request-id"), Some("a b"));
        assert_eq!(with("trace-9").await.json()["request_id"], "trace-9");
    }
}
