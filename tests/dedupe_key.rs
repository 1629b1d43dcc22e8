//! The dedupe key of a delivery whose id is not signed.

use hookward::{Identity, Scheme, dedupe_key, schemes};

fn key(scheme: &Scheme, body: &str) -> String {
    dedupe_key("", &scheme.id, Identity::of_body(scheme, body.as_bytes()))
}

#[test]
fn a_signed_form_has_one_key_however_it_is_written() {
    let scheme = &schemes::TWILIO_FORM;
    let first = key(scheme, "A=a+b&CallSid=CA1");
    for written in ["A=a%20b&CallSid=CA1", "CallSid=CA1&A=a+b", "&A=a+b&CallSid=CA1&CallSid=CA1", "Aa=+b&CallSid=CA1"] {
        assert_eq!(key(scheme, written), first, "{written}");
    }
    assert_ne!(key(scheme, "A=a+b&CallSid=CA2"), first);
}

#[test]
fn a_signed_body_has_a_key_of_its_bytes() {
    assert_ne!(key(&schemes::GRILLO, "A=a+b"), key(&schemes::GRILLO, "A=a%20b"));
}
