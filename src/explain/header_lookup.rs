//! Headers that are there under another name: what proxies, gateways and CGI make of them.
//!
//! A verifier looks a header up by its one name. Here the nearest name counts too, since a proxy that renames one header breaks a
//! request whose signature is right.

use alloc::string::String;

use super::Input;
use crate::Scheme;

/// What is put before a header's name on its way, in lower case with hyphens.
const PREFIXES: [&str; 9] =
    ["http-", "x-forwarded-", "x-original-", "x-amzn-remapped-", "x-proxy-", "forwarded-", "original-", "x-", "proxy-"];

/// The most headers that are searched for a signature which is not where the scheme has it.
const MAX_OTHERS: usize = 64;

/// A header that was found.
#[derive(Clone, Copy)]
pub(super) struct FoundHeader<'i> {
    pub(super) value: &'i [u8],
    /// The name it has, if it is not the one that was looked for.
    pub(super) renamed: Option<&'i str>,
}

impl<'i> Input<'i> {
    /// Returns every value of a header, under its own name.
    pub(super) fn values(&self, name: &str) -> impl Iterator<Item = &'i [u8]> {
        self.headers.iter().filter(move |(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }

    /// Returns the name of the header that a signature is in, if it is not under its own.
    ///
    /// That is a name which is nearly the same, or else one for signatures that no other known scheme has: what belongs to another
    /// scheme is read as that scheme's.
    pub(super) fn find_signature(&self, scheme: &Scheme) -> Option<&'i str> {
        let names = || self.headers.iter().map(|(name, _)| *name);
        let wanted = scheme.signature.header.as_ref();
        if names().any(|name| scheme.has_signature_in(name)) {
            return None;
        }
        let known = |name: &str| self.others.iter().any(|other| other.signature.header.eq_ignore_ascii_case(name));
        let unknown = || names().filter(|name| !known(name));
        let for_signatures = |name: &&str| {
            let name = name.to_ascii_lowercase();
            ["signature", "hmac", "-sig", "_sig"].iter().any(|word| name.contains(word))
        };
        names().find(|name| is_alias(name, wanted)).or_else(|| unknown().find(for_signatures))
    }

    /// Returns the values of every header that may carry the scheme's signatures, or else those of the one that they are in.
    pub(super) fn signature_values(&self, scheme: &Scheme) -> impl Iterator<Item = &'i [u8]> {
        let renamed = self.find_signature(scheme);
        let is_own = move |name: &str| renamed.map_or(scheme.has_signature_in(name), |own| own == name);
        self.headers.iter().filter(move |(name, _)| is_own(name)).map(|(_, value)| *value)
    }

    /// Returns the headers that no known scheme has its signature in, and that are not `own`: of these a signature may be in any.
    pub(super) fn headers_of_no_scheme(&self, scheme: &Scheme, own: Option<&str>) -> impl Iterator<Item = (&'i str, &'i [u8])> {
        let known = |name: &str| self.others.iter().any(|other| other.signature.header.eq_ignore_ascii_case(name));
        let is_own = move |name: &str| scheme.has_signature_in(name) || own.is_some_and(|own| own.eq_ignore_ascii_case(name));
        let foreign = move |name: &str| !is_own(name) && !known(name);
        self.headers.iter().copied().filter(move |(name, _)| foreign(name)).take(MAX_OTHERS)
    }

    /// Returns a header's first value, under its own name or else under the name nearest to it.
    pub(super) fn find(&self, wanted: &str) -> Option<FoundHeader<'i>> {
        if let Some(value) = self.values(wanted).next() {
            return Some(FoundHeader { value: value.trim_ascii(), renamed: None });
        }
        let alike = self.headers.iter().find(|(name, _)| is_alias(name, wanted)).or_else(|| {
            self.headers.iter().find(|(name, _)| last_word(name).is_some_and(|word| last_word(wanted) == Some(word)))
        });
        alike.map(|(name, value)| FoundHeader { value: value.trim_ascii(), renamed: Some(name) })
    }
}

impl Scheme {
    /// Whether a header of this name may carry its signatures.
    pub(super) fn has_signature_in(&self, name: &str) -> bool {
        self.signature_headers().any(|header| header.eq_ignore_ascii_case(name))
    }
}

/// Whether two names differ only in what proxies and gateways change.
pub(super) fn is_alias(name: &str, wanted: &str) -> bool {
    bare(name) == bare(wanted)
}

/// Returns a name without its prefixes, in one spelling. CGI writes `_` for every hyphen.
fn bare(name: &str) -> String {
    let name = name.to_ascii_lowercase().replace('_', "-");
    let mut rest = name.as_str();
    while let Some(shorter) = PREFIXES.iter().find_map(|prefix| rest.strip_prefix(prefix)) {
        rest = shorter;
    }
    rest.into()
}

/// Returns `signature` of `webhook-signature`: what a header is for, whoever's name comes before.
fn last_word(name: &str) -> Option<String> {
    let name = name.to_ascii_lowercase().replace('_', "-");
    name.rsplit_once('-').map(|(_, word)| word.into())
}
