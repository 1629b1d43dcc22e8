//! The timestamp of a request, found leniently, and the time that it may mean.
//!
//! A verifier takes the timestamp from one place and in one unit. Here it may be in a renamed header and in any unit, since a wrong
//! unit is one of the most usual mistakes.

use alloc::string::String;
use alloc::vec::Vec;

use super::Input;
use super::code::Code;
use super::header_lookup::FoundHeader;
use crate::{Scheme, Syntax, TimeUnit, Timestamp, UnixTime};

/// From here on a number counts milliseconds: as seconds it would be in the year 5138.
const MILLIS_FROM: i64 = 100_000_000_000;

/// A timestamp as it was sent.
#[derive(Clone, Copy)]
pub(super) struct FoundTimestamp<'i> {
    /// The text, which is what was signed.
    pub(super) text: &'i [u8],
    /// The name of the header it is in, if that is not the scheme's.
    pub(super) renamed: Option<&'i str>,
}

impl<'i> FoundTimestamp<'i> {
    /// Finds the timestamp where the scheme has it, or else in the header nearest to that.
    pub(super) fn find(input: &Input<'i>, scheme: &Scheme) -> Option<Self> {
        match (scheme.timestamp.as_ref()?, &scheme.signature.syntax) {
            (Timestamp::Header { header, .. }, _) => {
                let FoundHeader { value, renamed } = input.find(header)?;
                Some(Self { text: value, renamed })
            }
            (Timestamp::Field { field, .. }, Syntax::Fields { separator, .. }) => {
                let renamed = input.find_signature(&scheme.signature.header);
                // The pieces of one value may be there as several.
                let values = input.values(renamed.unwrap_or(&scheme.signature.header));
                let texts =
                    values.filter_map(|value| core::str::from_utf8(value).ok()).map(|text| text.trim_matches(['"', '\'', ' ']));
                // The scheme's separator comes first. The usual ones are there for a list that is separated in another way.
                let mut fields =
                    texts.flat_map(|text| text.split(separator.as_ref())).flat_map(|entry| entry.split([',', ';', ' ']));
                let text = fields.find_map(|entry| entry.strip_prefix(field.as_ref())?.strip_prefix('='))?;
                Some(Self { text: text.as_bytes(), renamed })
            }
            // The lint refuses a field without fields.
            _ => None,
        }
    }

    /// Parses the time strictly in one unit, as a verifier does.
    pub(super) fn time_in(self, unit: TimeUnit) -> Option<UnixTime> {
        UnixTime::parse(self.text, unit)
    }

    /// Parses the time in whichever unit it is, and returns that unit.
    pub(super) fn time_in_any_unit(self) -> Option<(TimeUnit, UnixTime)> {
        if let Some(time) = self.time_in(TimeUnit::Rfc3339) {
            return Some((TimeUnit::Rfc3339, time));
        }
        // A fraction matters to nothing here: the window is counted in seconds, and what is signed is the text.
        let whole = self.text.split(|byte| *byte == b'.').next().unwrap_or(self.text);
        let number = UnixTime::parse(whole, TimeUnit::Millis)?;
        if number.as_millis() < MILLIS_FROM {
            return Some((TimeUnit::Seconds, UnixTime::parse(whole, TimeUnit::Seconds)?));
        }
        Some((TimeUnit::Millis, number))
    }

    /// Returns the same time written in the other units, for a sender that signs another text than it sends.
    ///
    /// The code is that of the one, sent or signed, that is not in the scheme's unit.
    pub(super) fn in_other_units(self, scheme_unit: Option<TimeUnit>) -> Vec<(Code, String)> {
        let Some((sent, time)) = self.time_in_any_unit() else { return Vec::new() };
        let all = [TimeUnit::Millis, TimeUnit::Seconds, TimeUnit::Rfc3339];
        let others = all.into_iter().filter(|signed| *signed != sent);
        let code = |signed| unit_code(if scheme_unit == Some(sent) { signed } else { sent });
        others.map(|signed| (code(signed), time.print(signed))).collect()
    }
}

/// Returns the code of a timestamp in a unit that is not the scheme's.
pub(super) const fn unit_code(unit: TimeUnit) -> Code {
    match unit {
        TimeUnit::Seconds => Code::TimestampSeconds,
        TimeUnit::Millis => Code::TimestampMilliseconds,
        TimeUnit::Rfc3339 | TimeUnit::Iso8601 | TimeUnit::HttpDate => Code::TimestampRfc3339,
    }
}
