//! Schemes that do not sign the body: the parts of a request that are authenticated. No function returns the body as verified.
#![allow(clippy::unwrap_used, missing_docs)]

use hookward::{
    Authenticator, BodyHash, ConfigError, Received, Scheme, SchemeReason, Secret, Source, Template, TimeUnit, Timestamp,
    UnixTime, Unsigned, VerificationError, Verifier, schemes,
};

mod support;

const NOW: UnixTime = UnixTime::from_secs(1_790_000_000);
const URL: &str = "https://app.example.com/hooks?data.id=Ab7&type=payment";

fn unsigned_body(content: &str) -> Scheme {
    Scheme {
        signed_content: Template(content.to_owned().into()),
        unsigned_body: true,
        event: None,
        delivery_id: None,
        ..support::plain()
    }
}

fn authenticate(authenticator: &Authenticator, headers: &[(String, String)], url: &str) -> Result<(), VerificationError> {
    let received = Received { url: Some(url), ..Received::new(headers, b"anything") };
    authenticator.authenticate(&received, NOW).map(|_| ())
}

fn signed(authenticator: &Authenticator, url: &str) -> Vec<(String, String)> {
    authenticator.sign(&Unsigned { url: Some(url), ..Unsigned::new(b"", NOW) })
}

#[test]
fn a_verifier_is_not_built_for_a_scheme_that_signs_no_body() {
    for scheme in [&schemes::MERCADOPAGO, &schemes::PLIVO_V2] {
        let refused = ConfigError::InvalidScheme {
            scheme: Some(scheme.id.clone().into_owned()),
            field: "unsignedBody".into(),
            reason: SchemeReason::UnsignedBody,
        };
        assert_eq!(Verifier::new(scheme, ["secret"]).map(|_| ()), Err(refused));
        assert!(Authenticator::new(scheme, ["secret"]).is_ok());
    }
    assert!(matches!(Authenticator::new(&schemes::GILBERT, ["secret"]), Err(ConfigError::InvalidScheme { .. })));
}

/// A signer must not be usable as a verifier.
#[cfg(feature = "testing")]
#[test]
fn a_signer_verifies_nothing() {
    let signer = Authenticator::new(unsigned_body("{url}"), ["secret"]).unwrap().signer();
    let headers = signer.sign(&Unsigned { url: Some(URL), ..Unsigned::new(b"", NOW) });
    let received = Received { url: Some(URL), ..Received::new(&headers, b"anything") };
    assert!(matches!(signer.verify_received(&received, NOW), Err(VerificationError::SignatureMismatch { .. })));
}

#[test]
fn a_parameter_is_there_once_and_keeps_its_borders() {
    let authenticator = Authenticator::new(unsigned_body("id:{query:data.id};"), ["secret"]).unwrap();
    let headers = signed(&authenticator, URL);
    assert_eq!(authenticate(&authenticator, &headers, URL), Ok(()));
    // The unsigned parts of the URL may have any value.
    assert_eq!(authenticate(&authenticator, &headers, "https://other.example/?more=1&data.id=Ab7#top"), Ok(()));
    let mismatch = VerificationError::SignatureMismatch { secrets: 1, padded_secret: None };
    for (url, expected) in [
        ("/?data.id=ab7", mismatch),
        ("/?data.id=Ab8", mismatch),
        ("/?data.id=%41b7", mismatch),
        ("/?Data.id=Ab7", VerificationError::InvalidUrl),
        ("/?data.id=", VerificationError::InvalidUrl),
        ("/?data.id", VerificationError::InvalidUrl),
        ("/", VerificationError::InvalidUrl),
        ("/#?data.id=Ab7", VerificationError::InvalidUrl),
        ("/?data.id=Ab7&data.id=Ab7", VerificationError::InvalidUrl),
        ("/?data.id=Ab7;", VerificationError::InvalidUrl),
        ("/?data.id=Ab7 ", VerificationError::InvalidUrl),
    ] {
        assert_eq!(authenticate(&authenticator, &headers, url), Err(expected), "{url}");
    }
}

#[test]
fn a_parameter_in_lower_case_is_that_of_its_capitals() {
    let authenticator = Authenticator::new(unsigned_body("{query_lowercase:data.id}"), ["secret"]).unwrap();
    let headers = signed(&authenticator, URL);
    for (id, is_same) in [("Ab7", true), ("aB7", true), ("ab7", true), ("ab8", false), ("\u{e4}b7", false)] {
        let url = format!("/?data.id={id}");
        assert_eq!(authenticate(&authenticator, &headers, &url).is_ok(), is_same, "{id}");
    }
    let plain = Authenticator::new(unsigned_body("{query:data.id}"), ["secret"]).unwrap();
    assert!(authenticate(&plain, &headers, URL).is_err());
    assert!(authenticate(&plain, &headers, "/?data.id=ab7").is_ok());
}

#[test]
fn a_url_without_its_query_is_signed_as_it_stands() {
    let authenticator = Authenticator::new(unsigned_body("{url_without_query}"), ["secret"]).unwrap();
    let headers = signed(&authenticator, "https://app.example.com/a?b=/c");
    for url in ["https://app.example.com/a", "https://app.example.com/a?", "https://app.example.com/a#x?y"] {
        assert_eq!(authenticate(&authenticator, &headers, url), Ok(()), "{url}");
    }
    for url in ["https://app.example.com/a/", "https://app.example.com/A", "http://app.example.com/a"] {
        assert!(authenticate(&authenticator, &headers, url).is_err(), "{url}");
    }
}

/// The size of the number determines whether it is in seconds or milliseconds, so that a text has only one meaning.
#[test]
fn a_time_is_in_seconds_or_in_milliseconds_by_its_size() {
    let timestamp = Some(Timestamp::Header { header: "x-time".into(), unit: TimeUnit::SecondsOrMillis });
    let scheme = Scheme { timestamp, ..unsigned_body("{timestamp}|{x-id}") };
    let authenticator = Authenticator::new(scheme, ["secret"]).unwrap();
    let at = |text: &str| {
        let headers = [("x-time", text), ("x-id", "1"), (authenticator.scheme().signature.header.as_ref(), &*"00".repeat(32))];
        authenticator.authenticate(&Received::new(&headers, b""), NOW).map(|_| ())
    };
    let mismatch = Err(VerificationError::SignatureMismatch { secrets: 1, padded_secret: None });
    assert_eq!(at("1790000000"), mismatch);
    assert_eq!(at("1790000000999"), mismatch);
    assert!(matches!(at("99999999999"), Err(VerificationError::TimestampTooNew { .. })));
    assert!(matches!(at("100000000000"), Err(VerificationError::TimestampTooOld { .. })));
    assert!(matches!(at("17900000000.5"), Err(VerificationError::MalformedHeader { .. })));
}

#[test]
fn what_needs_a_verified_body_is_refused_without_one() {
    let in_body = || Some(Source::Body("id".into()));
    let bad: Vec<(&str, Scheme)> = vec![
        ("unsignedBody", unsigned_body("{body}")),
        ("unsignedBody", Scheme { body_hash: Some(BodyHash { query: "h".into() }), ..unsigned_body("{url}") }),
        ("event", Scheme { event: in_body(), ..unsigned_body("{url}") }),
        ("deliveryId", Scheme { delivery_id: in_body(), ..unsigned_body("{url}") }),
        ("deliveryId", Scheme { delivery_id: Some(Source::Header("x-id".into())), ..unsigned_body("{url} {x-id}") }),
        ("reserialized", Scheme { reserialized: true, ..unsigned_body("{url}") }),
        ("challenge", Scheme { challenge: schemes::SLACK.challenge.clone(), ..unsigned_body("{url}") }),
        (
            "timestamp",
            Scheme { timestamp: Some(Timestamp::Body { body: "at".into(), unit: TimeUnit::Seconds }), ..unsigned_body("{url}") },
        ),
        // The content is the same for every request, so that one signature would be valid for all requests.
        ("signedContent", unsigned_body("webhook")),
        ("signedContent", unsigned_body("{method}")),
        ("signedContent", Scheme { unsigned_body: false, ..unsigned_body("{url}") }),
        ("signedContent", unsigned_body("{query:}")),
        ("signedContent", unsigned_body("{query:a=b}")),
        ("signedContent", unsigned_body("{json:a}")),
        ("signedContent", unsigned_body("{url_without_query}{query:id}")),
    ];
    for (field, scheme) in bad {
        let found = scheme.lint_all();
        let fields: Vec<&str> = found
            .iter()
            .filter_map(|error| match error {
                ConfigError::InvalidScheme { field, .. } => Some(field.as_str()),
                _ => None,
            })
            .collect();
        assert!(fields.contains(&field), "{field}: {fields:?}");
        assert!(Authenticator::new(scheme, [Secret::Bytes(b"k")]).is_err(), "{field}");
    }
}

#[cfg(feature = "wire")]
#[test]
fn compiled_bytes_authenticate_as_the_scheme_does() {
    use hookward::{Engine, Slots};

    struct Values(Vec<Option<String>>);
    impl Slots for Values {
        fn value(&self, slot: usize, nth: usize) -> Option<&[u8]> {
            self.0.get(slot).filter(|_| nth == 0)?.as_deref().map(str::as_bytes)
        }
    }
    for scheme in [&schemes::MERCADOPAGO, &schemes::PLIVO_V2] {
        let engine = Engine::from_bytes(&scheme.to_bytes().unwrap(), 300, [Secret::Text("secret")], None).unwrap();
        let name = scheme.signed_content.parts().find_map(|part| match part {
            hookward::Part::Header(name) => Some(name),
            _ => None,
        });
        let mut slots: Vec<Option<String>> =
            scheme.required_headers().map(|header| (Some(header) == name).then(|| "n1".into())).collect();
        slots.extend([Some(URL.to_owned()), Some("POST".to_owned())]);
        let mut slots = Values(slots);
        *slots.0.first_mut().unwrap() = Some(engine.sign(&slots, b"", &engine.timestamp_text(NOW)));
        assert!(engine.verify(&slots, b"any", NOW).is_ok(), "{}", scheme.id);
    }
}
