//! The requests of operators below `/_hookward/`, and the responses, without a runtime and without a ledger.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::format_collect,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod host;

use hookward_gateway::{AfterHead, AfterOperation, Gateway, Head, OperatorReply};
use hookward_ledger::Operation;
use serde_json::{Value, json};

use host::{Received, SECRET, gateway_of};

const KEY: &str = "0f";

/// Returns the gateway of some routes with ledgers.
fn with_ledgers(paths: &[&str]) -> Gateway {
    let route = |path: &&str| json!({ "path": path, "scheme": "gilbert", "mode": "accept", "secrets": ["SECRET"], "origin": "https://app.example/x" });
    let routes: Vec<Value> = paths.iter().map(route).collect();
    let origin_secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    gateway_of(json!({
        "ROUTES": routes, "SECRET": SECRET, "LEDGER": {}, "ORIGIN_SECRET": origin_secret, "OPERATOR_TOKEN": "t0ken"
    }))
}

fn request(method: &'static str, target: &str, token: &str) -> Received {
    let headers = vec![("authorization".to_owned(), format!("Bearer {token}"))];
    Received { method, url: format!("https://edge.example/_hookward/{target}"), headers, ..Received::default() }
}

/// Returns the paths of the ledgers that are asked, or the status and the text of the response.
fn ask(gateway: &Gateway, method: &'static str, target: &str) -> Result<Vec<String>, (u16, String)> {
    match gateway.head(&request(method, target, "t0ken").after(0)) {
        AfterHead::AskLedgers(paths) => Ok(paths.into_iter().map(str::to_owned).collect()),
        AfterHead::Respond(response, _) => Err((response.status, response.body.into_owned())),
        other @ (AfterHead::ReadBody(_) | AfterHead::Refuse(..)) => panic!("{other:?}"),
    }
}

/// Returns the operation for the ledger of a path.
fn operation(gateway: &Gateway, path: &str, method: &str, target: &str, cursor: Option<&str>) -> String {
    let url = format!("https://edge.example/_hookward/{target}");
    gateway.operation(path, &Head::new(method, &url), cursor, |operation| format!("{operation:?}")).unwrap()
}

/// Returns the status and the body of the response to an operator.
fn outcome(gateway: &Gateway, method: &'static str, target: &str, replies: &[OperatorReply<'_>]) -> (u16, Value) {
    let request = request(method, target, "t0ken");
    match gateway.operate(&request.after(0), None, replies.iter().copied()) {
        AfterOperation::Respond(response, _) => (response.status, serde_json::from_str(&response.body).unwrap()),
        other @ AfterOperation::Send { .. } => panic!("{other:?}"),
    }
}

fn page(records: &str, until: Option<i64>) -> OperatorReply<'_> {
    OperatorReply::Page { records, until }
}

#[test]
fn without_a_token_there_is_no_path_of_operators_and_with_another_nothing_is_done() {
    let targets = ["status", "deliveries", "deliveries/0f", "export", "redeliver", "pause", "anything", ""];
    let without = gateway_of(json!({ "ROUTES": [], "OPERATOR_TOKEN": " " }));
    let gateway = with_ledgers(&["/x"]);
    for target in targets {
        for method in ["GET", "POST"] {
            let refused = |gateway: &Gateway, token| match gateway.head(&request(method, target, token).after(0)) {
                AfterHead::Respond(response, _) => (response.status, response.body.into_owned()),
                other => panic!("{other:?}"),
            };
            assert_eq!(refused(&without, " "), (404, "not found".to_owned()), "{target}");
            for wrong in ["", "t0ke", "t0ken1", "T0ken"] {
                assert_eq!(refused(&gateway, wrong), (401, "wrong token".to_owned()), "{target} {wrong}");
            }
        }
    }
}

#[test]
fn each_operation_has_a_path_and_a_method() {
    let gateway = with_ledgers(&["/x"]);
    for (target, expected) in [
        ("deliveries/0f", Operation::Show { key: KEY }),
        ("deliveries/0f?path=/x", Operation::Show { key: KEY }),
        ("status?t=1", Operation::Status),
    ] {
        assert_eq!(ask(&gateway, "GET", target), Ok(vec!["/x".to_owned()]), "{target}");
        assert_eq!(operation(&gateway, "/x", "GET", target, None), format!("{expected:?}"));
        assert_eq!(ask(&gateway, "POST", target), Err((405, "method not allowed".to_owned())), "{target}");
        assert_eq!(ask(&gateway, "DELETE", target).unwrap_err().0, 405);
    }
    for (target, expected) in [
        ("deliveries/0f/redeliver", Operation::Redeliver { key: KEY }),
        ("deliveries/0f/dismiss", Operation::Dismiss { key: KEY }),
        ("deliveries/0f/erase", Operation::Erase { key: KEY }),
        ("redeliver?state=dead", Operation::RedeliverDead),
        (
            "redeliver?from=1&before=1970-01-01T00:00:00.002Z&cursor=5",
            Operation::RedeliverRange { from: 1, before: 2, cursor: Some(5) },
        ),
        ("dismiss", Operation::DismissDead),
        ("pause", Operation::Pause),
        ("resume?path=%2Fx", Operation::Resume),
    ] {
        assert_eq!(ask(&gateway, "POST", target), Ok(vec!["/x".to_owned()]), "{target}");
        assert_eq!(operation(&gateway, "/x", "POST", target, None), format!("{expected:?}"));
        assert_eq!(ask(&gateway, "GET", target), Err((405, "method not allowed".to_owned())), "{target}");
    }
    for target in ["other", "deliveries/", "deliveries/0f/other", "deliveries/0f/erase/more", "status/", "redeliver/0f"] {
        let refused = ask(&gateway, "POST", target).unwrap_err();
        assert!(matches!(refused.0, 404 | 405), "{target}: {refused:?}");
    }
    assert_eq!(ask(&gateway, "GET", "other"), Err((404, "not found".to_owned())));
}

#[test]
fn a_list_has_filters_and_an_export_whole_records() {
    let gateway = with_ledgers(&["/x"]);
    let target =
        "deliveries?state=dead,attempting&from=2026-05-07T14:32:18Z&before=2026-05-08&text=a+%26%C3%A9&limit=7&cursor=9-0";
    let list = Operation::List {
        states: 1 << 7 | 1 << 3 | 1 << 4,
        from: 1_778_164_338_000,
        before: 1_778_198_400_000,
        text: "a &é",
        cursor: Some(9),
        limit: 7,
        whole: false,
    };
    assert_eq!(operation(&gateway, "/x", "GET", target, None), format!("{list:?}"));
    let export =
        Operation::List { states: 1 << 6, from: 5, before: i64::MAX, text: "", cursor: Some(3), limit: 200, whole: true };
    assert_eq!(operation(&gateway, "/x", "GET", "export?state=delivered&from=5", Some("3-0")), format!("{export:?}"));
}

#[test]
fn a_parameter_that_cannot_be_read_is_refused_with_what_to_do() {
    let gateway = with_ledgers(&["/x"]);
    let text = |length| format!("deliveries?text={}", "%C3%A9".repeat(length));
    assert!(ask(&gateway, "GET", &text(256)).is_ok());
    let long = text(257);
    for (method, target, expected) in [
        ("GET", "deliveries?form=5", "There is no parameter form here."),
        ("GET", "deliveries?from=5&from=6", "from appears twice."),
        ("GET", "deliveries?from=yesterday", "from must be a time"),
        ("GET", "deliveries?before=2026-13-01", "before must be a time"),
        ("GET", "deliveries?from=99999999999999999999", "from must be a time"),
        ("GET", "deliveries?state=alive", "state must be one or more of"),
        ("GET", "deliveries?limit=0", "limit must be"),
        ("GET", "deliveries?limit=1001", "limit must be"),
        ("GET", &long, "text must have at most 256"),
        ("GET", "deliveries?text=%ff", "A parameter is not UTF-8."),
        ("GET", "deliveries?cursor=x", "cursor must be"),
        ("GET", "deliveries?cursor=-1", "cursor must be"),
        ("GET", "deliveries?path=/y", "No valid route with a ledger has this path. Such routes are: /x"),
        ("GET", "export?text=a", "There is no parameter text here."),
        ("POST", "redeliver", "Choose what to redeliver"),
        ("POST", "redeliver?state=delivered", "Choose what to redeliver"),
        ("POST", "redeliver?from=5", "Choose what to redeliver"),
        ("POST", "redeliver?state=dead&from=5", "There is no parameter from here."),
        ("POST", "deliveries/0f/erase?key=1e", "There is no parameter key here."),
    ] {
        let (status, body) = ask(&gateway, method, target).unwrap_err();
        let body: Value = serde_json::from_str(&body).unwrap();
        assert_eq!(status, 400, "{target}");
        assert!(body["error"].as_str().unwrap().starts_with(expected), "{target}: {body}");
    }
}

#[test]
fn what_is_done_to_a_ledger_as_a_whole_names_it_where_there_are_several() {
    let several = with_ledgers(&["/x", "/y"]);
    let all = Ok(vec!["/x".to_owned(), "/y".to_owned()]);
    assert_eq!(ask(&several, "GET", "deliveries"), all);
    assert_eq!(ask(&several, "POST", "deliveries/0f/erase"), all);
    assert_eq!(ask(&several, "POST", "pause?path=/y"), Ok(vec!["/y".to_owned()]));
    for target in ["pause", "resume", "dismiss", "redeliver?state=dead", "redeliver?from=1&before=2"] {
        let (status, body) = ask(&several, "POST", target).unwrap_err();
        assert_eq!(status, 400);
        assert!(body.contains("path must be the path of one ledger") && body.contains("/x, /y"), "{body}");
    }
}

#[test]
fn a_route_without_a_ledger_is_not_paused() {
    let route = |path: &str, more: Value| {
        let mut route = json!({ "path": path, "scheme": "gilbert", "secrets": ["SECRET"], "origin": "https://app.example/x" });
        route.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        route
    };
    let routes =
        [route("/x", json!({ "mode": "proxy" })), route("/s", json!({})), route("/kept", json!({ "keepRefused": true }))];
    let gateway = gateway_of(json!({ "ROUTES": routes, "SECRET": SECRET, "LEDGER": {}, "OPERATOR_TOKEN": "t0ken" }));
    assert_eq!(ask(&gateway, "POST", "pause?path=/x"), Ok(vec!["/x".to_owned()]));
    for path in ["/s", "/kept", "/none"] {
        let (status, body) = ask(&gateway, "POST", &format!("pause?path={path}")).unwrap_err();
        assert_eq!(status, 400);
        assert!(body.contains("No valid route with a ledger has this path. Such routes are: /x\""), "{body}");
    }
    // A ledger that was paused, and whose route later lost its mode, can continue.
    for target in ["resume?path=/s", "dismiss?path=/s"] {
        assert_eq!(ask(&gateway, "POST", target), Ok(vec!["/s".to_owned()]));
    }
}

#[test]
fn pages_of_several_ledgers_are_merged_by_acceptance_without_a_gap_or_a_duplicate() {
    let gateway = with_ledgers(&["/x", "/y"]);
    // Both ledgers have a delivery with the number 30.
    let stored = [vec![50, 30, 20, 10], vec![40, 30, 5]];
    for limit in 1..8 {
        let mut cursor = String::new();
        let mut seen = Vec::new();
        for _ in 0..20 {
            let target = format!("deliveries?limit={limit}{cursor}");
            let replies: Vec<(String, Option<i64>)> = ["/x", "/y"]
                .iter()
                .zip(&stored)
                .map(|(path, seqs)| {
                    let below =
                        gateway.operation(path, &Head::new("GET", &format!("https://e/_hookward/{target}")), None, |operation| {
                            let Operation::List { cursor, limit, .. } = operation else { panic!("{operation:?}") };
                            assert!(limit > 0);
                            cursor.unwrap_or(i64::MAX)
                        });
                    // A ledger may also stop before the limit.
                    let own: Vec<i64> = seqs.iter().copied().filter(|seq| *seq < below.unwrap()).collect();
                    let some: Vec<i64> = own.iter().copied().take(2).collect();
                    let lines: Vec<String> = some.iter().map(|seq| format!("{seq} {{\"acceptedAt\":{seq}}}")).collect();
                    (lines.join("\n"), (some.len() < own.len()).then(|| *some.last().unwrap()))
                })
                .collect();
            let replies: Vec<OperatorReply<'_>> = replies.iter().map(|(lines, until)| page(lines, *until)).collect();
            let (status, body) = outcome(&gateway, "GET", &target, &replies);
            assert_eq!(status, 200);
            let records = body["deliveries"].as_array().unwrap();
            assert!(records.len() <= limit, "{body}");
            seen.extend(
                records.iter().map(|one| (one["acceptedAt"].as_i64().unwrap(), one["path"].as_str().unwrap().to_owned())),
            );
            let Some(next) = body["cursor"].as_str() else { break };
            cursor = format!("&cursor={next}");
        }
        let path = |index: usize| ["/x", "/y"][index].to_owned();
        let expected = [(50, 0), (40, 1), (30, 0), (30, 1), (20, 0), (10, 0), (5, 1)].map(|(seq, index)| (seq, path(index)));
        assert_eq!(seen, expected, "{limit}");
    }
}

#[test]
fn one_delivery_is_in_one_ledger_and_the_others_do_not_have_it() {
    use OperatorReply::{Done, NotFound, NotPossible, Unavailable};
    let gateway = with_ledgers(&["/x", "/y"]);
    let redeliver = |replies: &[OperatorReply<'_>]| outcome(&gateway, "POST", "deliveries/0f/redeliver", replies);
    assert_eq!(redeliver(&[NotFound, Done(r#"{"count":1}"#)]), (200, json!({ "count": 1 })));
    assert_eq!(redeliver(&[Unavailable, Done(r#"{"count":1}"#)]).0, 200);
    let (status, body) = redeliver(&[NotPossible, NotFound]);
    assert!(status == 409 && body["error"].as_str().unwrap().contains("cannot be redelivered"), "{body}");
    assert_eq!(redeliver(&[NotFound, NotFound]).0, 404);
    let (status, body) = redeliver(&[NotFound, Unavailable]);
    assert!(status == 503 && body["error"].as_str().unwrap().starts_with("The ledger of /y did not reply."), "{body}");
    let shown = outcome(&gateway, "GET", "deliveries/0f", &[NotFound, page("256 {\"origin\":0}\n257 {\"origin\":1}", None)]);
    assert_eq!(shown, (200, json!({ "deliveries": [{ "path": "/y", "origin": 0 }, { "path": "/y", "origin": 1 }] })));
    // No one would notice that a list is incomplete.
    assert_eq!(outcome(&gateway, "GET", "deliveries", &[page("", None), Unavailable]).0, 503);
}

#[test]
fn an_export_has_a_line_for_each_record_and_goes_on_where_the_page_ended() {
    let gateway = with_ledgers(&["/x"]);
    let request = request("GET", "export", "t0ken");
    let next = |cursor, reply| match gateway.operate(&request.after(0), cursor, [reply].into_iter()) {
        AfterOperation::Send { records, cursor, line } => {
            let line: Value = serde_json::from_str(&line).unwrap();
            assert_eq!((&line["path"], &line["status"]), (&json!("/_hookward/export"), &json!(200)));
            (records, cursor)
        }
        AfterOperation::Respond(response, _) => (response.body.into_owned(), None),
    };
    let (records, cursor) = next(None, page("9 {\"key\":\"a\"}\n8 {\"key\":\"b\"}", Some(8)));
    assert_eq!(records, "{\"path\":\"/x\",\"key\":\"a\"}\n{\"path\":\"/x\",\"key\":\"b\"}\n");
    let below = gateway.operation("/x", &Head::new("GET", &request.url), cursor.as_deref(), |operation| match operation {
        Operation::List { cursor, .. } => cursor,
        _ => None,
    });
    assert_eq!(below, Some(Some(8)));
    assert_eq!(next(cursor.as_deref(), page("", None)), (String::new(), None));
    assert!(next(cursor.as_deref(), OperatorReply::Unavailable).0.contains("did not reply"));
}

#[test]
fn refused_requests_are_asked_of_their_own_objects_alone() {
    let route = |path: &str, keeps: bool| {
        json!({
            "path": path, "scheme": "gilbert", "secrets": ["SECRET"], "origin": "https://app.example/x",
            "mode": "proxy", "keepRefused": keeps
        })
    };
    let variables = json!({ "SECRET": SECRET, "LEDGER": {}, "OPERATOR_TOKEN": "t0ken" });
    let with = |routes: &[Value]| {
        let mut variables = variables.clone();
        variables["ROUTES"] = routes.into();
        gateway_of(variables)
    };
    let several = with(&[route("/x", true), route("/y", true), route("/z", false)]);
    let all = Ok(vec!["/x#refused".to_owned(), "/y#refused".to_owned()]);
    assert_eq!(ask(&several, "GET", "refused"), all);
    assert_eq!(ask(&several, "GET", "refused/5"), all);
    assert_eq!(ask(&several, "POST", "refused/5/erase"), all);
    assert_eq!(ask(&several, "GET", "refused?path=/y&code=missing_header"), Ok(vec!["/y#refused".to_owned()]));
    assert_eq!(ask(&several, "GET", "deliveries"), Ok(vec!["/x".to_owned(), "/y".to_owned(), "/z".to_owned()]));
    for (target, expected) in [
        ("refused?path=/z", "No valid route has this path. The routes with keepRefused are: /x, /y"),
        ("refused?state=dead", "There is no parameter state here."),
        ("refused?limit=0", "limit must be"),
        // The name of an object is not a path.
        ("deliveries?path=/x%23refused", "No valid route with a ledger has this path."),
    ] {
        let (status, body) = ask(&several, "GET", target).unwrap_err();
        assert!(status == 400 && body.contains(expected), "{target}: {body}");
    }
    let (status, body) = ask(&several, "POST", "refused/erase").unwrap_err();
    assert!(status == 400 && body.contains("path must be one of the routes with keepRefused: /x, /y"));
    assert_eq!(ask(&several, "POST", "refused/erase?path=/x"), Ok(vec!["/x#refused".to_owned()]));
    assert_eq!(ask(&several, "GET", "refused/5/erase").unwrap_err().0, 405);
    assert_eq!(ask(&several, "POST", "refused").unwrap_err().0, 405);

    for (method, target, expected) in [
        ("GET", "refused?code=a&cursor=9-0", Operation::ListRefused { code: "a", cursor: Some(9) }),
        ("GET", "refused/5", Operation::ShowRefused { id: 5 }),
        ("POST", "refused/5/erase", Operation::EraseRefused { id: Some(5) }),
        ("POST", "refused/x/erase", Operation::EraseRefused { id: Some(0) }),
        ("POST", "refused/erase?path=/x", Operation::EraseRefused { id: None }),
    ] {
        assert_eq!(operation(&several, "/x#refused", method, target, None), format!("{expected:?}"));
    }

    let replies = [page("9 {\"id\":\"9\"}\n7 {\"id\":\"7\"}", None), page("8 {\"id\":\"8\"}", None)];
    let (status, listed) = outcome(&several, "GET", "refused?limit=2", &replies);
    let expected = json!([{ "path": "/x", "id": "9" }, { "path": "/y", "id": "8" }]);
    assert_eq!((status, &listed["refused"], &listed["cursor"]), (200, &expected, &"8-1".into()));
    let found = [OperatorReply::NotFound, page("8 {\"id\":\"8\"}", None)];
    assert_eq!(outcome(&several, "GET", "refused/8", &found).1, json!({ "refused": [{ "path": "/y", "id": "8" }] }));
    let (status, body) = outcome(&several, "GET", "refused/6", &[OperatorReply::NotFound, OperatorReply::NotFound]);
    assert_eq!(status, 404);
    assert!(body["error"].as_str().unwrap().starts_with("There is no refused request with this id."));
    let (status, body) = outcome(&several, "GET", "refused", &[OperatorReply::Unavailable, found[1]]);
    assert_eq!(status, 503);
    assert!(body["error"].as_str().unwrap().starts_with("The ledger of /x did not reply."), "{body}");

    // If no route keeps refused requests, the list is empty.
    let none = with(&[route("/z", false)]);
    assert_eq!(ask(&none, "GET", "refused"), Ok(vec![]));
    assert_eq!(outcome(&none, "GET", "refused", &[]), (200, json!({ "refused": [], "cursor": null })));
}
