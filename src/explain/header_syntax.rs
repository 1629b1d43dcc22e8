//! Whether a signature header is written as its scheme says, and where it departs from that.
//!
//! A verifier decides it, which is given the value in question, so that a value is complete here if and only if a verifier reads it.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use super::code::Code;
use crate::{HeaderRole, Received, Scheme, Secret, Syntax, UnixTime, VerificationError, Verifier};

/// What comes between two parts of a header's value, as senders write it.
pub(super) const SEPARATORS: [&str; 8] = [", ", "; ", ";", ",", " ", "|", "&", "\n"];

/// How a scheme writes its signature header.
pub(super) struct HeaderSyntax<'s> {
    scheme: &'s Scheme,
    /// A verifier of the scheme under any secret. `None` for a scheme that no verifier can be built from.
    verifier: Option<Verifier>,
    /// The text between two fields or entries; `None` where there is one signature only.
    separator: Option<&'s str>,
    /// What a list begins with, once.
    prefix: &'s str,
    /// What comes directly before a signature.
    marker: String,
}

impl<'s> HeaderSyntax<'s> {
    /// Returns the syntax of a scheme.
    pub(super) fn of(scheme: &'s Scheme) -> Self {
        let (separator, prefix, marker) = match &scheme.signature.syntax {
            Syntax::Plain => (None, "", String::new()),
            Syntax::Prefixed(prefix) => (None, "", prefix.as_ref().into()),
            Syntax::Fields { separator, key, .. } => (Some(separator.as_ref()), "", [key, "="].concat()),
            Syntax::List { separator, tag, prefix, .. } => {
                let [prefix, tag] = [prefix, tag].map(|text| text.as_deref().unwrap_or_default());
                (Some(separator.as_ref()), prefix, tag.into())
            }
        };
        let verifier = Verifier::of_any(Cow::Owned(scheme.clone()), &[Secret::Bytes(b"any")]).ok();
        Self { scheme, verifier, separator, prefix, marker }
    }

    /// Whether a comma is part of the syntax, so that `, ` does not show two headers that were joined.
    pub(super) fn separates_by_comma(&self) -> bool {
        self.separator.is_some_and(|separator| separator.starts_with(','))
    }

    /// Whether a verifier reads a value: its signatures, and its timestamp where that is a field.
    pub(super) fn is_complete(&self, value: &str) -> bool {
        match self.refusal(value) {
            Some(VerificationError::MalformedHeader { header, .. } | VerificationError::DuplicateHeader { header }) => {
                header == HeaderRole::Timestamp && self.scheme.timestamp_field(header).is_none()
            }
            Some(VerificationError::TooManyCandidates { .. }) => false,
            _ => self.verifier.is_some(),
        }
    }

    /// Returns why a verifier refuses a delivery with this value. What else it needs has some value too.
    fn refusal(&self, value: &str) -> Option<VerificationError> {
        let own = self.scheme.signature.header.as_ref();
        let headers: Vec<(&str, &str)> =
            self.scheme.required_headers().map(|name| (name, if name == own { value } else { "x" })).collect();
        let received = Received { url: Some("x"), ..Received::new(&headers, b"") };
        self.verifier.as_ref()?.verify_received(&received, UnixTime::from_secs(0)).err()
    }

    /// Whether a value has the timestamp's field, or the scheme has none.
    pub(super) fn has_timestamp_field(&self, value: &str) -> bool {
        let named = |entry: &str, field: &str| entry.split_once('=').is_some_and(|(name, _)| name == field);
        match (self.scheme.timestamp_field(HeaderRole::Timestamp), self.separator) {
            (Some(field), Some(separator)) => value.split(separator).any(|entry| named(entry, field)),
            _ => true,
        }
    }

    /// Writes a list that is separated otherwise with the scheme's own separator. `None` if that makes no list of it.
    pub(super) fn reseparated(&self, value: &str, by: &str) -> Option<String> {
        let separator = self.separator.filter(|separator| *separator != by && value.contains(by))?;
        // What comes before each signature may have the sign in it that separates them, as the comma of `v1,`.
        let list = match &self.scheme.signature.syntax {
            Syntax::List { .. } if self.marker.contains(by) => {
                value.replace(&[by, &self.marker].concat(), &[separator, &self.marker].concat())
            }
            _ => value.replace(by, separator),
        };
        let is_entry = |entry: &str| match &self.scheme.signature.syntax {
            Syntax::Fields { .. } => entry.contains('='),
            _ => entry.starts_with(&self.marker),
        };
        list.strip_prefix(self.prefix)?.split(separator).all(is_entry).then_some(list)
    }

    /// Returns in what a signature's surroundings depart from the syntax; `None` where the whole value is as the scheme says.
    ///
    /// `lead` is all that comes before the signature, and `is_last` whether nothing comes behind it.
    pub(super) fn departure(&self, lead: &str, is_last: bool) -> Option<Vec<Code>> {
        if self.separator.is_none() && self.marker.is_empty() {
            let prefix = (!lead.is_empty()).then_some(Code::SignaturePrefixExtra);
            let behind = (!is_last).then_some(Code::SignatureNotAlone);
            return (!lead.is_empty() || !is_last).then(|| prefix.into_iter().chain(behind).collect());
        }
        let (after_prefix, lead) = lead.strip_prefix(self.prefix).map_or((false, lead), |rest| (true, rest));
        let ends_part = |text: &str| {
            text.is_empty() || text.ends_with([' ', '\t', '\n', ';', ',']) || self.separator.is_some_and(|by| text.ends_with(by))
        };
        let direct = if lead.strip_suffix(&self.marker).is_some_and(ends_part) {
            self.marker.as_str()
        } else if self.separator.is_some_and(|separator| lead.ends_with(separator)) {
            ""
        } else {
            lead.rsplit([' ', '\t', '\n', ';']).next().unwrap_or_default()
        };
        let alone = direct.len() == lead.len() && is_last;
        if direct == self.marker && after_prefix {
            return (!alone).then(|| vec![Code::SignatureNotAlone]);
        }
        let lacks = if after_prefix { direct.is_empty() } else { lead.is_empty() };
        let mut codes = vec![if lacks { Code::SignaturePrefixMissing } else { Code::SignaturePrefixWrong }];
        // A list may have other entries beside it.
        if !alone && self.separator.is_none() {
            codes.push(Code::SignatureNotAlone);
        }
        Some(codes)
    }

    /// Returns the positions, from 1, of the entries without which a verifier reads a list. Empty where that is not what is wrong.
    ///
    /// `is_matched` is true of the entry, written otherwise than the scheme says, whose signature matched: that has other causes.
    pub(super) fn unreadable_entries(&self, value: &str, is_matched: impl Fn(&str) -> bool) -> Vec<usize> {
        let Some(separator) = self.separator else { return Vec::new() };
        let (mut positions, mut readable): (Vec<usize>, Vec<Cow<'_, str>>) = (Vec::new(), Vec::new());
        let Some(list) = value.strip_prefix(self.prefix) else { return Vec::new() };
        for (nth, entry) in (1..).zip(list.split(separator)) {
            if self.is_readable(entry) {
                readable.push(entry.into());
            } else if is_matched(entry) {
                let zeros = self.scheme.signature.encoding.zeros(self.scheme.algorithm);
                readable.push([self.marker.as_str(), &zeros].concat().into());
            } else {
                positions.push(nth);
            }
        }
        if !self.is_complete(&[self.prefix, &readable.join(separator)].concat()) {
            positions.clear();
        }
        positions
    }

    /// Whether a verifier reads an entry of a list, or skips it.
    fn is_readable(&self, entry: &str) -> bool {
        let name = self.marker.strip_suffix('=');
        match &self.scheme.signature.syntax {
            // A field has a name. One that is alone lacks the timestamp, which is not the signature's fault.
            Syntax::Fields { .. } if !entry.starts_with(&self.marker) => {
                entry.split_once('=').is_some_and(|(other, _)| name != Some(other.trim()))
            }
            // Entries with other tags are skipped.
            _ if !entry.starts_with(&self.marker) => true,
            _ => !matches!(
                self.refusal(&[self.prefix, entry].concat()),
                Some(
                    VerificationError::MalformedHeader { header: HeaderRole::Signature, .. }
                        | VerificationError::DuplicateHeader { .. }
                )
            ),
        }
    }
}
