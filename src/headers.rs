//! Looking up the headers of a request, by name or by slot.
//!
//! A header that is there more than once refuses the delivery: the copy that is checked here need not be the one that
//! something else reads.

use crate::error::{HeaderReason, HeaderRole, VerificationError};
use crate::scheme::Text;

/// The headers of a request, however the caller's framework holds them.
///
/// Implemented for slices of name-value pairs and, with the feature `http`, for `http::HeaderMap`.
///
/// # Examples
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

/// The headers of a request by slot, their position in [`Scheme::required_headers`](crate::Scheme::required_headers): for a
/// caller that has picked them out already.
pub trait Slots {
    /// The nth value (from 0) of the header in this slot, in the order received.
    fn value(&self, slot: usize, nth: usize) -> Option<&[u8]>;
}

/// A request that is held by name, looked up by slot.
pub(crate) struct ByName<'h, H: ?Sized> {
    pub(crate) names: &'h [Text],
    pub(crate) headers: &'h H,
    /// The url and the method, whose slots come after those of the headers.
    pub(crate) request_line: [Option<&'h str>; 2],
}

impl<H: Headers + ?Sized> Slots for ByName<'_, H> {
    fn value(&self, slot: usize, nth: usize) -> Option<&[u8]> {
        if let Some(name) = self.names.get(slot) {
            return self.headers.values(name).nth(nth);
        }
        let text = self.request_line.get(slot.checked_sub(self.names.len())?)?.filter(|_| nth == 0);
        text.map(str::as_bytes)
    }
}

/// Returns the one value of a header, without the white space around it, which is not part of it (RFC 9110, section 5.5).
///
/// Node and the fetch API join repeated headers with `", "` before anything can count them. Unless the value's own text may have a
/// comma and a space, such a value is two headers.
pub(crate) fn single(
    headers: &impl Slots,
    slot: usize,
    header: HeaderRole,
    may_have_commas: bool,
) -> Result<&[u8], VerificationError> {
    let value = headers.value(slot, 0).ok_or(VerificationError::MissingHeader { header })?.trim_ascii();
    // The comma first: nearly no value has one, and it is found in one sweep.
    let looks_joined = !may_have_commas && value.contains(&b',') && value.windows(2).any(|pair| pair == b", ");
    if looks_joined || headers.value(slot, 1).is_some() {
        return Err(VerificationError::DuplicateHeader { header });
    }
    Ok(value)
}

/// Refuses an empty header. Apart from [`single`], so that a missing header comes before an empty one.
pub(crate) fn not_empty(value: &[u8], header: HeaderRole) -> Result<(), VerificationError> {
    if value.is_empty() { Err(VerificationError::MalformedHeader { header, reason: HeaderReason::Empty }) } else { Ok(()) }
}
