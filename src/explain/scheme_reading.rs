//! The request as each scheme reads it.
//!
//! The scheme asked about reads it leniently. Every other scheme whose signature header is there reads it as a verifier would.
//!
//! A reading has everything that the search combines, except the body, which is the same for every scheme.

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
    /// Whether it is another scheme than the one asked about.
    pub(super) is_other: bool,
    pub(super) signatures: Vec<FoundSignature>,
    /// The name of the header that the signatures are in, if it is not the scheme's.
    pub(super) renamed: Option<&'i str>,
    pub(super) timestamp: Option<FoundTimestamp<'i>>,
    pub(super) contents: ContentVariants,
    pub(super) keys: KeyVariants,
    /// The names of the other providers whose schemes read it in the same way, and that are as likely.
    pub(super) alike: Vec<&'i str>,
}

/// Every reading of the request.
pub(super) struct SchemeReadings<'i> {
    /// That of the scheme asked about.
    pub(super) asked: SchemeReading<'i>,
    /// Those of the other schemes, in the caller's order.
    pub(super) others: Vec<SchemeReading<'i>>,
    /// How many of these are tried along with the departures from the scheme asked about. The rest come after them.
    pub(super) early: usize,
}

impl<'i> SchemeReadings<'i> {
    /// Reads the request as each scheme would.
    pub(super) fn of(input: &Input<'i>) -> Self {
        let points = |scheme: &Scheme| likeness(input.headers, Some(input.body), scheme);
        let mut others: Vec<&'i Scheme> = input.others.iter().copied().filter(|scheme| may_be(input, scheme)).collect();
        // Of those that read it in the same way, the one goes first for which most speaks.
        others.sort_by_key(|scheme| Reverse(points(scheme)));
        let mut list: Vec<SchemeReading<'i>> = Vec::new();
        for scheme in others {
            match list.iter_mut().find(|known| reads_alike(known.scheme, scheme) && known.scheme.has_keys_of(scheme)) {
                // Where the provider's own headers are there, it is no other's.
                Some(known) if points(known.scheme) >= points(scheme).saturating_add(OWN_HEADER) => {}
                Some(known) => known.alike.push(&scheme.name),
                None => list.push(SchemeReading::other(input, scheme)),
            }
        }
        // Of a scheme of the caller's own, a departure is likelier than that it is a built-in one by the same header.
        let is_own = input.others.iter().all(|scheme| scheme.id != input.scheme.id || !reads_alike(scheme, input.scheme));
        let is_late = |scheme: &Scheme| is_own && input.scheme.has_signature_in(&scheme.signature.header);
        list.sort_by_key(|reading| is_late(reading.scheme));
        let early = list.iter().filter(|reading| !is_late(reading.scheme)).count();
        Self { asked: SchemeReading::asked(input), others: list, early }
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

    /// Reads the request as another scheme, whose signature header is there.
    ///
    /// It is read as that scheme says, without departures: to be another provider's is one change, and there is room for one more.
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

/// Whether a request may be of another scheme than the one asked about: one whose header is there, and that reads it otherwise.
fn may_be(input: &Input<'_>, scheme: &Scheme) -> bool {
    let is_there = input.headers.iter().any(|(name, _)| scheme.has_signature_in(name));
    is_there && scheme.id != input.scheme.id && !reads_alike(input.scheme, scheme)
}

/// Whether two schemes read every request in the same way, whatever their secrets are written in.
fn reads_alike(one: &Scheme, other: &Scheme) -> bool {
    one.signature == other.signature
        && one.algorithm == other.algorithm
        && one.timestamp == other.timestamp
        && one.signed_content == other.signed_content
        && one.body_hash == other.body_hash
}

impl Scheme {
    /// Whether it makes the same keys of secrets as another scheme.
    fn has_keys_of(&self, other: &Self) -> bool {
        self.secret_encoding == other.secret_encoding && self.secret_prefix == other.secret_prefix
    }
}

impl SchemeReading<'_> {
    /// Returns whose signature it is, for a message: the provider's, or that of another which signs alike.
    pub(super) fn signature(&self) -> String {
        let (of_others, verb) = (of_others(&self.alike), if self.alike.len() == 1 { "signs" } else { "sign" });
        let alike = if self.alike.is_empty() { String::new() } else { format!("{of_others}, which {verb} in the same way") };
        format!("{}'s signature{alike}", self.scheme.name)
    }

    /// Returns whose signature it may be, for a message, where `others` may be read in the request too.
    pub(super) fn possible_signature<'r>(&'r self, others: impl Iterator<Item = &'r SchemeReading<'r>>) -> String {
        let mut names = self.alike.clone();
        others.for_each(|other| names.extend(core::iter::once(&*other.scheme.name).chain(other.alike.iter().copied())));
        format!("{}'s signature{}", self.scheme.name, of_others(&names))
    }
}

/// Returns what follows the name of a provider whose signature may be another's as well.
fn of_others(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        few if few.len() <= MAX_NAMED => format!(", or that of {}", few.join(" or ")),
        many => format!(", or that of one of {} others", many.len()),
    }
}

/// The most other schemes that are named in one message.
const MAX_NAMED: usize = 2;

/// Returns the signatures in every header that may carry them. A header that is there twice is read once, with both values.
fn signatures_of(input: &Input<'_>, scheme: &Scheme) -> Vec<FoundSignature> {
    let several = scheme.signature_headers().filter(|name| input.values(name).next().is_some()).count() > 1;
    if !several {
        return signatures_in(scheme, input.signature_values(scheme));
    }
    scheme.signature_headers().flat_map(|name| signatures_in(scheme, input.values(name))).collect()
}
