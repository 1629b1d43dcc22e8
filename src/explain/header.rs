//! Headers that are there under another name: what proxies, gateways and CGI make of them.

use alloc::string::String;

use super::Input;

/// What is put in front of a header's name on its way, in lower case with hyphens.
const FRONTS: [&str; 9] =
    ["http-", "x-forwarded-", "x-original-", "x-amzn-remapped-", "x-proxy-", "forwarded-", "original-", "x-", "proxy-"];

/// A header that was found.
#[derive(Clone, Copy)]
pub(super) struct Found<'i> {
    pub(super) value: &'i [u8],
    /// The name it has, if it is not the one that was looked for.
    pub(super) renamed: Option<&'i str>,
}

impl<'i> Input<'i> {
    /// Every value of a header, under its own name.
    pub(super) fn values(&self, name: &str) -> impl Iterator<Item = &'i [u8]> {
        self.headers.iter().filter(move |(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }

    /// The name of the header that a signature is in, if it is not under its own: one that is nearly the same, or else one for
    /// signatures that no other known scheme has.
    pub(super) fn find_signature(&self, wanted: &str) -> Option<&'i str> {
        let names = || self.headers.iter().map(|(name, _)| *name);
        if names().any(|name| name.eq_ignore_ascii_case(wanted)) {
            return None;
        }
        let known = |name: &str| self.others.iter().any(|other| other.signature.header.eq_ignore_ascii_case(name));
        let unknown = || names().filter(|name| !known(name));
        let says_so = |name: &&str| {
            let name = name.to_ascii_lowercase();
            ["signature", "hmac", "-sig", "_sig"].iter().any(|word| name.contains(word))
        };
        names().find(|name| is_alias(name, wanted)).or_else(|| unknown().find(says_so))
    }

    /// A header's first value, under its own name or else under the name nearest to it.
    pub(super) fn find(&self, wanted: &str) -> Option<Found<'i>> {
        if let Some(value) = self.values(wanted).next() {
            return Some(Found { value: value.trim_ascii(), renamed: None });
        }
        let alike = self.headers.iter().find(|(name, _)| is_alias(name, wanted)).or_else(|| {
            self.headers.iter().find(|(name, _)| last_word(name).is_some_and(|word| last_word(wanted) == Some(word)))
        });
        alike.map(|(name, value)| Found { value: value.trim_ascii(), renamed: Some(name) })
    }
}

/// Whether two names differ only in what proxies and gateways change.
pub(super) fn is_alias(name: &str, wanted: &str) -> bool {
    bare(name) == bare(wanted)
}

/// A name without what stands in front, in one spelling.
fn bare(name: &str) -> String {
    let name = name.to_ascii_lowercase().replace('_', "-");
    let mut rest = name.as_str();
    while let Some(shorter) = FRONTS.iter().find_map(|front| rest.strip_prefix(front)) {
        rest = shorter;
    }
    rest.into()
}

/// `signature` of `webhook-signature`: what a header is for, when somebody else's name is in front.
fn last_word(name: &str) -> Option<String> {
    let name = name.to_ascii_lowercase().replace('_', "-");
    name.rsplit_once('-').map(|(_, word)| word.into())
}
