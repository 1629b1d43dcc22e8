//! Checks whether a signature header has the syntax of its scheme, and finds the differences.
//!
//! A verifier makes the decision for the value. A value is therefore complete here if and only if a verifier can read it.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use super::code::Code;
use crate::{HeaderRole, Received, Scheme, Secret, Syntax, UnixTime, VerificationError, Verifier};

/// The separators that senders put between the parts of a header's value.
pub(super) const SEPARATORS: [&str; 8] = [", ", "; ", ";", ",", " ", "|", "&", "\n"];

/// The syntax of a scheme's signature header.
pub(super) struct HeaderSyntax<'s> {
    scheme: &'s Scheme,
    /// A verifier of the scheme with any secret. `None` for a scheme from which no verifier can be built.
    verifier: Option<Verifier>,
    /// The text between two fields or entries. `None` if the syntax allows only one signature.
    separator: Option<&'s str>,
    /// The text at the beginning of a list, once.
    prefix: &'s str,
    /// The text directly before a signature.
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

    /// Returns whether the separator begins with a comma. If so, `, ` does not show that two headers were joined.
    pub(super) fn separates_by_comma(&self) -> bool {
        self.separator.is_some_and(|separator| separator.starts_with(','))
    }

    /// Returns whether a verifier can read a value: its signatures, and its timestamp if that is a field.
    pub(super) fn is_complete(&self, value: &str) -> bool {
        match self.refusal(value) {
            Some(VerificationError::MalformedHeader { header, .. } | VerificationError::DuplicateHeader { header }) => {
                header == HeaderRole::Timestamp && self.scheme.timestamp_field(header).is_none()
            }
            Some(VerificationError::TooManyCandidates { .. }) => false,
            _ => self.verifier.is_some(),
        }
    }

    /// Returns the error of a verifier for a delivery with this value. The other required headers also get a value.
    fn refusal(&self, value: &str) -> Option<VerificationError> {
        let own = self.scheme.signature.header.as_ref();
        let headers: Vec<(&str, &str)> =
            self.scheme.required_headers().map(|name| (name, if name == own { value } else { "x" })).collect();
        let received = Received { url: Some("x"), ..Received::new(&headers, b"") };
        self.verifier.as_ref()?.verify_received(&received, UnixTime::from_secs(0)).err()
    }

    /// Returns whether a value contains the timestamp's field. Returns `true` if the scheme has no such field.
    pub(super) fn has_timestamp_field(&self, value: &str) -> bool {
        let named = |entry: &str, field: &str| entry.split_once('=').is_some_and(|(name, _)| name == field);
        match (self.scheme.timestamp_field(HeaderRole::Timestamp), self.separator) {
            (Some(field), Some(separator)) => value.split(separator).any(|entry| named(entry, field)),
            _ => true,
        }
    }

    /// Replaces the separator of a list with the scheme's own. `None` if the result is not a list of the scheme.
    pub(super) fn reseparated(&self, value: &str, by: &str) -> Option<String> {
        let separator = self.separator.filter(|separator| *separator != by && value.contains(by))?;
        // The text before each signature may contain the separator, such as the comma in `v1,`.
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

    /// Returns the differences from the syntax around a signature. `None` if the whole value has the scheme's syntax.
    ///
    /// `lead` is the text before the signature. `is_last` is whether no text comes after it.
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
        // A list may have other entries.
        if !alone && self.separator.is_none() {
            codes.push(Code::SignatureNotAlone);
        }
        Some(codes)
    }

    /// Returns the positions, from 1, of the entries that prevent a verifier from reading a list. Empty if the list has a
    /// different problem.
    ///
    /// `is_matched` returns `true` for the entry whose signature matched although the entry is not written as the scheme
    /// specifies. That entry has other causes.
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

    /// Returns whether a verifier reads or skips an entry of a list.
    fn is_readable(&self, entry: &str) -> bool {
        let name = self.marker.strip_suffix('=');
        match &self.scheme.signature.syntax {
            // A field has a name. A signature field without other fields lacks the timestamp, but this is not an error of the
            // signature.
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
