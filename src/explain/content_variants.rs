//! Variants of the signed content: with the timestamp, without it, with a different timestamp, or with the parts in a different
//! order.
//!
//! A scheme for a new provider is usually written from incomplete documentation. Most often, the documentation does not specify
//! how the timestamp and the body are combined.

use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

use super::Input;
use super::code::Code;
use super::finding::Change;
use super::found_timestamp::{FoundTimestamp, times_of_groups};
use super::url_variants::{METHODS, url_variants};
use crate::{Part, Scheme, TimeUnit, Timestamp, UnixTime, url};

/// The maximum number of contents.
const MAX_CONTENTS: usize = 64;
/// The maximum number of headers that are tried as a timestamp, and of headers that are tried as an id.
const MAX_OTHERS: usize = 4;
/// The maximum number of parts for which every combination of omitted parts is tried.
const MAX_LEFT_OUT: usize = 3;
/// The maximum length of the text before and of the text after the body, in bytes.
const MAX_VALUE: usize = 4096;

/// Other ways in which senders combine a timestamp and a body.
///
/// Each entry contains the text before the timestamp, the text after it, and whether both come before the body.
const PATTERNS: [(&str, &str, bool); 11] = [
    ("", ".", true),
    ("", "", true),
    ("", ":", true),
    ("", "\n", true),
    ("v0:", ":", true),
    ("v1:", ":", true),
    ("", "_", true),
    ("", "|", true),
    (".", "", false),
    ("", "", false),
    (":", "", false),
];

/// The signed content around the body. The body also has many variants, so the search combines the two.
pub(super) struct ContentVariant {
    pub(super) before: Vec<u8>,
    /// The part that represents the body.
    pub(super) body: BodyPart,
    pub(super) after: Vec<u8>,
    /// The differences from the scheme's content.
    pub(super) changes: Vec<Change>,
}

/// The part of a signed content that represents the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum BodyPart {
    /// The body, byte for byte.
    Bytes,
    /// The decoded fields of the body, which is a form.
    Form,
    /// Only the SHA-256 of the body, which is a part of the URL.
    Hash(Vec<u8>),
    /// Nothing: the signature does not cover the body.
    Nothing,
}

/// Every content, without duplicates: first the scheme's own content, if all of its parts are present.
pub(super) struct ContentVariants {
    pub(super) list: Vec<ContentVariant>,
}

impl ContentVariants {
    /// Creates every content that the headers allow. `timestamp` is the timestamp that was found for the scheme, if any.
    pub(super) fn of(input: &Input<'_>, scheme: &Scheme, timestamp: Option<FoundTimestamp<'_>>) -> Self {
        let mut variants = Self { list: Vec::new() };
        match timestamp {
            Some(timestamp) => variants.add_with_timestamp(input, scheme, timestamp),
            None if is_unsigned_time(scheme) => variants.add_template(input, scheme, b"", &[]),
            // The scheme has a timestamp, but the request contains none that could be signed.
            None => {}
        }
        // Each group of fields has its own timestamp, and is as likely as the first group.
        for time in times_of_groups(input, scheme) {
            variants.add_template(input, scheme, time.text, &[]);
        }
        variants.add_of_request_line(input, scheme, timestamp);
        variants.add_left_out(input, scheme, timestamp);
        // The other variants consist only of headers and the body.
        if !scheme.signed_content.parts().any(|part| part == Part::Body) {
            return variants;
        }
        variants.add_with_id(input, scheme, timestamp);
        if let Some(timestamp) = timestamp.filter(|_| !is_unsigned_time(scheme)) {
            variants.add_patterns(scheme, timestamp.text, Code::TimestampSeparator, None);
        }
        for (name, time) in other_times(input, scheme) {
            if is_unsigned_time(scheme) {
                variants.add_patterns(scheme, time.as_bytes(), Code::TimestampSigned, Some(name));
                // Standard Webhooks and the schemes derived from it sign the id, the timestamp and the body.
                for (id_name, id) in input.headers.iter().filter(|(name, _)| is_id(name)).take(MAX_OTHERS) {
                    let before = [id.trim_ascii(), b".", time.as_bytes(), b"."].concat();
                    let is_id = |change: &Change| change.header.as_ref().is_some_and(|name| name.eq_ignore_ascii_case(id_name));
                    let mut changes = vec![Change::in_header(Code::TimestampSigned, name)];
                    let left_out = unsigned(scheme.signed_content.parts());
                    if !left_out.iter().any(is_id) {
                        changes.push(Change::in_header(Code::HeaderSigned, id_name));
                    }
                    changes.extend(left_out.into_iter().filter(|change| !is_id(change)));
                    variants.add(before, BodyPart::Bytes, Vec::new(), changes);
                }
            } else {
                let change = Change::in_header(Code::TimestampOtherHeader, name);
                variants.add_template(input, scheme, time.as_bytes(), &[change]);
            }
        }
        variants
    }

    /// Adds a content, unless it is a duplicate or exceeds a limit.
    fn add(&mut self, before: Vec<u8>, body: BodyPart, after: Vec<u8>, changes: Vec<Change>) {
        let is_same = |content: &ContentVariant| content.before == before && content.body == body && content.after == after;
        let known = self.list.iter().any(is_same);
        if !known && before.len() <= MAX_VALUE && after.len() <= MAX_VALUE && self.list.len() < MAX_CONTENTS {
            self.list.push(ContentVariant { before, body, after, changes });
        }
    }

    /// Adds the scheme's own content with a different URL or method, if the scheme signs them.
    fn add_of_request_line(&mut self, input: &Input<'_>, scheme: &Scheme, timestamp: Option<FoundTimestamp<'_>>) {
        let text = match timestamp {
            Some(timestamp) => timestamp.text,
            None if is_unsigned_time(scheme) => b"",
            None => return,
        };
        if scheme.signs_url() {
            for (url, changes) in url_variants(input) {
                self.add_template(&Input { url: Some(&url), ..*input }, scheme, text, &changes);
            }
        }
        if scheme.signs_method() {
            for method in METHODS {
                self.add_template(&Input { method: Some(method), ..*input }, scheme, text, &[Change::of(Code::UrlMethod)]);
            }
        }
    }

    /// Adds the scheme's own content with the timestamp as sent, then in the other units.
    fn add_with_timestamp(&mut self, input: &Input<'_>, scheme: &Scheme, timestamp: FoundTimestamp<'_>) {
        let renamed: Vec<Change> = timestamp.renamed.map(Change::renamed).into_iter().collect();
        self.add_template(input, scheme, timestamp.text, &renamed);
        let unit = scheme.timestamp.as_ref().map(Timestamp::unit);
        for (code, text) in timestamp.in_other_units(unit) {
            self.add_template(input, scheme, text.as_bytes(), &[Change::of(code)]);
        }
    }

    /// Adds the scheme's own content with a given timestamp. Adds nothing if a header of the content is missing.
    fn add_template(&mut self, input: &Input<'_>, scheme: &Scheme, timestamp: &[u8], changes: &[Change]) {
        self.add_parts(input, scheme, scheme.signed_content.parts(), timestamp, changes);
    }

    /// Adds the scheme's own content without the timestamp, without one header or several headers, then the body alone.
    fn add_left_out(&mut self, input: &Input<'_>, scheme: &Scheme, timestamp: Option<FoundTimestamp<'_>>) {
        let all = scheme.signed_content.parts().filter(is_value).count();
        for most in 1..=all {
            for set in 1..1_u32 << all.min(MAX_LEFT_OUT) {
                if usize::try_from(set.count_ones()) == Ok(most) {
                    self.add_without(input, scheme, timestamp, |nth| set >> nth & 1 == 1);
                }
            }
        }
        if all > 0 && scheme.signed_content.parts().any(|part| part == Part::Body) {
            self.add(Vec::new(), BodyPart::Bytes, Vec::new(), unsigned(scheme.signed_content.parts()));
        }
    }

    /// Adds the scheme's own content with an id before it, if the scheme does not sign the id.
    fn add_with_id(&mut self, input: &Input<'_>, scheme: &Scheme, timestamp: Option<FoundTimestamp<'_>>) {
        let text = match timestamp {
            Some(timestamp) => timestamp.text,
            None if !is_unsigned_time(scheme) => return,
            None => b"",
        };
        for (name, _) in input.headers.iter().filter(|(name, _)| is_id(name)).take(MAX_OTHERS) {
            let is_signed = |part| matches!(part, Part::Header(own) if own.eq_ignore_ascii_case(name));
            if !scheme.signed_content.parts().any(is_signed) {
                let parts = [Part::Header(name), Part::Literal(".")].into_iter().chain(scheme.signed_content.parts());
                self.add_parts(input, scheme, parts, text, &[Change::in_header(Code::HeaderSigned, name)]);
            }
        }
    }

    /// Adds the scheme's own content without some values and their separators.
    fn add_without(
        &mut self,
        input: &Input<'_>,
        scheme: &Scheme,
        timestamp: Option<FoundTimestamp<'_>>,
        is_left_out: impl Fn(usize) -> bool,
    ) {
        let (mut kept, mut left_out): (Vec<Part<'_>>, Vec<Part<'_>>) = (Vec::new(), Vec::new());
        let mut parts = scheme.signed_content.parts().peekable();
        let mut values = 0_usize;
        while let Some(part) = parts.next() {
            let nth = values;
            values = values.saturating_add(usize::from(is_value(&part)));
            if !(is_value(&part) && is_left_out(nth)) {
                kept.push(part);
                continue;
            }
            left_out.push(part);
            // The separator is omitted with its value: the separator after the value, or before it if the value is the last part.
            if matches!(parts.peek(), Some(Part::Literal(_))) {
                parts.next();
            } else if parts.peek().is_none() && matches!(kept.last(), Some(Part::Literal(_))) {
                kept.pop();
            }
        }
        let mut changes = unsigned(left_out.into_iter());
        let text = match timestamp {
            Some(timestamp) => {
                changes.extend(timestamp.renamed.map(Change::renamed).filter(|_| kept.contains(&Part::Timestamp)));
                timestamp.text
            }
            None if kept.contains(&Part::Timestamp) => return,
            None => b"",
        };
        self.add_parts(input, scheme, kept.into_iter(), text, &changes);
    }

    /// Adds a content that consists of the given parts.
    fn add_parts<'p>(
        &mut self,
        input: &Input<'_>,
        scheme: &Scheme,
        parts: impl Iterator<Item = Part<'p>>,
        timestamp: &[u8],
        changes: &[Change],
    ) {
        let (mut before, mut after, mut body) = (Vec::new(), Vec::new(), None);
        let mut changes = changes.to_vec();
        let given = || input.url.map(str::as_bytes);
        for part in parts {
            let text = match part {
                Part::Literal(text) => Some(text.as_bytes()),
                Part::Timestamp => Some(timestamp),
                Part::Header(name) => input.find(name).map(|found| {
                    changes.extend(found.renamed.map(Change::renamed));
                    found.value
                }),
                Part::Body => {
                    body = Some(BodyPart::Bytes);
                    continue;
                }
                Part::Form => {
                    body = Some(BodyPart::Form);
                    continue;
                }
                Part::Url => given(),
                Part::Path => given().map(url::path),
                Part::Query => given().map(url::query),
                Part::UrlWithoutQuery => given().map(url::without_query),
                Part::Parameter(name) => given().and_then(|url| url::parameter(url, name.as_bytes())),
                Part::LowercaseParameter(name) => {
                    let Some(value) = given().and_then(|url| url::parameter(url, name.as_bytes())) else { return };
                    if body.is_some() { &mut after } else { &mut before }.extend(value.to_ascii_lowercase());
                    continue;
                }
                Part::Method => Some(input.method.unwrap_or(METHODS[0]).as_bytes()),
            };
            // A content with a missing part cannot be tried.
            let Some(text) = text else { return };
            if body.is_some() { &mut after } else { &mut before }.extend_from_slice(text);
        }
        // A content without the body contains the hash of the body in the URL.
        let hash = || {
            let name = scheme.body_hash.as_ref()?.query.as_bytes();
            hex::decode(url::parameter(given()?, name)?).ok().map(BodyPart::Hash)
        };
        let nothing = scheme.unsigned_body.then_some(BodyPart::Nothing);
        if let Some(body) = body.or_else(hash).or(nothing) {
            self.add(before, body, after, changes);
        }
    }

    /// Adds a timestamp and the body, combined as other senders do. The headers of the scheme's content are omitted.
    fn add_patterns(&mut self, scheme: &Scheme, timestamp: &[u8], code: Code, header: Option<&str>) {
        for (prefix, separator, before_body) in PATTERNS {
            let text = [prefix.as_bytes(), timestamp, separator.as_bytes()].concat();
            let code = if code == Code::TimestampSeparator && !before_body { Code::TimestampOrder } else { code };
            let mut changes = vec![Change { code, header: header.map(Into::into) }];
            changes.extend(unsigned(scheme.signed_content.parts().filter(|part| *part != Part::Timestamp)));
            let (before, after) = if before_body { (text, Vec::new()) } else { (Vec::new(), text) };
            self.add(before, BodyPart::Bytes, after, changes);
        }
    }
}

/// Returns whether the signed content has no part for the timestamp: the scheme has no timestamp, or a timestamp in the body.
fn is_unsigned_time(scheme: &Scheme) -> bool {
    scheme.timestamp.as_ref().is_none_or(Timestamp::in_body)
}

/// Returns whether the text of a part is neither a literal nor the body: a timestamp, a header, the URL or the method.
fn is_value(part: &Part<'_>) -> bool {
    !matches!(part, Part::Literal(_) | Part::Body | Part::Form)
}

/// Returns the changes for parts that were not signed.
fn unsigned<'p>(parts: impl Iterator<Item = Part<'p>>) -> Vec<Change> {
    let change = |part| match part {
        Part::Timestamp => Some(Change::of(Code::TimestampNotSigned)),
        Part::Header(name) => Some(Change::in_header(Code::HeaderNotSigned, name)),
        Part::Method => Some(Change::of(Code::UrlNotSigned)),
        part if part.is_of_url() => Some(Change::of(Code::UrlNotSigned)),
        _ => None,
    };
    let mut changes: Vec<Change> = Vec::new();
    for change in parts.filter_map(change) {
        if !changes.contains(&change) {
            changes.push(change);
        }
    }
    changes
}

/// Returns other times in the headers, with the name of each header. A time may be the field `t=` of a signature.
fn other_times<'i>(input: &Input<'i>, scheme: &Scheme) -> Vec<(&'i str, String)> {
    let own = match &scheme.timestamp {
        Some(Timestamp::Header { header, .. }) => Some(header.as_ref()),
        _ => None,
    };
    // The scheme's own header was already read, under any name.
    let others = input.headers.iter().filter(|(name, _)| own.is_none_or(|own| !name.eq_ignore_ascii_case(own)));
    let time = |(name, value): &(&'i str, &'i [u8])| {
        let text = core::str::from_utf8(value.get(..value.len().min(MAX_VALUE))?).ok()?.trim();
        let field = text.split([',', ';', ' ']).find_map(|entry| entry.trim().strip_prefix("t="));
        let text = field.unwrap_or(text);
        // The number of digits is that of seconds since 2001, of microseconds, or between them.
        let digits = text.len() >= 10 && text.len() <= 16 && text.bytes().all(|byte| byte.is_ascii_digit());
        let written = text.len() <= 40 && UnixTime::parse(text.as_bytes(), TimeUnit::Rfc3339).is_some();
        (digits || written || name.eq_ignore_ascii_case("date")).then(|| (*name, text.to_string()))
    };
    others.filter_map(time).take(MAX_OTHERS).collect()
}

/// Returns whether a header's name is that of an id.
fn is_id(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.ends_with("-id") || name.ends_with("_id") || name.ends_with("-delivery")
}
