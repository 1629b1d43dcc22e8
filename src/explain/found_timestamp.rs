//! Finds the timestamp of a request leniently, and the time that it may mean.
//!
//! A verifier reads the timestamp from one place and in one unit. Here, the timestamp may be in a renamed header and in any unit,
//! because a wrong unit is one of the most common mistakes.

use alloc::string::String;
use alloc::vec::Vec;

use super::Input;
use super::code::Code;
use super::header_lookup::FoundHeader;
use super::json::raw_member;
use crate::unix_time::MILLIS_FROM;
use crate::{Scheme, Syntax, TimeUnit, Timestamp, UnixTime};

/// The maximum number of groups of fields that are read after the first.
const MAX_GROUPS: usize = 4;

/// A timestamp as it was sent.
#[derive(Clone, Copy)]
pub(super) struct FoundTimestamp<'i> {
    /// The text, which is also the signed text.
    pub(super) text: &'i [u8],
    /// The name of the header that contains the timestamp, if it is not the scheme's.
    pub(super) renamed: Option<&'i str>,
}

impl<'i> FoundTimestamp<'i> {
    /// Finds the timestamp in the scheme's place, otherwise in the header with the most similar name.
    pub(super) fn find(input: &Input<'i>, scheme: &Scheme) -> Option<Self> {
        match (scheme.timestamp.as_ref()?, &scheme.signature.syntax) {
            (Timestamp::Header { header, .. }, _) => {
                let FoundHeader { value, renamed } = input.find(header)?;
                Some(Self { text: value, renamed })
            }
            (Timestamp::Field { field, .. }, Syntax::Fields { separator, .. }) => {
                let renamed = input.find_signature(scheme);
                // One value may have been split into several values.
                let values = input.values(renamed.unwrap_or(&scheme.signature.header));
                let texts =
                    values.filter_map(|value| core::str::from_utf8(value).ok()).map(|text| text.trim_matches(['"', '\'', ' ']));
                // The value is split by the scheme's separator, and also by the common separators for a list that is separated
                // differently.
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
            // Escapes are not decoded, because no time contains any.
            (Timestamp::Body { body: path, .. }, _) => {
                let raw = raw_member(input.body, path)?;
                let text = raw.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(raw);
                Some(Self { text: text.as_bytes(), renamed: None })
            }
            // The lint refuses a timestamp field in a syntax without fields.
            _ => None,
        }
    }

    /// Parses the time strictly in one unit, as a verifier does.
    pub(super) fn time_in(self, unit: TimeUnit) -> Option<UnixTime> {
        UnixTime::parse(self.text, unit)
    }

    /// Parses the time in any unit, and returns that unit. If several units fit, returns the scheme's unit.
    pub(super) fn time_in_any_unit(self, scheme_unit: Option<TimeUnit>) -> Option<(TimeUnit, UnixTime)> {
        let written = [TimeUnit::Rfc3339, TimeUnit::Iso8601, TimeUnit::HttpDate];
        let own = scheme_unit.filter(|unit| written.contains(unit));
        for unit in own.into_iter().chain(written) {
            if let Some(time) = self.time_in(unit) {
                return Some((unit, time));
            }
        }
        // A fraction can be ignored here. The window is counted in seconds, and the signed content contains the text.
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

    /// Returns the same time in the other units, for a sender that signs a different text than it sends.
    ///
    /// The code names the unit that is not the scheme's: the signed unit or the sent unit.
    pub(super) fn in_other_units(self, scheme_unit: Option<TimeUnit>) -> Vec<(Code, String)> {
        let Some((sent, time)) = self.time_in_any_unit(scheme_unit) else { return Vec::new() };
        let all = [TimeUnit::Millis, TimeUnit::Seconds, TimeUnit::Rfc3339, TimeUnit::HttpDate];
        let others = all.into_iter().filter(|signed| *signed != sent);
        let code = |signed| unit_code(if scheme_unit == Some(sent) { signed } else { sent });
        others.map(|signed| (code(signed), time.print(signed))).collect()
    }
}

/// Returns the timestamp of every group of fields except the first. Each group signs its own timestamp. Most schemes have no
/// groups.
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
