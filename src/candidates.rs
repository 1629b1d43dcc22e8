//! The signatures that a request offers, decoded from the signature header.

use crate::compiled_scheme::{CompiledScheme, SyntaxKind};
use crate::encoding::{MAC_LEN, MacBytes, decode_signature};
use crate::error::{HeaderReason, HeaderRole, VerificationError};
use crate::scheme::Encoding;

/// The most signatures that one delivery may list. Standard Webhooks needs one for each secret in a rotation.
pub const MAX_CANDIDATES: usize = 16;

/// The signatures of one request, decoded. Any one of them may match.
pub(crate) struct Candidates {
    macs: [MacBytes; MAX_CANDIDATES],
    count: usize,
}

impl Candidates {
    /// Returns an empty list. It is filled in place: it is large, and would be copied with everything that held it.
    pub(crate) const fn none() -> Self {
        Self { macs: [[0; MAC_LEN]; MAX_CANDIDATES], count: 0 }
    }

    /// Reads every signature in the header's value. One that cannot be decoded refuses the delivery.
    pub(crate) fn read(&mut self, scheme: &CompiledScheme, value: &[u8]) -> Result<(), VerificationError> {
        const HEADER: HeaderRole = HeaderRole::Signature;
        let malformed = |reason| VerificationError::MalformedHeader { header: HEADER, reason };
        match scheme.syntax {
            SyntaxKind::Plain => self.push(scheme.encoding, value)?,
            SyntaxKind::Prefixed => {
                let text = value.strip_prefix(scheme.marker.as_slice()).ok_or(malformed(HeaderReason::Prefix))?;
                self.push(scheme.encoding, text)?;
            }
            SyntaxKind::Fields => self.push(scheme.encoding, field(value, &scheme.separator, &scheme.marker, HEADER)?)?,
            SyntaxKind::List => {
                // A space before an entry shows that two headers were joined: a list's own separator leaves none.
                let after_space = |entry: &[u8]| entry.starts_with(b" ");
                if scheme.comma_separates() && Split::new(value, &scheme.separator).any(after_space) {
                    return Err(VerificationError::DuplicateHeader { header: HEADER });
                }
                for entry in Split::new(value, &scheme.separator) {
                    if let Some(text) = entry.strip_prefix(scheme.marker.as_slice()) {
                        self.push(scheme.encoding, text)?;
                    }
                }
            }
        }
        if self.count == 0 { Err(malformed(HeaderReason::FieldMissing)) } else { Ok(()) }
    }

    fn push(&mut self, encoding: Encoding, text: &[u8]) -> Result<(), VerificationError> {
        let limit = VerificationError::TooManyCandidates { limit: MAX_CANDIDATES };
        let mac = self.macs.get_mut(self.count).ok_or(limit)?;
        let malformed = |reason| VerificationError::MalformedHeader { header: HeaderRole::Signature, reason };
        decode_signature(encoding, text, mac).map_err(malformed)?;
        self.count = self.count.saturating_add(1);
        Ok(())
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &MacBytes> {
        self.macs.iter().take(self.count)
    }
}

/// Returns the one value of a field: `5257a8…` for the key `v1` in `t=1492774577,v1=5257a8…`.
///
/// Fields of other names may come and go. A second copy of this one is refused: nobody can know which is meant.
pub(crate) fn field<'h>(
    value: &'h [u8],
    separator: &[u8],
    key: &[u8],
    header: HeaderRole,
) -> Result<&'h [u8], VerificationError> {
    let malformed = |reason| VerificationError::MalformedHeader { header, reason };
    let (mut found, mut after_space) = (None, false);
    for entry in Split::new(value, separator) {
        after_space |= separator.starts_with(b",") && entry.starts_with(b" ");
        let at = entry.iter().position(|byte| *byte == b'=').ok_or(malformed(HeaderReason::Field))?;
        let (name, text) = entry.split_at_checked(at).ok_or(malformed(HeaderReason::Field))?;
        // A space before a name shows that two headers were joined. It counts as a repetition, and as nothing else.
        if name.trim_ascii() == key {
            if found.is_some() {
                return Err(VerificationError::DuplicateHeader { header });
            }
            found = (name == key).then_some(text.get(1..).unwrap_or_default());
            if found.is_none() {
                return Err(malformed(HeaderReason::Field));
            }
        }
    }
    let found = found.ok_or(malformed(HeaderReason::FieldMissing))?;
    // Nor may a field that nobody asked for come from a second header: as two headers, these are refused.
    if after_space { Err(VerificationError::DuplicateHeader { header }) } else { Ok(found) }
}

/// The texts of a value between its separators: `str::split`, for bytes.
struct Split<'h, 's> {
    rest: Option<&'h [u8]>,
    separator: &'s [u8],
}

impl<'h, 's> Split<'h, 's> {
    fn new(value: &'h [u8], separator: &'s [u8]) -> Self {
        Self { rest: Some(value), separator }
    }
}

impl<'h> Iterator for Split<'h, '_> {
    type Item = &'h [u8];

    fn next(&mut self) -> Option<&'h [u8]> {
        let text = self.rest?;
        let at = text.windows(self.separator.len().max(1)).position(|window| window == self.separator);
        let Some((entry, after)) = at.and_then(|at| text.split_at_checked(at)) else {
            self.rest = None;
            return Some(text);
        };
        self.rest = after.get(self.separator.len()..);
        Some(entry)
    }
}
