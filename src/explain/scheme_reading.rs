//! The request as each scheme reads it.
//!
//! The scheme asked about reads it leniently. Every other scheme whose signature header is there reads it as a verifier would.
//!
//! A reading has everything that the search combines, except the body, which is the same for every scheme.

use alloc::vec::Vec;

use super::Input;
use super::code::Code;
use super::content_variants::ContentVariants;
use super::found_signature::{FoundSignature, MAX_SIGNATURES, signatures_in, signatures_in_other_header};
use super::found_timestamp::FoundTimestamp;
use super::key_variants::KeyVariants;
use crate::Scheme;

/// The request as one scheme reads it.
pub(super) struct SchemeReading<'i> {
    pub(super) scheme: &'i Scheme,
    /// Whether it is another scheme than the one asked about.
    pub(super) is_other: bool,
    pub(super) signatures: Vec<FoundSignature>,
    /// The name of the header that the signatures are in, if it is not the scheme's.
    pub(super) renamed: Option<&'i str>,
    pub(super) timestamp: Option<FoundTimestamp<'i>>,
    pub(super) contents: ContentVariants,
    pub(super) keys: KeyVariants,
}

/// Every reading of the request.
pub(super) struct SchemeReadings<'i> {
    /// That of the scheme asked about.
    pub(super) asked: SchemeReading<'i>,
    /// Those of the other schemes, in the caller's order.
    pub(super) others: Vec<SchemeReading<'i>>,
}

impl<'i> SchemeReadings<'i> {
    /// Reads the request as each scheme would.
    pub(super) fn of(input: &Input<'i>) -> Self {
        // A header that many providers share is read as the scheme's own: whose it is, a match under another of them does not show.
        let others = input.others.iter().filter(|scheme| scheme.signature.header != input.scheme.signature.header);
        Self {
            asked: SchemeReading::asked(input),
            others: others.filter_map(|scheme| SchemeReading::other(input, scheme)).collect(),
        }
    }

    /// Returns how many readings there are.
    pub(super) fn count(&self) -> usize {
        self.others.len().saturating_add(1)
    }

    /// Returns the nth reading. The first is that of the scheme asked about.
    pub(super) fn get(&self, nth: usize) -> Option<&SchemeReading<'i>> {
        match nth.checked_sub(1) {
            None => Some(&self.asked),
            Some(nth) => self.others.get(nth),
        }
    }

    /// Iterates over all readings, in that order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &SchemeReading<'i>> {
        core::iter::once(&self.asked).chain(&self.others)
    }
}

impl<'i> SchemeReading<'i> {
    /// Iterates over the signatures in the header that the scheme has them in.
    pub(super) fn in_own_header(&self) -> impl Iterator<Item = &FoundSignature> {
        let other = |signature: &FoundSignature| {
            signature.changes.first().is_some_and(|change| change.code == Code::SignatureOtherHeader)
        };
        self.signatures.iter().filter(move |signature| !other(signature))
    }

    /// Reads the request as the scheme asked about, with every departure from it that is known.
    fn asked(input: &Input<'i>) -> Self {
        let scheme = input.scheme;
        let renamed = input.find_signature(&scheme.signature.header);
        let timestamp = FoundTimestamp::find(input, scheme);
        let header = renamed.unwrap_or(&scheme.signature.header);
        let mut signatures = signatures_in(scheme, input.values(header));
        for (name, value) in input.headers_of_no_scheme(header) {
            signatures.extend(signatures_in_other_header(scheme, name, value));
        }
        signatures.truncate(MAX_SIGNATURES);
        Self {
            scheme,
            is_other: false,
            signatures,
            renamed,
            timestamp,
            contents: ContentVariants::of(input, scheme, timestamp),
            keys: KeyVariants::of(input.secrets, scheme.secret_encoding.first()),
        }
    }

    /// Reads the request as another scheme, if its signature header is there.
    ///
    /// It is read as that scheme says, without departures: to be another provider's is one change, and there is room for one more.
    fn other(input: &Input<'i>, scheme: &'i Scheme) -> Option<Self> {
        input.values(&scheme.signature.header).next()?;
        let mut signatures = signatures_in(scheme, input.values(&scheme.signature.header));
        signatures.retain(|signature| signature.changes.is_empty());
        let timestamp = FoundTimestamp::find(input, scheme);
        let mut contents = ContentVariants::of(input, scheme, timestamp);
        contents.list.retain(|content| content.changes.is_empty());
        let keys = KeyVariants::of(input.secrets, scheme.secret_encoding.first());
        Some(Self { scheme, is_other: true, signatures, renamed: None, timestamp, contents, keys })
    }
}
