//! The configuration of a host that is not a Worker, as JSON.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::format_collect,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod host;

use hookward_gateway::{AfterBody, AfterHead, Gateway, Outgoing};
use serde_json::{Value, json};

use host::{Bytes, Received, SECRET, Variables, gateway, gateway_of, mac, signed};

fn errors(gateway: &Gateway) -> Vec<(&'static str, &str)> {
    gateway.errors().map(|error| (error.code, &*error.message)).collect()
}

/// Returns the status of a request to a path.
fn status(gateway: &Gateway, path: &str) -> Option<u16> {
    let request = Received { url: format!("https://edge.example{path}"), ..signed("{}") };
    match gateway.head(&request.after(0)) {
        AfterHead::Respond(response, _) => Some(response.status),
        _ => None,
    }
}

#[test]
fn a_route_that_cannot_be_used_says_why_and_lets_nothing_through() {
    for (route, code, message) in [
        (json!({ "scheme": "gilbertt" }), "unknown_scheme", "gilbert"),
        (json!({ "scheme": "gilbert", "tolerence": 1 }), "invalid_option", "unknown key `tolerence`"),
        (json!({ "scheme": "gilbert", "max_body_bytes": 1 }), "invalid_option", "write `maxBodyBytes`"),
        (json!({ "scheme": "gilbert", "timeout": "9" }), "invalid_option", "timeout: it must be a number"),
        (json!({ "scheme": "gilbert", "timeout": 61 }), "invalid_option", "at most 60"),
        (json!({ "scheme": "gilbert", "origin": "ftp://app.example" }), "invalid_option", "origin must be"),
        (json!({ "scheme": "gilbert", "origin": "https://u@app.example" }), "invalid_option", "origin must be"),
        (json!({ "scheme": "gilbert", "origin": "https://app.example/{tenant}" }), "invalid_option", "origin must be"),
        (json!({ "scheme": "gilbert", "origin": "https://app.example/{id}" }), "invalid_option", "origin must be"),
        (
            json!({ "scheme": "gilbert", "path": "/x" , "forwardHeaders": ["cookie"] }),
            "invalid_option",
            "must not contain cookie",
        ),
        (json!({ "scheme": "gilbert", "secrets": ["NONE"] }), "invalid_secret", "There is no binding NONE"),
        (json!({ "scheme": "gilbert", "secrets": [] }), "invalid_secret", "secret"),
        (json!({ "scheme": { "id": "own" } }), "invalid_scheme", "is missing"),
    ] {
        let gateway = gateway(&route, &json!({}));
        let found = errors(&gateway);
        assert_eq!((found.len(), found[0].0), (1, code), "{route}: {found:?}");
        assert!(found[0].1.contains(message) && found[0].1.starts_with("ROUTES[0] (/x"), "{}", found[0].1);
        assert_eq!(status(&gateway, "/x"), Some(500), "{route}");
    }
}

#[test]
fn a_path_has_no_braces_except_one_segment_of_the_tenant() {
    for (path, message) in [
        ("/x/{tenant}x", "without braces, except one segment {tenant}"),
        ("/x/{tenant}/{tenant}", "without braces, except one segment {tenant}"),
        ("/x/{id}", "without braces, except one segment {tenant}"),
        ("/x/é", "written as it arrives: /x/%C3%A9"),
        ("x", "a path that begins with /"),
    ] {
        let secret = if path == "/x/{tenant}/{tenant}" { "SECRET_{TENANT}" } else { "SECRET" };
        let bindings = json!({ "SECRET_ACME": "a secret" });
        let gateway = gateway(&json!({ "scheme": "gilbert", "path": path, "secrets": [secret] }), &bindings);
        let found = errors(&gateway);
        assert!(found[0].1.contains(&format!("path must be {message}")), "{path}: {found:?}");
    }
}

#[test]
fn a_route_has_one_origin_or_several_that_differ() {
    let with = |origins: Value| gateway(&json!({ "scheme": "gilbert", "origin": null, "origins": origins }), &json!({}));
    let many: Vec<String> = (0..17).map(|number| format!("https://app{number}.example/x")).collect();
    for wrong in [
        json!([]),
        json!(["https://app.example/x", "https://app.example:443/x"]),
        json!(["https://app.example/x", "/x"]),
        json!(["https://app.example/x", "https://u:p@app.example/y"]),
        json!(many),
    ] {
        let gateway = with(wrong.clone());
        let found = errors(&gateway);
        assert!(
            found.len() == 1
                && (found[0].1.contains("origins must be a list") || found[0].1.contains("origins[1] must be an absolute")),
            "{wrong}: {found:?}"
        );
        assert!(!found[0].1.contains("u:p"));
    }
    let both = gateway(&json!({ "scheme": "gilbert", "origins": ["https://app.example/y"] }), &json!({}));
    assert!(errors(&both)[0].1.contains("Write origin for one, or origins for several."));
    let none = with(Value::Null);
    assert!(errors(&none)[0].1.contains("the key `origin` is missing"));
    let several = with(json!(["https://app.example/x", "https://app.example/y"]));
    assert_eq!((errors(&several), several.policy("/x").unwrap().origins.len()), (vec![], 2));
    let attempt = |origin| several.attempt("/x", origin, b"", "id", host::ARRIVAL).map(|attempt| attempt.origin);
    assert_eq!((attempt(1), attempt(2)), (Some("https://app.example/y"), None));
}

#[test]
fn an_origin_can_be_a_service_which_has_to_be_there() {
    let with = |route: Value, bindings: Value| {
        let gateway = gateway(&route, &bindings);
        let origin = gateway.attempt("/x", 0, b"", "id", host::ARRIVAL).map(|attempt| attempt.origin.to_owned());
        (errors(&gateway).first().map(|error| error.1.to_owned()).unwrap_or_default(), origin)
    };
    let bound = json!({ "APP": { "fetch": {} } });
    let origin = |origin: Value| json!({ "scheme": "gilbert", "origin": origin });
    let (error, line) = with(origin(json!({ "service": "APP" })), bound.clone());
    assert_eq!((&*error, line.as_deref()), ("", Some("https://service/x APP")));
    let (error, line) = with(origin(json!({ "service": "APP", "url": "https://app.example" })), bound.clone());
    assert_eq!((&*error, line.as_deref()), ("", Some("https://app.example/ APP")));
    for (wrong, bindings, message) in [
        (json!({ "service": "APP" }), json!({}), "origin.service: There is no service binding APP. Do this: Product(Service)."),
        (json!({ "service": "APP" }), json!({ "APP": "text" }), "There is no service binding APP."),
        (json!({ "service": "APP" }), json!({ "APP": {} }), "There is no service binding APP."),
        (json!({ "service": "app" }), json!({}), "There is no service binding of that name."),
        (json!({ "service": "APP", "url": "/x" }), bound.clone(), "origin.url must be an absolute http or https URL"),
        (json!({ "url": "https://app.example" }), bound.clone(), "origin: the key `service` is missing"),
        (json!({ "service": "APP", "uri": "/x" }), bound.clone(), "origin.uri: unknown key `uri`"),
        (json!(7), bound.clone(), "origin: it must be a URL or a table"),
    ] {
        let (error, line) = with(origin(wrong.clone()), bindings);
        assert!(error.contains(message) && line.is_none(), "{wrong}: {error}");
    }
    let several = |origins: Value| json!({ "scheme": "gilbert", "origin": null, "origins": origins });
    let (error, _) = with(several(json!(["https://app.example", { "service": "APP" }, { "service": "APP" }])), bound.clone());
    assert!(error.contains("origins must be a list"), "{error}");
    let (error, _) = with(several(json!(["https://app.example", { "service": "APP" }])), bound);
    assert_eq!(error, "");
}

#[test]
fn routes_that_are_no_list_stop_every_path() {
    for routes in [json!(null), json!([]), json!("no JSON"), json!({ "path": "/x" })] {
        let gateway = Gateway::read(&Variables(json!({ "ROUTES": routes })));
        assert_eq!((errors(&gateway).len(), status(&gateway, "/x"), status(&gateway, "/y")), (1, Some(500), Some(500)));
    }
    let text = json!([{ "path": "/x", "scheme": "gilbert", "secrets": ["SECRET"], "origin": "https://app.example/" }]);
    let gateway = Gateway::read(&Variables(json!({ "ROUTES": text.to_string(), "SECRET": SECRET })));
    assert_eq!((errors(&gateway), status(&gateway, "/x")), (vec![], None));
}

#[test]
fn a_scheme_can_be_written_in_the_route() {
    let scheme: Value = serde_json::from_str(
        r#"{ "$schema": "x", "id": "own", "name": "Own", "docs": "https://own.example",
             "signature": { "header": "x-own-signature", "syntax": { "prefixed": "v1=" }, "encoding": "hex" },
             "timestamp": { "header": "x-own-time", "unit": "s" }, "signedContent": "{timestamp}.{body}" }"#,
    )
    .unwrap();
    let gateway = gateway(&json!({ "scheme": scheme }), &json!({}));
    assert_eq!(errors(&gateway), []);
    let signature = format!("v1={}", hex::encode(mac(SECRET.as_bytes(), b"1709064000.{}")));
    let request = Received::post(&[("x-own-signature", &signature), ("x-own-time", "1709064000")]);
    assert!(matches!(gateway.body(&request.after(0), Ok(Bytes::of("{}")), None), AfterBody::Forward(_)));
    let late = Received::post(&[("x-own-signature", &signature), ("x-own-time", "1709063699")]);
    let AfterHead::Respond(response, line) = gateway.head(&late.after(0)) else { panic!("read on") };
    assert_eq!(response.status, 401);
    assert!(line.contains("timestamp_too_old"), "{line}");
}

#[test]
fn a_path_can_have_several_schemes_which_are_told_apart_by_their_headers() {
    let schemes = json!([
        { "scheme": "gilbert", "secrets": ["SECRET"] },
        { "scheme": "grillo", "secrets": ["OTHER"] },
        { "scheme": "inboundflow", "secrets": ["SECRET"] },
    ]);
    let gateway = gateway(&json!({ "secrets": null, "schemes": schemes }), &json!({ "OTHER": "another" }));
    assert_eq!(errors(&gateway), []);
    let with = |secret: &str| hex::encode(mac(secret.as_bytes(), b"{}"));
    let prefixed = |secret: &str| format!("sha256={}", with(secret));
    let deliver = |headers: &[(&str, &str)]| {
        let request = Received::post(headers);
        let head = match gateway.head(&request.after(0)) {
            AfterHead::Respond(_, line) => Err(line),
            _ => Ok(()),
        };
        let body = match gateway.body(&request.after(0), Ok(Bytes::of("{}")), None) {
            AfterBody::Forward(Outgoing::Request(request)) => Ok(request.headers),
            AfterBody::Respond(_, line) => Err(line),
            other => panic!("{other:?}"),
        };
        head.and(body)
    };
    for (id, header, signature) in
        [("gilbert", "x-gilbert-signature", with(SECRET)), ("grillo", "x-grillo-signature", prefixed("another"))]
    {
        let headers = deliver(&[(header, &signature)]).unwrap();
        assert!(headers.contains(&format!("x-hookward-scheme\n{id}\n")), "{headers}");
    }
    let signature = format!("sha256={}", hex::encode(mac(SECRET.as_bytes(), b"1709064000.{}")));
    let timed = [("x-inboundflow-signature", &*signature), ("x-inboundflow-timestamp", "1709064000")];
    assert!(deliver(&timed).is_ok());
    // A secret belongs to one scheme. A request without a signature is refused because the header of the first scheme is missing.
    for (headers, scheme, code) in [
        (vec![("x-grillo-signature", prefixed(SECRET))], "grillo", "signature_mismatch"),
        (vec![("x-inboundflow-signature", signature.clone())], "inboundflow", "missing_header"),
        (
            vec![("x-gilbert-signature", with("another")), ("x-grillo-signature", prefixed("another"))],
            "gilbert",
            "signature_mismatch",
        ),
        (vec![("user-agent", String::new())], "gilbert", "missing_header"),
    ] {
        let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (*name, &**value)).collect();
        let line = deliver(&headers).unwrap_err();
        let line: Value = serde_json::from_str(&line).unwrap();
        assert_eq!((&line["scheme"], &line["code"]), (&json!(scheme), &json!(code)), "{line}");
    }
}

#[test]
fn several_schemes_that_cannot_be_told_apart_are_refused() {
    let linear = json!({ "scheme": "linear", "secrets": ["SECRET"] });
    let list = |entries: Value| json!({ "secrets": null, "schemes": entries });
    for (route, code, message) in [
        (list(json!([linear, linear])), "invalid_option", "linear and linear have their signatures in the same header"),
        (
            list(json!([{ "scheme": "anthropic", "secrets": ["SECRET"] }, { "scheme": "openai", "secrets": ["SECRET"] }])),
            "invalid_option",
            "anthropic and openai have",
        ),
        (list(json!([])), "invalid_option", "the key `scheme` is missing"),
        (list(json!([{ "scheme": "linear" }])), "invalid_option", "schemes[0]: the key `secrets` is missing"),
        (
            list(json!([linear, { "scheme": "grillo", "secrets": ["NONE"] }])),
            "invalid_secret",
            "schemes[1]: secrets[0]: There is no",
        ),
        (list(json!([linear, { "scheme": "grilo", "secrets": ["SECRET"] }])), "unknown_scheme", "schemes[1]: There is no scheme"),
        (json!({ "schemes": [linear] }), "invalid_option", "Remove the keys"),
        (json!({ "scheme": "gilbert", "secrets": null }), "invalid_option", "the key `secrets` is missing"),
        (
            json!({ "path": "/x/{tenant}", "secrets": null, "schemes": [linear] }),
            "invalid_option",
            "schemes: A route with tenants supports only one scheme",
        ),
    ] {
        let gateway = gateway(&route, &json!({}));
        let found = errors(&gateway);
        assert_eq!((found.len(), found[0].0), (1, code), "{route}: {found:?}");
        assert!(found[0].1.contains(message), "{}", found[0].1);
    }
}

#[test]
fn two_schemes_of_a_path_differ_in_their_ids() {
    let scheme = |header: &str| {
        json!({
            "id": "own", "name": "Own", "docs": "https://own.example", "signedContent": "{body}",
            "signature": { "header": header, "syntax": "plain", "encoding": "hex" }
        })
    };
    let schemes = |ids: [&str; 2]| {
        let entry = |(header, id): (&str, &str)| {
            let mut scheme = scheme(header);
            scheme["id"] = id.into();
            json!({ "scheme": scheme, "secrets": ["SECRET"] })
        };
        let entries: Vec<Value> = ["x-one-signature", "x-two-signature"].into_iter().zip(ids).map(entry).collect();
        gateway(&json!({ "secrets": null, "schemes": entries }), &json!({}))
    };
    let alike = schemes(["own", "own"]);
    let found = errors(&alike);
    assert!(found.len() == 1 && found[0].1.contains("Two schemes have the id own"), "{found:?}");
    assert_eq!(status(&alike, "/x"), Some(500));
    assert_eq!(errors(&schemes(["own", "other"])), []);
}

#[test]
fn a_binding_of_the_workers_own_is_no_secret_of_a_route() {
    let bindings = json!({
        "ORIGIN_SECRET": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "ORIGIN_SECRET_PREVIOUS": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "OPERATOR_TOKEN": "t0ken"
    });
    for name in ["ORIGIN_SECRET", "ORIGIN_SECRET_PREVIOUS", "OPERATOR_TOKEN", "ROUTES"] {
        let list = json!([{ "scheme": "gilbert", "secrets": ["SECRET", name] }, { "scheme": "grillo", "secrets": ["SECRET"] }]);
        for route in [
            json!({ "scheme": "gilbert", "secrets": [name] }),
            json!({ "scheme": "gilbert", "secrets": ["SECRET", name] }),
            json!({ "scheme": "meta", "challenge": name }),
            json!({ "secrets": null, "schemes": list }),
        ] {
            let gateway = gateway(&route, &bindings);
            let found = errors(&gateway);
            assert!(found.len() == 1 && found[0].1.contains(&format!("{name} is not for a route")), "{route}: {found:?}");
            assert_eq!(status(&gateway, "/x"), Some(500));
        }
    }
    // If these names were allowed, anyone who may set a tenant's secret could set the operators' token.
    for name in ["{TENANT}_TOKEN", "OPERATOR_{TENANT}", "ORIGIN_{TENANT}", "{TENANT}"] {
        let route = json!({ "scheme": "gilbert", "path": "/x/{tenant}", "secrets": [name] });
        let gateway = gateway(&route, &bindings);
        let found = errors(&gateway);
        assert!(found.len() == 1 && found[0].1.contains("can be the same binding"), "{name}: {found:?}");
        assert_eq!(status(&gateway, "/x/operator"), Some(500));
    }
}

#[test]
fn a_tenant_is_told_by_the_binding_of_its_secret() {
    let bindings = json!({ "SECRET_ACME_EU": SECRET, "SECRET_OTHER": "another" });
    let gateway = gateway(&json!({ "scheme": "gilbert", "path": "/x/{tenant}", "secrets": ["SECRET_{TENANT}"] }), &bindings);
    assert_eq!(errors(&gateway), []);
    let deliver = |path: &str| {
        let request = Received { url: format!("https://edge.example{path}"), ..signed("{}") };
        match gateway.body(&request.after(0), Ok(Bytes::of("{}")), None) {
            AfterBody::Forward(_) => (200, String::new()),
            AfterBody::Respond(response, _) => (response.status, response.body.into_owned()),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(deliver("/x/acme-eu").0, 200);
    // Senders cannot find out whether a tenant exists.
    assert_eq!(deliver("/x/other"), (401, "invalid signature".to_owned()));
    assert_eq!(deliver("/x/unknown"), deliver("/x/other"));
    assert_eq!(deliver("/x/UPPER").0, 404);
}

#[test]
fn a_route_of_tenants_that_cannot_be_used_is_behind_every_tenant_of_another() {
    let route = |path: &str, name: &str, more: Value| {
        let mut route = json!({ "path": path, "scheme": "gilbert", "secrets": [name], "origin": "https://app.example/x" });
        route.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        route
    };
    let narrow = route("/team/{tenant}", "NARROW_{TENANT}", json!({}));
    let without_tenant = route("/{tenant}/events", "WIDE_{TENANT}", json!({}));
    let misspelt = route("/{tenant}/events", "SECRET_{TENANT}", json!({ "tolerence": 5 }));
    for wide in [without_tenant, misspelt] {
        for routes in [[&wide, &narrow], [&narrow, &wide]] {
            let gateway = gateway_of(json!({ "ROUTES": routes, "NARROW_EVENTS": SECRET, "SECRET_A": SECRET }));
            // The head is accepted, and the body is read next.
            assert_eq!(status(&gateway, "/team/events"), None);
            assert_eq!(status(&gateway, "/a/events"), Some(500));
        }
        // The tenant may belong to the route that cannot be used.
        for routes in [[&wide, &narrow], [&narrow, &wide]] {
            let gateway = gateway_of(json!({ "ROUTES": routes, "NARROW_A": SECRET }));
            assert_eq!(status(&gateway, "/team/events"), Some(500));
        }
    }
}

#[test]
fn a_challenge_with_a_mac_does_not_tell_which_tenants_exist() {
    let bindings = json!({ "X_ACME": SECRET, "X_BETA": "another" });
    let route = json!({ "path": "/x/{tenant}", "scheme": "x", "secrets": ["X_{TENANT}"], "challenge": true });
    let gateway = gateway(&route, &bindings);
    let respond = |tenant: &str| {
        let url = format!("https://edge.example/x/{tenant}?crc_token=abc");
        match gateway.head(&Received { method: "GET", url, ..Received::default() }.after(0)) {
            AfterHead::Respond(response, _) => (response.status, response.body.into_owned()),
            other => panic!("{other:?}"),
        }
    };
    let expected = |key: &[u8]| {
        let mac = base64::Engine::encode(&base64::prelude::BASE64_STANDARD, mac(key, b"abc"));
        (200, format!(r#"{{"response_token":"sha256={mac}"}}"#))
    };
    assert_eq!(respond("acme"), expected(SECRET.as_bytes()));
    assert_eq!(respond("beta"), expected(b"another"));
    // The key of an unknown tenant is a MAC that no one can request, because a token contains no slash.
    for stranger in ["nobody", "gamma"] {
        assert_eq!(respond(stranger), expected(&mac(SECRET.as_bytes(), format!("/x/{stranger}").as_bytes())));
    }
}

#[test]
fn an_unsigned_challenge_gets_its_response_where_a_route_asks_for_it() {
    let respond = |route: &Value, query: &str| {
        let gateway = gateway(route, &json!({ "TOKEN": "t0ken" }));
        assert_eq!(errors(&gateway), []);
        let request = Received { method: "GET", url: format!("https://edge.example/x?{query}"), ..Received::default() };
        match gateway.head(&request.after(0)) {
            AfterHead::Respond(response, _) => (response.status, response.body.into_owned()),
            other => panic!("{other:?}"),
        }
    };
    let asked = |token: &str| format!("hub.mode=subscribe&hub.verify_token={token}&hub.challenge=1158201444");
    let on = json!({ "scheme": "whatsapp", "challenge": "TOKEN" });
    assert_eq!(respond(&on, &asked("t0ken")), (200, "1158201444".to_owned()));
    assert_eq!(respond(&on, &asked("other")).0, 401);
    assert_eq!(respond(&on, &(asked("t0ken") + "&hub.challenge=2")).0, 401);
    assert_eq!(respond(&json!({ "scheme": "whatsapp" }), &asked("t0ken")).0, 405);
}

#[test]
fn a_route_with_a_mode_needs_what_the_mode_does() {
    let binding = json!({ "LEDGER": {}, "ORIGIN_SECRET": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" });
    for (route, bindings, code, message) in [
        (json!({ "scheme": "gilbert", "mode": "accept" }), json!({}), "invalid_option", "no binding LEDGER"),
        (json!({ "scheme": "gilbert", "mode": "proxy" }), json!({ "LEDGER": "x" }), "invalid_option", "no binding LEDGER"),
        (
            json!({ "scheme": "gilbert", "mode": "accept" }),
            json!({ "LEDGER": {} }),
            "invalid_secret",
            "Do this: Secret(\"ORIGIN_SECRET\")",
        ),
        (
            json!({ "scheme": "gilbert", "alertUrl": "https://ops.example" }),
            json!({}),
            "invalid_secret",
            "alertUrl: Alerts must be signed with ORIGIN_SECRET",
        ),
        (
            json!({ "scheme": "gilbert", "alertUrl": "ops.example" }),
            binding.clone(),
            "invalid_option",
            "alertUrl must be an absolute",
        ),
        (json!({ "scheme": "gilbert", "mode": "queue" }), binding.clone(), "invalid_option", "mode"),
        (
            json!({ "scheme": "gilbert", "mode": "accept", "forwardHeaders": ["X-Acme-Api-Key"] }),
            binding.clone(),
            "invalid_option",
            "x-acme-api-key would be stored",
        ),
        (json!({ "scheme": "grillo", "mode": "proxy" }), binding.clone(), "invalid_option", "Set dedupe to \"body\""),
        (json!({ "scheme": "grillo", "mode": "accept" }), binding.clone(), "invalid_option", "or to false to send each event"),
        (json!({ "scheme": "gilbert", "mode": "proxy", "dedupe": false }), binding.clone(), "invalid_option", "has no effect"),
        (json!({ "scheme": "gilbert", "dedupe": "id" }), binding.clone(), "invalid_option", "dedupe"),
        (json!({ "scheme": "gilbert", "schedule": [] }), binding.clone(), "invalid_option", "schedule must be a list"),
        (json!({ "scheme": "gilbert", "schedule": [0, -1] }), binding.clone(), "invalid_option", "schedule must be a number"),
        (json!({ "scheme": "gilbert", "concurrency": 0 }), binding.clone(), "invalid_option", "concurrency must be"),
        (json!({ "scheme": "gilbert", "shards": 0 }), binding.clone(), "invalid_option", "shards must be"),
        (json!({ "scheme": "gilbert", "mode": "accept", "order": "a..b" }), binding.clone(), "invalid_option", "order must be"),
        (json!({ "scheme": "gilbert", "mode": "accept", "order": "$.a" }), binding.clone(), "invalid_option", "order must be"),
        (json!({ "scheme": "gilbert", "mode": "accept", "order": "a[0]" }), binding.clone(), "invalid_option", "order must be"),
        (
            json!({ "scheme": "gilbert", "mode": "proxy", "order": "a" }),
            binding.clone(),
            "invalid_option",
            "order: This key requires",
        ),
        (json!({ "scheme": "gilbert", "order": "a" }), json!({}), "invalid_option", "order: This key requires"),
        (
            json!({ "scheme": "gilbert", "mode": "accept", "order": "a", "shards": 2 }),
            binding.clone(),
            "invalid_option",
            "order: Not possible with shards",
        ),
        (
            json!({ "scheme": "gilbert", "mode": "accept", "order": "a", "shardsPrevious": 2 }),
            binding.clone(),
            "invalid_option",
            "order: Not possible with shards",
        ),
        (json!({ "scheme": "gilbert", "shardsPrevious": 65 }), binding.clone(), "invalid_option", "shardsPrevious must be"),
        (json!({ "scheme": "gilbert", "rate": 1001 }), binding.clone(), "invalid_option", "rate must be"),
        (json!({ "scheme": "gilbert", "keepDead": 1e12 }), binding.clone(), "invalid_option", "keepDead must be"),
        (
            json!({ "scheme": "gilbert", "mode": "accept", "forwardHeaders": ["Authorization"] }),
            binding.clone(),
            "invalid_option",
            "would be stored",
        ),
    ] {
        let gateway = gateway(&route, &bindings);
        let found = errors(&gateway);
        assert_eq!(found.len(), 1, "{route}");
        assert!(found[0].0 == code && found[0].1.contains(message), "{route}: {found:?}");
        assert_eq!(status(&gateway, "/x"), Some(500), "{route}");
    }
    for route in [
        json!({ "scheme": "gilbert", "mode": "accept" }),
        json!({ "scheme": "grillo", "mode": "proxy", "dedupe": "body" }),
        json!({ "scheme": "grillo", "mode": "accept", "dedupe": false }),
        json!({ "scheme": "inboundflow", "mode": "proxy" }),
    ] {
        let gateway = gateway(&route, &binding);
        assert_eq!((errors(&gateway), gateway.ledgers().collect::<Vec<_>>()), (vec![], vec!["/x"]), "{route}");
    }
}

#[test]
fn the_keys_of_a_ledger_become_its_policy() {
    let route = json!({ "scheme": "gilbert", "timeout": 2, "schedule": [0, 1.5], "concurrency": 3, "rate": 7, "dedupeWindow": 60,
                        "keepBodies": 0, "keepDead": 10, "maxWait": 5 });
    let set = gateway(&route, &json!({}));
    let policy = set.policy("/x").unwrap();
    assert_eq!(policy.schedule, [0, 1500]);
    assert_eq!((policy.origins.len(), policy.origins[0].concurrency, policy.origins[0].rate), (1, 3, Some(7)));
    assert_eq!((policy.key_window, policy.body_retention, policy.dead_retention, policy.max_wait), (60_000, 0, 10_000, 5000));
    assert!(policy.lease > 2000);
    let unset = gateway(&json!({ "scheme": "gilbert" }), &json!({}));
    assert_eq!(unset.policy("/x").unwrap().schedule, hookward_ledger::Policy::default().schedule);
    assert!(unset.policy("/y").is_none());
    assert_eq!(unset.ledgers().count(), 0);
}
