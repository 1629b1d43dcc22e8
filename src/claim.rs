//! What a delivery says about itself in its headers: well formed, and not yet believed.

use crate::error::{HeaderRole, Malformed, VerifyError};
use crate::header::{Candidates, Headers, Joined, field, not_empty, single};
use crate::scheme::{Part, Scheme, Syntax, Timestamp};
use crate::time::UnixTime;

/// The headers of one delivery, read as its scheme says. Borrows them: nothing is copied but the decoded signatures.
pub(crate) struct Claim<'h, H: ?Sized> {
    scheme: &'h Scheme,
    headers: &'h H,
    pub(crate) candidates: Candidates,
    timestamp: Option<Stamp<'h>>,
}

/// A timestamp as text, which is what was signed, and as a moment, which is what the window needs.
#[derive(Clone, Copy)]
struct Stamp<'h> {
    text: &'h [u8],
    time: UnixTime,
}

impl<'h, H: Headers + ?Sized> Claim<'h, H> {
    /// Reads all headers that take part in the verdict.
    pub(crate) fn read(scheme: &'h Scheme, headers: &'h H) -> Result<Self, VerifyError> {
        let signature = &scheme.signature;
        let joined = Joined::in_signature(&signature.syntax);
        let value = single(headers, &signature.header, HeaderRole::Signature, joined)?;
        // All headers are looked for before any is read, so that a missing one is never hidden by a malformed one.
        let timestamp = match &scheme.timestamp {
            Some(Timestamp::Header { header, unit }) => {
                Some((single(headers, header, HeaderRole::Timestamp, Joined::Repeated)?, *unit))
            }
            _ => None,
        };
        let named = || scheme.signed_content.headers().zip(0..).map(|(name, nth)| (name, HeaderRole::Content(nth)));
        for (name, header) in named() {
            single(headers, name, header, Joined::Repeated)?;
        }
        not_empty(value, HeaderRole::Signature)?;
        if let Some((text, _)) = timestamp {
            not_empty(text, HeaderRole::Timestamp)?;
        }
        for (name, header) in named() {
            let value = single(headers, name, header, Joined::Repeated)?;
            not_empty(value, header)?;
            if !keeps_its_borders(scheme, name, value) {
                return Err(VerifyError::MalformedHeader { header, fault: Malformed::Boundary });
            }
        }
        let candidates = Candidates::read(signature, value)?;
        let timestamp = match (&scheme.timestamp, &signature.syntax) {
            (Some(Timestamp::Field { field: name, unit }), Syntax::Fields { separator, .. }) => {
                Some((field(value, separator, name, HeaderRole::Timestamp)?, *unit))
            }
            _ => timestamp,
        };
        let timestamp = timestamp.map(|(text, unit)| {
            let fault = VerifyError::MalformedHeader { header: HeaderRole::Timestamp, fault: Malformed::Timestamp };
            UnixTime::parse(text, unit).ok_or(fault).map(|time| Stamp { text, time })
        });
        Ok(Self { scheme, headers, candidates, timestamp: timestamp.transpose()? })
    }

    /// When the delivery was signed, if the signature holds.
    pub(crate) fn time(&self) -> Option<UnixTime> {
        self.timestamp.map(|stamp| stamp.time)
    }

    /// The bytes that were signed, if this delivery is genuine: the parts of the template, in order.
    pub(crate) fn signed_content<'c>(&'c self, body: &'c [u8]) -> impl Iterator<Item = &'c [u8]> {
        self.before_body().chain(core::iter::once(body)).chain(self.behind_body())
    }

    /// The parts of the signed content that stand before the body.
    pub(crate) fn before_body(&self) -> impl Iterator<Item = &[u8]> {
        self.scheme.signed_content.parts().take_while(|part| *part != Part::Body).map(|part| self.text(part))
    }

    /// The parts of the signed content that stand behind the body.
    pub(crate) fn behind_body(&self) -> impl Iterator<Item = &[u8]> {
        self.scheme.signed_content.parts().skip_while(|part| *part != Part::Body).skip(1).map(|part| self.text(part))
    }

    fn text<'c>(&'c self, part: Part<'c>) -> &'c [u8] {
        match part {
            Part::Literal(text) => text.as_bytes(),
            Part::Timestamp => self.timestamp.map_or(&b""[..], |stamp| stamp.text),
            Part::Header(name) => self.headers.values(name).next().unwrap_or_default().trim_ascii(),
            // There is one body (the lint sees to that), and neither side of it has it.
            Part::Body => &[],
        }
    }
}

/// Whether a signed header's value is printable ASCII, and free of the literals that stand beside it in the content.
///
/// With a `.` in a `webhook-id`, an old delivery whose body begins with a newer timestamp and a point would pass as a new
/// one, by moving the border: `a.100.200.x` is id `a` at 100, and id `a.100` at 200.
fn keeps_its_borders(scheme: &Scheme, name: &str, value: &[u8]) -> bool {
    let parts = || scheme.signed_content.parts();
    let beside = parts().zip(parts().skip(1)).filter_map(|pair| match pair {
        (Part::Header(header), Part::Literal(text)) | (Part::Literal(text), Part::Header(header)) if header == name => Some(text),
        _ => None,
    });
    let mut beside = beside.map(str::as_bytes);
    value.iter().all(u8::is_ascii_graphic) && !beside.any(|literal| value.windows(literal.len()).any(|text| text == literal))
}
