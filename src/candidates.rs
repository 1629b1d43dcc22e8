//! The candidates of a request: the signatures decoded from its signature header.

use crate::compiled_scheme::{CompiledScheme, SyntaxKind};
use crate::encoding::{MacBytes, decode_signature};
use crate::error::{HeaderReason, HeaderRole, VerificationError};

/// The maximum number of signatures in one delivery. Standard Webhooks requires one for each secret in a rotation.
pub const MAX_CANDIDATES: usize = 16;

/// The header that errors name, except errors about the timestamp's field.
const HEADER: HeaderRole = HeaderRole::Signature;

/// The signatures of one request, decoded. Any one of them may match.
pub(crate) struct Candidates {
    macs: [MacBytes; MAX_CANDIDATES],
    count: usize,
}

impl Candidates {
    /// Returns an empty list. It is filled in place, because it is large and would be copied with every value that
    /// contains it.
    pub(crate) const fn none() -> Self {
        Self { macs: [[0; size_of::<MacBytes>()]; MAX_CANDIDATES], count: 0 }
    }

    /// Reads every signature in a header's value. Refuses the delivery if a signature cannot be decoded.
    pub(crate) fn read(&mut self, scheme: &CompiledScheme, value: &[u8]) -> Result<(), VerificationError> {
        let malformed = |reason| VerificationError::MalformedHeader { header: HEADER, reason };
        let value = value.strip_prefix(scheme.prefix.as_slice()).ok_or(malformed(HeaderReason::Prefix))?;
        let before = self.count;
        match scheme.syntax {
            SyntaxKind::One => self.push(scheme, value)?,
            SyntaxKind::Fields => self.read_fields(scheme, value)?,
            SyntaxKind::List => {
                // A space before an entry shows that two headers were joined. The separator of a list leaves no space.
                let after_space = |entry: &[u8]| entry.starts_with(b" ");
                if scheme.comma_separates() && !scheme.optional_space && Split::new(value, scheme).any(after_space) {
                    return Err(VerificationError::DuplicateHeader { header: HEADER });
                }
                for entry in Split::new(value, scheme).skip(usize::from(scheme.begins_with_timestamp())) {
                    if let Some(text) = entry.strip_prefix(scheme.marker.as_slice()) {
                        self.push(scheme, text)?;
                    }
                }
            }
        }
        if self.count == before { Err(malformed(HeaderReason::FieldMissing)) } else { Ok(()) }
    }

    /// Reads the fields that contain signatures. During a rotation, a provider sends one for each secret.
    ///
    /// Ignores fields with other names.
    fn read_fields(&mut self, scheme: &CompiledScheme, value: &[u8]) -> Result<(), VerificationError> {
        let malformed = VerificationError::MalformedHeader { header: HEADER, reason: HeaderReason::Field };
        let mut joined = false;
        for entry in Split::new(value, scheme) {
            // If a comma joins two headers with groups, it follows a group, and the entry after it is empty.
            if entry.is_empty() && !scheme.groups.is_empty() && scheme.comma_separates() {
                joined = true;
                continue;
            }
            let (name, text) = split_field(entry).ok_or(malformed)?;
            if name == scheme.marker {
                self.push(scheme, text)?;
                continue;
            }
            // Headers are joined by a comma and a space. After a signature, a space therefore shows a second header.
            let after_space = scheme.comma_separates() && name.starts_with(b" ");
            if name.trim_ascii() == scheme.marker && !(after_space && self.count > 0) {
                return Err(malformed);
            }
            joined |= after_space;
        }
        if joined { Err(VerificationError::DuplicateHeader { header: HEADER }) } else { Ok(()) }
    }

    fn push(&mut self, scheme: &CompiledScheme, text: &[u8]) -> Result<(), VerificationError> {
        let limit = VerificationError::TooManyCandidates { limit: MAX_CANDIDATES };
        let mac = self.macs.get_mut(self.count).ok_or(limit)?;
        let malformed = |reason| VerificationError::MalformedHeader { header: HEADER, reason };
        let mac = mac.get_mut(..scheme.algorithm.mac_length()).unwrap_or_default();
        decode_signature(scheme.encoding, text, mac).map_err(malformed)?;
        self.count = self.count.saturating_add(1);
        Ok(())
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &MacBytes> {
        self.macs.iter().take(self.count)
    }
}

/// Returns the text of the timestamp's field: `1492774577` for the key `t` in `t=1492774577,v1=5257a8…`.
///
/// Refuses a second field with this name, because the correct one cannot be determined.
pub(crate) fn timestamp_field<'h>(scheme: &CompiledScheme, value: &'h [u8], key: &[u8]) -> Result<&'h [u8], VerificationError> {
    let mut found = None;
    for (name, text) in Split::new(value, scheme).filter_map(split_field) {
        if name == key && found.replace(text).is_some() {
            return Err(VerificationError::DuplicateHeader { header: HeaderRole::Timestamp });
        }
    }
    found.ok_or(VerificationError::MalformedHeader { header: HeaderRole::Timestamp, reason: HeaderReason::FieldMissing })
}

/// Returns the first entry of a list, which is the timestamp if the timestamp has no name.
pub(crate) fn first_entry<'h>(scheme: &CompiledScheme, value: &'h [u8]) -> &'h [u8] {
    let value = value.strip_prefix(scheme.prefix.as_slice()).unwrap_or(value);
    Split::new(value, scheme).next().unwrap_or_default()
}

/// Splits a field at its first equals sign.
fn split_field(entry: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = entry.iter().position(|byte| *byte == b'=')?;
    let (name, text) = entry.split_at_checked(at)?;
    Some((name, text.get(1..)?))
}

/// Returns the groups of a value, each with its own timestamp. Without groups in the scheme, the value is one group.
pub(crate) fn groups<'h>(scheme: &'h CompiledScheme, value: &'h [u8]) -> impl Iterator<Item = &'h [u8]> {
    Split { rest: Some(value), separator: &scheme.groups, optional_space: false }
}

/// An iterator over the texts between the separators of a value: `str::split` for bytes.
struct Split<'h, 's> {
    rest: Option<&'h [u8]>,
    separator: &'s [u8],
    optional_space: bool,
}

impl<'h, 's> Split<'h, 's> {
    fn new(value: &'h [u8], scheme: &'s CompiledScheme) -> Self {
        Self { rest: Some(value), separator: &scheme.separator, optional_space: scheme.optional_space }
    }
}

impl<'h> Iterator for Split<'h, '_> {
    type Item = &'h [u8];

    fn next(&mut self) -> Option<&'h [u8]> {
        let text = self.rest?;
        let at = if self.separator.is_empty() {
            None
        } else {
            text.windows(self.separator.len()).position(|window| window == self.separator)
        };
        let Some((entry, after)) = at.and_then(|at| text.split_at_checked(at)) else {
            self.rest = None;
            return Some(text);
        };
        self.rest = after.get(self.separator.len()..);
        if self.optional_space {
            self.rest = self.rest.map(<[u8]>::trim_ascii_start);
        }
        Some(entry)
    }
}
