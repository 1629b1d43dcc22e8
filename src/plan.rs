//! A scheme made ready: what a verification walks, and nothing that only people or the sender need.
//!
//! A plan has no names of headers in it. It knows them by their slots, their places in
//! [`Scheme::verdict_headers`], so that a caller may hold headers by name or by number.

use alloc::vec::Vec;

use crate::error::{HeaderRole, VerifyError};
use crate::scheme::{Encoding, Part, Scheme, SecretEncoding, Syntax, TimeUnit, Timestamp};

/// What verifying needs of a [`Scheme`], made once when the verifier is built.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub(crate) struct Plan {
    pub(crate) form: Form,
    /// What stands between two fields or entries; empty where there is one signature only.
    pub(crate) separator: Vec<u8>,
    /// What tells a signature: its prefix, the name of its field, the tag of its entry.
    pub(crate) mark: Vec<u8>,
    pub(crate) encoding: Encoding,
    pub(crate) secret: SecretEncoding,
    pub(crate) stamp: Option<StampPlace>,
    pub(crate) reserialized: bool,
    /// The signed content, in order, with the body in it once.
    pub(crate) pieces: Vec<Piece>,
}

/// What stands around the signature: [`Syntax`] without its texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub(crate) enum Form {
    Plain,
    Prefixed,
    Fields,
    List,
}

/// Where the timestamp is, and how it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub(crate) struct StampPlace {
    pub(crate) unit: TimeUnit,
    /// The name of its field in the signature's header; `None` where it has a header of its own.
    pub(crate) field: Option<Vec<u8>>,
}

/// A part of the signed content.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub(crate) enum Piece {
    Literal(Vec<u8>),
    Body,
    Timestamp,
    /// The next of the headers that the content names.
    Header,
}

/// The slot of the signature's header, and that of the timestamp's where it has one.
pub(crate) const SIGNATURE_SLOT: usize = 0;
pub(crate) const TIMESTAMP_SLOT: usize = 1;

impl Plan {
    /// Takes a scheme apart. It has passed the lint, so its content has one body.
    pub(crate) fn of(scheme: &Scheme) -> Self {
        let (form, separator, mark) = match &scheme.signature.syntax {
            Syntax::Plain => (Form::Plain, "", ""),
            Syntax::Prefixed(prefix) => (Form::Prefixed, "", prefix.as_ref()),
            Syntax::Fields { separator, key } => (Form::Fields, separator.as_ref(), key.as_ref()),
            Syntax::List { separator, tag } => (Form::List, separator.as_ref(), tag.as_ref()),
        };
        let piece = |part| match part {
            Part::Literal(text) => Piece::Literal(text.into()),
            Part::Body => Piece::Body,
            Part::Timestamp => Piece::Timestamp,
            Part::Header(_) => Piece::Header,
        };
        let field = |timestamp: &Timestamp| match timestamp {
            Timestamp::Header { .. } => None,
            Timestamp::Field { field, .. } => Some(field.as_bytes().into()),
        };
        Self {
            form,
            separator: separator.into(),
            mark: mark.into(),
            encoding: scheme.signature.encoding,
            secret: scheme.secret,
            stamp: scheme.timestamp.as_ref().map(|stamp| StampPlace { unit: stamp.unit(), field: field(stamp) }),
            reserialized: scheme.reserialized,
            pieces: scheme.signed_content.parts().map(piece).collect(),
        }
    }

    /// Whether the timestamp has a header of its own.
    pub(crate) fn has_stamp_header(&self) -> bool {
        self.stamp.as_ref().is_some_and(|stamp| stamp.field.is_none())
    }

    /// The slot of the first header that the signed content names.
    pub(crate) fn first_signed_slot(&self) -> usize {
        if self.has_stamp_header() { 2 } else { 1 }
    }

    /// Goes through the headers that the signed content names: each with its slot, its role, and its place among the pieces.
    pub(crate) fn each_signed_header(
        &self,
        mut check: impl FnMut(usize, HeaderRole, usize) -> Result<(), VerifyError>,
    ) -> Result<(), VerifyError> {
        let (mut slot, mut nth) = (self.first_signed_slot(), 0_u8);
        for (place, piece) in self.pieces.iter().enumerate() {
            if *piece == Piece::Header {
                check(slot, HeaderRole::Content(nth), place)?;
                (slot, nth) = (slot.saturating_add(1), nth.saturating_add(1));
            }
        }
        Ok(())
    }

    /// Whether a comma and a space in the signature's header are the value's own. Only where a comma separates its parts: else
    /// they are where two headers were joined on the way.
    pub(crate) fn comma_separates(&self) -> bool {
        self.separator.starts_with(b",")
    }
}
