//! Guesses the provider of an unknown request: first by its headers, then by verification.
//!
//! A header identifies the provider if no other provider has the same header. Several providers share the headers of Standard
//! Webhooks, for example. Then other parts of the request rank the providers, and a secret proves the correct one.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use serde::Serialize;

use super::finding::Confidence;
use super::header_lookup::is_alias;
use super::json::raw_member;
use super::verification_result::member;
use crate::{Received, Scheme, Secret, Source, Timestamp, UnixTime, VerificationError, Verifier, schemes};

/// A request from an unknown provider.
#[derive(Clone, Copy)]
pub struct UnknownRequest<'i> {
    /// Every header of the request.
    pub headers: &'i [(&'i str, &'i [u8])],
    /// The body, if it is known.
    pub body: Option<&'i [u8]>,
    /// The re-serialized body: `JSON.stringify` of the parsed body.
    pub reserialized: Option<&'i [u8]>,
    /// The URL that the request was sent to, for schemes that sign it.
    pub url: Option<&'i str>,
    /// The method, in upper case. Default: `POST`.
    pub method: Option<&'i str>,
    /// Secrets that may belong to the provider. May be empty.
    pub secrets: &'i [Secret<'i>],
}

impl<'i> UnknownRequest<'i> {
    /// Creates a request with known headers only.
    pub const fn new(headers: &'i [(&'i str, &'i [u8])]) -> Self {
        Self { headers, body: None, reserialized: None, url: None, method: None, secrets: &[] }
    }
}

/// Hides the values that a log must not contain.
impl core::fmt::Debug for UnknownRequest<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "UnknownRequest({} headers)", self.headers.len())
    }
}

/// A scheme that a request may belong to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Guess {
    /// The id of the scheme.
    pub scheme: String,
    /// The name of the provider.
    pub name: String,
    /// The confidence: proven if a signature matches with one of the secrets.
    pub confidence: Confidence,
    /// The reasons for the guess, as phrases for people. They name parts of the request, but contain no values.
    pub reasons: Vec<String>,
}

/// Returns the built-in schemes that a request may belong to, most likely first. Empty if no scheme has such a header.
///
/// # Examples
/// ```
/// use hookward::explain::{UnknownRequest, guess};
/// let headers = [("X-Gilbert-Signature", &b"f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8"[..])];
/// assert_eq!(guess(&UnknownRequest::new(&headers))[0].scheme, "gilbert");
/// ```
pub fn guess(request: &UnknownRequest<'_>) -> Vec<Guess> {
    let mut ranked: Vec<(u32, Guess)> = schemes::ALL.iter().filter_map(|scheme| ranked(request, scheme)).collect();
    if ranked.is_empty() {
        ranked = schemes::ALL.iter().filter_map(|scheme| renamed(request, scheme)).collect();
    }
    // Schemes with the same number of points stay in the order of their ids.
    ranked.sort_by_key(|(points, _)| core::cmp::Reverse(*points));
    ranked.into_iter().map(|(_, guess)| guess).collect()
}

/// The maximum length of a body in which members are searched, in bytes.
const LONGEST_READ: usize = 1 << 18;

/// The points for each reason. A signature that matches has more points than all other reasons together.
const VERIFIES: u32 = 1024;
const WELL_FORMED: u32 = 256;
const OWN_PREFIX: u32 = 32;
const USER_AGENT: u32 = 32;
pub(super) const OWN_HEADER: u32 = 8;
const OWN_MEMBER: u32 = 4;
const GENERAL: u32 = 1;

/// Returns a guess and its points, if the scheme's signature header is present.
fn ranked(request: &UnknownRequest<'_>, scheme: &Scheme) -> Option<(u32, Guess)> {
    let (header, _) = request.headers.iter().find(|(name, _)| scheme.has_signature_in(name))?;
    let mut points = 0_u32;
    let mut reasons = Vec::from([format!("it has the header {}", header.to_ascii_lowercase())]);
    let mut add = |more: u32, reason: Option<String>| {
        points = points.saturating_add(more);
        reasons.extend(reason);
    };
    let verifies = verifies(request, scheme);
    if verifies {
        add(VERIFIES, Some("its signature matches with the secret".into()));
    }
    if is_well_formed(request, scheme) {
        add(WELL_FORMED, Some("its signature has the same format".into()));
    }
    add(likeness(request.headers, request.body, scheme), None);
    reasons.extend(reasons_of(request.headers, request.body, scheme).into_iter().map(|(_, reason)| reason));
    let confidence = if verifies { Confidence::Proven } else { Confidence::Likely };
    let guess = Guess { scheme: scheme.id.to_string(), name: scheme.name.to_string(), confidence, reasons };
    Some((points, guess))
}

/// Returns a guess and its points, if the scheme's signature header is present under a different name.
fn renamed(request: &UnknownRequest<'_>, scheme: &Scheme) -> Option<(u32, Guess)> {
    let header = &scheme.signature.header;
    let (name, _) = request.headers.iter().find(|(name, _)| is_alias(name, header))?;
    let reason = format!("it has the header {}, which may be {header} under a different name", name.to_ascii_lowercase());
    let guess = Guess {
        scheme: scheme.id.to_string(),
        name: scheme.name.to_string(),
        confidence: Confidence::Likely,
        reasons: Vec::from([reason]),
    };
    Some((likeness(request.headers, request.body, scheme), guess))
}

/// Returns the points of a request for one of several schemes that share a header.
pub(super) fn likeness(headers: &[(&str, &[u8])], body: Option<&[u8]>, scheme: &Scheme) -> u32 {
    let reasons = reasons_of(headers, body, scheme);
    let points = reasons.iter().fold(0_u32, |sum, (points, _)| sum.saturating_add(*points));
    points.saturating_add(if names_its_header(scheme) { GENERAL } else { 0 })
}

/// Returns the reasons for a scheme other than its signature header, each with its points.
fn reasons_of(headers: &[(&str, &[u8])], body: Option<&[u8]>, scheme: &Scheme) -> Vec<(u32, String)> {
    let mut reasons = Vec::new();
    let body = body.filter(|body| body.len() <= LONGEST_READ);
    let has = |wanted: &str| headers.iter().any(|(name, _)| name.eq_ignore_ascii_case(wanted));
    if let Some(prefix) = scheme.header_prefix.as_deref() {
        let is_own = |name: &str| name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
        if headers.iter().any(|(name, _)| is_own(name) && !scheme.has_signature_in(name)) {
            reasons.push((OWN_PREFIX, format!("it has other headers that begin with {prefix}")));
        }
    }
    // The user agent may name the sender. Words that other senders may also use are ignored: short words, and words about
    // webhooks in general.
    let agent = headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("user-agent"));
    let agent = agent.and_then(|(_, value)| core::str::from_utf8(value).ok()).map(str::to_ascii_lowercase).unwrap_or_default();
    let word = scheme.name.split(' ').next().unwrap_or_default().to_ascii_lowercase();
    if word.len() > 3 && !["standard", "webhook"].contains(&word.as_str()) && agent.contains(&word) {
        reasons.push((USER_AGENT, "its user-agent names the provider".into()));
    }
    for (source, what) in [(&scheme.event, "the event"), (&scheme.delivery_id, "the delivery id")] {
        match source {
            Some(Source::Header(name)) if has(name) => {
                reasons.push((OWN_HEADER, format!("its header {name} contains {what}")));
            }
            Some(Source::Body(path)) if body.is_some_and(|body| raw_member(body, path).is_some()) => {
                reasons.push((OWN_MEMBER, format!("the member {path} of its body contains {what}")));
            }
            _ => {}
        }
    }
    if let (Some(Timestamp::Body { body: path, .. }), Some(body)) = (&scheme.timestamp, body)
        && raw_member(body, path).is_some()
    {
        reasons.push((OWN_MEMBER, format!("the member {path} of its body contains the time")));
    }
    reasons
}

/// Returns whether the signature header is named after the scheme, such as `svix-signature` after `svix`. The other schemes with
/// this header then follow that scheme.
fn names_its_header(scheme: &Scheme) -> bool {
    let first = scheme.signature.header.split('-').next().unwrap_or_default();
    first.len() > 1 && scheme.id.split('-').any(|word| word.starts_with(first))
}

/// Returns whether a verifier of the scheme can read the headers. Anyone may have sent their values.
pub(super) fn is_well_formed(request: &UnknownRequest<'_>, scheme: &Scheme) -> bool {
    let Ok(verifier) = Verifier::of_any(Cow::Owned(scheme.clone()), &[Secret::Bytes(b"any")]) else { return false };
    let received = Received { url: Some(request.url.unwrap_or("x")), ..Received::new(request.headers, b"") };
    let refusal = verifier.check_received_headers(&received, UnixTime::from_secs(0)).err();
    !matches!(
        refusal,
        Some(
            VerificationError::MissingHeader { .. }
                | VerificationError::DuplicateHeader { .. }
                | VerificationError::MalformedHeader { .. }
                | VerificationError::TooManyCandidates { .. }
        )
    )
}

/// Returns whether the request verifies with a scheme and one of the secrets, regardless of the time of signing.
fn verifies(request: &UnknownRequest<'_>, scheme: &Scheme) -> bool {
    let Some(body) = request.body else { return false };
    request.secrets.iter().any(|secret| {
        let verifier = Verifier::of_any(Cow::Owned(scheme.clone()), &[*secret]);
        let Ok(verifier) = verifier.and_then(|verifier| verifier.with_tolerance(WIDEST)) else {
            return false;
        };
        let received =
            Received { headers: request.headers, body, url: request.url, method: request.method, member: Some(&member) };
        // The maximum window around a recent day includes the time of every possible delivery.
        let now = UnixTime::from_secs(SOME_DAY);
        let reserialized =
            || request.reserialized.is_some_and(|body| verifier.verify_reserialized(request.headers, body, now).is_ok());
        let authenticated = || scheme.unsigned_body && verifier.engine.verify(&verifier.slots(&received), body, now).is_ok();
        verifier.verify_received(&received, now).is_ok() || reserialized() || authenticated()
    })
}

/// The maximum tolerance of a verifier, in seconds.
const WIDEST: u32 = 3_155_760_000;
/// A recent day, in seconds since the epoch.
const SOME_DAY: i64 = 1_750_000_000;
