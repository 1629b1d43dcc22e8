//! The search for the change under which the signature matches: single changes first, then pairs.
//!
//! What may be changed is laid out as lists, each of which begins with what was given: the readings, the keys, the contents, the
//! methods, the bodies. An [`Attempt`] takes one of each, computes the MAC, and compares it with every signature found.
//!
//! Two changes at once are common, such as a body that was parsed and a secret with a newline. Three are not tried: the
//! budget would end long before them.

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

/// What the search came to.
pub(super) struct Search<'s, 'i> {
    pub(super) found: Option<SignatureMatch<'s, 'i>>,
    /// How many MACs were computed.
    pub(super) tried: u32,
    /// Whether nothing was found and something was left untried.
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
    /// What was changed. Nothing, if the signature matches what was given and something else is wrong.
    pub(super) changes: Vec<Change>,
}

/// Tries everything, most usual first, until something matches or the budget ends.
pub(super) fn search<'s, 'i>(readings: &'s SchemeReadings<'i>, bodies: &'s BodyVariants, budget: Budget) -> Search<'s, 'i> {
    let mut searcher = Searcher { readings, bodies, budget };
    let found = searcher.run(Attempt::default()).or_else(|| searcher.singles()).or_else(|| searcher.pairs());
    let exhausted = found.is_none() && (searcher.budget.exhausted || bodies.cut);
    Search { found, tried: searcher.budget.tried(), exhausted }
}

/// One of each list, by its place. The first is what was given.
#[derive(Clone, Copy, Default)]
struct Attempt {
    reading: usize,
    /// Of the other variants of the secrets, from 1; 0 is each secret as it was given.
    key: usize,
    content: usize,
    method: usize,
    body: usize,
}

/// What an attempt changes.
#[derive(Clone, Copy)]
enum Facet {
    Body,
    Key,
    Content,
    Method,
    Reading,
}

/// The pairs, those that go wrong together most often first.
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

/// The search under way.
struct Searcher<'s, 'i> {
    readings: &'s SchemeReadings<'i>,
    bodies: &'s BodyVariants,
    budget: Budget,
}

impl<'s, 'i> Searcher<'s, 'i> {
    /// Tries one change: the first of every list, then the second.
    ///
    /// In this order a long body, which soon ends the budget, leaves none of the lists untried.
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

    /// Returns how long a list is.
    fn count(&self, facet: Facet) -> usize {
        match facet {
            Facet::Body => self.bodies.list.len(),
            // The schemes decode secrets differently, so that each reading has a list of its own.
            Facet::Key => {
                let most = self.readings.iter().map(|reading| reading.keys.others.len()).max();
                most.unwrap_or_default().saturating_add(1)
            }
            Facet::Content => self.readings.asked.contents.list.len(),
            Facet::Method => METHODS,
            Facet::Reading => self.readings.count(),
        }
    }

    /// Returns an attempt with one thing changed; `None` where the list ends before that.
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

    /// Makes an attempt under the key it names, or under each secret as it was given where it names none.
    fn run(&mut self, attempt: Attempt) -> Option<SignatureMatch<'s, 'i>> {
        let readings: &'s SchemeReadings<'i> = self.readings;
        let reading = readings.get(attempt.reading)?;
        let keys = &reading.keys;
        if let Some(key) = attempt.key.checked_sub(1) {
            return self.compare(attempt, keys.others.get(key)?);
        }
        // A bare hash is the same whatever the secret, so it is computed once.
        let needed = if methods_of(reading).get(attempt.method)?.uses_key() { keys.given.len() } else { 1 };
        keys.given.iter().take(needed).find_map(|key| self.compare(attempt, key))
    }

    /// Computes the MAC and compares it with every signature. A whole match goes before one of a part.
    fn compare(&mut self, attempt: Attempt, key: &'s KeyVariant) -> Option<SignatureMatch<'s, 'i>> {
        let reading = self.readings.get(attempt.reading)?;
        let (content, body) = (reading.contents.list.get(attempt.content)?, self.bodies.list.get(attempt.body)?);
        // Of a content without its body, what is left may be what the scheme asked about signs too.
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
        // Without a signature nothing is computed, and nothing is taken out of the budget.
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

/// What an attempt combines, looked up.
struct Combination<'s, 'i> {
    reading: &'s SchemeReading<'i>,
    key: &'s KeyVariant,
    content: &'s ContentVariant,
    method: SigningMethod,
    body: &'s BodyVariant,
}

impl Combination<'_, '_> {
    /// Returns everything in which the attempt departs from what was given, each code once, most telling first.
    fn changes(&self, signature: &FoundSignature, length: MatchLength) -> Vec<Change> {
        let other = self.reading.is_other.then_some(Code::SchemeOther).map(Change::of);
        let renamed = self.reading.renamed.map(Change::renamed);
        let method = self.method.change(self.reading.scheme.algorithm);
        // A prefix names the method: where the one is another, the other is no change of its own.
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
        // Two lists may name one change, such as a header that is renamed and has both the signature and the timestamp in it.
        let mut changes: Vec<Change> = Vec::new();
        for change in all {
            if !changes.iter().any(|known| known.is_mention_of(&change)) {
                changes.push(change);
            }
        }
        changes
    }
}

/// Returns the ways in which a signature of a scheme may have been computed.
fn methods_of(reading: &SchemeReading<'_>) -> [SigningMethod; METHODS] {
    SigningMethod::all(reading.scheme.algorithm)
}

/// Returns the fields of a form as they are signed. `None` for one with too many.
fn form_text(body: &[u8]) -> Option<Vec<u8>> {
    let mut text = Vec::new();
    Form::parse(body).ok()?.feed(&mut |piece| text.extend_from_slice(piece));
    Some(text)
}
