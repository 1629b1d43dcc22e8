//! What a delivery says about itself in its headers: well formed, and not yet believed.

use crate::content::{Content, Named, Piece, SIGNATURE_SLOT, TIMESTAMP_SLOT};
use crate::error::{HeaderRole, Malformed, VerifyError};
use crate::header::{Candidates, Headers, Joined, field, not_empty, single};
use crate::scheme::{Scheme, Syntax, Timestamp};
use crate::time::UnixTime;

/// The headers of one delivery, read as its scheme says. Borrows them: nothing is copied.
pub(crate) struct Claim<'h, H: ?Sized> {
    content: &'h Content,
    headers: &'h H,
    timestamp: Option<Stamp<'h>>,
}

/// A timestamp as text, which is what was signed, and as a moment, which is what the window needs.
#[derive(Clone, Copy)]
struct Stamp<'h> {
    text: &'h [u8],
    time: UnixTime,
}

impl<'h, H: Headers + ?Sized> Claim<'h, H> {
    /// Reads all headers that take part in the verdict, and puts the signatures that they offer into `candidates`.
    pub(crate) fn read(
        scheme: &'h Scheme,
        content: &'h Content,
        headers: &'h H,
        candidates: &mut Candidates,
    ) -> Result<Self, VerifyError> {
        let Scheme { signature, .. } = scheme;
        let joined = Joined::in_signature(&signature.syntax);
        let values = headers.values_at(SIGNATURE_SLOT, &signature.header);
        let value = single(values, HeaderRole::Signature, joined)?;
        // All headers are looked for before any is read, so that a missing one is never hidden by a malformed one.
        let timestamp = match &scheme.timestamp {
            Some(Timestamp::Header { header, unit }) => {
                let values = headers.values_at(TIMESTAMP_SLOT, header);
                Some((single(values, HeaderRole::Timestamp, Joined::Repeated)?, *unit))
            }
            _ => None,
        };
        let named = || content.headers.iter().zip(0..).map(|(named, nth)| (named, HeaderRole::Content(nth)));
        let value_of = |named: &'h Named, role| single(headers.values_at(named.slot, &named.name), role, Joined::Repeated);
        for (named, role) in named() {
            value_of(named, role)?;
        }
        not_empty(value, HeaderRole::Signature)?;
        if let Some((text, _)) = timestamp {
            not_empty(text, HeaderRole::Timestamp)?;
        }
        for (named, role) in named() {
            let value = value_of(named, role)?;
            not_empty(value, role)?;
            if !named.keeps_its_borders(value) {
                return Err(VerifyError::MalformedHeader { header: role, fault: Malformed::Boundary });
            }
        }
        candidates.read(signature, value)?;
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
        Ok(Self { content, headers, timestamp: timestamp.transpose()? })
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
        self.content.before.iter().map(|piece| self.text(piece))
    }

    /// The parts of the signed content that stand behind the body.
    pub(crate) fn behind_body(&self) -> impl Iterator<Item = &[u8]> {
        self.content.behind.iter().map(|piece| self.text(piece))
    }

    fn text<'c>(&'c self, piece: &'c Piece) -> &'c [u8] {
        match piece {
            Piece::Literal(text) => text.as_bytes(),
            Piece::Timestamp => self.timestamp.map_or(&b""[..], |stamp| stamp.text),
            Piece::Header(place) => self.content.headers.get(*place).map_or(&b""[..], |named| {
                self.headers.values_at(named.slot, &named.name).next().unwrap_or_default().trim_ascii()
            }),
        }
    }
}

impl Named {
    /// Whether a value is printable ASCII, and free of the literals that stand beside it in the content.
    ///
    /// With a `.` in a `webhook-id`, an old delivery whose body begins with a newer timestamp and a point would pass as a
    /// new one, by moving the border: `a.100.200.x` is id `a` at 100, and id `a.100` at 200.
    fn keeps_its_borders(&self, value: &[u8]) -> bool {
        let mut beside = self.beside.iter().flatten().map(|literal| literal.as_bytes());
        let holds = |literal: &[u8]| value.windows(literal.len()).any(|text| text == literal);
        value.iter().all(u8::is_ascii_graphic) && !beside.any(holds)
    }
}
