//! What a delivery says about itself in its headers: well formed, and not yet believed.

use crate::error::{HeaderRole, Malformed, VerifyError};
use crate::header::{Candidates, Slots, field, not_empty, single};
use crate::plan::{Piece, Plan, SIGNATURE_SLOT, TIMESTAMP_SLOT};
use crate::time::UnixTime;

/// The headers of one delivery, read as its plan says. Borrows them: nothing is copied.
pub(crate) struct Claim<'h, H> {
    plan: &'h Plan,
    headers: &'h H,
    timestamp: Option<Stamp<'h>>,
}

/// A timestamp as text, which is what was signed, and as a moment, which is what the window needs.
#[derive(Clone, Copy)]
struct Stamp<'h> {
    text: &'h [u8],
    time: UnixTime,
}

impl<'h, H: Slots> Claim<'h, H> {
    /// Reads all headers that take part in the verdict, and puts the signatures that they offer into `candidates`.
    pub(crate) fn read(plan: &'h Plan, headers: &'h H, candidates: &mut Candidates) -> Result<Self, VerifyError> {
        let value = single(headers, SIGNATURE_SLOT, HeaderRole::Signature, plan.comma_separates())?;
        // All headers are looked for before any is read, so that a missing one is never hidden by a malformed one.
        let mut stamp_text = None;
        if plan.has_stamp_header() {
            stamp_text = Some(single(headers, TIMESTAMP_SLOT, HeaderRole::Timestamp, false)?);
        }
        plan.each_signed_header(|slot, role, _| single(headers, slot, role, false).map(|_| ()))?;
        not_empty(value, HeaderRole::Signature)?;
        if let Some(text) = stamp_text {
            not_empty(text, HeaderRole::Timestamp)?;
        }
        plan.each_signed_header(|slot, role, place| {
            let value = single(headers, slot, role, false)?;
            not_empty(value, role)?;
            if keeps_its_borders(&plan.pieces, place, value) {
                return Ok(());
            }
            Err(VerifyError::MalformedHeader { header: role, fault: Malformed::Boundary })
        })?;
        candidates.read(plan, value)?;
        let mut timestamp = None;
        if let Some(stamp) = &plan.stamp {
            if let Some(name) = &stamp.field {
                stamp_text = Some(field(value, &plan.separator, name, HeaderRole::Timestamp)?);
            }
            let text = stamp_text.unwrap_or_default();
            let fault = VerifyError::MalformedHeader { header: HeaderRole::Timestamp, fault: Malformed::Timestamp };
            timestamp = Some(Stamp { text, time: UnixTime::parse(text, stamp.unit).ok_or(fault)? });
        }
        Ok(Self { plan, headers, timestamp })
    }

    /// When the delivery was signed, if the signature holds.
    pub(crate) fn time(&self) -> Option<UnixTime> {
        self.timestamp.map(|stamp| stamp.time)
    }

    /// The parts of what was signed, if this delivery is genuine, in order. `None` is the body.
    pub(crate) fn parts(&self) -> Parts<'_, H> {
        Parts::new(self.plan, self.headers, self.timestamp.map_or(&b""[..], |stamp| stamp.text))
    }
}

/// The parts of a signed content, in order; `None` is the body.
pub(crate) struct Parts<'p, H> {
    pieces: core::slice::Iter<'p, Piece>,
    headers: &'p H,
    /// The slot of the next header that the content names.
    slot: usize,
    stamp: &'p [u8],
}

impl<'p, H: Slots> Parts<'p, H> {
    pub(crate) fn new(plan: &'p Plan, headers: &'p H, stamp: &'p [u8]) -> Self {
        Self { pieces: plan.pieces.iter(), headers, slot: plan.first_signed_slot(), stamp }
    }
}

impl<'p, H: Slots> Iterator for Parts<'p, H> {
    type Item = Option<&'p [u8]>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(match self.pieces.next()? {
            Piece::Literal(text) => Some(text),
            Piece::Body => None,
            Piece::Timestamp => Some(self.stamp),
            Piece::Header => {
                let value = self.headers.value(self.slot, 0).unwrap_or_default();
                self.slot = self.slot.saturating_add(1);
                Some(value.trim_ascii())
            }
        })
    }
}

/// Whether the value of a header is printable ASCII, and free of the literals that stand beside it in the content.
///
/// With a `.` in a `webhook-id`, an old delivery whose body begins with a newer timestamp and a point would pass as a new one,
/// by moving the border: `a.100.200.x` is id `a` at 100, and id `a.100` at 200.
fn keeps_its_borders(pieces: &[Piece], place: usize, value: &[u8]) -> bool {
    let holds = |at: Option<usize>| match at.and_then(|at| pieces.get(at)) {
        Some(Piece::Literal(text)) => value.windows(text.len()).any(|window| window == text),
        _ => false,
    };
    value.iter().all(u8::is_ascii_graphic) && !holds(place.checked_sub(1)) && !holds(place.checked_add(1))
}
