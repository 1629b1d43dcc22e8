//! Looking headers up, and walking what stands inside a header's value.
//!
//! A header of a delivery is there once or the delivery is refused: with two copies, the one that is checked here need not
//! be the one that something else reads. The same holds for the fields inside a value.

use crate::encoding::{Tag, decode_tag};
use crate::error::{HeaderRole, Malformed, VerifyError};
use crate::scheme::{Signature, Syntax};

/// The most signatures that one delivery may list. Standard Webhooks needs one for each secret in a rotation.
pub const MAX_CANDIDATES: usize = 16;

/// The headers of a request, however the caller's framework holds them.
///
/// Implemented for slices of name-value pairs and, with the feature `http`, for `http::HeaderMap`.
///
/// ```
/// use hookward::Headers;
/// let headers = [("X-Grillo-Event", "event.detected")];
/// assert_eq!(headers.values("x-grillo-event").next(), Some(&b"event.detected"[..]));
/// ```
pub trait Headers {
    /// Every value of the header `name` (given in lower case, matched in any), in the order received.
    ///
    /// Two headers of one name must give two values, so that the repetition is seen.
    fn values<'h>(&'h self, name: &'h str) -> impl Iterator<Item = &'h [u8]>;

    /// The same for a header that a verdict needs, which is also known by its place in
    /// [`Scheme::verdict_headers`](crate::Scheme::verdict_headers). Only for what holds headers in that order.
    fn values_at<'h>(&'h self, _place: usize, name: &'h str) -> impl Iterator<Item = &'h [u8]> {
        self.values(name)
    }
}

impl<N: AsRef<str>, V: AsRef<[u8]>> Headers for [(N, V)] {
    fn values<'h>(&'h self, name: &'h str) -> impl Iterator<Item = &'h [u8]> {
        self.iter().filter(move |(key, _)| key.as_ref().eq_ignore_ascii_case(name)).map(|(_, value)| value.as_ref())
    }
}

impl<N: AsRef<str>, V: AsRef<[u8]>, const LEN: usize> Headers for [(N, V); LEN] {
    fn values<'h>(&'h self, name: &'h str) -> impl Iterator<Item = &'h [u8]> {
        self.as_slice().values(name)
    }
}

impl<N: AsRef<str>, V: AsRef<[u8]>> Headers for alloc::vec::Vec<(N, V)> {
    fn values<'h>(&'h self, name: &'h str) -> impl Iterator<Item = &'h [u8]> {
        self.as_slice().values(name)
    }
}

#[cfg(feature = "http")]
impl Headers for http::HeaderMap {
    fn values<'h>(&'h self, name: &'h str) -> impl Iterator<Item = &'h [u8]> {
        self.get_all(name).iter().map(http::HeaderValue::as_bytes)
    }
}

/// The one value of a header, without the white space around it, which is not part of it (RFC 9110, section 5.5).
///
/// Node and the fetch API join repeated headers with `", "` before anybody can count them. Where the scheme's own
/// syntax has no use for a comma and a space, `joined` says so, and such a value is two headers.
pub(crate) fn single<'h>(
    mut values: impl Iterator<Item = &'h [u8]>,
    header: HeaderRole,
    joined: Joined,
) -> Result<&'h [u8], VerifyError> {
    let value = values.next().ok_or(VerifyError::MissingHeader { header })?.trim_ascii();
    // The comma first: nearly no value has one, and it is found in one sweep.
    let looks_joined = joined == Joined::Repeated && value.contains(&b',') && value.windows(2).any(|pair| pair == b", ");
    if values.next().is_some() || looks_joined {
        return Err(VerifyError::DuplicateHeader { header });
    }
    Ok(value)
}

/// A header that is there and says nothing. Told apart from [`single`], so that a missing header comes before an empty one.
pub(crate) fn not_empty(value: &[u8], header: HeaderRole) -> Result<(), VerifyError> {
    if value.is_empty() { Err(VerifyError::MalformedHeader { header, fault: Malformed::Empty }) } else { Ok(()) }
}

/// What a comma and a space inside a value mean.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Joined {
    /// Two headers, joined on the way.
    Repeated,
    /// The value's own text: the walk over its parts decides.
    Text,
}

impl Joined {
    /// Only where a comma separates the parts of a value can one be the value's own.
    pub(crate) fn in_signature(syntax: &Syntax) -> Self {
        match syntax {
            Syntax::Fields { separator, .. } | Syntax::List { separator, .. } if separator.starts_with(',') => Self::Text,
            _ => Self::Repeated,
        }
    }
}

/// The signatures that a delivery offers, decoded. Any one of them may match.
pub(crate) struct Candidates {
    tags: [Tag; MAX_CANDIDATES],
    count: usize,
}

impl Candidates {
    /// None yet. Filled in place: it is large, and would be copied with everything that held it.
    pub(crate) const fn none() -> Self {
        Self { tags: [[0; 32]; MAX_CANDIDATES], count: 0 }
    }

    /// Reads every signature in the header's value. One that cannot be decoded refuses the delivery.
    pub(crate) fn read<'h>(&mut self, signature: &'h Signature, value: &'h [u8]) -> Result<(), VerifyError> {
        const HEADER: HeaderRole = HeaderRole::Signature;
        let malformed = |fault| VerifyError::MalformedHeader { header: HEADER, fault };
        let mut push = |text: &[u8]| {
            let limit = VerifyError::TooManyCandidates { limit: MAX_CANDIDATES };
            let slot = self.tags.get_mut(self.count).ok_or(limit)?;
            *slot = decode_tag(signature.encoding, text).map_err(malformed)?;
            self.count = self.count.saturating_add(1);
            Ok(())
        };
        match &signature.syntax {
            Syntax::Plain => push(value)?,
            Syntax::Prefixed(prefix) => {
                push(value.strip_prefix(prefix.as_bytes()).ok_or(malformed(Malformed::Prefix))?)?;
            }
            Syntax::Fields { separator, key } => push(field(value, separator, key, HEADER)?)?,
            Syntax::List { separator, tag } => {
                // An entry behind a space is where two headers were joined: a list's own separator leaves none.
                if separator.starts_with(',') && split(value, separator.as_bytes()).any(|entry| entry.starts_with(b" ")) {
                    return Err(VerifyError::DuplicateHeader { header: HEADER });
                }
                for entry in split(value, separator.as_bytes()) {
                    if let Some(text) = entry.strip_prefix(tag.as_bytes()) {
                        push(text)?;
                    }
                }
            }
        }
        if self.count == 0 { Err(malformed(Malformed::FieldMissing)) } else { Ok(()) }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Tag> {
        self.tags.iter().take(self.count)
    }
}

/// The one value of a field: `5257a8…` for the key `v1` in `t=1492774577,v1=5257a8…`.
///
/// Fields of other names may come and go. A second copy of this one may not: nobody can know which is meant.
pub(crate) fn field<'h>(value: &'h [u8], separator: &'h str, key: &str, header: HeaderRole) -> Result<&'h [u8], VerifyError> {
    let malformed = |fault| VerifyError::MalformedHeader { header, fault };
    let (mut found, mut behind_space) = (None, false);
    for entry in split(value, separator.as_bytes()) {
        behind_space |= separator.starts_with(',') && entry.starts_with(b" ");
        let at = entry.iter().position(|byte| *byte == b'=').ok_or(malformed(Malformed::Field))?;
        let (name, text) = entry.split_at_checked(at).ok_or(malformed(Malformed::Field))?;
        // A name behind a space is where two headers were joined. It counts as a repetition, and as nothing else.
        if name.trim_ascii() == key.as_bytes() {
            if found.is_some() {
                return Err(VerifyError::DuplicateHeader { header });
            }
            found = (name == key.as_bytes()).then_some(text.get(1..).unwrap_or_default());
            if found.is_none() {
                return Err(malformed(Malformed::Field));
            }
        }
    }
    let found = found.ok_or(malformed(Malformed::FieldMissing))?;
    // Nor may a field that nobody asked for come from a second header: as two headers, these are refused.
    if behind_space { Err(VerifyError::DuplicateHeader { header }) } else { Ok(found) }
}

/// The pieces of a value between its separators: `str::split`, for bytes.
fn split<'h>(value: &'h [u8], separator: &'h [u8]) -> impl Iterator<Item = &'h [u8]> {
    let mut rest = Some(value);
    core::iter::from_fn(move || {
        let text = rest?;
        let at = text.windows(separator.len().max(1)).position(|window| window == separator);
        let (piece, after) =
            at.and_then(|at| text.split_at_checked(at)).map_or((text, None), |(piece, after)| (piece, Some(after)));
        rest = after.and_then(|after| after.get(separator.len()..));
        Some(piece)
    })
}
