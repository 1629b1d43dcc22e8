//! The contents that may have been signed around a body: with the timestamp, without it, with another, otherwise put together.

use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

use super::Input;
use super::code::Code;
use super::finding::Change;
use super::header::Found;
use crate::{Part, Scheme, Syntax, TimeUnit, Timestamp, UnixTime};

/// The most contents that are tried, and the most headers that are taken for a timestamp or an id.
const MAX_CONTENTS: usize = 64;
const MAX_OTHERS: usize = 4;
/// The longest header value that is signed, in bytes.
const MAX_VALUE: usize = 4096;
/// From here on a number counts milliseconds: as seconds it would be in the year 5138.
const MILLIS_FROM: i64 = 100_000_000_000;

/// How else senders put a timestamp and a body together: what stands before and behind the timestamp, and whether the body is
/// behind it.
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

/// What was signed before and behind the body.
pub(super) struct Content {
    pub(super) before: Vec<u8>,
    pub(super) behind: Vec<u8>,
    /// In what it differs from the scheme's.
    pub(super) changes: Vec<Change>,
}

/// Every content, each once: first the scheme's own, where all of its parts are there.
pub(super) fn contents(input: &Input<'_>, scheme: &Scheme) -> Vec<Content> {
    let mut contents = Contents { list: Vec::new() };
    let stamp = stamp(input, scheme);
    if let Some(stamp) = stamp {
        contents.template(input, scheme, stamp.value, &renamed(stamp));
        let said = scheme.timestamp.as_ref().map(Timestamp::unit);
        for (code, text) in respelled(stamp.value, said) {
            contents.template(input, scheme, text.as_bytes(), &[Change::of(code)]);
        }
    } else if scheme.timestamp.is_none() {
        contents.template(input, scheme, b"", &[]);
    }
    if scheme.timestamp.is_some() {
        contents.add(Vec::new(), Vec::new(), vec![Change::of(Code::TimestampNotSigned)]);
        contents.without_timestamp(input, scheme);
    }
    if let Some(stamp) = stamp {
        contents.patterns(stamp.value, Code::TimestampSeparator, None);
    }
    for (name, time) in times(input, scheme) {
        if scheme.timestamp.is_some() {
            let change = Change { code: Code::TimestampOtherHeader, header: Some(name.into()) };
            contents.template(input, scheme, time.as_bytes(), &[change]);
        } else {
            contents.patterns(time.as_bytes(), Code::TimestampSigned, Some(name));
            for (_, id) in input.headers.iter().filter(|(name, _)| is_id(name)).take(MAX_OTHERS) {
                let change = Change { code: Code::TimestampSigned, header: Some(name.into()) };
                contents.add([id.trim_ascii(), b".", time.as_bytes(), b"."].concat(), Vec::new(), vec![change]);
            }
        }
    }
    contents.list
}

struct Contents {
    list: Vec<Content>,
}

impl Contents {
    fn add(&mut self, before: Vec<u8>, behind: Vec<u8>, changes: Vec<Change>) {
        let known = self.list.iter().any(|content| content.before == before && content.behind == behind);
        if !known && before.len() <= MAX_VALUE && behind.len() <= MAX_VALUE && self.list.len() < MAX_CONTENTS {
            self.list.push(Content { before, behind, changes });
        }
    }

    /// The scheme's own content, with a text for its timestamp. Nothing, if a header that it names is not there at all.
    fn template(&mut self, input: &Input<'_>, scheme: &Scheme, stamp: &[u8], changes: &[Change]) {
        self.parts(input, scheme.signed_content.parts(), stamp, changes);
    }

    /// The scheme's own content, less the timestamp and what separates it.
    fn without_timestamp(&mut self, input: &Input<'_>, scheme: &Scheme) {
        let mut kept: Vec<Part<'_>> = Vec::new();
        let mut parts = scheme.signed_content.parts().peekable();
        while let Some(part) = parts.next() {
            if part != Part::Timestamp {
                kept.push(part);
            } else if matches!(parts.peek(), Some(Part::Literal(_))) {
                parts.next();
            }
        }
        self.parts(input, kept.into_iter(), b"", &[Change::of(Code::TimestampNotSigned)]);
    }

    fn parts<'p>(&mut self, input: &Input<'_>, parts: impl Iterator<Item = Part<'p>>, stamp: &[u8], changes: &[Change]) {
        let (mut before, mut behind, mut past_body) = (Vec::new(), Vec::new(), false);
        let mut changes = changes.to_vec();
        for part in parts {
            let text = match part {
                Part::Literal(text) => text.as_bytes(),
                Part::Timestamp => stamp,
                Part::Header(name) => match input.find(name) {
                    Some(found) => {
                        changes.extend(renamed(found));
                        found.value
                    }
                    None => return,
                },
                Part::Body => {
                    past_body = true;
                    continue;
                }
            };
            if past_body { &mut behind } else { &mut before }.extend_from_slice(text);
        }
        self.add(before, behind, changes);
    }

    fn patterns(&mut self, stamp: &[u8], code: Code, header: Option<&str>) {
        for (front, back, in_front) in PATTERNS {
            let text = [front.as_bytes(), stamp, back.as_bytes()].concat();
            let code = if code == Code::TimestampSeparator && !in_front { Code::TimestampOrder } else { code };
            let changes = vec![Change { code, header: header.map(Into::into) }];
            if in_front { self.add(text, Vec::new(), changes) } else { self.add(Vec::new(), text, changes) }
        }
    }
}

/// The text of the timestamp, from where the scheme says or from the header nearest to it.
pub(super) fn stamp<'i>(input: &Input<'i>, scheme: &Scheme) -> Option<Found<'i>> {
    match (scheme.timestamp.as_ref()?, &scheme.signature.syntax) {
        (Timestamp::Header { header, .. }, _) => input.find(header),
        (Timestamp::Field { field, .. }, Syntax::Fields { separator, .. }) => {
            let renamed = input.find_signature(&scheme.signature.header);
            let value = input.values(renamed.unwrap_or(&scheme.signature.header)).next()?;
            let value = core::str::from_utf8(value).ok()?;
            // As the scheme separates fields, and as others do.
            let mut fields = value.split(separator.as_ref()).flat_map(|entry| entry.split([',', ';', ' ']));
            let text = fields.find_map(|entry| entry.strip_prefix(field.as_ref())?.strip_prefix('='))?;
            Some(Found { value: text.as_bytes(), renamed })
        }
        _ => None,
    }
}

fn renamed(found: Found<'_>) -> Vec<Change> {
    found.renamed.map(|name| Change { code: Code::HeaderRenamed, header: Some(name.into()) }).into_iter().collect()
}

/// A moment in any of the ways in which it is written, and which that is.
pub(super) fn read(text: &[u8]) -> Option<(TimeUnit, UnixTime)> {
    if let Some(time) = UnixTime::parse(text, TimeUnit::Rfc3339) {
        return Some((TimeUnit::Rfc3339, time));
    }
    // A fraction is for the window alone: what is signed is the text.
    let whole = text.split(|byte| *byte == b'.').next().unwrap_or(text);
    let number = UnixTime::parse(whole, TimeUnit::Millis)?;
    if number.as_millis() < MILLIS_FROM {
        return Some((TimeUnit::Seconds, UnixTime::parse(whole, TimeUnit::Seconds)?));
    }
    Some((TimeUnit::Millis, number))
}

/// The same moment, written in the other ways. The code is that of the one, sent or signed, that is not as the scheme says.
fn respelled(text: &[u8], said: Option<TimeUnit>) -> Vec<(Code, String)> {
    let Some((sent, time)) = read(text) else { return Vec::new() };
    let all = [
        (TimeUnit::Millis, time.as_millis().to_string()),
        (TimeUnit::Seconds, time.as_secs().to_string()),
        (TimeUnit::Rfc3339, time.to_rfc3339()),
    ];
    let others = all.into_iter().filter(|(signed, _)| *signed != sent);
    others.map(|(signed, text)| (unit_code(if said == Some(sent) { signed } else { sent }), text)).collect()
}

/// The code of a timestamp in a unit that the scheme does not say.
pub(super) const fn unit_code(unit: TimeUnit) -> Code {
    match unit {
        TimeUnit::Seconds => Code::TimestampSeconds,
        TimeUnit::Millis => Code::TimestampMilliseconds,
        TimeUnit::Rfc3339 => Code::TimestampRfc3339,
    }
}

/// What else in the headers looks like a time, with the header's name: their values, and the fields `t=` of a signature.
fn times<'i>(input: &Input<'i>, scheme: &Scheme) -> Vec<(&'i str, String)> {
    let own = match &scheme.timestamp {
        Some(Timestamp::Header { header, .. }) => Some(header.as_ref()),
        _ => None,
    };
    let others = input.headers.iter().filter(|(name, _)| own.is_none_or(|own| !name.eq_ignore_ascii_case(own)));
    let time = |(name, value): &(&'i str, &'i [u8])| {
        let text = core::str::from_utf8(value.get(..value.len().min(MAX_VALUE))?).ok()?.trim();
        let field = text.split([',', ';', ' ']).find_map(|entry| entry.trim().strip_prefix("t="));
        let text = field.unwrap_or(text);
        let digits = text.len() >= 10 && text.len() <= 16 && text.bytes().all(|byte| byte.is_ascii_digit());
        let written = text.len() <= 40 && UnixTime::parse(text.as_bytes(), TimeUnit::Rfc3339).is_some();
        (digits || written || name.eq_ignore_ascii_case("date")).then(|| (*name, text.to_string()))
    };
    others.filter_map(time).take(MAX_OTHERS).collect()
}

fn is_id(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.ends_with("-id") || name.ends_with("_id") || name.ends_with("-delivery")
}
