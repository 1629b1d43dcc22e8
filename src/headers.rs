//! Access to the headers of a request, by name or by slot.
//!
//! A header that occurs more than once refuses the delivery, because other code may read a different copy than this check.

use crate::error::{HeaderReason, HeaderRole, VerificationError};
use crate::scheme::Text;

/// The headers of a request, in the representation of the caller's framework.
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
    /// Returns every value of the header `name`, in the order received. The name is given in lower case and matched in any case.
    ///
    /// Two headers with the same name must return two values, so that the duplicate is detected.
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

/// The headers of a request by slot, their position in [`Scheme::required_headers`](crate::Scheme::required_headers), for a
/// caller that has already selected them.
pub trait Slots {
    /// Returns the nth value (from 0) of the header in this slot, in the order received.
    fn value(&self, slot: usize, nth: usize) -> Option<&[u8]>;
}

/// A request whose headers are stored by name and read by slot.
pub(crate) struct ByName<'h, H: ?Sized> {
    pub(crate) names: &'h [Text],
    pub(crate) headers: &'h H,
    /// The URL and the method. Their slots follow the slots of the headers.
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

/// Returns the only value of a header, without the white space around it. This white space is not part of the value (RFC 9110,
/// section 5.5).
///
/// Node and the fetch API join repeated headers with `", "` before they can be counted. A value with a comma and a space
/// therefore counts as two headers, unless the value itself may contain them.
pub(crate) fn single(
    headers: &impl Slots,
    slot: usize,
    header: HeaderRole,
    may_have_commas: bool,
) -> Result<&[u8], VerificationError> {
    let value = headers.value(slot, 0).ok_or(VerificationError::MissingHeader { header })?.trim_ascii();
    // The comma is searched first, because the search is fast and almost no value has one.
    let looks_joined = !may_have_commas && value.contains(&b',') && value.windows(2).any(|pair| pair == b", ");
    if looks_joined || headers.value(slot, 1).is_some() {
        return Err(VerificationError::DuplicateHeader { header });
    }
    Ok(value)
}

/// Refuses an empty header. It is separate from [`single`], so that a missing header is reported before an empty one.
pub(crate) fn not_empty(value: &[u8], header: HeaderRole) -> Result<(), VerificationError> {
    if value.is_empty() { Err(VerificationError::MalformedHeader { header, reason: HeaderReason::Empty }) } else { Ok(()) }
}
