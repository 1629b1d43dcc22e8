//! A compiled scheme: a scheme with only the fields that verifying requires, without the texts for people or for the sender.
//!
//! It contains no header names. It refers to each header by slot, its position in [`Scheme::required_headers`], so that a caller
//! may store headers by name or by number.

use alloc::vec::Vec;

use crate::compiled_challenge::CompiledChallenge;
use crate::error::{HeaderRole, VerificationError};
use crate::scheme::{Algorithm, Encoding, Scheme, SecretEncoding, Syntax, TimeUnit, Timestamp};
use crate::template::Part;

/// A [`Scheme`] with only the fields that verifying requires, compiled once when the verifier is built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CompiledScheme {
    pub(crate) syntax: SyntaxKind,
    /// The text before all signatures, once. Usually empty.
    pub(crate) prefix: Vec<u8>,
    /// The text between two fields or entries. Empty if the syntax allows only one signature.
    pub(crate) separator: Vec<u8>,
    /// The key of a field or the tag of an entry that contains a signature. Empty if every entry is a signature.
    pub(crate) marker: Vec<u8>,
    /// The text between two groups of fields. Empty if the syntax allows only one group.
    pub(crate) groups: Vec<u8>,
    /// Whether white space after a separator is skipped.
    pub(crate) optional_space: bool,
    pub(crate) encoding: Encoding,
    pub(crate) algorithm: Algorithm,
    pub(crate) secret_encodings: Vec<SecretEncoding>,
    pub(crate) secret_prefix: Vec<u8>,
    /// The number of headers that may carry signatures. Their slots are the first.
    pub(crate) signature_headers: u8,
    pub(crate) timestamp: Option<CompiledTimestamp>,
    pub(crate) reserialized: bool,
    /// The URL parameter that contains the hash of the body. Empty if the scheme has no body hash.
    pub(crate) body_hash: Vec<u8>,
    /// The parts of the signed content, in order. They contain the body at most once.
    pub(crate) parts: Vec<CompiledPart>,
    pub(crate) challenge: CompiledChallenge,
}

/// The kind of syntax: one signature, named fields, or a list of signatures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SyntaxKind {
    One,
    Fields,
    List,
}

/// The place and the unit of the timestamp.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CompiledTimestamp {
    pub(crate) unit: TimeUnit,
    pub(crate) place: TimePlace,
}

/// The place of the timestamp.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TimePlace {
    /// A separate header.
    Header,
    /// The field with this name.
    Field(Vec<u8>),
    /// The first entry of the list.
    FirstEntry,
    /// The body, which the caller reads.
    Body,
}

/// A part of the signed content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum CompiledPart {
    Literal(Vec<u8>),
    Body,
    Timestamp,
    /// The next header that the signed content names.
    Header,
    Url,
    Method,
    Path,
    Query,
    Form,
    UrlWithoutQuery,
    /// The value of a parameter of the URL's query, and whether it is signed in lower case.
    Parameter(Vec<u8>, bool),
}

impl CompiledPart {
    /// Returns whether the part requires the URL of the request.
    fn is_of_url(&self) -> bool {
        matches!(self, Self::Url | Self::Path | Self::Query | Self::UrlWithoutQuery | Self::Parameter(..))
    }
}

/// The slot of the first signature header.
pub(crate) const SIGNATURE_SLOT: usize = 0;

impl CompiledScheme {
    /// Compiles a scheme that passed the lint.
    pub(crate) fn of(scheme: &Scheme) -> Self {
        let bytes = |text: &Option<crate::scheme::Text>| text.as_deref().unwrap_or_default().as_bytes().to_vec();
        let (syntax, prefix, separator, marker, optional_space, groups) = match &scheme.signature.syntax {
            Syntax::Plain => (SyntaxKind::One, Vec::new(), "", Vec::new(), false, Vec::new()),
            Syntax::Prefixed(prefix) => (SyntaxKind::One, prefix.as_bytes().to_vec(), "", Vec::new(), false, Vec::new()),
            Syntax::Fields { separator, key, optional_space, groups } => {
                (SyntaxKind::Fields, Vec::new(), separator.as_ref(), key.as_bytes().to_vec(), *optional_space, bytes(groups))
            }
            Syntax::List { separator, tag, prefix, optional_space } => {
                (SyntaxKind::List, bytes(prefix), separator.as_ref(), bytes(tag), *optional_space, Vec::new())
            }
        };
        let compiled_part = |part| match part {
            Part::Literal(text) => CompiledPart::Literal(text.into()),
            Part::Body => CompiledPart::Body,
            Part::Timestamp => CompiledPart::Timestamp,
            Part::Header(_) => CompiledPart::Header,
            Part::Url => CompiledPart::Url,
            Part::Method => CompiledPart::Method,
            Part::Path => CompiledPart::Path,
            Part::Query => CompiledPart::Query,
            Part::Form => CompiledPart::Form,
            Part::UrlWithoutQuery => CompiledPart::UrlWithoutQuery,
            Part::Parameter(name) => CompiledPart::Parameter(name.into(), false),
            Part::LowercaseParameter(name) => CompiledPart::Parameter(name.into(), true),
        };
        let compiled_timestamp = |timestamp: &Timestamp| CompiledTimestamp {
            unit: timestamp.unit(),
            place: match timestamp {
                Timestamp::Header { .. } => TimePlace::Header,
                Timestamp::Field { field, .. } => TimePlace::Field(field.as_bytes().into()),
                Timestamp::Position { .. } => TimePlace::FirstEntry,
                Timestamp::Body { .. } => TimePlace::Body,
            },
        };
        Self {
            syntax,
            prefix,
            separator: separator.into(),
            marker,
            groups,
            optional_space,
            encoding: scheme.signature.encoding,
            algorithm: scheme.algorithm,
            secret_encodings: scheme.secret_encoding.0.to_vec(),
            secret_prefix: bytes(&scheme.secret_prefix),
            // The lint allows only a few.
            signature_headers: u8::try_from(scheme.signature_headers().count()).unwrap_or(u8::MAX),
            timestamp: scheme.timestamp.as_ref().map(compiled_timestamp),
            reserialized: scheme.reserialized,
            body_hash: scheme.body_hash.as_ref().map_or(Vec::new(), |hash| hash.query.as_bytes().into()),
            parts: scheme.signed_content.parts().map(compiled_part).collect(),
            challenge: CompiledChallenge::of(scheme),
        }
    }

    fn has_timestamp_in(&self, place: &TimePlace) -> bool {
        self.timestamp.as_ref().is_some_and(|timestamp| timestamp.place == *place)
    }

    pub(crate) fn has_timestamp_header(&self) -> bool {
        self.has_timestamp_in(&TimePlace::Header)
    }

    /// Returns whether the timestamp is in the body, which only the caller can read.
    pub(crate) fn has_timestamp_in_body(&self) -> bool {
        self.has_timestamp_in(&TimePlace::Body)
    }

    /// Returns whether the first entry of the list is the timestamp.
    pub(crate) fn begins_with_timestamp(&self) -> bool {
        self.has_timestamp_in(&TimePlace::FirstEntry)
    }

    /// Returns whether a timestamp may contain a comma and a space.
    pub(crate) fn has_commas_in_timestamp(&self) -> bool {
        self.timestamp.as_ref().is_some_and(|timestamp| timestamp.unit == TimeUnit::HttpDate)
    }

    /// Returns the slots of the headers that may carry signatures.
    pub(crate) fn signature_slots(&self) -> core::ops::Range<usize> {
        SIGNATURE_SLOT..self.signature_headers.into()
    }

    /// Returns the slot of the timestamp header, if the scheme has one.
    pub(crate) fn timestamp_slot(&self) -> usize {
        self.signature_headers.into()
    }

    /// Returns the slot of the first header that the signed content names.
    pub(crate) fn first_signed_slot(&self) -> usize {
        self.timestamp_slot().saturating_add(usize::from(self.has_timestamp_header()))
    }

    /// Returns the slot of the URL, the first slot after the headers.
    pub(crate) fn url_slot(&self) -> usize {
        let headers = self.parts.iter().filter(|part| **part == CompiledPart::Header).count();
        self.first_signed_slot().saturating_add(headers)
    }

    /// Returns the slot of the method, which is the last.
    pub(crate) fn method_slot(&self) -> usize {
        self.url_slot().saturating_add(1)
    }

    /// Returns whether the signature covers the URL of the request or a part of it.
    pub(crate) fn signs_url(&self) -> bool {
        self.parts.iter().any(CompiledPart::is_of_url)
    }

    /// Returns whether the signature covers the method of the request.
    pub(crate) fn signs_method(&self) -> bool {
        self.parts.contains(&CompiledPart::Method)
    }

    /// Returns whether the signature covers the fields of a form.
    pub(crate) fn signs_form(&self) -> bool {
        self.parts.contains(&CompiledPart::Form)
    }

    /// Returns whether the runtime's SHA-256 can be used. This requires a content that contains the body, byte for byte.
    pub(crate) fn has_runtime_hash(&self) -> bool {
        self.algorithm == Algorithm::Sha256 && self.parts.contains(&CompiledPart::Body) && !self.signs_form()
    }

    /// Visits the headers that the signed content names, each with its slot, its role and its position among the parts.
    pub(crate) fn each_signed_header(
        &self,
        visit: &mut dyn FnMut(usize, HeaderRole, usize) -> Result<(), VerificationError>,
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

    /// Returns whether a comma and a space in the signature header may belong to its value. They do only if a comma separates its
    /// parts. Otherwise they show that two headers were joined.
    pub(crate) fn comma_separates(&self) -> bool {
        self.separator.starts_with(b",") || self.groups.starts_with(b",")
    }
}
