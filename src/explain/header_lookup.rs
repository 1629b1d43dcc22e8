//! Finds headers that proxies, gateways or CGI have renamed.
//!
//! A verifier searches for a header by its one name. Here, the most similar name also counts, because a proxy that renames one
//! header breaks a request whose signature is correct.

use alloc::string::String;

use super::Input;
use crate::Scheme;

/// The prefixes that are added to a header's name in transit, in lower case with hyphens.
const PREFIXES: [&str; 9] =
    ["http-", "x-forwarded-", "x-original-", "x-amzn-remapped-", "x-proxy-", "forwarded-", "original-", "x-", "proxy-"];

/// The maximum number of headers that are searched for a signature, if the scheme does not name the header.
const MAX_OTHERS: usize = 64;

/// A header that was found.
#[derive(Clone, Copy)]
pub(super) struct FoundHeader<'i> {
    pub(super) value: &'i [u8],
    /// The actual name, if it is not the name that was searched for.
    pub(super) renamed: Option<&'i str>,
}

impl<'i> Input<'i> {
    /// Returns every value of the header with this name.
    pub(super) fn values(&self, name: &str) -> impl Iterator<Item = &'i [u8]> {
        self.headers.iter().filter(move |(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }

    /// Returns the name of the header that contains the signature, if it is not the scheme's own header.
    ///
    /// This is a header with almost the same name, otherwise a header for signatures that no other known scheme has. A header of
    /// another scheme is read as that scheme's.
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

    /// Returns the values of every header that may carry the scheme's signatures. If they are missing, returns the values of the
    /// header that [`find_signature`](Self::find_signature) finds.
    pub(super) fn signature_values(&self, scheme: &Scheme) -> impl Iterator<Item = &'i [u8]> {
        let renamed = self.find_signature(scheme);
        let is_own = move |name: &str| renamed.map_or(scheme.has_signature_in(name), |own| own == name);
        self.headers.iter().filter(move |(name, _)| is_own(name)).map(|(_, value)| *value)
    }

    /// Returns the headers that are neither `own` nor the signature header of a known scheme. Any of them may contain a
    /// signature.
    pub(super) fn headers_of_no_scheme(&self, scheme: &Scheme, own: Option<&str>) -> impl Iterator<Item = (&'i str, &'i [u8])> {
        let known = |name: &str| self.others.iter().any(|other| other.signature.header.eq_ignore_ascii_case(name));
        let is_own = move |name: &str| scheme.has_signature_in(name) || own.is_some_and(|own| own.eq_ignore_ascii_case(name));
        let foreign = move |name: &str| !is_own(name) && !known(name);
        self.headers.iter().copied().filter(move |(name, _)| foreign(name)).take(MAX_OTHERS)
    }

    /// Returns the first value of a header with this name, otherwise with the most similar name.
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
    /// Returns whether a header with this name may carry the scheme's signatures.
    pub(super) fn has_signature_in(&self, name: &str) -> bool {
        self.signature_headers().any(|header| header.eq_ignore_ascii_case(name))
    }
}

/// Returns whether two names differ only in changes that proxies and gateways make.
pub(super) fn is_alias(name: &str, wanted: &str) -> bool {
    bare(name) == bare(wanted)
}

/// Returns a name without its prefixes, in lower case with hyphens. CGI replaces every hyphen with `_`.
fn bare(name: &str) -> String {
    let name = name.to_ascii_lowercase().replace('_', "-");
    let mut rest = name.as_str();
    while let Some(shorter) = PREFIXES.iter().find_map(|prefix| rest.strip_prefix(prefix)) {
        rest = shorter;
    }
    rest.into()
}

/// Returns the last word of a name, which states the header's purpose: `signature` for `webhook-signature`.
fn last_word(name: &str) -> Option<String> {
    let name = name.to_ascii_lowercase().replace('_', "-");
    name.rsplit_once('-').map(|(_, word)| word.into())
}
