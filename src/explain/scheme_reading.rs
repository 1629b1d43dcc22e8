//! Reads the request as each scheme reads it.
//!
//! For the scheme of the input, the request is read leniently. For every other scheme whose signature header is present, the
//! request is read as a verifier reads it.
//!
//! A reading contains everything that the search combines, except the body, which is the same for every scheme.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Reverse;

use super::Input;
use super::code::Code;
use super::content_variants::ContentVariants;
use super::found_signature::{FoundSignature, MAX_SIGNATURES, signatures_in, signatures_in_other_header};
use super::found_timestamp::FoundTimestamp;
use super::guess::{OWN_HEADER, likeness};
use super::key_variants::KeyVariants;
use crate::Scheme;

/// The request as one scheme reads it.
pub(super) struct SchemeReading<'i> {
    pub(super) scheme: &'i Scheme,
    /// Whether the scheme is not the scheme of the input.
    pub(super) is_other: bool,
    pub(super) signatures: Vec<FoundSignature>,
    /// The name of the header that contains the signatures, if it is not the scheme's.
    pub(super) renamed: Option<&'i str>,
    pub(super) timestamp: Option<FoundTimestamp<'i>>,
    pub(super) contents: ContentVariants,
    pub(super) keys: KeyVariants,
    /// The names of other providers that are as likely, because their schemes read the request in the same way.
    pub(super) alike: Vec<&'i str>,
}

/// Every reading of the request.
pub(super) struct SchemeReadings<'i> {
    /// The reading of the input's scheme.
    pub(super) asked: SchemeReading<'i>,
    /// The readings of the other schemes, most likely first. Late readings come last: their schemes share the signature header of
    /// the input's custom scheme.
    pub(super) others: Vec<SchemeReading<'i>>,
    /// The number of other readings that are tried together with the changes to the input's scheme. The late readings are tried
    /// after these changes.
    pub(super) early: usize,
}

impl<'i> SchemeReadings<'i> {
    /// Reads the request as each scheme reads it.
    pub(super) fn of(input: &Input<'i>) -> Self {
        let points = |scheme: &Scheme| likeness(input.headers, Some(input.body), scheme);
        let mut others: Vec<&'i Scheme> = input.others.iter().copied().filter(|scheme| may_be(input, scheme)).collect();
        // If several schemes read the request in the same way, the most likely one comes first.
        others.sort_by_key(|scheme| Reverse(points(scheme)));
        let mut list: Vec<SchemeReading<'i>> = Vec::new();
        for scheme in others {
            match list.iter_mut().find(|known| reads_alike(known.scheme, scheme) && known.scheme.has_keys_of(scheme)) {
                // If the provider's own headers are present, the request does not belong to another provider.
                Some(known) if points(known.scheme) >= points(scheme).saturating_add(OWN_HEADER) => {}
                Some(known) => known.alike.push(&scheme.name),
                None => list.push(SchemeReading::other(input, scheme)),
            }
        }
        // For a custom scheme, a difference from it is more likely than a built-in scheme with the same header.
        let is_own = input.others.iter().all(|scheme| scheme.id != input.scheme.id || !reads_alike(scheme, input.scheme));
        let is_late = |scheme: &Scheme| is_own && input.scheme.has_signature_in(&scheme.signature.header);
        list.sort_by_key(|reading| is_late(reading.scheme));
        let early = list.iter().filter(|reading| !is_late(reading.scheme)).count();
        Self { asked: SchemeReading::asked(input), others: list, early }
    }

    /// Returns the number of readings.
    pub(super) fn count(&self) -> usize {
        self.others.len().saturating_add(1)
    }

    /// Returns the nth reading. The reading of the input's scheme is the first.
    pub(super) fn get(&self, nth: usize) -> Option<&SchemeReading<'i>> {
        match nth.checked_sub(1) {
            None => Some(&self.asked),
            Some(nth) => self.others.get(nth),
        }
    }

    /// Iterates over all readings, in the same order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &SchemeReading<'i>> {
        core::iter::once(&self.asked).chain(&self.others)
    }
}

impl<'i> SchemeReading<'i> {
    /// Iterates over the signatures from the scheme's header.
    pub(super) fn in_own_header(&self) -> impl Iterator<Item = &FoundSignature> {
        let other = |signature: &FoundSignature| {
            signature.changes.first().is_some_and(|change| change.code == Code::SignatureOtherHeader)
        };
        self.signatures.iter().filter(move |signature| !other(signature))
    }

    /// Reads the request as the scheme of the input, with every known difference.
    fn asked(input: &Input<'i>) -> Self {
        let scheme = input.scheme;
        let renamed = input.find_signature(scheme);
        let timestamp = FoundTimestamp::find(input, scheme);
        let mut signatures = signatures_of(input, scheme);
        for (name, value) in input.headers_of_no_scheme(scheme, renamed) {
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
            keys: KeyVariants::of(input.secrets, scheme),
            alike: Vec::new(),
        }
    }

    /// Reads the request as another scheme whose signature header is present.
    ///
    /// No differences from that scheme are allowed. The different scheme is one change, and the search combines it with one other
    /// change.
    fn other(input: &Input<'i>, scheme: &'i Scheme) -> Self {
        let mut signatures = signatures_of(input, scheme);
        signatures.retain(|signature| signature.changes.is_empty());
        let timestamp = FoundTimestamp::find(input, scheme);
        let mut contents = ContentVariants::of(input, scheme, timestamp);
        contents.list.retain(|content| content.changes.is_empty());
        let keys = KeyVariants::of(input.secrets, scheme);
        Self { scheme, is_other: true, signatures, renamed: None, timestamp, contents, keys, alike: Vec::new() }
    }
}

/// Returns whether a request may belong to a scheme other than the input's: its signature header is present, and it reads the
/// request differently.
fn may_be(input: &Input<'_>, scheme: &Scheme) -> bool {
    let is_there = input.headers.iter().any(|(name, _)| scheme.has_signature_in(name));
    is_there && scheme.id != input.scheme.id && !reads_alike(input.scheme, scheme)
}

/// Returns whether two schemes read every request in the same way, regardless of the encoding of their secrets.
fn reads_alike(one: &Scheme, other: &Scheme) -> bool {
    one.signature == other.signature
        && one.algorithm == other.algorithm
        && one.timestamp == other.timestamp
        && one.signed_content == other.signed_content
        && one.body_hash == other.body_hash
}

impl Scheme {
    /// Returns whether two schemes make the same keys from secrets.
    fn has_keys_of(&self, other: &Self) -> bool {
        self.secret_encoding == other.secret_encoding && self.secret_prefix == other.secret_prefix
    }
}

impl SchemeReading<'_> {
    /// Returns a phrase for the signature and its provider, including other providers that sign in the same way.
    pub(super) fn signature(&self) -> String {
        let (of_others, verb) = (of_others(&self.alike), if self.alike.len() == 1 { "signs" } else { "sign" });
        let alike = if self.alike.is_empty() { String::new() } else { format!("{of_others}, which {verb} in the same way") };
        format!("{}'s signature{alike}", self.scheme.name)
    }

    /// Returns a phrase for the signature and its possible providers. `others` are other schemes that the request may belong to.
    pub(super) fn possible_signature<'r>(&'r self, others: impl Iterator<Item = &'r SchemeReading<'r>>) -> String {
        let mut names = self.alike.clone();
        others.for_each(|other| names.extend(core::iter::once(&*other.scheme.name).chain(other.alike.iter().copied())));
        format!("{}'s signature{}", self.scheme.name, of_others(&names))
    }
}

/// Returns the text after a provider's name, if the signature may belong to other providers.
fn of_others(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        few if few.len() <= MAX_NAMED => format!(", or that of {}", few.join(" or ")),
        many => format!(", or that of one of {} others", many.len()),
    }
}

/// The maximum number of other providers that one message names.
const MAX_NAMED: usize = 2;

/// Returns the signatures in every header that may carry them. A header that occurs twice is read once, with both values.
fn signatures_of(input: &Input<'_>, scheme: &Scheme) -> Vec<FoundSignature> {
    let several = scheme.signature_headers().filter(|name| input.values(name).next().is_some()).count() > 1;
    if !several {
        return signatures_in(scheme, input.signature_values(scheme));
    }
    scheme.signature_headers().flat_map(|name| signatures_in(scheme, input.values(name))).collect()
}
