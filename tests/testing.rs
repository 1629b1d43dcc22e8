//! Every flaw is refused with its code, for every shape of scheme, and the test kit describes its deliveries correctly.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use std::collections::BTreeSet;

use hookward::testing::{Case, Expect, Flaw, SignedRequest, flaws_of};
use hookward::{Authenticator, Part, Received, Scheme, Secret, TimeUnit, Timestamp, UnixTime, Unsigned, Verifier, schemes};
use proptest::prelude::*;

const NOW: UnixTime = UnixTime::from_secs(1_709_064_000);
const URL: &str = "https://app.example.com/hooks?tenant=5&bodySHA256=0#top";

/// Returns a verifier with two secrets in the first encoding of the scheme.
fn verifier(scheme: &Scheme) -> Verifier {
    let secrets = [Secret::Bytes(b"one secret"), Secret::Bytes(b"an older one")];
    if scheme.unsigned_body {
        return Authenticator::new(scheme.clone(), secrets).unwrap().signer();
    }
    Verifier::new(scheme.clone(), secrets).unwrap()
}

fn unsigned(body: &[u8]) -> Unsigned<'_> {
    Unsigned { body, now: NOW, delivery_id: Some("dlv1"), event: Some("some.event"), url: Some(URL), method: None }
}

/// Returns a body as the scheme's provider sends it.
fn body_of(scheme: &Scheme) -> &'static [u8] {
    if signs_form(scheme) { b"To=%2B14158675309&Body=caf%C3%A9+z&To=b" } else { br#"{"a":1,"at":{"b":[]},"c":"z"}"# }
}

fn signs_form(scheme: &Scheme) -> bool {
    scheme.signed_content.parts().any(|part| part == Part::Form)
}

/// Reads a member of a body as text, as a receiver does.
fn member(body: &[u8], path: &str) -> Option<String> {
    let json: serde_json::Value = serde_json::from_slice(body).ok()?;
    match path.split('.').try_fold(&json, |above, name| above.get(name))? {
        serde_json::Value::String(text) => Some(text.clone()),
        serde_json::Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn result(verifier: &Verifier, request: &SignedRequest, now: UnixTime) -> Result<(), &'static str> {
    let received = Received {
        headers: &request.headers,
        body: &request.body,
        url: request.url.as_deref(),
        method: Some(&request.method),
        member: Some(&member),
    };
    verifier.verify_received(&received, now).map(|_| ()).map_err(|error| error.code())
}

/// Checks that a verifier and the test kit agree about every delivery that can be made.
fn agrees(verifier: &Verifier, unsigned: &Unsigned<'_>) -> Result<usize, String> {
    let scheme = verifier.scheme();
    let mut flaws = 0_usize;
    for flaw in Flaw::ALL {
        let Some(request) = verifier.sign_flawed(unsigned, flaw) else { continue };
        let found = result(verifier, &request, unsigned.now);
        if found != Err(flaw.code(scheme)) {
            return Err(format!("{}, {}: {found:?}, and not {}", scheme.id, flaw.name(), flaw.code(scheme)));
        }
        flaws = flaws.saturating_add(1);
    }
    for Case { name, expect, request, .. } in verifier.conformance(unsigned) {
        let found = result(verifier, &request, unsigned.now);
        let expected = match expect {
            Expect::Accept => Ok(()),
            Expect::Refuse(code) => Err(code),
        };
        if found != expected {
            return Err(format!("{}, {name}: {found:?}, and not {expected:?}", scheme.id));
        }
    }
    Ok(flaws)
}

#[test]
fn every_flaw_has_a_name_of_its_own() {
    let names: BTreeSet<&str> = Flaw::ALL.iter().map(|flaw| flaw.name()).collect();
    assert_eq!(names.len(), Flaw::ALL.len());
    for flaw in Flaw::ALL {
        assert_eq!(Flaw::by_name(flaw.name()), Some(flaw));
        assert!(flaw.name().bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'));
    }
    assert_eq!(Flaw::by_name("no such flaw"), None);
}

#[test]
fn every_flaw_is_one_that_some_scheme_can_have() {
    for flaw in Flaw::ALL {
        assert!(schemes::ALL.iter().any(|scheme| flaw.applies_to(scheme)), "{}", flaw.name());
    }
    let names = |scheme| flaws_of(scheme).map(Flaw::name).collect::<Vec<_>>();
    assert!(!names(&schemes::GILBERT).contains(&"expired"));
    assert!(names(&schemes::SMARTERBOT).contains(&"expired"));
    assert!(!names(&schemes::GRILLO).contains(&"extra_whitespace"));
    assert!(names(&schemes::STANDARD_WEBHOOKS).contains(&"changed_signed_header"));
    for (scheme, own) in [
        (&schemes::TWILIO_FORM, &["changed_url", "repeated_form_field"][..]),
        (&schemes::TWILIO_JSON, &["changed_url", "no_body_hash"]),
        (&schemes::HUBSPOT_V3, &["changed_url", "changed_method"]),
        (&schemes::PERSONA, &["expired_group"]),
        (&schemes::GILBERT, &[]),
    ] {
        let of_few = ["changed_url", "changed_method", "no_body_hash", "repeated_form_field", "expired_group"];
        let found: BTreeSet<&str> = names(scheme).into_iter().filter(|name| of_few.contains(name)).collect();
        assert_eq!(found, own.iter().copied().collect(), "{}", scheme.id);
    }
}

/// Servers join repeated headers. If a list may contain spaces, the joined header is a valid list.
#[test]
fn two_headers_that_are_one_list_are_no_flaw() {
    let joined = |scheme: &&Scheme| !Flaw::DuplicatedSignature.applies_to(scheme);
    let shapes = support::every_shape();
    let contents: Vec<&str> = shapes.iter().filter(joined).map(|scheme| scheme.signed_content.0.as_ref()).collect();
    assert_eq!(contents, ["{body}", "{body}"]);
    for scheme in shapes.iter().filter(joined) {
        let headers = verifier(scheme).sign(&unsigned(b"{}"));
        let (name, value) = headers.last().unwrap();
        let value =
            format!("{value}, {}", value.replace(|digit: char| digit.is_ascii_hexdigit() && digit != 'v' && digit != '1', "0"));
        assert!(verifier(scheme).verify(&[(name, value)], b"{}", NOW).is_ok());
    }
}

/// Except for its flaw, a flawed delivery is genuine: it differs from a genuine one in one place.
#[test]
fn all_else_is_right() {
    for scheme in support::every_shape() {
        let verifier = verifier(&scheme);
        let unsigned = unsigned(body_of(&scheme));
        let genuine = verifier.sign_request(&unsigned);
        for flaw in flaws_of(&scheme) {
            let flawed = verifier.sign_flawed(&unsigned, flaw).unwrap();
            let of_request = [flawed.body != genuine.body, flawed.url != genuine.url, flawed.method != genuine.method];
            let names: BTreeSet<&str> = flawed.headers.iter().map(|(name, _)| name.as_str()).collect();
            let others = genuine.headers.iter().filter(|pair| !flawed.headers.contains(pair)).count();
            let more = flawed.headers.len().saturating_sub(names.len());
            let differences =
                of_request.into_iter().filter(|differs| *differs).count().saturating_add(others).saturating_add(more);
            // If signed content is changed, the signature also differs.
            let is_signed = match flaw {
                Flaw::Expired | Flaw::FromTheFuture | Flaw::MalformedTimestamp | Flaw::NoBodyHash => true,
                Flaw::NoTimestamp => matches!(scheme.timestamp, Some(Timestamp::Body { .. })),
                _ => false,
            };
            let most = if is_signed { 2 } else { 1 };
            assert!((1..=most).contains(&differences), "{}, {}: {differences}", scheme.id, flaw.name());
        }
    }
}

#[test]
fn the_kit_is_in_order_and_whole() {
    for scheme in schemes::ALL {
        let verifier = verifier(scheme);
        let cases = verifier.conformance(&unsigned(body_of(scheme)));
        let names: Vec<&str> = cases.iter().map(|case| case.name).collect();
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "{names:?}");
        assert_eq!(names.first(), Some(&"genuine"));
        let refused = |case: &Case| case.expect != Expect::Accept;
        assert!(cases.is_sorted_by_key(refused), "{names:?}");
        let flaws: Vec<&str> = cases.iter().filter(|case| refused(case)).map(|case| case.name).collect();
        assert_eq!(flaws, flaws_of(scheme).map(Flaw::name).collect::<Vec<_>>());
        assert!(cases.iter().any(|case| case.request.body.len() >= 256 * 1024));
        // Ids in headers are all different, and bodies are JSON.
        if let Some(hookward::Source::Header(header)) = &scheme.delivery_id {
            let ids =
                cases.iter().flat_map(|case| case.request.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case(header)));
            let ids: Vec<&str> = ids.map(|(_, id)| id.as_str()).collect();
            assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
        }
        for case in cases.iter().filter(|case| !["truncated_body", "emptied_body", "empty_body"].contains(&case.name)) {
            let is_json = serde_json::from_slice::<serde_json::Value>(&case.request.body).is_ok();
            assert!(signs_form(scheme) || is_json, "{}: {}", scheme.id, case.name);
        }
    }
}

#[test]
fn an_empty_body_is_in_the_kit_where_nothing_is_read_from_it() {
    let has_it = |scheme: &Scheme| verifier(scheme).conformance(&unsigned(b"{}")).iter().any(|case| case.name == "empty_body");
    assert!(!has_it(&schemes::GILBERT) && !has_it(&schemes::GRILLO));
    assert!(has_it(&Scheme { event: None, delivery_id: None, ..schemes::GILBERT.clone() }));
}

#[test]
fn nothing_is_printed_of_a_delivery() {
    let delivery = verifier(&schemes::GILBERT).sign_flawed(&unsigned(b"private"), Flaw::WrongSecret).unwrap();
    assert_eq!(format!("{delivery:?}"), "SignedRequest(1 headers, 7 bytes)");
}

/// Every flaw that a scheme is listed with can be made, and is refused with its code.
#[test]
fn every_flaw_is_refused_as_it_says() {
    for scheme in support::every_shape() {
        let verifier = verifier(&scheme);
        let flaws = agrees(&verifier, &unsigned(body_of(&scheme))).unwrap_or_else(|why| panic!("{why}"));
        assert_eq!(flaws, flaws_of(&scheme).count(), "{}", scheme.id);
    }
}

/// Returns bodies that a scheme's provider could send: forms if the fields are signed, JSON if the time is in the body, otherwise
/// any bytes.
fn any_body(scheme: &Scheme) -> BoxedStrategy<Vec<u8>> {
    let object = "\\{( \"(a|at)\":(0|[1-9][0-9]{0,2}|\\{\\}))? \\}\n?".prop_map(String::into_bytes);
    let in_body = scheme.timestamp.as_ref().is_some_and(Timestamp::in_body);
    // A body that could be the token of a challenge is refused.
    if in_body || scheme.challenge.is_some() {
        return object.boxed();
    }
    if signs_form(scheme) {
        return "([a-c%+]{0,2}=?[a-c%+]{0,2}&){0,4}".prop_map(String::into_bytes).boxed();
    }
    prop_oneof![prop::collection::vec(any::<u8>(), 0..60), object].boxed()
}

fn any_delivery() -> impl Strategy<Value = (Scheme, Vec<u8>)> {
    let schemes = prop::sample::select(support::every_shape());
    schemes.prop_flat_map(|scheme| any_body(&scheme).prop_map(move |body| (scheme.clone(), body)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    /// With any body, URL and id, each flaw is refused with its code, and each case has the result that the kit states.
    #[test]
    fn every_flaw_of_any_delivery_is_refused_as_it_says(
        (scheme, body) in any_delivery(),
        id in prop::option::of("[a-z0-9]{1,20}"),
        url in "https://a(/b?(/|\\.c)?)(\\?(x|x=1|hash=2|&)?)?(#y\\?)?",
        method in prop::option::of("PUT|GET"),
        now in 0_i64..4_000_000_000_000,
        tolerance in 1_u32..100_000,
    ) {
        let verifier = verifier(&scheme).with_tolerance(tolerance).unwrap();
        let now = UnixTime::from_millis(now);
        let (url, method) = (Some(url.as_str()), method.as_deref());
        let unsigned = Unsigned { body: &body, now, delivery_id: id.as_deref(), event: None, url, method };
        prop_assert!(agrees(&verifier, &unsigned).map_err(TestCaseError::fail)? > 10);
    }

    /// Nothing panics, and no flawed delivery is accepted, at any time.
    #[test]
    fn nothing_panics_at_any_time(
        scheme in prop::sample::select(support::every_shape()),
        now in any::<i64>(),
        body in any::<Vec<u8>>(),
        url in prop::option::of(".{0,20}"),
    ) {
        let verifier = verifier(&scheme);
        let now = UnixTime::from_millis(now);
        let unsigned = Unsigned { body: &body, now, delivery_id: Some(""), event: Some("\u{0}"), url: url.as_deref(), method: Some("") };
        for flaw in Flaw::ALL {
            if let Some(request) = verifier.sign_flawed(&unsigned, flaw) {
                prop_assert!(result(&verifier, &request, now).is_err());
            }
        }
        verifier.conformance(&unsigned);
    }
}

#[test]
fn what_has_nothing_to_lose_loses_nothing() {
    let gilbert = verifier(&schemes::GILBERT);
    for flaw in [Flaw::TruncatedBody, Flaw::EmptiedBody, Flaw::Expired, Flaw::ChangedUrl] {
        assert_eq!(gilbert.sign_flawed(&unsigned(b""), flaw), None);
    }
    let changed = gilbert.sign_flawed(&unsigned(b""), Flaw::ChangedBody).unwrap();
    assert_eq!(result(&gilbert, &changed, NOW), Err("signature_mismatch"));
    // Neither flaw changes a field.
    let twilio = verifier(&schemes::TWILIO_FORM);
    assert_eq!(twilio.sign_flawed(&unsigned(b"a=1&"), Flaw::TruncatedBody), None);
    assert_eq!(twilio.sign_flawed(&unsigned(b"&"), Flaw::EmptiedBody), None);
    assert!(twilio.sign_flawed(&unsigned(b"a=1"), Flaw::TruncatedBody).is_some());
}

/// The rest of the body stays unchanged, byte for byte.
#[test]
fn a_time_is_written_into_the_body() {
    let in_body =
        |path: &'static str, unit| Scheme { timestamp: Some(Timestamp::Body { body: path.into(), unit }), ..support::plain() };
    let (seconds, iso) = (in_body("a.t", TimeUnit::Seconds), in_body("t", TimeUnit::Iso8601));
    for (scheme, body, sent) in [
        (&seconds, r#"{ "a" : {"t":1 } , "b" : 1.0 }"#, r#"{ "a" : {"t":1709064000 } , "b" : 1.0 }"#),
        (&seconds, "{}\n", "{\"a\":{\"t\":1709064000}}\n"),
        (&seconds, r#"{"a":{"x":"}"}}"#, r#"{"a":{"x":"}","t":1709064000}}"#),
        (&seconds, r#"{"a":[{"t":1}]}"#, r#"{"a":{"t":1709064000}}"#),
        // Parsers read the last of repeated members.
        (&seconds, r#"{"a":{"t":1,"t":"2"},"t":3}"#, r#"{"a":{"t":1,"t":1709064000},"t":3}"#),
        (&seconds, r#"{"\u0061":{"t":null}}"#, r#"{"\u0061":{"t":1709064000}}"#),
        (&iso, r#" {"t":""}"#, r#" {"t":"2024-02-27T20:00:00.000Z"}"#),
    ] {
        let request = verifier(scheme).sign_request(&unsigned(body.as_bytes()));
        assert_eq!(str::from_utf8(&request.body), Ok(sent));
        assert_eq!(result(&verifier(scheme), &request, NOW), Ok(()), "{body}");
    }
    for body in [&b""[..], b"null", b"[{}]", b"{", b"\xff", b"{\"a\":\"\\ud800\"}x"] {
        assert_eq!(verifier(&seconds).sign_request(&unsigned(body)).body, body);
        for flaw in Flaw::ALL {
            assert_eq!(verifier(&seconds).sign_flawed(&unsigned(body), flaw), None);
        }
    }
    let removed =
        verifier(&seconds).sign_flawed(&unsigned(br#"{ "a": {"t": 1, "x": "\u00e9", "t": 2}}"#), Flaw::NoTimestamp).unwrap();
    assert_eq!(str::from_utf8(&removed.body), Ok(r#"{ "a": {"x":"\u00e9"}}"#));
}

#[test]
fn a_hash_is_written_into_the_url() {
    let verifier = verifier(&schemes::TWILIO_JSON);
    // printf '{}' | openssl dgst -sha256
    let hash = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
    for (url, sent) in [
        ("https://a", format!("https://a?bodySHA256={hash}")),
        ("https://a/b?", format!("https://a/b?bodySHA256={hash}")),
        ("https://a/b?x=1&bodySHA256=&bodySHA256=0&bodySHA=2#f?", format!("https://a/b?x=1&bodySHA=2&bodySHA256={hash}#f?")),
    ] {
        let unsigned = Unsigned { url: Some(url), ..unsigned(b"{}") };
        let request = verifier.sign_request(&unsigned);
        assert_eq!(request.url.as_deref(), Some(&*sent));
        assert_eq!(result(&verifier, &request, NOW), Ok(()));
        let without = verifier.sign_flawed(&unsigned, Flaw::NoBodyHash).unwrap().url.unwrap();
        assert!(!without.contains("bodySHA256") && without.ends_with(if url.contains('#') { "#f?" } else { "" }), "{without}");
    }
}

/// Checks the exact change of each new flaw.
#[test]
fn what_was_changed_is_what_is_said() {
    let url = |scheme, flaw| verifier(scheme).sign_flawed(&unsigned(b"a=1&b=2"), flaw).unwrap().url.unwrap();
    assert_eq!(
        url(&schemes::TWILIO_FORM, Flaw::ChangedUrl),
        "https://app.example.com/hooks?tenant=5&bodySHA256=0&hookward=1#top"
    );
    let path = support::every_shape().into_iter().find(|scheme| scheme.signed_content.0.contains("{path} ")).unwrap();
    assert_eq!(url(&path, Flaw::ChangedUrl), "https://app.example.com/hooks/?tenant=5&bodySHA256=0#top");
    let form = verifier(&schemes::TWILIO_FORM).sign_flawed(&unsigned(b"&a=1&b=2"), Flaw::RepeatedFormField).unwrap();
    assert_eq!(form.body, b"&a=1&b=2&a=1x");
    let method = |method| {
        let unsigned = Unsigned { method, ..unsigned(b"{}") };
        verifier(&schemes::HUBSPOT_V3).sign_flawed(&unsigned, Flaw::ChangedMethod).unwrap().method
    };
    assert_eq!([method(None), method(Some("PUT"))], ["PUT", "POST"]);
    let persona = verifier(&schemes::PERSONA).sign_flawed(&unsigned(b"{}"), Flaw::ExpiredGroup).unwrap();
    let (_, value) = persona.headers.last().unwrap();
    let zeros = "0".repeat(64);
    let (forged, genuine) = value.split_once(' ').unwrap();
    assert_eq!(forged, format!("t=1709064000,v1={zeros}"));
    let old = verifier(&schemes::PERSONA).sign(&Unsigned { now: UnixTime::from_secs(1_709_063_640), ..unsigned(b"{}") });
    assert_eq!(old.last().unwrap().1, genuine);
}

/// The flaw changes the last bit of the signature, whatever the hash. A comparison that stops before that bit would accept it.
#[test]
fn the_bit_that_is_changed_is_the_last() {
    for scheme in [&schemes::GILBERT, &schemes::VERCEL, &schemes::PAYSTACK] {
        let [genuine, changed] = [verifier(scheme).sign_request(&unsigned(b"{}")), {
            verifier(scheme).sign_flawed(&unsigned(b"{}"), Flaw::ChangedSignature).unwrap()
        }]
        .map(|request| request.headers.last().unwrap().1.clone());
        let (left, right) = (genuine.split_at(genuine.len() - 1), changed.split_at(changed.len() - 1));
        assert_eq!(left.0, right.0);
        let digit = |text: &str| u8::from_str_radix(text, 16).unwrap();
        assert_eq!(digit(left.1) ^ digit(right.1), 1);
    }
}
