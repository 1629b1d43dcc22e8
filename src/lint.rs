//! The lint: checks a scheme before a verifier is built from it, and refuses unsafe schemes.
//!
//! Most mistakes in a custom scheme are visible in its description: a timestamp that is checked but not signed, a body that is
//! not covered, or two parts whose boundary can be moved. The lint refuses such a scheme, and the error names the property. No
//! request is ever verified with the scheme.

use alloc::borrow::ToOwned;
use alloc::vec::Vec;

use crate::challenge_lint;
use crate::content_type::is_content_type;
use crate::error::{ConfigError, SchemeReason};
use crate::reserved_headers::{is_reserved_header, is_reserved_prefix};
use crate::scheme::{Scheme, Source, Syntax, TimeUnit, Timestamp, Waiver};
use crate::template::Part;

/// The maximum number of headers that a signed content may name. It is far above the number of any provider, and small
/// enough for the numbers in errors.
const MAX_CONTENT_HEADERS: usize = 8;

/// The maximum number of headers that may carry signatures, in addition to the first. Each header has at least one signature.
const MAX_MORE_HEADERS: usize = 15;

/// The maximum number of encodings of a secret. Each encoding requires a MAC over the body.
const MAX_SECRET_ENCODINGS: usize = 2;

/// A header prefix that many providers use. It therefore identifies none of them.
const SHARED_PREFIX: &str = "x-hub-";

/// The maximum tolerance of a scheme or a verifier, in seconds: 100 years. A larger tolerance would limit nothing.
pub(crate) const MAX_TOLERANCE: u32 = 3_155_760_000;

/// Lists every check, in the order of the properties in the documentation.
macro_rules! checks {
    ($($check:path,)*) => {
        fn lint(scheme: &Scheme) -> Result<(), ConfigError> {
            $($check(scheme)?;)*
            Ok(())
        }

        fn lint_all(scheme: &Scheme) -> Vec<ConfigError> {
            [$($check(scheme),)*].into_iter().filter_map(Result::err).collect()
        }
    };
}

checks![
    id,
    event,
    delivery_id,
    signature,
    syntax,
    secrets,
    tolerance,
    timestamp,
    content,
    unsigned_body,
    boundaries,
    content_types,
    header_prefix,
    ack,
    challenge_lint::lint,
];

impl Scheme {
    /// Checks that the scheme is safe to verify with. [`Verifier::new`](crate::Verifier::new) does so for every scheme.
    ///
    /// # Errors
    /// Returns [`ConfigError::InvalidScheme`] with the first property that is wrong.
    pub fn lint(&self) -> Result<(), ConfigError> {
        lint(self).map_err(|error| error.about(&self.id))
    }

    /// Returns an error for every wrong property, for a person who corrects the scheme. Without errors, the scheme is safe.
    ///
    /// # Examples
    /// ```
    /// use hookward::{Scheme, Template, schemes};
    /// let scheme = Scheme { tolerance: 0, signed_content: Template("{x-id}".into()), ..schemes::GILBERT.clone() };
    /// assert_eq!(scheme.lint_all().len(), 2);
    /// ```
    pub fn lint_all(&self) -> Vec<ConfigError> {
        lint_all(self).into_iter().map(|error| error.about(&self.id)).collect()
    }
}

fn ack(Scheme { ack, .. }: &Scheme) -> Result<(), ConfigError> {
    if !(200..=299).contains(&ack.status) {
        return refuse("ack.status", SchemeReason::Range);
    }
    if matches!(ack.status, 204 | 205) && !ack.body.is_empty() {
        return refuse("ack.body", SchemeReason::Shape("it must be empty: a response with this status has no body".to_owned()));
    }
    header_value("ack.contentType", &ack.content_type)
}

/// Refuses a text that is not always valid as the value of a header.
fn header_value(field: &str, text: &str) -> Result<(), ConfigError> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Ok(());
    }
    refuse(field, SchemeReason::Shape("it must be printable ASCII, as it becomes the value of a header".to_owned()))
}

fn refuse(field: &str, reason: SchemeReason) -> Result<(), ConfigError> {
    Err(ConfigError::InvalidScheme { scheme: None, field: field.to_owned(), reason })
}

fn id(scheme: &Scheme) -> Result<(), ConfigError> {
    if scheme.id.trim().is_empty() {
        return refuse("id", SchemeReason::Empty);
    }
    // A gateway sends the id to the origin in `x-hookward-scheme`.
    header_value("id", &scheme.id)
}

fn event(scheme: &Scheme) -> Result<(), ConfigError> {
    label(scheme, "event", scheme.event.as_ref())
}

fn delivery_id(scheme: &Scheme) -> Result<(), ConfigError> {
    label(scheme, "deliveryId", scheme.delivery_id.as_ref())
}

fn label(scheme: &Scheme, field: &str, source: Option<&Source>) -> Result<(), ConfigError> {
    match source {
        Some(Source::Header(name)) => label_header(scheme, field, name),
        Some(Source::Body(member) | Source::Object(member)) if member.is_empty() => refuse(field, SchemeReason::Empty),
        _ => Ok(()),
    }
}

/// Refuses content types that a gateway could not send for every body.
fn content_types(scheme: &Scheme) -> Result<(), ConfigError> {
    if scheme.content_types.is_empty() || !scheme.content_types.iter().all(|text| is_content_type(text)) {
        return refuse("contentTypes", SchemeReason::ContentType);
    }
    Ok(())
}

/// Refuses a prefix that a gateway could not distinguish from the headers of a proxy.
fn header_prefix(scheme: &Scheme) -> Result<(), ConfigError> {
    match scheme.header_prefix.as_deref() {
        Some(prefix) if !is_header_prefix(prefix) => refuse("headerPrefix", SchemeReason::HeaderPrefix),
        _ => Ok(()),
    }
}

/// Returns whether a text is the prefix of one provider's headers: two or more words, each followed by a `-`.
fn is_header_prefix(text: &str) -> bool {
    let is_word = |word: &[u8]| !word.is_empty() && word.iter().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    let dashes = text.bytes().filter(|byte| *byte == b'-').count();
    let words = text.strip_suffix('-').unwrap_or_default().as_bytes().split(|byte| *byte == b'-');
    dashes >= 2 && words.into_iter().all(is_word) && text != SHARED_PREFIX && !is_reserved_prefix(text)
}

fn signature(scheme: &Scheme) -> Result<(), ConfigError> {
    header_name("signature.header", &scheme.signature.header)?;
    scheme.signature.more_headers.iter().try_for_each(|name| header_name("signature.moreHeaders", name))?;
    if scheme.signature.more_headers.len() > MAX_MORE_HEADERS {
        return refuse("signature.moreHeaders", SchemeReason::Range);
    }
    Ok(())
}

fn syntax(scheme: &Scheme) -> Result<(), ConfigError> {
    let texts: [Option<&str>; 3] = match &scheme.signature.syntax {
        Syntax::Plain => [None; 3],
        Syntax::Prefixed(prefix) => [Some(prefix), None, None],
        Syntax::Fields { separator, key, groups, .. } => [Some(separator), Some(key), groups.as_deref()],
        Syntax::List { separator, tag, prefix, .. } => [Some(separator), tag.as_deref(), prefix.as_deref()],
    };
    if texts.contains(&Some("")) {
        return refuse("signature.syntax", SchemeReason::Empty);
    }
    if matches!(&scheme.signature.syntax, Syntax::Fields { separator, groups: Some(groups), .. } if contains(groups, separator)) {
        return refuse("signature.syntax", SchemeReason::Boundary);
    }
    Ok(())
}

/// Returns whether a text contains another text, which must not be empty. The standard library's search is 2 KB of WebAssembly.
fn contains(text: &str, other: &str) -> bool {
    text.as_bytes().windows(other.len().max(1)).any(|part| part == other.as_bytes())
}

fn secrets(scheme: &Scheme) -> Result<(), ConfigError> {
    if scheme.secret_encoding.0.is_empty() {
        return refuse("secretEncoding", SchemeReason::Empty);
    }
    if scheme.secret_encoding.0.len() > MAX_SECRET_ENCODINGS {
        return refuse("secretEncoding", SchemeReason::Range);
    }
    if scheme.secret_prefix.as_deref() == Some("") {
        return refuse("secretPrefix", SchemeReason::Empty);
    }
    Ok(())
}

fn tolerance(scheme: &Scheme) -> Result<(), ConfigError> {
    if scheme.tolerance == 0 || scheme.tolerance > MAX_TOLERANCE { refuse("tolerance", SchemeReason::Range) } else { Ok(()) }
}

fn timestamp(scheme: &Scheme) -> Result<(), ConfigError> {
    let syntax = &scheme.signature.syntax;
    let several = !scheme.signature.more_headers.is_empty();
    match (&scheme.timestamp, syntax) {
        (Some(Timestamp::Header { .. } | Timestamp::Body { .. }), Syntax::Fields { groups: Some(_), .. }) => {
            refuse("signature.syntax", SchemeReason::SeveralTimestamps)
        }
        (Some(Timestamp::Header { header, .. }), _) => header_name("timestamp.header", header),
        (Some(Timestamp::Field { .. } | Timestamp::Position { .. }), _) if several => {
            refuse("signature.moreHeaders", SchemeReason::SeveralTimestamps)
        }
        (Some(Timestamp::Field { field, .. }), Syntax::Fields { key, .. }) if !field.is_empty() && field != key => Ok(()),
        (Some(Timestamp::Field { .. }), Syntax::Fields { .. }) => refuse("timestamp.field", SchemeReason::Empty),
        (Some(Timestamp::Field { .. }), _) => refuse("timestamp.field", SchemeReason::NoFields),
        (Some(Timestamp::Position { position: 1, .. }), Syntax::List { tag: None, .. }) => Ok(()),
        (Some(Timestamp::Position { .. }), Syntax::List { tag: None, .. }) => refuse("timestamp.position", SchemeReason::Range),
        (Some(Timestamp::Position { .. }), _) => refuse("timestamp.position", SchemeReason::NoFields),
        (Some(Timestamp::Body { body, .. }), _) if body.is_empty() => refuse("timestamp.body", SchemeReason::Empty),
        (None, Syntax::Fields { groups: Some(_), .. }) => refuse("signature.syntax", SchemeReason::NoTimestamp),
        (Some(Timestamp::Body { .. }) | None, _) => Ok(()),
    }
}

fn content(scheme: &Scheme) -> Result<(), ConfigError> {
    let content = &scheme.signed_content;
    let refuse = |reason| refuse("signedContent", reason);
    if content.0.as_bytes().windows(2).any(|pair| pair == b"${") {
        return refuse(SchemeReason::Dollar);
    }
    for part in content.parts() {
        match part {
            Part::Literal(text) if text.contains(['{', '}']) => return refuse(SchemeReason::Template),
            Part::Parameter(name) | Part::LowercaseParameter(name) if !is_parameter_name(name) => {
                return refuse(SchemeReason::Template);
            }
            Part::Header(name) if !is_header_name(name) || !is_likely_header(scheme, name) => {
                return refuse(SchemeReason::Template);
            }
            Part::Timestamp if scheme.timestamp.as_ref().is_none_or(Timestamp::in_body) => {
                return refuse(SchemeReason::NoTimestamp);
            }
            _ => {}
        }
    }
    let count = |wanted: Part<'_>| content.parts().filter(|part| *part == wanted).count();
    let covered = count(Part::Body).saturating_add(count(Part::Form));
    match (covered, &scheme.body_hash) {
        (1, None) => {}
        (0, None) if scheme.unsigned_body => {}
        (0, Some(hash)) if hash.query.is_empty() => return self::refuse("bodyHash", SchemeReason::Empty),
        // The query of the URL must be signed. Otherwise, anyone could insert the hash of a different body.
        (0, Some(_)) if count(Part::Url).saturating_add(count(Part::Query)) > 0 => {}
        (_, Some(_)) => return self::refuse("bodyHash", SchemeReason::BodyHash),
        _ => return refuse(SchemeReason::Body),
    }
    // A form has no re-serialized body, because its fields can be written in several ways. It has no timestamp in a member,
    // because it is not JSON.
    if count(Part::Form) > 0 && (scheme.reserialized || scheme.timestamp.as_ref().is_some_and(Timestamp::in_body)) {
        return refuse(SchemeReason::Body);
    }
    if scheme.timestamp.as_ref().is_some_and(|timestamp| !timestamp.in_body()) && count(Part::Timestamp) == 0 {
        return refuse(SchemeReason::UnsignedTimestamp);
    }
    if content.headers().count() > MAX_CONTENT_HEADERS {
        return refuse(SchemeReason::Range);
    }
    Ok(())
}

/// Refuses properties that require a verified body in a scheme that does not sign the body. Also refuses a content that is the
/// same for every request.
fn unsigned_body(scheme: &Scheme) -> Result<(), ConfigError> {
    if !scheme.unsigned_body {
        return Ok(());
    }
    let of_body = if scheme.signed_content.has_body() || scheme.body_hash.is_some() {
        "unsignedBody"
    } else if scheme.event.is_some() {
        "event"
    } else if scheme.delivery_id.is_some() {
        "deliveryId"
    } else if scheme.reserialized {
        "reserialized"
    } else if scheme.challenge.is_some() {
        "challenge"
    } else if scheme.timestamp.as_ref().is_some_and(Timestamp::in_body) {
        "timestamp"
    } else if scheme.signed_content.parts().all(|part| matches!(part, Part::Literal(_) | Part::Timestamp | Part::Method)) {
        // One signature would be valid for every request of that second, or for all requests.
        "signedContent"
    } else {
        return Ok(());
    };
    refuse(
        of_body,
        SchemeReason::Shape(
            "with `unsignedBody`, a header or the URL must be signed, and no property may require the body".to_owned(),
        ),
    )
}

/// Returns whether a text can be the name of a parameter, as written in a URL.
fn is_parameter_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_graphic() && !b"&=#?{}+".contains(&byte))
}

/// Returns whether a name in braces is the name of a header. Otherwise it is a mistake, such as `{payload}`, and every delivery
/// would lack that header.
///
/// The headers of providers have two or more words. Some providers sign a header of HTTP itself.
fn is_likely_header(scheme: &Scheme, name: &str) -> bool {
    let is_label = |source: &Option<Source>| matches!(source, Some(Source::Header(header)) if header == name);
    name.contains('-')
        || matches!(name, "date" | "digest" | "host" | "nonce" | "origin")
        || is_label(&scheme.event)
        || is_label(&scheme.delivery_id)
}

/// Refuses contents in which the boundary between two parts could be moved without changing the signed bytes.
///
/// During verification, the value of a header must not contain an adjacent literal, for every scheme (see `parsed_headers.rs`).
/// The lint therefore checks only these cases:
///
/// - Two variable parts with nothing between them.
/// - A number, a method or a URL before a literal that could continue it.
/// - A variable part after the body, which may contain any separator.
/// - A form.
fn boundaries(scheme: &Scheme) -> Result<(), ConfigError> {
    let Scheme { signed_content: content, waivers, .. } = scheme;
    let unit = scheme.timestamp.as_ref().map(Timestamp::unit);
    if waivers.contains(&Waiver::AdjacentParts) {
        return Ok(());
    }
    let varies = |part: Part<'_>| !matches!(part, Part::Literal(_));
    let begins_with = |part: Part<'_>, wanted: fn(char) -> bool| matches!(part, Part::Literal(text) if text.starts_with(wanted));
    let mut after_body = false;
    for (left, right) in content.parts().zip(content.parts().skip(1)) {
        after_body |= left == Part::Body;
        let decimal =
            left == Part::Timestamp && matches!(unit, Some(TimeUnit::Seconds | TimeUnit::Millis | TimeUnit::SecondsOrMillis));
        let runs_on = match left {
            Part::Timestamp => decimal && begins_with(right, |c| c.is_ascii_digit()),
            Part::Method => begins_with(right, |c| c.is_ascii_uppercase()),
            Part::Url | Part::Path | Part::Query | Part::UrlWithoutQuery => begins_with(right, |c| c.is_ascii_graphic()),
            _ => false,
        };
        if varies(left) && varies(right) || runs_on || after_body && varies(right) {
            return refuse("signedContent", SchemeReason::Boundary);
        }
    }
    // The name and the value of a form field have no separator in the signed content.
    if content.parts().any(|part| part == Part::Form) {
        return refuse("signedContent", SchemeReason::Boundary);
    }
    Ok(())
}

fn header_name(field: &str, name: &str) -> Result<(), ConfigError> {
    if is_header_name(name) { Ok(()) } else { refuse(field, SchemeReason::HeaderName) }
}

/// Refuses an unsigned event or delivery id from a header that a proxy or the connection sets. A signed header comes from the
/// provider.
fn label_header(scheme: &Scheme, field: &str, name: &str) -> Result<(), ConfigError> {
    header_name(field, name)?;
    if is_reserved_header(name) && !scheme.signed_content.headers().any(|signed| signed == name) {
        return refuse(field, SchemeReason::ReservedHeader);
    }
    Ok(())
}

/// Returns whether a text is a token of RFC 9110, section 5.6.2, in lower case. A name then has only one spelling.
fn is_header_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"!#$%&'*+-.^_`|~".contains(&b))
}
