//! A compiled scheme as bytes, for an engine that only bytes can be passed to.
//!
//! The bytes are the properties, in order. A number is one byte. A text is preceded by its length, and a list by its count. A
//! length has one byte for every 7 bits, the lowest bits first. All its bytes except the last have the highest bit set. The
//! tolerance is not included, because a verifier may have its own. Only a scheme that passed the lint is written. The reader
//! checks that every byte is valid and that no bytes remain.

use alloc::vec::Vec;

use crate::compiled_challenge::CompiledChallenge;
use crate::compiled_scheme::{CompiledPart, CompiledScheme, CompiledTimestamp, SyntaxKind, TimePlace};
use crate::engine::Engine;
use crate::error::{ConfigError, SchemeReason};
use crate::key::Secret;
use crate::lent_hash::LentHash;
use crate::scheme::{Algorithm, Encoding, Scheme, SecretEncoding, TimeUnit};

/// Values in the order of their numbers: the first value, and the others.
type Numbered<T> = (T, &'static [T]);

const SYNTAXES: Numbered<SyntaxKind> = (SyntaxKind::One, &[SyntaxKind::Fields, SyntaxKind::List]);
const SWITCHES: Numbered<bool> = (false, &[true]);
const ENCODINGS: Numbered<Encoding> = (Encoding::Hex, &[Encoding::Base64, Encoding::Base64Url, Encoding::Base64UrlPadded]);
const ALGORITHMS: Numbered<Algorithm> = (Algorithm::Sha256, &[Algorithm::Sha1, Algorithm::Sha512]);
const SECRET_ENCODINGS: Numbered<SecretEncoding> =
    (SecretEncoding::Utf8, &[SecretEncoding::Hex, SecretEncoding::Base64, SecretEncoding::Whsec]);
const UNITS: Numbered<TimeUnit> =
    (TimeUnit::Seconds, &[TimeUnit::Millis, TimeUnit::Rfc3339, TimeUnit::Iso8601, TimeUnit::HttpDate, TimeUnit::SecondsOrMillis]);

impl Scheme {
    /// Compiles the scheme to bytes, for [`Engine::from_bytes`].
    ///
    /// # Errors
    /// Returns the errors of [`lint`](Self::lint). A scheme that is not safe to verify with is not compiled.
    pub fn to_bytes(&self) -> Result<Vec<u8>, ConfigError> {
        self.lint()?;
        let mut writer = Writer(Vec::new());
        writer.scheme(&CompiledScheme::of(self)).ok_or_else(not_compiled)?;
        Ok(writer.0)
    }
}

impl Engine {
    /// Builds an engine from a compiled scheme, the tolerance in seconds, and the secrets, newest first.
    ///
    /// The lent hash is for schemes with a hash that this build does not support.
    ///
    /// # Errors
    /// Returns [`ConfigError::InvalidSecret`] and [`ConfigError::InvalidOption`] as a [`Verifier`](crate::Verifier) does. Returns
    /// [`ConfigError::InvalidScheme`] if the bytes are not a compiled scheme, or if its hash is not available.
    pub fn from_bytes<'s>(
        scheme: &[u8],
        tolerance: u32,
        secrets: impl IntoIterator<Item = Secret<'s>>,
        lent: Option<LentHash>,
    ) -> Result<Self, ConfigError> {
        let mut reader = Reader(Some(scheme));
        let scheme = reader.scheme();
        if reader.0.is_none_or(|rest| !rest.is_empty()) {
            return Err(not_compiled());
        }
        Self::new(scheme, tolerance, secrets, lent)
    }
}

fn not_compiled() -> ConfigError {
    ConfigError::InvalidScheme { scheme: None, field: "scheme".into(), reason: SchemeReason::Empty }
}

/// The bytes of a scheme that were written so far. Its methods return `None` for a value that has no number or is too long.
struct Writer(Vec<u8>);

impl Writer {
    fn scheme(&mut self, scheme: &CompiledScheme) -> Option<()> {
        self.one_of(SYNTAXES, scheme.syntax)?;
        for text in [&scheme.prefix, &scheme.separator, &scheme.marker, &scheme.groups] {
            self.text(text)?;
        }
        self.one_of(SWITCHES, scheme.optional_space)?;
        self.one_of(ENCODINGS, scheme.encoding)?;
        self.one_of(ALGORITHMS, scheme.algorithm)?;
        self.length(scheme.secret_encodings.len())?;
        for encoding in &scheme.secret_encodings {
            self.one_of(SECRET_ENCODINGS, *encoding)?;
        }
        self.text(&scheme.secret_prefix)?;
        self.0.push(scheme.signature_headers);
        self.one_of(SWITCHES, scheme.timestamp.is_some())?;
        if let Some(timestamp) = &scheme.timestamp {
            self.one_of(UNITS, timestamp.unit)?;
            self.place(&timestamp.place)?;
        }
        self.one_of(SWITCHES, scheme.reserialized)?;
        self.text(&scheme.body_hash)?;
        self.length(scheme.parts.len())?;
        for part in &scheme.parts {
            self.part(part)?;
        }
        self.text(&scheme.challenge.0)
    }

    fn place(&mut self, place: &TimePlace) -> Option<()> {
        self.0.push(match place {
            TimePlace::Header => 0,
            TimePlace::Field(_) => 1,
            TimePlace::FirstEntry => 2,
            TimePlace::Body => 3,
        });
        if let TimePlace::Field(name) = place { self.text(name) } else { Some(()) }
    }

    fn part(&mut self, part: &CompiledPart) -> Option<()> {
        self.0.push(match part {
            CompiledPart::Literal(_) => 0,
            CompiledPart::Body => 1,
            CompiledPart::Timestamp => 2,
            CompiledPart::Header => 3,
            CompiledPart::Url => 4,
            CompiledPart::Method => 5,
            CompiledPart::Path => 6,
            CompiledPart::Query => 7,
            CompiledPart::Form => 8,
            CompiledPart::UrlWithoutQuery => 9,
            CompiledPart::Parameter(_, false) => 10,
            CompiledPart::Parameter(_, true) => 11,
        });
        match part {
            CompiledPart::Literal(text) | CompiledPart::Parameter(text, _) => self.text(text),
            _ => Some(()),
        }
    }

    fn one_of<T: PartialEq + Copy>(&mut self, (first, others): Numbered<T>, value: T) -> Option<()> {
        let number = if value == first { 0 } else { others.iter().position(|one| *one == value)?.checked_add(1)? };
        self.0.push(u8::try_from(number).ok()?);
        Some(())
    }

    fn text(&mut self, text: &[u8]) -> Option<()> {
        self.length(text.len())?;
        self.0.extend_from_slice(text);
        Some(())
    }

    fn length(&mut self, mut length: usize) -> Option<()> {
        while length >= 128 {
            self.0.push(u8::try_from(length % 128).ok()? | 128);
            length /= 128;
        }
        self.0.push(u8::try_from(length).ok()?);
        Some(())
    }
}

/// The bytes of a scheme that were not read yet. `None` after an invalid value. Reading then returns zeros, so that the error is
/// reported in one place.
struct Reader<'b>(Option<&'b [u8]>);

impl<'b> Reader<'b> {
    fn scheme(&mut self) -> CompiledScheme {
        CompiledScheme {
            syntax: self.one_of(SYNTAXES),
            prefix: self.text(),
            separator: self.text(),
            marker: self.text(),
            groups: self.text(),
            optional_space: self.one_of(SWITCHES),
            encoding: self.one_of(ENCODINGS),
            algorithm: self.one_of(ALGORITHMS),
            secret_encodings: self.list(|reader| reader.one_of(SECRET_ENCODINGS)),
            secret_prefix: self.text(),
            signature_headers: self.byte(),
            timestamp: if self.one_of(SWITCHES) {
                Some(CompiledTimestamp { unit: self.one_of(UNITS), place: self.place() })
            } else {
                None
            },
            reserialized: self.one_of(SWITCHES),
            body_hash: self.text(),
            parts: self.list(Self::part),
            challenge: CompiledChallenge(self.text()),
        }
    }

    fn place(&mut self) -> TimePlace {
        match self.byte() {
            0 => TimePlace::Header,
            1 => TimePlace::Field(self.text()),
            2 => TimePlace::FirstEntry,
            3 => TimePlace::Body,
            _ => self.refuse(TimePlace::Header),
        }
    }

    fn part(&mut self) -> CompiledPart {
        match self.byte() {
            0 => CompiledPart::Literal(self.text()),
            1 => CompiledPart::Body,
            2 => CompiledPart::Timestamp,
            3 => CompiledPart::Header,
            4 => CompiledPart::Url,
            5 => CompiledPart::Method,
            6 => CompiledPart::Path,
            7 => CompiledPart::Query,
            8 => CompiledPart::Form,
            9 => CompiledPart::UrlWithoutQuery,
            kind @ 10..=11 => CompiledPart::Parameter(self.text(), kind == 11),
            _ => self.refuse(CompiledPart::Body),
        }
    }

    fn one_of<T: Copy + 'static>(&mut self, (first, others): Numbered<T>) -> T {
        match self.byte().checked_sub(1) {
            None => first,
            Some(nth) => others.get(usize::from(nth)).copied().unwrap_or_else(|| self.refuse(first)),
        }
    }

    fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let mut list = Vec::new();
        for _ in 0..self.length() {
            if self.0.is_none() {
                break;
            }
            list.push(read(self));
        }
        list
    }

    fn text(&mut self) -> Vec<u8> {
        let length = self.length();
        self.take(length).to_vec()
    }

    fn length(&mut self) -> usize {
        let (mut length, mut shift) = (0, 0_u32);
        loop {
            let byte = self.byte();
            length |= usize::from(byte & 127).checked_shl(shift).unwrap_or_default();
            if byte < 128 {
                return length;
            }
            shift = shift.saturating_add(7);
        }
    }

    fn byte(&mut self) -> u8 {
        self.take(1).first().copied().unwrap_or_default()
    }

    // It is called for every value. If it were inlined, each call would have its own copy.
    #[inline(never)]
    fn take(&mut self, length: usize) -> &'b [u8] {
        let (taken, rest) = self.0.and_then(|rest| rest.split_at_checked(length)).unzip();
        self.0 = rest;
        taken.unwrap_or_default()
    }

    fn refuse<T>(&mut self, value: T) -> T {
        self.0 = None;
        value
    }
}
