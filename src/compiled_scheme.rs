//! A compiled scheme: what a verification reads, without the texts that only people or the sender need.
//!
//! It holds no header names. It knows each header by its slot, its position in [`Scheme::required_headers`], so that a caller
//! may hold headers by name or by number.

use alloc::vec::Vec;

use crate::error::{HeaderRole, VerificationError};
use crate::scheme::{Encoding, Part, Scheme, SecretEncoding, Syntax, TimeUnit, Timestamp};

/// What verifying needs of a [`Scheme`], made once when the verifier is built.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub(crate) struct CompiledScheme {
    pub(crate) syntax: SyntaxKind,
    /// The text before all signatures, once; most often empty.
    pub(crate) prefix: Vec<u8>,
    /// The text between two fields or entries; empty where there is one signature only.
    pub(crate) separator: Vec<u8>,
    /// What marks a signature among several: the key of its field, the tag of its entry. Empty where all are signatures.
    pub(crate) marker: Vec<u8>,
    pub(crate) encoding: Encoding,
    pub(crate) secret_encoding: SecretEncoding,
    pub(crate) timestamp: Option<CompiledTimestamp>,
    pub(crate) reserialized: bool,
    /// The signed content, in order, with the body in it once.
    pub(crate) parts: Vec<CompiledPart>,
}

/// How many signatures a header holds, and among what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub(crate) enum SyntaxKind {
    One,
    Fields,
    List,
}

/// Where the timestamp is, and how it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub(crate) struct CompiledTimestamp {
    pub(crate) unit: TimeUnit,
    /// The key of its field in the signature header; `None` where it has a header of its own.
    pub(crate) field: Option<Vec<u8>>,
}

/// A part of the signed content.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub(crate) enum CompiledPart {
    Literal(Vec<u8>),
    Body,
    Timestamp,
    /// The next of the headers that the signed content names.
    Header,
}

/// The slot of the signature header, and that of the timestamp header where there is one.
pub(crate) const SIGNATURE_SLOT: usize = 0;
pub(crate) const TIMESTAMP_SLOT: usize = 1;

impl CompiledScheme {
    /// Compiles a scheme that passed the lint, so that its content has one body.
    pub(crate) fn of(scheme: &Scheme) -> Self {
        let (syntax, prefix, separator, marker) = match &scheme.signature.syntax {
            Syntax::Plain => (SyntaxKind::One, "", "", ""),
            Syntax::Prefixed(prefix) => (SyntaxKind::One, prefix.as_ref(), "", ""),
            Syntax::Fields { separator, key } => (SyntaxKind::Fields, "", separator.as_ref(), key.as_ref()),
            Syntax::List { separator, tag, prefix } => {
                let [prefix, tag] = [prefix, tag].map(|text| text.as_deref().unwrap_or_default());
                (SyntaxKind::List, prefix, separator.as_ref(), tag)
            }
        };
        let compiled_part = |part| match part {
            Part::Literal(text) => CompiledPart::Literal(text.into()),
            Part::Body => CompiledPart::Body,
            Part::Timestamp => CompiledPart::Timestamp,
            Part::Header(_) => CompiledPart::Header,
        };
        let compiled_timestamp = |timestamp: &Timestamp| CompiledTimestamp {
            unit: timestamp.unit(),
            field: match timestamp {
                Timestamp::Header { .. } => None,
                Timestamp::Field { field, .. } => Some(field.as_bytes().into()),
            },
        };
        Self {
            syntax,
            prefix: prefix.into(),
            separator: separator.into(),
            marker: marker.into(),
            encoding: scheme.signature.encoding,
            secret_encoding: scheme.secret_encoding,
            timestamp: scheme.timestamp.as_ref().map(compiled_timestamp),
            reserialized: scheme.reserialized,
            parts: scheme.signed_content.parts().map(compiled_part).collect(),
        }
    }

    /// Whether the timestamp has a header of its own.
    pub(crate) fn has_timestamp_header(&self) -> bool {
        self.timestamp.as_ref().is_some_and(|timestamp| timestamp.field.is_none())
    }

    /// Returns the slot of the first header that the signed content names.
    pub(crate) fn first_signed_slot(&self) -> usize {
        if self.has_timestamp_header() { 2 } else { 1 }
    }

    /// Visits the headers that the signed content names, each with its slot, its role and its position among the parts.
    pub(crate) fn each_signed_header(
        &self,
        mut visit: impl FnMut(usize, HeaderRole, usize) -> Result<(), VerificationError>,
    ) -> Result<(), VerificationError> {
        let (mut slot, mut nth) = (self.first_signed_slot(), 0_u8);
        for (position, part) in self.parts.iter().enumerate() {
            if *part == CompiledPart::Header {
                visit(slot, HeaderRole::Content(nth), position)?;
                (slot, nth) = (slot.saturating_add(1), nth.saturating_add(1));
            }
        }
        Ok(())
    }

    /// Whether a comma and a space in the signature header belong to its value. Only where a comma separates its parts;
    /// elsewhere they show that two headers were joined on the way.
    pub(crate) fn comma_separates(&self) -> bool {
        self.separator.starts_with(b",")
    }
}
