//! Which provider a request is of, for one that nobody knows: by its headers first, then by what verifies.
//!
//! A header alone names a provider where no other has it. Where several share one, as those of Standard Webhooks do, what else the
//! request has ranks them, and a secret shows which it is.

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

/// A request of which the provider is not known.
#[derive(Clone, Copy)]
pub struct UnknownRequest<'i> {
    /// Every header of the request.
    pub headers: &'i [(&'i str, &'i [u8])],
    /// The body, if it is known.
    pub body: Option<&'i [u8]>,
    /// The re-serialized body: `JSON.stringify` of the parsed body.
    pub reserialized: Option<&'i [u8]>,
    /// The url that the request was sent to, for schemes that sign it.
    pub url: Option<&'i str>,
    /// The method, in upper case: `POST` if `None`.
    pub method: Option<&'i str>,
    /// Secrets that may be those of the provider. There may be none.
    pub secrets: &'i [Secret<'i>],
}

impl<'i> UnknownRequest<'i> {
    /// Creates a request of which only the headers are known.
    pub const fn new(headers: &'i [(&'i str, &'i [u8])]) -> Self {
        Self { headers, body: None, reserialized: None, url: None, method: None, secrets: &[] }
    }
}

/// Hides what a log must not hold.
impl core::fmt::Debug for UnknownRequest<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "UnknownRequest({} headers)", self.headers.len())
    }
}

/// A scheme that a request may be of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Guess {
    /// The id of the scheme.
    pub scheme: String,
    /// The name of the provider.
    pub name: String,
    /// Proven where a signature matches under one of the secrets.
    pub confidence: Confidence,
    /// What speaks for it, each as a phrase for people. Names what the request has, and nothing of its values.
    pub reasons: Vec<String>,
}

/// Returns the built-in schemes that a request may be of, the likeliest first. Empty if none has such a header.
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
    // Of those that are as likely the order stays: that of the ids.
    ranked.sort_by_key(|(points, _)| core::cmp::Reverse(*points));
    ranked.into_iter().map(|(_, guess)| guess).collect()
}

/// The longest body in which members are looked for, in bytes.
const LONGEST_READ: usize = 1 << 18;

/// How much each thing speaks for a scheme. What verifies is above all that can be seen.
const VERIFIES: u32 = 1024;
const WELL_FORMED: u32 = 256;
const OWN_PREFIX: u32 = 32;
const USER_AGENT: u32 = 32;
pub(super) const OWN_HEADER: u32 = 8;
const OWN_MEMBER: u32 = 4;
const GENERAL: u32 = 1;

/// Returns a scheme whose signature header is there, and how much speaks for it.
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

/// Returns a scheme whose signature header is there under another name.
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

/// Returns how much of a request speaks for one of several schemes that share their header.
pub(super) fn likeness(headers: &[(&str, &[u8])], body: Option<&[u8]>, scheme: &Scheme) -> u32 {
    let reasons = reasons_of(headers, body, scheme);
    let points = reasons.iter().fold(0_u32, |sum, (points, _)| sum.saturating_add(*points));
    points.saturating_add(if names_its_header(scheme) { GENERAL } else { 0 })
}

/// Returns what speaks for a scheme besides its signature header, each with its weight.
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
    // A sender names itself. The words of a name that others may have too are short, or of what all of them do.
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

/// Whether a scheme has the name of its own header, so that the others which share it follow it: `svix` of `svix-signature`.
fn names_its_header(scheme: &Scheme) -> bool {
    let first = scheme.signature.header.split('-').next().unwrap_or_default();
    first.len() > 1 && scheme.id.split('-').any(|word| word.starts_with(first))
}

/// Whether a verifier of the scheme reads the headers. What they hold may be anybody's.
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

/// Whether the request verifies by a scheme under one of the secrets, whenever it was signed.
fn verifies(request: &UnknownRequest<'_>, scheme: &Scheme) -> bool {
    let Some(body) = request.body else { return false };
    request.secrets.iter().any(|secret| {
        let verifier = Verifier::of_any(Cow::Owned(scheme.clone()), &[*secret]);
        let Ok(verifier) = verifier.and_then(|verifier| verifier.with_tolerance(WIDEST)) else {
            return false;
        };
        let received =
            Received { headers: request.headers, body, url: request.url, method: request.method, member: Some(&member) };
        // The widest window about a day of this age has every time that a delivery may have.
        let now = UnixTime::from_secs(SOME_DAY);
        let reserialized =
            || request.reserialized.is_some_and(|body| verifier.verify_reserialized(request.headers, body, now).is_ok());
        let authenticated = || scheme.unsigned_body && verifier.engine.verify(&verifier.slots(&received), body, now).is_ok();
        verifier.verify_received(&received, now).is_ok() || reserialized() || authenticated()
    })
}

/// The widest window that a verifier may have, in seconds.
const WIDEST: u32 = 3_155_760_000;
/// A day of the age in which webhooks are sent, in seconds since the epoch.
const SOME_DAY: i64 = 1_750_000_000;
