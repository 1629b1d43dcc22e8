//! The kit: deliveries for testing a receiver, each with the expected result.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::body::with_text;
use super::flaw::flaws_of;
use super::signed_request::SignedRequest;
use crate::scheme::{Encoding, Scheme, Source, Timestamp};
use crate::sign::Unsigned;
use crate::template::Part;
use crate::unix_time::UnixTime;
use crate::verifier::Verifier;

/// One delivery of the kit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The stable name of the case: the name of its [`Flaw`](super::Flaw), or of its unusual property.
    pub name: &'static str,
    /// A description of the case, as a phrase for people.
    pub about: &'static str,
    /// The expected result.
    pub expect: Expect,
    /// The request to send.
    pub request: SignedRequest,
}

/// The expected result of a receiver.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expect {
    /// The receiver must accept the delivery.
    Accept,
    /// The receiver must refuse the delivery. hookward refuses it with this code.
    Refuse(&'static str),
}

/// The length of a large body, in bytes. It is longer than the default limit of parsers, and shorter than the longest bodies of
/// providers.
const LARGE: usize = 256 * 1024;

/// Unusual text in a body: accents, characters with two units in UTF-16, a character that ends a line in JavaScript but not in
/// JSON, and texts that look like replacement patterns.
const UNICODE: &str = "Zoë 東京 😀 \u{2028} $& {body} %s";

impl Verifier {
    /// Returns the kit for this verifier's scheme, signed with the newest secret.
    ///
    /// Genuine deliveries come first, followed by one delivery for each flaw.
    ///
    /// Each delivery is made from `unsigned`, whose body should be an event that the receiver knows. For a scheme that signs the
    /// URL, set its URL. The name of the case is appended to a delivery id in a header, so that each delivery has a different id.
    ///
    /// # Examples
    /// ```
    /// use hookward::testing::Expect;
    /// use hookward::{UnixTime, Unsigned, Verifier, schemes};
    ///
    /// let verifier = Verifier::new(&schemes::GILBERT, ["s3cret"])?;
    /// let now = UnixTime::from_secs(1_709_064_000);
    /// for case in verifier.conformance(&Unsigned::new(br#"{"event":"dossier.created"}"#, now)) {
    ///     // Send `case.request` to your receiver. Here, the verifier is the receiver.
    ///     let result = verifier.verify(&case.request.headers, &case.request.body, now);
    ///     assert_eq!(result.is_ok(), case.expect == Expect::Accept, "{}", case.about);
    /// }
    /// # Ok::<(), hookward::ConfigError>(())
    /// ```
    pub fn conformance(&self, unsigned: &Unsigned<'_>) -> Vec<Case> {
        let flawed = flaws_of(self.scheme()).filter_map(|flaw| {
            let id = self.id_of(unsigned, flaw.name());
            let request = self.sign_flawed(&Unsigned { delivery_id: id.as_deref(), ..*unsigned }, flaw)?;
            Some(Case { name: flaw.name(), about: flaw.about(), expect: Expect::Refuse(flaw.code(self.scheme())), request })
        });
        self.genuine(unsigned).into_iter().chain(flawed).collect()
    }

    fn genuine(&self, unsigned: &Unsigned<'_>) -> Vec<Case> {
        let mut cases = self.spelt_otherwise(unsigned);
        cases.extend(self.at_other_times(unsigned));
        cases.extend(self.with_other_bodies(unsigned));
        cases
    }

    fn accepted(&self, name: &'static str, about: &'static str, unsigned: &Unsigned<'_>) -> Case {
        let id = self.id_of(unsigned, name);
        let request = self.sign_request(&Unsigned { delivery_id: id.as_deref(), ..*unsigned });
        Case { name, about, expect: Expect::Accept, request }
    }

    /// Returns the delivery id of a case, with the name of the case. Literals of the signed content are removed from the name.
    fn id_of(&self, unsigned: &Unsigned<'_>, name: &str) -> Option<String> {
        let mut suffix = format!("-{name}");
        for part in self.scheme().signed_content.parts() {
            match part {
                Part::Literal(text) if suffix.contains(text) => suffix = suffix.replace(text, ""),
                _ => {}
            }
        }
        unsigned.delivery_id.map(|id| [id, &suffix].concat())
    }

    /// Returns the unchanged delivery, and deliveries with different spellings of the headers.
    fn spelt_otherwise(&self, unsigned: &Unsigned<'_>) -> Vec<Case> {
        let scheme = self.scheme();
        let accepted = |name, about| self.accepted(name, about, unsigned);
        let mut cases = Vec::from([
            accepted("genuine", "it is as the provider sends it"),
            with_headers(accepted("upper_case_names", "the names of its headers are in upper case"), |headers| {
                for (name, _) in headers {
                    name.make_ascii_uppercase();
                }
            }),
            with_headers(accepted("unknown_headers", "it has unknown headers"), |headers| {
                let unknown = [("x-unknown", "1"), ("x-request-id", "hookward"), ("x-signature", "none")];
                let free = unknown.into_iter().filter(|(name, _)| !reads(scheme, name));
                headers.extend(free.map(|(name, value)| (name.to_owned(), value.to_owned())));
            }),
        ]);
        if scheme.signature.encoding == Encoding::Hex {
            let case = accepted("upper_case_hex", "the digits of its signature are in upper case");
            cases.push(with_headers(case, |headers| upper_case(headers, scheme)));
        }
        let id = self.id_of(unsigned, TWO_SIGNATURES);
        let twice = self.sign_twice(&Unsigned { delivery_id: id.as_deref(), ..*unsigned });
        let about = "it has a signature of a different secret before its own, as during a rotation";
        cases.extend(twice.map(|request| Case { name: TWO_SIGNATURES, about, expect: Expect::Accept, request }));
        cases
    }

    /// Returns deliveries that were not signed now, but well inside the window.
    fn at_other_times(&self, unsigned: &Unsigned<'_>) -> impl Iterator<Item = Case> {
        let some = i64::from(self.engine.tolerance / 2);
        let late = ("late", "its timestamp is in the past, by half of the tolerance", some.saturating_neg());
        let ahead = ("ahead", "its timestamp is in the future, by half of the tolerance", some);
        [late, ahead].into_iter().filter_map(move |(name, about, shift)| {
            let now = UnixTime::from_secs(unsigned.now.as_secs().saturating_add(shift));
            self.can_write(now).then(|| self.accepted(name, about, &Unsigned { now, ..*unsigned }))
        })
    }

    /// Returns deliveries with bodies that may cause problems on the way to the receiver.
    fn with_other_bodies(&self, unsigned: &Unsigned<'_>) -> Vec<Case> {
        let accepted = |name, about, body: &[u8]| self.accepted(name, about, &Unsigned { body, ..*unsigned });
        let scheme = self.scheme();
        let padding = "x".repeat(LARGE.saturating_sub(unsigned.body.len()));
        let mut cases = Vec::from([
            accepted(
                "unicode_body",
                "its body contains characters beyond ASCII",
                &with_text(scheme, unsigned.body, "unicode", UNICODE),
            ),
            accepted("large_body", "its body has 256 KiB", &with_text(scheme, unsigned.body, "padding", &padding)),
        ]);
        if may_be_empty(scheme) {
            cases.push(accepted("empty_body", "its body is empty", b""));
        }
        cases
    }
}

/// The name of the case with two signatures.
const TWO_SIGNATURES: &str = "two_signatures";

fn with_headers(mut case: Case, change: impl FnOnce(&mut Vec<(String, String)>)) -> Case {
    change(&mut case.request.headers);
    case
}

/// Returns whether a receiver of this scheme reads a header with that name.
fn reads(scheme: &Scheme, name: &str) -> bool {
    let sources = [&scheme.event, &scheme.delivery_id];
    let named = sources.into_iter().any(|source| matches!(source, Some(Source::Header(header)) if header == name));
    named || scheme.required_headers().any(|header| header == name)
}

/// Returns whether a receiver requires nothing from the body.
fn may_be_empty(scheme: &Scheme) -> bool {
    let in_body = |source: &Option<Source>| matches!(source, Some(Source::Body(_) | Source::Object(_)));
    let time_in_body = scheme.timestamp.as_ref().is_some_and(Timestamp::in_body);
    !scheme.reserialized && !time_in_body && !in_body(&scheme.event) && !in_body(&scheme.delivery_id)
}

/// Converts the digits of the signature to upper case, but nothing around them.
fn upper_case(headers: &mut [(String, String)], scheme: &Scheme) {
    let length = scheme.algorithm.mac_length().saturating_mul(2);
    for (name, value) in headers {
        let digits = value.len().checked_sub(length).and_then(|at| value.get_mut(at..));
        if let Some(digits) = digits.filter(|_| *name == scheme.signature.header) {
            digits.make_ascii_uppercase();
        }
    }
}
