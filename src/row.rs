//! A scheme as a row of bytes: for a judge on the other side of a boundary that only bytes cross.
//!
//! ```text
//!   form, encoding, secret, reserialized    a byte each
//!   separator, mark                         a text each
//!   timestamp                               0 for none; 1 and its unit; 2, its unit and the name of its field
//!   signed content                          how many pieces, and each: 0 and a text; 1 body; 2 timestamp; 3 header
//! ```
//! A text is its length, four bytes, little-endian, and its bytes. The tolerance is not in it: a verifier may have its own.
//!
//! Only a scheme that passed the lint becomes a row. Reading checks that a row is whole and understood in every byte, and no more.

use alloc::vec::Vec;

use crate::error::{ConfigError, SchemeFault};
use crate::key::Secret;
use crate::plan::{Form, Piece, Plan, StampPlace};
use crate::scheme::{Encoding, Scheme, SecretEncoding, TimeUnit};
use crate::verify::Judge;

/// What each number of a row stands for: its place in these.
const FORMS: [Form; 4] = [Form::Plain, Form::Prefixed, Form::Fields, Form::List];
const ENCODINGS: [Encoding; 2] = [Encoding::Hex, Encoding::Base64];
const SECRETS: [SecretEncoding; 4] = [SecretEncoding::Utf8, SecretEncoding::Hex, SecretEncoding::Base64, SecretEncoding::Whsec];
const UNITS: [TimeUnit; 3] = [TimeUnit::Seconds, TimeUnit::Millis, TimeUnit::Rfc3339];
const FLAGS: [bool; 2] = [false, true];

impl Scheme {
    /// The scheme as a row, for [`Judge::from_row`].
    ///
    /// # Errors
    /// Those of [`lint`](Self::lint): a scheme that is not safe to verify with has no row.
    pub fn to_row(&self) -> Result<Vec<u8>, ConfigError> {
        self.lint()?;
        Ok(Plan::of(self).to_bytes())
    }
}

impl Judge {
    /// Builds a judge from a row, how far a timestamp may be from now in seconds, and the secrets, newest first.
    ///
    /// # Errors
    /// [`ConfigError::InvalidSecret`] and [`ConfigError::InvalidOption`] as for a [`Verifier`](crate::Verifier);
    /// [`ConfigError::InvalidScheme`] if the bytes are not those of a row.
    pub fn from_row<'s>(row: &[u8], tolerance: u32, secrets: impl IntoIterator<Item = Secret<'s>>) -> Result<Self, ConfigError> {
        let fault = ConfigError::InvalidScheme { field: "row".into(), fault: SchemeFault::Empty };
        Self::new(Plan::from_bytes(row).ok_or(fault)?, tolerance, secrets)
    }
}

impl Plan {
    fn to_bytes(&self) -> Vec<u8> {
        let mut row = Vec::from([
            number(&FORMS, self.form),
            number(&ENCODINGS, self.encoding),
            number(&SECRETS, self.secret),
            number(&FLAGS, self.reserialized),
        ]);
        write_text(&mut row, &self.separator);
        write_text(&mut row, &self.mark);
        match &self.stamp {
            None => row.push(0),
            Some(StampPlace { unit, field: None }) => row.extend([1, number(&UNITS, *unit)]),
            Some(StampPlace { unit, field: Some(field) }) => {
                row.extend([2, number(&UNITS, *unit)]);
                write_text(&mut row, field);
            }
        }
        row.extend(length(&self.pieces));
        for piece in &self.pieces {
            match piece {
                Piece::Literal(text) => {
                    row.push(0);
                    write_text(&mut row, text);
                }
                Piece::Body => row.push(1),
                Piece::Timestamp => row.push(2),
                Piece::Header => row.push(3),
            }
        }
        row
    }

    /// `None` if a byte is missing, left over, or stands for nothing.
    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut row = Row(bytes);
        let mut plan = Self {
            form: row.one_of(&FORMS)?,
            encoding: row.one_of(&ENCODINGS)?,
            secret: row.one_of(&SECRETS)?,
            reserialized: row.one_of(&FLAGS)?,
            separator: row.text()?,
            mark: row.text()?,
            stamp: match row.byte()? {
                0 => None,
                1 => Some(StampPlace { unit: row.one_of(&UNITS)?, field: None }),
                2 => Some(StampPlace { unit: row.one_of(&UNITS)?, field: Some(row.text()?) }),
                _ => return None,
            },
            pieces: Vec::new(),
        };
        for _ in 0..row.length()? {
            plan.pieces.push(match row.byte()? {
                0 => Piece::Literal(row.text()?),
                1 => Piece::Body,
                2 => Piece::Timestamp,
                3 => Piece::Header,
                _ => return None,
            });
        }
        row.0.is_empty().then_some(plan)
    }
}

fn number<T: PartialEq + Copy>(list: &[T], value: T) -> u8 {
    list.iter().zip(0..).find(|(one, _)| **one == value).map_or(u8::MAX, |(_, number)| number)
}

/// A length in four bytes. Nothing in a scheme is longer than a module's memory.
fn length<T>(list: &[T]) -> [u8; 4] {
    u32::try_from(list.len()).unwrap_or(u32::MAX).to_le_bytes()
}

fn write_text(row: &mut Vec<u8>, text: &[u8]) {
    row.extend(length(text));
    row.extend(text);
}

/// What is left to read of a row.
struct Row<'r>(&'r [u8]);

impl Row<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn one_of<T: Copy>(&mut self, list: &[T]) -> Option<T> {
        list.get(usize::from(self.byte()?)).copied()
    }

    fn length(&mut self) -> Option<usize> {
        let (length, rest) = self.0.split_first_chunk::<4>()?;
        self.0 = rest;
        usize::try_from(u32::from_le_bytes(*length)).ok()
    }

    fn text(&mut self) -> Option<Vec<u8>> {
        let length = self.length()?;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(text.into())
    }
}
