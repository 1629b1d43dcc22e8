//! The search for the change under which the signature matches: single changes first, then pairs.
//!
//! What may be changed is laid out as lists, each of which begins with what was given: the keys, the contents, the algorithms, the
//! bodies. A [`Try`] takes one of each, computes the signature, and compares it with everything that the header may hold.

use alloc::vec::Vec;

use super::Input;
use super::algorithm::Algorithm;
use super::body::Forms;
use super::budget::Budget;
use super::code::Code;
use super::finding::Change;
use super::secret::{Key, Keys};
use super::signature::{Candidate, Match, read};
use super::timestamp::{Content, contents};
use crate::Scheme;

/// A delivery as one scheme reads it.
pub(super) struct Target<'i> {
    pub(super) scheme: &'i Scheme,
    /// Whether it is another scheme than the one asked about.
    other: bool,
    pub(super) candidates: Vec<Candidate>,
    /// The name of the header that the signature is in, if it is not the scheme's.
    renamed: Option<&'i str>,
    contents: Vec<Content>,
    keys: Keys,
}

impl<'i> Target<'i> {
    /// The scheme asked about.
    pub(super) fn asked(input: &Input<'i>) -> Self {
        let scheme = input.scheme;
        let renamed = input.find_signature(&scheme.signature.header);
        let candidates = read(&scheme.signature, input.values(renamed.unwrap_or(&scheme.signature.header)));
        let contents = contents(input, scheme);
        Self { scheme, other: false, candidates, renamed, contents, keys: Keys::of(input.secrets, scheme.secret) }
    }

    /// Another scheme whose signature header is there, read as that scheme says.
    pub(super) fn other(input: &Input<'i>, scheme: &'i Scheme) -> Option<Self> {
        input.values(&scheme.signature.header).next()?;
        let mut candidates = read(&scheme.signature, input.values(&scheme.signature.header));
        candidates.retain(|candidate| candidate.changes.is_empty());
        let mut contents = contents(input, scheme);
        contents.retain(|content| content.changes.is_empty());
        let keys = Keys::of(input.secrets, scheme.secret);
        Some(Self { scheme, other: true, candidates, renamed: None, contents, keys })
    }
}

/// A match.
pub(super) struct Hit<'t, 'i> {
    pub(super) target: &'t Target<'i>,
    /// Which of the body's forms was signed.
    pub(super) form: usize,
    pub(super) secret_index: u32,
    pub(super) how: Match,
    /// What was changed. Nothing, if the signature matches what was given and something else is wrong.
    pub(super) changes: Vec<Change>,
}

/// One of each list, by its place. The first is what was given.
#[derive(Clone, Copy, Default)]
struct Try {
    target: usize,
    /// Of the other readings of the secrets, from 1; 0 is each secret as it was given.
    key: usize,
    content: usize,
    algorithm: usize,
    form: usize,
}

/// What a try changes.
#[derive(Clone, Copy)]
enum Facet {
    Form,
    Key,
    Content,
    Algorithm,
    Target,
}

/// The pairs, those that go wrong together most often first.
const PAIRS: [(Facet, Facet); 8] = [
    (Facet::Form, Facet::Key),
    (Facet::Content, Facet::Key),
    (Facet::Algorithm, Facet::Key),
    (Facet::Target, Facet::Key),
    (Facet::Target, Facet::Form),
    (Facet::Algorithm, Facet::Form),
    (Facet::Content, Facet::Form),
    (Facet::Algorithm, Facet::Content),
];

/// Tries everything, most usual first, until something matches or the budget ends.
///
/// The first of `targets` is the scheme asked about.
pub(super) fn search<'t, 'i>(targets: &'t [Target<'i>], forms: &Forms, budget: &mut Budget) -> Option<Hit<'t, 'i>> {
    let mut search = Search { targets, forms, budget };
    search.attempt(Try::default()).or_else(|| search.singles()).or_else(|| search.pairs())
}

struct Search<'s, 't, 'i> {
    targets: &'t [Target<'i>],
    forms: &'s Forms,
    budget: &'s mut Budget,
}

impl<'t, 'i> Search<'_, 't, 'i> {
    /// One change: the first of every list, then the second, so that a long body leaves none of them untried.
    fn singles(&mut self) -> Option<Hit<'t, 'i>> {
        let facets = [Facet::Key, Facet::Form, Facet::Content, Facet::Algorithm, Facet::Target];
        let most = facets.iter().map(|facet| self.count(*facet)).max().unwrap_or_default();
        (1..most).find_map(|nth| facets.iter().find_map(|facet| self.attempt(self.with(Try::default(), *facet, nth)?)))
    }

    /// Two changes.
    fn pairs(&mut self) -> Option<Hit<'t, 'i>> {
        PAIRS.iter().find_map(|(left, right)| {
            (1..self.count(*left)).find_map(|nth| {
                let one = self.with(Try::default(), *left, nth)?;
                (1..self.count(*right)).find_map(|nth| self.attempt(self.with(one, *right, nth)?))
            })
        })
    }

    /// How long a list is.
    fn count(&self, facet: Facet) -> usize {
        let asked = self.targets.first();
        match facet {
            Facet::Form => self.forms.list.len(),
            Facet::Key => {
                let most = self.targets.iter().map(|target| target.keys.others.len()).max();
                most.unwrap_or_default().saturating_add(1)
            }
            Facet::Content => asked.map_or(0, |target| target.contents.len()),
            Facet::Algorithm => Algorithm::ALL.len(),
            Facet::Target => self.targets.len(),
        }
    }

    /// A try with one thing changed; `None` where the list ends before that.
    fn with(&self, mut one: Try, facet: Facet, nth: usize) -> Option<Try> {
        match facet {
            Facet::Form => one.form = nth,
            Facet::Key => one.key = nth,
            Facet::Content => one.content = nth,
            Facet::Algorithm => one.algorithm = nth,
            Facet::Target => one.target = nth,
        }
        (nth < self.count(facet)).then_some(one)
    }

    /// A try under the key it names, or under each secret as it was given where it names none.
    fn attempt(&mut self, one: Try) -> Option<Hit<'t, 'i>> {
        let keys = &self.targets.get(one.target)?.keys;
        if let Some(key) = one.key.checked_sub(1) {
            return self.compute(one, keys.others.get(key)?);
        }
        let needed = if Algorithm::ALL.get(one.algorithm)?.uses_key() { keys.given.len() } else { 1 };
        keys.given.iter().take(needed).find_map(|key| self.compute(one, key))
    }

    /// Computes the signature and compares it.
    fn compute(&mut self, one: Try, key: &Key) -> Option<Hit<'t, 'i>> {
        let target = self.targets.get(one.target)?;
        let (content, form) = (target.contents.get(one.content)?, self.forms.list.get(one.form)?);
        let algorithm = Algorithm::ALL.get(one.algorithm)?;
        let length = content.before.len().saturating_add(form.bytes.len()).saturating_add(content.behind.len());
        if target.candidates.is_empty() || !self.budget.take(length) {
            return None;
        }
        let tag = algorithm.tag(&key.bytes, &[&content.before, &form.bytes, &content.behind]);
        let matching = || target.candidates.iter().filter_map(|candidate| Some((candidate, candidate.matches(&tag)?)));
        let (candidate, how) = matching().find(|(_, how)| *how == Match::Whole).or_else(|| matching().next())?;

        let other = target.other.then_some(Code::SchemeOther).map(Change::of);
        let renamed = target.renamed.map(|name| Change { code: Code::HeaderRenamed, header: Some(name.into()) });
        let written = candidate.changes.iter().chain((how != Match::Whole).then_some(&Code::SignatureTruncated));
        // A prefix names the algorithm: with another of the one, there is another of the other.
        let prefixes = [Code::SignaturePrefixWrong, Code::SignaturePrefixExtra];
        let written = written.filter(|code| algorithm.change().is_none() || !prefixes.contains(code));
        let of = |code: &Code| Change::of(*code);
        let all = (other.into_iter().chain(renamed))
            .chain(algorithm.change().map(Change::of))
            .chain(written.map(of))
            .chain(form.changes.iter().map(of))
            .chain(key.changes.iter().map(of))
            .chain(content.changes.iter().cloned());
        let mut changes: Vec<Change> = Vec::new();
        for change in all {
            if !changes.iter().any(|known| known.code == change.code) {
                changes.push(change);
            }
        }
        Some(Hit { target, form: one.form, secret_index: key.index, how, changes })
    }
}
