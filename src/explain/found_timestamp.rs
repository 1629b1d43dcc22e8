//! The timestamp of a request, found leniently, and the time that it may mean.
//!
//! A verifier takes the timestamp from one place and in one unit. Here it may be in a renamed header and in any unit, since a wrong
//! unit is one of the most usual mistakes.

use alloc::string::String;
use alloc::vec::Vec;

use super::Input;
use super::code::Code;
use super::header_lookup::FoundHeader;
use super::json::raw_member;
use crate::unix_time::MILLIS_FROM;
use crate::{Scheme, Syntax, TimeUnit, Timestamp, UnixTime};

/// The most groups of fields that are read behind the first.
const MAX_GROUPS: usize = 4;

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
                let renamed = input.find_signature(scheme);
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
            (Timestamp::Position { .. }, Syntax::List { separator, prefix, .. }) => {
                let renamed = input.find_signature(scheme);
                let value = input.values(renamed.unwrap_or(&scheme.signature.header)).next()?;
                let value = core::str::from_utf8(value).ok()?.trim_matches(['"', '\'', ' ']);
                let list = value.strip_prefix(prefix.as_deref().unwrap_or_default()).unwrap_or(value);
                let text = list.split(separator.as_ref()).next()?;
                Some(Self { text: text.as_bytes(), renamed })
            }
            // A text with escapes in it is no time.
            (Timestamp::Body { body: path, .. }, _) => {
                let raw = raw_member(input.body, path)?;
                let text = raw.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(raw);
                Some(Self { text: text.as_bytes(), renamed: None })
            }
            // The lint refuses a field without fields.
            _ => None,
        }
    }

    /// Parses the time strictly in one unit, as a verifier does.
    pub(super) fn time_in(self, unit: TimeUnit) -> Option<UnixTime> {
        UnixTime::parse(self.text, unit)
    }

    /// Parses the time in whichever unit it is, and returns that unit: the scheme's, where a text may be of several.
    pub(super) fn time_in_any_unit(self, scheme_unit: Option<TimeUnit>) -> Option<(TimeUnit, UnixTime)> {
        let written = [TimeUnit::Rfc3339, TimeUnit::Iso8601, TimeUnit::HttpDate];
        let own = scheme_unit.filter(|unit| written.contains(unit));
        for unit in own.into_iter().chain(written) {
            if let Some(time) = self.time_in(unit) {
                return Some((unit, time));
            }
        }
        // A fraction matters to nothing here: the window is counted in seconds, and what is signed is the text.
        let whole = self.text.split(|byte| *byte == b'.').next().unwrap_or(self.text);
        let number = UnixTime::parse(whole, TimeUnit::Millis)?;
        if scheme_unit == Some(TimeUnit::SecondsOrMillis) {
            return Some((TimeUnit::SecondsOrMillis, UnixTime::parse(whole, TimeUnit::SecondsOrMillis)?));
        }
        if number.as_millis() < MILLIS_FROM {
            return Some((TimeUnit::Seconds, UnixTime::parse(whole, TimeUnit::Seconds)?));
        }
        Some((TimeUnit::Millis, number))
    }

    /// Returns the same time written in the other units, for a sender that signs another text than it sends.
    ///
    /// The code is that of the one, sent or signed, that is not in the scheme's unit.
    pub(super) fn in_other_units(self, scheme_unit: Option<TimeUnit>) -> Vec<(Code, String)> {
        let Some((sent, time)) = self.time_in_any_unit(scheme_unit) else { return Vec::new() };
        let all = [TimeUnit::Millis, TimeUnit::Seconds, TimeUnit::Rfc3339, TimeUnit::HttpDate];
        let others = all.into_iter().filter(|signed| *signed != sent);
        let code = |signed| unit_code(if scheme_unit == Some(sent) { signed } else { sent });
        others.map(|signed| (code(signed), time.print(signed))).collect()
    }
}

/// Returns the timestamp of every group of fields but the first, each of which signs its own. Most schemes have no groups.
pub(super) fn times_of_groups<'i>(input: &Input<'i>, scheme: &Scheme) -> Vec<FoundTimestamp<'i>> {
    let (Some(Timestamp::Field { field, .. }), Syntax::Fields { separator, groups: Some(groups), .. }) =
        (&scheme.timestamp, &scheme.signature.syntax)
    else {
        return Vec::new();
    };
    let values = input.values(&scheme.signature.header).filter_map(|value| core::str::from_utf8(value).ok());
    let groups = values.flat_map(|value| value.split(groups.as_ref())).skip(1).take(MAX_GROUPS);
    let time = |group: &'i str| {
        let text =
            group.split(separator.as_ref()).find_map(|entry| entry.trim().strip_prefix(field.as_ref())?.strip_prefix('='))?;
        Some(FoundTimestamp { text: text.as_bytes(), renamed: None })
    };
    groups.filter_map(time).collect()
}

/// Returns the code of a timestamp in a unit that is not the scheme's.
pub(super) const fn unit_code(unit: TimeUnit) -> Code {
    match unit {
        TimeUnit::Seconds | TimeUnit::SecondsOrMillis => Code::TimestampSeconds,
        TimeUnit::Millis => Code::TimestampMilliseconds,
        TimeUnit::Rfc3339 => Code::TimestampRfc3339,
        TimeUnit::Iso8601 => Code::TimestampIso8601,
        TimeUnit::HttpDate => Code::TimestampHttpDate,
    }
}
