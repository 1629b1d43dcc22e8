//! The headers of a request, parsed and unverified.

use crate::candidates::{Candidates, timestamp_field};
use crate::compiled_scheme::{CompiledPart, CompiledScheme, SIGNATURE_SLOT, TIMESTAMP_SLOT};
use crate::error::{HeaderReason, HeaderRole, VerificationError};
use crate::headers::{Slots, not_empty, single};
use crate::unix_time::UnixTime;

/// The headers of one request, parsed as its scheme says. Borrows them: nothing is copied, and nothing is verified yet.
pub(crate) struct ParsedHeaders<'h, H> {
    scheme: &'h CompiledScheme,
    headers: &'h H,
    timestamp: Option<ParsedTimestamp<'h>>,
}

/// A timestamp as the text that was signed, and as the time that the window is checked against.
#[derive(Clone, Copy)]
struct ParsedTimestamp<'h> {
    text: &'h [u8],
    time: UnixTime,
}

impl<'h, H: Slots> ParsedHeaders<'h, H> {
    /// Parses every required header, and puts the signatures that they offer into `candidates`.
    pub(crate) fn parse(
        scheme: &'h CompiledScheme,
        headers: &'h H,
        candidates: &mut Candidates,
    ) -> Result<Self, VerificationError> {
        let signature = single(headers, SIGNATURE_SLOT, HeaderRole::Signature, scheme.comma_separates())?;
        // All headers are looked for before any is parsed, so that a missing one is never hidden by a malformed one.
        let mut timestamp_text = None;
        if scheme.has_timestamp_header() {
            timestamp_text = Some(single(headers, TIMESTAMP_SLOT, HeaderRole::Timestamp, false)?);
        }
        scheme.each_signed_header(|slot, role, _| single(headers, slot, role, false).map(|_| ()))?;
        not_empty(signature, HeaderRole::Signature)?;
        if let Some(text) = timestamp_text {
            not_empty(text, HeaderRole::Timestamp)?;
        }
        scheme.each_signed_header(|slot, role, position| {
            let value = single(headers, slot, role, false)?;
            not_empty(value, role)?;
            if keeps_boundaries(&scheme.parts, position, value) {
                return Ok(());
            }
            Err(VerificationError::MalformedHeader { header: role, reason: HeaderReason::Boundary })
        })?;
        candidates.read(scheme, signature)?;
        let mut timestamp = None;
        if let Some(compiled) = &scheme.timestamp {
            if let Some(key) = &compiled.field {
                timestamp_text = Some(timestamp_field(scheme, signature, key)?);
            }
            let text = timestamp_text.unwrap_or_default();
            let malformed = VerificationError::MalformedHeader { header: HeaderRole::Timestamp, reason: HeaderReason::Timestamp };
            timestamp = Some(ParsedTimestamp { text, time: UnixTime::parse(text, compiled.unit).ok_or(malformed)? });
        }
        Ok(Self { scheme, headers, timestamp })
    }

    /// Returns the time of signing, which is only known to be true once the signature matches.
    pub(crate) fn time(&self) -> Option<UnixTime> {
        self.timestamp.map(|timestamp| timestamp.time)
    }

    /// Returns the parts of the signed content, in order. `None` is the body.
    pub(crate) fn content(&self) -> ContentParts<'_, H> {
        ContentParts::new(self.scheme, self.headers, self.timestamp.map_or(&b""[..], |timestamp| timestamp.text))
    }
}

/// The parts of a signed content, in order; `None` is the body.
pub(crate) struct ContentParts<'p, H> {
    rest: core::slice::Iter<'p, CompiledPart>,
    headers: &'p H,
    /// The slot of the next header that the content names.
    slot: usize,
    timestamp: &'p [u8],
}

impl<'p, H: Slots> ContentParts<'p, H> {
    pub(crate) fn new(scheme: &'p CompiledScheme, headers: &'p H, timestamp: &'p [u8]) -> Self {
        Self { rest: scheme.parts.iter(), headers, slot: scheme.first_signed_slot(), timestamp }
    }
}

impl<'p, H: Slots> Iterator for ContentParts<'p, H> {
    type Item = Option<&'p [u8]>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(match self.rest.next()? {
            CompiledPart::Literal(text) => Some(text),
            CompiledPart::Body => None,
            CompiledPart::Timestamp => Some(self.timestamp),
            CompiledPart::Header => {
                let value = self.headers.value(self.slot, 0).unwrap_or_default();
                self.slot = self.slot.saturating_add(1);
                Some(value.trim_ascii())
            }
        })
    }
}

/// Whether the value of a header is printable ASCII, and free of the literals beside it in the signed content.
///
/// With a `.` in a `webhook-id`, an old delivery whose body begins with a newer timestamp and a dot would pass as a new one,
/// by moving the boundary: `a.100.200.x` is id `a` at 100, and id `a.100` at 200.
fn keeps_boundaries(parts: &[CompiledPart], position: usize, value: &[u8]) -> bool {
    let contains = |neighbour: Option<usize>| match neighbour.and_then(|at| parts.get(at)) {
        Some(CompiledPart::Literal(text)) => value.windows(text.len()).any(|window| window == text),
        _ => false,
    };
    let neighbours = [position.checked_sub(1), position.checked_add(1)];
    value.iter().all(u8::is_ascii_graphic) && !neighbours.into_iter().any(contains)
}
