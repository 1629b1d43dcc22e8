//! The fields of a form, decoded and sorted, for providers that sign them instead of the body.
//!
//! Nothing is copied. A field is two slices of the body, and its escapes are decoded when it is read.

use core::cmp::Ordering;

use crate::error::VerificationError;

/// The maximum number of fields in a form.
pub(crate) const MAX_FIELDS: usize = 256;

/// The body of a request as a form (the URL standard, `application/x-www-form-urlencoded`), unverified.
pub(crate) struct Form<'b> {
    fields: [Field<'b>; MAX_FIELDS],
    count: usize,
}

/// A field as it is written: name and value, escaped.
#[derive(Clone, Copy, Default)]
struct Field<'b> {
    name: &'b [u8],
    value: &'b [u8],
}

impl<'b> Form<'b> {
    /// Reads the fields and sorts them by name and then by value, as bytes.
    pub(crate) fn parse(body: &'b [u8]) -> Result<Self, VerificationError> {
        let mut form = Self { fields: [Field::default(); MAX_FIELDS], count: 0 };
        for text in body.split(|byte| *byte == b'&').filter(|text| !text.is_empty()) {
            let limit = VerificationError::TooManyFields { limit: MAX_FIELDS };
            *form.fields.get_mut(form.count).ok_or(limit)? = Field::parse(text);
            form.count = form.count.saturating_add(1);
        }
        heapsort(form.fields.get_mut(..form.count).unwrap_or_default());
        Ok(form)
    }

    /// Passes on each field once: its name, then its value, decoded.
    pub(crate) fn feed(&self, sink: &mut dyn FnMut(&[u8])) {
        let mut last: Option<&Field<'b>> = None;
        for field in self.fields.iter().take(self.count) {
            if last.is_none_or(|last| last.compare(field) != Ordering::Equal) {
                feed_decoded(field.name, sink);
                feed_decoded(field.value, sink);
            }
            last = Some(field);
        }
    }
}

impl<'b> Field<'b> {
    fn parse(text: &'b [u8]) -> Self {
        let at = text.iter().position(|byte| *byte == b'=').unwrap_or(text.len());
        let (name, value) = text.split_at_checked(at).unwrap_or_default();
        Self { name, value: value.get(1..).unwrap_or_default() }
    }

    fn compare(&self, other: &Self) -> Ordering {
        decoded(self.name).cmp(decoded(other.name)).then_with(|| decoded(self.value).cmp(decoded(other.value)))
    }
}

/// Sorts the fields with heap sort, which has no slow case. The code of `sort_unstable_by(Field::compare)` would be a quarter of
/// the WebAssembly module.
fn heapsort(fields: &mut [Field<'_>]) {
    for root in (0..fields.len() / 2).rev() {
        sift_down(fields, root);
    }
    for end in (1..fields.len()).rev() {
        fields.swap(0, end);
        sift_down(fields.get_mut(..end).unwrap_or_default(), 0);
    }
}

/// Moves a field of a heap down, below all larger fields.
fn sift_down(fields: &mut [Field<'_>], mut at: usize) {
    let is_less = |fields: &[Field<'_>], left: usize, right: usize| match (fields.get(left), fields.get(right)) {
        (Some(left), Some(right)) => left.compare(right) == Ordering::Less,
        _ => false,
    };
    loop {
        let left = at.saturating_mul(2).saturating_add(1);
        let right = left.saturating_add(1);
        let larger = if is_less(fields, left, right) { right } else { left };
        if !is_less(fields, at, larger) {
            return;
        }
        fields.swap(at, larger);
        at = larger;
    }
}

/// Returns the decoded bytes of a text of a form: `+` is a space, and `%2B` is a plus sign. A `%` that is not followed by two
/// digits stays as it is.
fn decoded(text: &[u8]) -> impl Iterator<Item = u8> {
    let mut rest = text;
    core::iter::from_fn(move || {
        let (first, after) = rest.split_first()?;
        let (byte, after) = match (first, after) {
            (b'+', after) => (b' ', after),
            (b'%', [high, low, after @ ..]) => match (digit(*high), digit(*low)) {
                (Some(high), Some(low)) => (high << 4 | low, after),
                _ => (b'%', rest.get(1..)?),
            },
            (other, after) => (*other, after),
        };
        rest = after;
        Some(byte)
    })
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// Passes on a decoded text, in pieces of a few bytes.
fn feed_decoded(text: &[u8], sink: &mut dyn FnMut(&[u8])) {
    let (mut piece, mut length) = ([0; 64], 0_usize);
    for byte in decoded(text) {
        if length == piece.len() {
            sink(&piece);
            length = 0;
        }
        if let Some(place) = piece.get_mut(length) {
            *place = byte;
        }
        length = length.saturating_add(1);
    }
    sink(piece.get(..length).unwrap_or_default());
}
