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
use super::secret::{Key, keys};
use super::signature::{Candidate, Match, read};
use super::timestamp::{Content, contents};
use crate::scheme::Scheme;

/// A delivery as one scheme reads it.
pub(super) struct Target<'i> {
    pub(super) scheme: &'i Scheme,
    /// Whether it is another scheme than the one asked about.
    other: bool,
    pub(super) candidates: Vec<Candidate>,
    /// The name of the header that the signature is in, if it is not the scheme's.
    renamed: Option<&'i str>,
    contents: Vec<Content>,
    keys: Vec<Key>,
}

impl<'i> Target<'i> {
    /// The scheme asked about.
    pub(super) fn asked(input: &Input<'i>) -> Self {
        let scheme = input.scheme;
        let renamed = input.find(&scheme.signature.header).and_then(|found| found.renamed);
        let candidates = read(&scheme.signature, input.values(renamed.unwrap_or(&scheme.signature.header)));
        let (contents, keys) = (contents(input, scheme), keys(input.secrets, scheme.secret));
        Self { scheme, other: false, candidates, renamed, contents, keys }
    }

    /// Another scheme whose signature header is there, read as that scheme says.
    pub(super) fn other(input: &Input<'i>, scheme: &'i Scheme) -> Option<Self> {
        input.values(&scheme.signature.header).next()?;
        let mut candidates = read(&scheme.signature, input.values(&scheme.signature.header));
        candidates.retain(|candidate| candidate.changes.is_empty());
        let mut contents = contents(input, scheme);
        contents.retain(|content| content.changes.is_empty());
        Some(Self { scheme, other: true, candidates, renamed: None, contents, keys: keys(input.secrets, scheme.secret) })
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

/// One of each list, by its place.
#[derive(Clone, Copy, Default)]
struct Try {
    target: usize,
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
    search.under_each_secret(Try::default()).or_else(|| search.singles()).or_else(|| search.pairs())
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

    /// How long a list is. The keys are those of the scheme asked about; another scheme has no more.
    fn count(&self, facet: Facet) -> usize {
        let asked = self.targets.first();
        match facet {
            Facet::Form => self.forms.list.len(),
            Facet::Key => self.targets.iter().map(|target| target.keys.len()).max().unwrap_or_default(),
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

    /// A try under the key it names, or under all secrets as they were given where it names none.
    fn attempt(&mut self, one: Try) -> Option<Hit<'t, 'i>> {
        if one.key == 0 { self.under_each_secret(one) } else { self.compute(one) }
    }

    fn under_each_secret(&mut self, one: Try) -> Option<Hit<'t, 'i>> {
        let keys = &self.targets.get(one.target)?.keys;
        let given = keys.iter().take_while(|key| key.changes.is_empty()).count();
        let needed = if Algorithm::ALL.get(one.algorithm)?.uses_key() { given } else { given.min(1) };
        (0..needed).find_map(|key| self.compute(Try { key, ..one }))
    }

    /// Computes the signature and compares it.
    fn compute(&mut self, one: Try) -> Option<Hit<'t, 'i>> {
        let target = self.targets.get(one.target)?;
        let (key, content) = (target.keys.get(one.key)?, target.contents.get(one.content)?);
        let (algorithm, form) = (Algorithm::ALL.get(one.algorithm)?, self.forms.list.get(one.form)?);
        let length = content.before.len().saturating_add(form.bytes.len()).saturating_add(content.behind.len());
        if target.candidates.is_empty() || !self.budget.take(length) {
            return None;
        }
        let tag = algorithm.tag(&key.bytes, &[&content.before, &form.bytes, &content.behind]);
        let (candidate, how) = target.candidates.iter().find_map(|candidate| Some((candidate, candidate.matches(&tag)?)))?;

        let mut changes: Vec<Change> = Vec::new();
        let mut add = |change: Change| {
            if !changes.iter().any(|known| known.code == change.code) {
                changes.push(change);
            }
        };
        let truncated = (how != Match::Whole).then_some(Code::SignatureTruncated);
        let codes = |codes: &[Code]| codes.iter().copied().map(Change::of).collect::<Vec<_>>();
        target.other.then_some(Code::SchemeOther).into_iter().map(Change::of).for_each(&mut add);
        if let Some(name) = target.renamed {
            add(Change { code: Code::HeaderRenamed, header: Some(name.into()) });
        }
        codes(&candidate.changes).into_iter().for_each(&mut add);
        truncated.map(Change::of).into_iter().for_each(&mut add);
        algorithm.change().map(Change::of).into_iter().for_each(&mut add);
        codes(&form.changes).into_iter().for_each(&mut add);
        codes(&key.changes).into_iter().for_each(&mut add);
        content.changes.iter().cloned().for_each(&mut add);
        Some(Hit { target, form: one.form, secret_index: key.index, how, changes })
    }
}
