//! Looking headers up, and walking what stands inside a header's value.
//!
//! A header of a delivery is there once or the delivery is refused: with two copies, the one that is checked here need not
//! be the one that something else reads. The same holds for the fields inside a value.

use crate::encoding::{Tag, decode_tag};
use crate::error::{HeaderRole, Malformed, VerifyError};
use crate::plan::{Form, Plan};
use crate::scheme::{Encoding, Text};

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

/// The headers of a request by their slots, their places in [`Scheme::verdict_headers`](crate::Scheme::verdict_headers): for a
/// caller that has picked them out already.
pub trait Slots {
    /// The nth value (from 0) of the header in this slot, in the order received.
    fn value(&self, slot: usize, nth: usize) -> Option<&[u8]>;
}

/// Headers that are held by name, by slot.
pub(crate) struct ByName<'h, H: ?Sized> {
    pub(crate) names: &'h [Text],
    pub(crate) headers: &'h H,
}

impl<H: Headers + ?Sized> Slots for ByName<'_, H> {
    fn value(&self, slot: usize, nth: usize) -> Option<&[u8]> {
        self.headers.values(self.names.get(slot)?).nth(nth)
    }
}

/// The one value of a header, without the white space around it, which is not part of it (RFC 9110, section 5.5).
///
/// Node and the fetch API join repeated headers with `", "` before anybody can count them. Unless the value's own text may have a
/// comma and a space, such a value is two headers.
pub(crate) fn single(headers: &impl Slots, slot: usize, header: HeaderRole, may_have_commas: bool) -> Result<&[u8], VerifyError> {
    let value = headers.value(slot, 0).ok_or(VerifyError::MissingHeader { header })?.trim_ascii();
    // The comma first: nearly no value has one, and it is found in one sweep.
    let looks_joined = !may_have_commas && value.contains(&b',') && value.windows(2).any(|pair| pair == b", ");
    if looks_joined || headers.value(slot, 1).is_some() {
        return Err(VerifyError::DuplicateHeader { header });
    }
    Ok(value)
}

/// A header that is there and says nothing. Told apart from [`single`], so that a missing header comes before an empty one.
pub(crate) fn not_empty(value: &[u8], header: HeaderRole) -> Result<(), VerifyError> {
    if value.is_empty() { Err(VerifyError::MalformedHeader { header, fault: Malformed::Empty }) } else { Ok(()) }
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
    pub(crate) fn read(&mut self, plan: &Plan, value: &[u8]) -> Result<(), VerifyError> {
        const HEADER: HeaderRole = HeaderRole::Signature;
        let malformed = |fault| VerifyError::MalformedHeader { header: HEADER, fault };
        match plan.form {
            Form::Plain => self.push(plan.encoding, value)?,
            Form::Prefixed => {
                let text = value.strip_prefix(plan.mark.as_slice()).ok_or(malformed(Malformed::Prefix))?;
                self.push(plan.encoding, text)?;
            }
            Form::Fields => self.push(plan.encoding, field(value, &plan.separator, &plan.mark, HEADER)?)?,
            Form::List => {
                // An entry behind a space is where two headers were joined: a list's own separator leaves none.
                let behind_space = |entry: &[u8]| entry.starts_with(b" ");
                if plan.comma_separates() && Split::new(value, &plan.separator).any(behind_space) {
                    return Err(VerifyError::DuplicateHeader { header: HEADER });
                }
                for entry in Split::new(value, &plan.separator) {
                    if let Some(text) = entry.strip_prefix(plan.mark.as_slice()) {
                        self.push(plan.encoding, text)?;
                    }
                }
            }
        }
        if self.count == 0 { Err(malformed(Malformed::FieldMissing)) } else { Ok(()) }
    }

    fn push(&mut self, encoding: Encoding, text: &[u8]) -> Result<(), VerifyError> {
        let limit = VerifyError::TooManyCandidates { limit: MAX_CANDIDATES };
        let tag = self.tags.get_mut(self.count).ok_or(limit)?;
        decode_tag(encoding, text, tag).map_err(|fault| VerifyError::MalformedHeader { header: HeaderRole::Signature, fault })?;
        self.count = self.count.saturating_add(1);
        Ok(())
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Tag> {
        self.tags.iter().take(self.count)
    }
}

/// The one value of a field: `5257a8…` for the key `v1` in `t=1492774577,v1=5257a8…`.
///
/// Fields of other names may come and go. A second copy of this one may not: nobody can know which is meant.
pub(crate) fn field<'h>(value: &'h [u8], separator: &[u8], key: &[u8], header: HeaderRole) -> Result<&'h [u8], VerifyError> {
    let malformed = |fault| VerifyError::MalformedHeader { header, fault };
    let (mut found, mut behind_space) = (None, false);
    for entry in Split::new(value, separator) {
        behind_space |= separator.starts_with(b",") && entry.starts_with(b" ");
        let at = entry.iter().position(|byte| *byte == b'=').ok_or(malformed(Malformed::Field))?;
        let (name, text) = entry.split_at_checked(at).ok_or(malformed(Malformed::Field))?;
        // A name behind a space is where two headers were joined. It counts as a repetition, and as nothing else.
        if name.trim_ascii() == key {
            if found.is_some() {
                return Err(VerifyError::DuplicateHeader { header });
            }
            found = (name == key).then_some(text.get(1..).unwrap_or_default());
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
        let Some((piece, after)) = at.and_then(|at| text.split_at_checked(at)) else {
            self.rest = None;
            return Some(text);
        };
        self.rest = after.get(self.separator.len()..);
        Some(piece)
    }
}
