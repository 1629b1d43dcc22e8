//! The headers of a request, parsed and unverified.

use crate::candidates::{Candidates, first_entry, timestamp_field};
use crate::compiled_scheme::{CompiledPart, CompiledScheme, SIGNATURE_SLOT, TimePlace};
use crate::error::{HeaderReason, HeaderRole, VerificationError};
use crate::headers::{Slots, not_empty, single};
use crate::signed_content::SignedContent;
use crate::unix_time::UnixTime;
use crate::url;

/// The headers of one request, parsed for its scheme. They are borrowed, not copied, and not yet verified.
pub(crate) struct ParsedHeaders<'h, H> {
    scheme: &'h CompiledScheme,
    headers: &'h H,
    timestamp: Option<ParsedTimestamp<'h>>,
}

/// A timestamp: the text that was signed, and the time that must be inside the window.
#[derive(Clone, Copy)]
struct ParsedTimestamp<'h> {
    text: &'h [u8],
    time: UnixTime,
}

impl<'h, H: Slots> ParsedHeaders<'h, H> {
    /// Parses every required header, and adds the signatures to `candidates`. If the signature header has several groups of
    /// fields, only `group` is read.
    pub(crate) fn parse(
        scheme: &'h CompiledScheme,
        headers: &'h H,
        group: Option<&'h [u8]>,
        candidates: &mut Candidates,
    ) -> Result<Self, VerificationError> {
        // All headers are looked up before any is parsed, so that a malformed header never hides a missing one.
        each_signature(scheme, headers, &mut |_| Ok(()))?;
        let mut timestamp_text = None;
        if scheme.has_timestamp_header() {
            let has_commas = scheme.has_commas_in_timestamp();
            let text = single(headers, scheme.timestamp_slot(), HeaderRole::Timestamp, has_commas)?;
            // An HTTP date has one comma. A second comma shows that two dates were joined.
            if has_commas && text.split(|byte| *byte == b',').nth(2).is_some() {
                return Err(VerificationError::DuplicateHeader { header: HeaderRole::Timestamp });
            }
            timestamp_text = Some(text);
        }
        scheme.each_signed_header(&mut |slot, role, _| single(headers, slot, role, false).map(|_| ()))?;
        each_signature(scheme, headers, &mut |value| not_empty(value, HeaderRole::Signature))?;
        if let Some(text) = timestamp_text {
            not_empty(text, HeaderRole::Timestamp)?;
        }
        scheme.each_signed_header(&mut |slot, role, position| {
            let value = single(headers, slot, role, false)?;
            not_empty(value, role)?;
            if keeps_boundaries(&scheme.parts, position, value) {
                return Ok(());
            }
            Err(VerificationError::MalformedHeader { header: role, reason: HeaderReason::Boundary })
        })?;
        check_request_line(scheme, headers)?;
        each_signature(scheme, headers, &mut |value| candidates.read(scheme, group.unwrap_or(value)))?;
        let timestamp = parse_timestamp(scheme, headers, group, timestamp_text)?;
        Ok(Self { scheme, headers, timestamp })
    }

    /// Returns the time of signing. It is unverified until the signature matches.
    pub(crate) fn time(&self) -> Option<UnixTime> {
        self.timestamp.map(|timestamp| timestamp.time)
    }

    /// Returns the signed content, without the body.
    pub(crate) fn content(&self) -> SignedContent<'_, H> {
        let timestamp = self.timestamp.map_or(&b""[..], |timestamp| timestamp.text);
        SignedContent { scheme: self.scheme, headers: self.headers, timestamp }
    }
}

/// Visits every signature header in the request. At least one must exist.
///
/// It is called three times. If it were inlined, each call would have its own copy.
#[inline(never)]
fn each_signature<'h, H: Slots>(
    scheme: &CompiledScheme,
    headers: &'h H,
    visit: &mut dyn FnMut(&'h [u8]) -> Result<(), VerificationError>,
) -> Result<(), VerificationError> {
    let role = HeaderRole::Signature;
    let mut missing = true;
    for slot in scheme.signature_slots().filter(|slot| headers.value(*slot, 0).is_some()) {
        visit(single(headers, slot, role, scheme.comma_separates())?)?;
        missing = false;
    }
    if missing { Err(VerificationError::MissingHeader { header: role }) } else { Ok(()) }
}

/// Parses the timestamp from its place. `text` is the value of the separate timestamp header.
fn parse_timestamp<'h, H: Slots>(
    scheme: &'h CompiledScheme,
    headers: &'h H,
    group: Option<&'h [u8]>,
    text: Option<&'h [u8]>,
) -> Result<Option<ParsedTimestamp<'h>>, VerificationError> {
    let Some(compiled) = &scheme.timestamp else { return Ok(None) };
    let signature = || group.unwrap_or(headers.value(SIGNATURE_SLOT, 0).unwrap_or_default().trim_ascii());
    let text = match &compiled.place {
        TimePlace::Header => text.unwrap_or_default(),
        TimePlace::Field(key) => timestamp_field(scheme, signature(), key)?,
        TimePlace::FirstEntry => first_entry(scheme, signature()),
        TimePlace::Body => return Ok(None),
    };
    let malformed = VerificationError::MalformedHeader { header: HeaderRole::Timestamp, reason: HeaderReason::Timestamp };
    Ok(Some(ParsedTimestamp { text, time: UnixTime::parse(text, compiled.unit).ok_or(malformed)? }))
}

/// Refuses a URL, a URL parameter or a method that is missing or could move a boundary.
fn check_request_line(scheme: &CompiledScheme, headers: &impl Slots) -> Result<(), VerificationError> {
    let fits = |slot: usize, is_allowed: fn(&u8) -> bool| {
        headers.value(slot, 0).is_some_and(|value| !value.is_empty() && value.iter().all(is_allowed))
    };
    let url = !scheme.signs_url() || fits(scheme.url_slot(), u8::is_ascii_graphic);
    let method = !scheme.signs_method() || fits(scheme.method_slot(), u8::is_ascii_uppercase);
    let parameters = scheme.parts.iter().enumerate().all(|(position, part)| match part {
        CompiledPart::Parameter(name, _) => {
            let value = headers.value(scheme.url_slot(), 0).and_then(|url| url::parameter(url, name)).unwrap_or_default();
            !value.is_empty() && keeps_boundaries(&scheme.parts, position, value)
        }
        _ => true,
    });
    if url && method && parameters { Ok(()) } else { Err(VerificationError::InvalidUrl) }
}

/// Returns whether a value is visible ASCII and contains no adjacent literal of the signed content. The value is of a header or
/// of a URL parameter.
///
/// Otherwise, an attacker could move a boundary. With a `.` in a `webhook-id`, an old delivery whose body begins with a newer
/// timestamp and a dot would verify as a new one: `a.100.200.x` is id `a` at 100, and id `a.100` at 200.
fn keeps_boundaries(parts: &[CompiledPart], position: usize, value: &[u8]) -> bool {
    let contains = |neighbour: Option<usize>| match neighbour.and_then(|at| parts.get(at)) {
        Some(CompiledPart::Literal(text)) => value.windows(text.len()).any(|window| window == text),
        _ => false,
    };
    let neighbours = [position.checked_sub(1), position.checked_add(1)];
    value.iter().all(u8::is_ascii_graphic) && !neighbours.into_iter().any(contains)
}
