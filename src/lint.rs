//! What makes a scheme unsafe, checked before a verifier is built from it.
//!
//! Most ways in which a custom scheme goes wrong can be seen in its description alone: a timestamp that is checked but not
//! signed, a body that is not covered, two parts whose boundary can be moved. Such a scheme is refused with the name of the
//! property, and no request is ever verified by it.

use alloc::borrow::ToOwned;
use alloc::vec::Vec;

use crate::challenge_lint;
use crate::content_type::is_content_type;
use crate::error::{ConfigError, SchemeReason};
use crate::reserved_headers::{is_reserved_header, is_reserved_prefix};
use crate::scheme::{Scheme, Source, Syntax, TimeUnit, Timestamp, Waiver};
use crate::template::Part;

/// The most headers that a signed content may name: far above any provider's, and small enough for an error to number them.
const MAX_CONTENT_HEADERS: usize = 8;

/// The most headers that may carry signatures beside the first. Each has one signature at least.
const MAX_MORE_HEADERS: usize = 15;

/// The most encodings that a secret is tried in. Each costs a MAC over the body.
const MAX_SECRET_ENCODINGS: usize = 2;

/// A prefix for the headers of many providers, and so of none.
const SHARED_PREFIX: &str = "x-hub-";

/// The widest tolerance that a scheme or a verifier may ask for, in seconds: 100 years, beyond which a window is no window.
pub(crate) const MAX_TOLERANCE: u32 = 3_155_760_000;

/// Lists every check, in the order of the properties in the documentation. Each is about properties of its own.
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
    /// [`ConfigError::InvalidScheme`] with the first property that is wrong.
    pub fn lint(&self) -> Result<(), ConfigError> {
        lint(self).map_err(|error| error.about(&self.id))
    }

    /// Returns every property that is wrong, for a person who corrects the scheme. It is safe if there is none.
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

/// Refuses a text that becomes the value of a header and cannot be one everywhere.
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
    // A gateway sends it to the origin in `x-hookward-scheme`.
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

/// Refuses what a gateway could not write for every body.
fn content_types(scheme: &Scheme) -> Result<(), ConfigError> {
    if scheme.content_types.is_empty() || !scheme.content_types.iter().all(|text| is_content_type(text)) {
        return refuse("contentTypes", SchemeReason::ContentType);
    }
    Ok(())
}

/// Refuses what a gateway could not tell from the headers of a proxy.
fn header_prefix(scheme: &Scheme) -> Result<(), ConfigError> {
    match scheme.header_prefix.as_deref() {
        Some(prefix) if !is_header_prefix(prefix) => refuse("headerPrefix", SchemeReason::HeaderPrefix),
        _ => Ok(()),
    }
}

/// Whether a text is the beginning of one provider's headers: two words or more, each with a `-` behind it.
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

/// Whether a text contains another, which is not empty. The standard library's search is 2 KB of WebAssembly.
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
        // The url's own query has to be signed, or anyone could put the hash of another body there.
        (0, Some(_)) if count(Part::Url).saturating_add(count(Part::Query)) > 0 => {}
        (_, Some(_)) => return self::refuse("bodyHash", SchemeReason::BodyHash),
        _ => return refuse(SchemeReason::Body),
    }
    // What was read of a form is not the form: its fields can be written in several ways, and JSON is not one of them.
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

/// Refuses what only a verified body can have, in a scheme that signs none, and a content that is the same for every request.
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
        // One signature would do for every request of that second, or for all.
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

/// Whether a text can be the name of a parameter, as it is written in a url.
fn is_parameter_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_graphic() && !b"&=#?{}+".contains(&byte))
}

/// Whether a name in braces is that of a header. Else it is a slip, such as `{payload}`, and every delivery would lack that header.
///
/// The headers of providers have two words or more. Some sign one of HTTP's own.
fn is_likely_header(scheme: &Scheme, name: &str) -> bool {
    let is_label = |source: &Option<Source>| matches!(source, Some(Source::Header(header)) if header == name);
    name.contains('-')
        || matches!(name, "date" | "digest" | "host" | "nonce" | "origin")
        || is_label(&scheme.event)
        || is_label(&scheme.delivery_id)
}

/// Refuses contents in which the boundary between two parts could be moved without changing the bytes that are signed.
///
/// A header's value is kept clear of the literals on both its sides when a delivery is verified, whatever the scheme
/// says (see `parsed_headers.rs`), so only three things are left to see here: parts with nothing between them, a number followed by a
/// digit, and something that varies after the body, which may contain any separator.
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
    // In a form, nothing is between a name and its value.
    if content.parts().any(|part| part == Part::Form) {
        return refuse("signedContent", SchemeReason::Boundary);
    }
    Ok(())
}

fn header_name(field: &str, name: &str) -> Result<(), ConfigError> {
    if is_header_name(name) { Ok(()) } else { refuse(field, SchemeReason::HeaderName) }
}

/// Refuses a label from a header that a proxy or the connection sets. One that the signature covers is the provider's.
fn label_header(scheme: &Scheme, field: &str, name: &str) -> Result<(), ConfigError> {
    header_name(field, name)?;
    if is_reserved_header(name) && !scheme.signed_content.headers().any(|signed| signed == name) {
        return refuse(field, SchemeReason::ReservedHeader);
    }
    Ok(())
}

/// A token of RFC 9110, section 5.6.2, in lower case, so that one spelling is compared with one spelling.
fn is_header_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"!#$%&'*+-.^_`|~".contains(&b))
}
