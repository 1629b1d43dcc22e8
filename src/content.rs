//! The signed content of a scheme, taken apart once: what a verifier walks for each delivery.

use alloc::vec::Vec;

use crate::scheme::{Part, Scheme, Text, Timestamp};

/// A [`Template`](crate::Template), parsed when the verifier is built.
#[derive(Clone, Debug)]
pub(crate) struct Content {
    /// What stands before the body.
    pub(crate) before: Vec<Piece>,
    /// What stands behind it.
    pub(crate) behind: Vec<Piece>,
    /// The headers that the content names, in order.
    pub(crate) headers: Vec<Named>,
}

/// A part of the content that is not the body.
#[derive(Clone, Debug)]
pub(crate) enum Piece {
    Literal(Text),
    Timestamp,
    /// A header, by its place in [`Content::headers`].
    Header(usize),
}

/// A header that is part of the content.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    pub(crate) name: Text,
    /// Its place in [`Scheme::verdict_headers`].
    pub(crate) slot: usize,
    /// The literals on its two sides, which its value must not contain.
    pub(crate) beside: [Option<Text>; 2],
}

/// The place of the signature header in [`Scheme::verdict_headers`], and that of the timestamp header where there is one.
pub(crate) const SIGNATURE_SLOT: usize = 0;
pub(crate) const TIMESTAMP_SLOT: usize = 1;

impl Content {
    /// Takes a scheme's content apart. The scheme has passed the lint, so there is one body.
    pub(crate) fn of(scheme: &Scheme) -> Self {
        let parts: Vec<Part<'_>> = scheme.signed_content.parts().collect();
        let literal = |at: Option<usize>| match at.and_then(|at| parts.get(at)) {
            Some(Part::Literal(text)) => Some(owned(text)),
            _ => None,
        };
        let first_slot: usize = if matches!(scheme.timestamp, Some(Timestamp::Header { .. })) { 2 } else { 1 };
        let mut content = Self { before: Vec::new(), behind: Vec::new(), headers: Vec::new() };
        let mut past_body = false;
        for (at, part) in parts.iter().enumerate() {
            let piece = match part {
                Part::Body => {
                    past_body = true;
                    continue;
                }
                Part::Literal(text) => Piece::Literal(owned(text)),
                Part::Timestamp => Piece::Timestamp,
                Part::Header(name) => {
                    let place = content.headers.len();
                    let beside = [literal(at.checked_sub(1)), literal(at.checked_add(1))];
                    content.headers.push(Named { name: owned(name), slot: first_slot.saturating_add(place), beside });
                    Piece::Header(place)
                }
            };
            if past_body { &mut content.behind } else { &mut content.before }.push(piece);
        }
        content
    }
}

fn owned(text: &str) -> Text {
    Text::Owned(text.into())
}
