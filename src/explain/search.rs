//! Searches for the changes with which the signature matches: single changes first, then pairs.
//!
//! The possible changes are lists: readings, keys, contents, methods and bodies. Each list begins with the input as given. An
//! [`Attempt`] takes one entry from each list, computes the MAC, and compares it with every signature found.
//!
//! Two changes at once are common, such as a parsed body and a secret with a newline. Three changes are not tried, because the
//! budget would not suffice.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use sha2::{Digest, Sha256};

use super::body_variants::{BodyVariant, BodyVariants};
use super::budget::Budget;
use super::code::Code;
use super::content_variants::{BodyPart, ContentVariant};
use super::finding::Change;
use super::found_signature::{FoundSignature, MatchLength};
use super::key_variants::KeyVariant;
use super::scheme_reading::{SchemeReading, SchemeReadings};
use super::signing_method::{METHODS, SigningMethod};
use crate::form::Form;

/// The outcome of the search.
pub(super) struct Search<'s, 'i> {
    pub(super) found: Option<SignatureMatch<'s, 'i>>,
    /// The number of computed MACs.
    pub(super) tried: u32,
    /// Whether nothing was found, and some variants were not tried.
    pub(super) exhausted: bool,
}

/// A signature that matched.
pub(super) struct SignatureMatch<'s, 'i> {
    pub(super) reading: &'s SchemeReading<'i>,
    /// The body that was signed.
    pub(super) body: &'s BodyVariant,
    pub(super) secret_index: u32,
    /// The signature as it was sent.
    pub(super) signature: &'s FoundSignature,
    pub(super) length: MatchLength,
    /// The changes. Empty if the signature matches the input as given, and something else is wrong.
    pub(super) changes: Vec<Change>,
}

/// Tries every variant, most common first, until a signature matches or the budget ends.
pub(super) fn search<'s, 'i>(readings: &'s SchemeReadings<'i>, bodies: &'s BodyVariants, budget: Budget) -> Search<'s, 'i> {
    let mut searcher = Searcher { readings, bodies, budget };
    let found = searcher.run(Attempt::default()).or_else(|| searcher.singles()).or_else(|| searcher.pairs());
    let exhausted = found.is_none() && (searcher.budget.exhausted || bodies.cut);
    Search { found, tried: searcher.budget.tried(), exhausted }
}

/// One entry from each list, by position. Position 0 is the input as given.
#[derive(Clone, Copy, Default)]
struct Attempt {
    reading: usize,
    /// The position in the other variants of the secrets, from 1. 0 is each secret as given.
    key: usize,
    content: usize,
    method: usize,
    body: usize,
}

/// The part of an attempt that is changed.
#[derive(Clone, Copy)]
enum Facet {
    Body,
    Key,
    Content,
    Method,
    Reading,
}

/// The pairs of changed parts, most common first.
const PAIRS: [(Facet, Facet); 8] = [
    (Facet::Body, Facet::Key),
    (Facet::Content, Facet::Key),
    (Facet::Method, Facet::Key),
    (Facet::Reading, Facet::Key),
    (Facet::Reading, Facet::Body),
    (Facet::Method, Facet::Body),
    (Facet::Content, Facet::Body),
    (Facet::Method, Facet::Content),
];

/// A running search.
struct Searcher<'s, 'i> {
    readings: &'s SchemeReadings<'i>,
    bodies: &'s BodyVariants,
    budget: Budget,
}

impl<'s, 'i> Searcher<'s, 'i> {
    /// Tries single changes: the first of every list, then the second of every list.
    ///
    /// With this order, every list is tried even if a long body exhausts the budget early.
    fn singles(&mut self) -> Option<SignatureMatch<'s, 'i>> {
        let facets = [Facet::Key, Facet::Body, Facet::Content, Facet::Method, Facet::Reading];
        let most = facets.iter().map(|facet| self.count(*facet)).max().unwrap_or_default();
        let early = self.readings.early;
        let is_early = move |facet: &Facet, nth: usize| !matches!(facet, Facet::Reading) || nth <= early;
        let single = |searcher: &mut Self, facet: &Facet, nth| searcher.run(searcher.with(Attempt::default(), *facet, nth)?);
        (1..most)
            .find_map(|nth| facets.iter().filter(|facet| is_early(facet, nth)).find_map(|facet| single(self, facet, nth)))
            .or_else(|| (early.saturating_add(1)..self.count(Facet::Reading)).find_map(|nth| single(self, &Facet::Reading, nth)))
    }

    /// Tries two changes.
    fn pairs(&mut self) -> Option<SignatureMatch<'s, 'i>> {
        PAIRS.iter().find_map(|(left, right)| {
            (1..self.count(*left)).find_map(|nth| {
                let one = self.with(Attempt::default(), *left, nth)?;
                (1..self.count(*right)).find_map(|nth| self.run(self.with(one, *right, nth)?))
            })
        })
    }

    /// Returns the length of a list.
    fn count(&self, facet: Facet) -> usize {
        match facet {
            Facet::Body => self.bodies.list.len(),
            // The schemes decode secrets differently, so each reading has its own list.
            Facet::Key => {
                let most = self.readings.iter().map(|reading| reading.keys.others.len()).max();
                most.unwrap_or_default().saturating_add(1)
            }
            Facet::Content => self.readings.asked.contents.list.len(),
            Facet::Method => METHODS,
            Facet::Reading => self.readings.count(),
        }
    }

    /// Returns an attempt with one changed part. `None` if the list is too short.
    fn with(&self, mut attempt: Attempt, facet: Facet, nth: usize) -> Option<Attempt> {
        match facet {
            Facet::Body => attempt.body = nth,
            Facet::Key => attempt.key = nth,
            Facet::Content => attempt.content = nth,
            Facet::Method => attempt.method = nth,
            Facet::Reading => attempt.reading = nth,
        }
        (nth < self.count(facet)).then_some(attempt)
    }

    /// Tries an attempt with its key, or with each secret as given if the attempt names no key.
    fn run(&mut self, attempt: Attempt) -> Option<SignatureMatch<'s, 'i>> {
        let readings: &'s SchemeReadings<'i> = self.readings;
        let reading = readings.get(attempt.reading)?;
        let keys = &reading.keys;
        if let Some(key) = attempt.key.checked_sub(1) {
            return self.compare(attempt, keys.others.get(key)?);
        }
        // A hash without a key does not depend on the secret, so it is computed once.
        let needed = if methods_of(reading).get(attempt.method)?.uses_key() { keys.given.len() } else { 1 };
        keys.given.iter().take(needed).find_map(|key| self.compare(attempt, key))
    }

    /// Computes the MAC and compares it with every signature. A match of a whole signature has priority over a match of a part.
    fn compare(&mut self, attempt: Attempt, key: &'s KeyVariant) -> Option<SignatureMatch<'s, 'i>> {
        let reading = self.readings.get(attempt.reading)?;
        let (content, body) = (reading.contents.list.get(attempt.content)?, self.bodies.list.get(attempt.body)?);
        // Without the body, the rest of the content may also be what the input's scheme signs.
        if reading.is_other && body.changes.contains(&Code::BodySignedEmpty) {
            return None;
        }
        let method = *methods_of(reading).get(attempt.method)?;
        let part = match &content.body {
            BodyPart::Bytes => Cow::Borrowed(body.bytes.as_slice()),
            BodyPart::Form => Cow::Owned(form_text(&body.bytes)?),
            BodyPart::Hash(hash) if hash.as_slice() == Sha256::digest(&body.bytes).as_slice() => Cow::default(),
            BodyPart::Nothing if body.changes.is_empty() => Cow::default(),
            BodyPart::Hash(_) | BodyPart::Nothing => return None,
        };
        let length = content.before.len().saturating_add(part.len()).saturating_add(content.after.len());
        // Without a signature, no MAC is computed, and the budget is not used.
        if reading.signatures.is_empty() || !self.budget.take(length) {
            return None;
        }
        let mac = method.mac(&key.bytes, &[&content.before, &part, &content.after]);
        let matching = || reading.signatures.iter().filter_map(|signature| Some((signature, signature.matches(&mac)?)));
        let (signature, length) = matching().find(|(_, length)| *length == MatchLength::Whole).or_else(|| matching().next())?;
        let changes = Combination { reading, key, content, method, body }.changes(signature, length);
        Some(SignatureMatch { reading, body, secret_index: key.index, signature, length, changes })
    }
}

/// The entries that an attempt combines.
struct Combination<'s, 'i> {
    reading: &'s SchemeReading<'i>,
    key: &'s KeyVariant,
    content: &'s ContentVariant,
    method: SigningMethod,
    body: &'s BodyVariant,
}

impl Combination<'_, '_> {
    /// Returns every difference between the attempt and the input as given, without duplicates, most significant first.
    fn changes(&self, signature: &FoundSignature, length: MatchLength) -> Vec<Change> {
        let other = self.reading.is_other.then_some(Code::SchemeOther).map(Change::of);
        let renamed = self.reading.renamed.map(Change::renamed);
        let method = self.method.change(self.reading.scheme.algorithm);
        // A prefix names the method. If the method differs, a different prefix is not a separate change.
        let prefixes = [Code::SignaturePrefixWrong, Code::SignaturePrefixExtra];
        let written = signature.changes.iter().filter(|change| method.is_none() || !prefixes.contains(&change.code));
        let cut = (length != MatchLength::Whole).then_some(Code::SignatureTruncated);
        let of = |code: &Code| Change::of(*code);
        let all = (other.into_iter().chain(renamed))
            .chain(method.map(Change::of))
            .chain(written.cloned())
            .chain(cut.map(Change::of))
            .chain(self.body.changes.iter().map(of))
            .chain(self.key.changes.iter().map(of))
            .chain(self.content.changes.iter().cloned());
        // Two lists may contain the same change, such as a renamed header that contains both the signature and the timestamp.
        let mut changes: Vec<Change> = Vec::new();
        for change in all {
            if !changes.iter().any(|known| known.is_mention_of(&change)) {
                changes.push(change);
            }
        }
        changes
    }
}

/// Returns the methods by which a signature of a scheme may have been computed.
fn methods_of(reading: &SchemeReading<'_>) -> [SigningMethod; METHODS] {
    SigningMethod::all(reading.scheme.algorithm)
}

/// Returns the signed text of a form. `None` for a form with too many fields.
fn form_text(body: &[u8]) -> Option<Vec<u8>> {
    let mut text = Vec::new();
    Form::parse(body).ok()?.feed(&mut |piece| text.extend_from_slice(piece));
    Some(text)
}
