//! A point in time, the formats of providers, and the window that it must be in.
//!
//! This module has no clock. The caller passes the current time. A test or a replay of a log passes a past time.

use alloc::string::String;
use alloc::vec::Vec;

use crate::error::VerificationError;
use crate::scheme::TimeUnit;

/// The number from which a timestamp is in milliseconds. In seconds, it would be in the year 5138.
pub(crate) const MILLIS_FROM: i64 = 100_000_000_000;

/// A point in time: milliseconds since the Unix epoch (1970-01-01T00:00:00Z), leap seconds not counted.
///
/// # Examples
/// ```
/// use hookward::UnixTime;
/// assert_eq!(UnixTime::from_secs(1_709_064_000).as_millis(), 1_709_064_000_000);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnixTime(i64);

impl UnixTime {
    /// Creates a time from Unix seconds, saturating on overflow.
    pub const fn from_secs(secs: i64) -> Self {
        // This is `saturating_mul`, which would be a 128-bit multiplication in WebAssembly.
        const MOST: i64 = i64::MAX / 1000;
        Self(if secs.unsigned_abs() <= MOST.unsigned_abs() {
            secs.wrapping_mul(1000)
        } else if secs < 0 {
            i64::MIN
        } else {
            i64::MAX
        })
    }

    /// Creates a time from Unix milliseconds.
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Returns milliseconds since the epoch.
    pub const fn as_millis(self) -> i64 {
        self.0
    }

    /// Returns whole seconds since the epoch, rounded down.
    pub const fn as_secs(self) -> i64 {
        self.0.div_euclid(1000)
    }

    /// Parses an RFC 3339 time.
    ///
    /// # Examples
    /// ```
    /// use hookward::UnixTime;
    /// assert_eq!(UnixTime::from_rfc3339("2024-02-27T21:00:00+01:00"), Some(UnixTime::from_secs(1_709_064_000)));
    /// assert_eq!(UnixTime::from_rfc3339("2024-02-30T20:00:00Z"), None);
    /// ```
    pub fn from_rfc3339(text: &str) -> Option<Self> {
        rfc3339(text.as_bytes(), false)
    }

    /// Parses a time in the format of a provider. Parses strictly, and returns `None` for any other format.
    ///
    /// Seconds and milliseconds are ASCII digits only: no sign, space, dot or exponent. A number that is too large becomes the
    /// last possible time, which is too new. It does not overflow. Leading zeros are allowed. The text is signed as it is
    /// written, so a different spelling of a time has a different signature.
    pub(crate) fn parse(text: &[u8], unit: TimeUnit) -> Option<Self> {
        match unit {
            TimeUnit::Seconds => digits(text).map(Self::from_secs),
            TimeUnit::Millis => digits(text).map(Self::from_millis),
            TimeUnit::Rfc3339 => rfc3339(text, false),
            TimeUnit::Iso8601 => rfc3339(text, true),
            TimeUnit::HttpDate => http_date(text),
            TimeUnit::SecondsOrMillis => {
                digits(text).map(|number| if number < MILLIS_FROM { Self::from_secs(number) } else { Self::from_millis(number) })
            }
        }
    }

    /// Returns year, month and day.
    ///
    /// It is Howard Hinnant's `civil_from_days`, the inverse of his algorithm on the page named below. The days of an `i64` of
    /// milliseconds are too few to overflow.
    fn civil(self) -> (i64, i64, i64) {
        let shifted = self.0.div_euclid(86_400_000).wrapping_add(719_468);
        let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
        let leap_days = (day_of_era / 1460).wrapping_sub(day_of_era / 36_524).wrapping_add(day_of_era / 146_096);
        let year_of_era = day_of_era.wrapping_sub(leap_days) / 365;
        let days_before = year_of_era.wrapping_mul(365).wrapping_add(year_of_era / 4).wrapping_sub(year_of_era / 100);
        let day_of_year = day_of_era.wrapping_sub(days_before);
        let month_from_march = day_of_year.wrapping_mul(5).wrapping_add(2) / 153;
        let day = day_of_year.wrapping_sub(month_from_march.wrapping_mul(153).wrapping_add(2) / 5).wrapping_add(1);
        let month = (month_from_march.wrapping_add(2) % 12).wrapping_add(1);
        (era.wrapping_mul(400).wrapping_add(year_of_era).wrapping_add(i64::from(month <= 2)), month, day)
    }

    /// Prints the time in the format of a provider. RFC 3339 is printed as `2026-05-07T14:32:18.000Z`, and an HTTP date as
    /// `Mon, 21 Sep 2026 14:13:20 GMT`.
    pub(crate) fn print(self, unit: TimeUnit) -> String {
        let pattern: &[u8] = match unit {
            TimeUnit::Seconds | TimeUnit::SecondsOrMillis => b"e",
            TimeUnit::Millis => b"E",
            TimeUnit::Rfc3339 | TimeUnit::Iso8601 => b"y-m-dTh:i:s.fZ",
            TimeUnit::HttpDate => b"w, d n y h:i:s GMT",
        };
        let (year, month, day) = self.civil();
        let millis = self.0.rem_euclid(86_400_000);
        let mut text = Vec::new();
        for byte in pattern {
            let (number, width) = match byte {
                b'e' => (self.as_secs(), 1),
                b'E' => (self.0, 1),
                b'y' => (year, 4),
                b'm' => (month, 2),
                b'd' => (day, 2),
                b'h' => (millis / 3_600_000, 2),
                b'i' => (millis / 60_000 % 60, 2),
                b's' => (millis / 1000 % 60, 2),
                b'f' => (millis % 1000, 3),
                b'w' => {
                    text.extend_from_slice(name_of(WEEKDAYS, weekday(self.0.div_euclid(86_400_000))));
                    continue;
                }
                b'n' => {
                    text.extend_from_slice(name_of(MONTHS, month.wrapping_sub(1)));
                    continue;
                }
                other => {
                    text.push(*other);
                    continue;
                }
            };
            print_number(&mut text, number, width);
        }
        String::from_utf8(text).unwrap_or_default()
    }

    /// Checks that this time is at most `tolerance` seconds before or after `now`.
    ///
    /// Without a limit for the future, a future timestamp would stay valid until long after it was sent.
    pub(crate) fn within(self, tolerance: u32, now: Self) -> Result<(), VerificationError> {
        let age = now.0.saturating_sub(self.0);
        let distance = age.unsigned_abs();
        if distance <= u64::from(tolerance).wrapping_mul(1000) {
            return Ok(());
        }
        let secs = distance.div_ceil(1000);
        Err(if age > 0 {
            VerificationError::TimestampTooOld { age: secs, tolerance }
        } else {
            VerificationError::TimestampTooNew { ahead: secs, tolerance }
        })
    }
}

/// Writes a number in decimal, padded with zeros to a width. The code of `core::fmt` would be larger than everything else here.
fn print_number(text: &mut Vec<u8>, number: i64, width: usize) {
    if number < 0 {
        text.push(b'-');
    }
    let mut digits = [b'0'; 20];
    let (mut rest, mut at) = (number.unsigned_abs(), digits.len());
    while rest > 0 || digits.len().saturating_sub(at) < width {
        at = at.saturating_sub(1);
        if let Some(digit) = digits.get_mut(at) {
            *digit = b'0'.saturating_add(u8::try_from(rest % 10).unwrap_or_default());
        }
        rest /= 10;
    }
    text.extend_from_slice(digits.get(at..).unwrap_or_default());
}

/// Parses a text of one or more ASCII digits. Saturates if the number is too large.
fn digits(text: &[u8]) -> Option<i64> {
    // Below this number, another digit always fits. Saturating at each digit would be a 128-bit multiplication in WebAssembly.
    const ROOM: i64 = i64::MAX / 10 - 1;
    if text.is_empty() {
        return None;
    }
    text.iter().try_fold(0_i64, |sum, byte| {
        let digit = byte.is_ascii_digit().then(|| i64::from(byte.wrapping_sub(b'0')))?;
        Some(if sum > ROOM { i64::MAX } else { sum.wrapping_mul(10).wrapping_add(digit) })
    })
}

/// Reads the numbers of a text that matches a pattern. In a pattern, each run of `0` matches as many digits, `?` matches any
/// byte, and any other byte matches itself.
fn numbers<const N: usize>(text: &[u8], pattern: &[u8]) -> Option<[i64; N]> {
    let mut numbers = [0_i64; N];
    read_numbers(text, pattern, &mut numbers).then_some(numbers)
}

// It is called in several places. If it were inlined, each place would have its own copy.
#[inline(never)]
fn read_numbers(text: &[u8], pattern: &[u8], numbers: &mut [i64]) -> bool {
    let (mut places, mut current) = (numbers.iter_mut(), None::<&mut i64>);
    for (byte, wanted) in text.iter().zip(pattern) {
        if *wanted == b'0' && byte.is_ascii_digit() {
            if current.is_none() {
                current = places.next();
            }
            if let Some(number) = &mut current {
                **number = number.wrapping_mul(10).wrapping_add(i64::from(byte.wrapping_sub(b'0')));
            }
        } else if *wanted != b'0' && (*wanted == b'?' || byte == wanted) {
            current = None;
        } else {
            return false;
        }
    }
    text.len() == pattern.len()
}

/// Parses `2026-05-07T14:32:18.000Z`: RFC 3339, section 5.6, with upper-case `T` and `Z`. Offsets are allowed, leap seconds are
/// not.
///
/// Fractions may have any length. Digits below a millisecond are dropped. With `zone_optional`, a time without a zone is in UTC.
fn rfc3339(text: &[u8], zone_optional: bool) -> Option<UnixTime> {
    let (start, rest) = text.split_at_checked(19)?;
    let [year, month, day, hour, minute, second] = numbers(start, b"0000-00-00T00:00:00")?;

    let (fraction, zone) = match rest.strip_prefix(b".") {
        Some(rest) => rest.split_at_checked(rest.iter().take_while(|b| b.is_ascii_digit()).count())?,
        None => (&b"0"[..], rest),
    };
    if fraction.is_empty() {
        return None;
    }
    let mut millis = 0_i64;
    for nth in 0..3 {
        let digit = fraction.get(nth).map_or(0, |digit| digit.wrapping_sub(b'0'));
        millis = millis.wrapping_mul(10).wrapping_add(digit.into());
    }

    let offset_minutes = match zone {
        b"Z" => 0,
        [] if zone_optional => 0,
        [sign @ (b'+' | b'-'), offset @ ..] => {
            let [hours, minutes] = numbers(offset, b"00:00")?;
            if hours > 23 || minutes > 59 {
                return None;
            }
            let size = hours.wrapping_mul(60).wrapping_add(minutes);
            if *sign == b'+' { size } else { size.wrapping_neg() }
        }
        _ => return None,
    };

    let time = seconds_at([year, month, day], [hour, minute, second])?.wrapping_sub(offset_minutes.wrapping_mul(60));
    Some(UnixTime(time.wrapping_mul(1000).wrapping_add(millis)))
}

/// The names of the days and of the months, with three letters each. The days begin with Thursday, the first day of the epoch.
const WEEKDAYS: &[u8] = b"ThuFriSatSunMonTueWed";
const MONTHS: &[u8] = b"JanFebMarAprMayJunJulAugSepOctNovDec";

/// Parses `Mon, 21 Sep 2026 14:13:20 GMT`: the only form of RFC 9110, section 5.6.7, that is still sent. The day of the week must
/// be correct.
fn http_date(text: &[u8]) -> Option<UnixTime> {
    let [day, year, hour, minute, second] = numbers(text, b"???, 00 ??? 0000 00:00:00 GMT")?;
    let month = MONTHS.chunks(3).position(|name| text.get(8..11) == Some(name))?;
    let seconds = seconds_at([year, i64::try_from(month).ok()?.wrapping_add(1), day], [hour, minute, second])?;
    let is_weekday = text.get(..3) == Some(name_of(WEEKDAYS, weekday(seconds.div_euclid(86_400))));
    is_weekday.then_some(UnixTime(seconds.wrapping_mul(1000)))
}

/// Returns the day of the week of a number of days since the epoch. 0 is Thursday.
fn weekday(days: i64) -> i64 {
    days.rem_euclid(7)
}

/// Returns the nth of the names, which have three letters each.
fn name_of(names: &'static [u8], nth: i64) -> &'static [u8] {
    usize::try_from(nth).ok().and_then(|nth| names.chunks(3).nth(nth)).unwrap_or_default()
}

/// Returns the seconds since the epoch of a date and a time of day, in UTC. Returns `None` if the date or the time does not
/// exist.
///
/// Numbers with so few digits cannot overflow, so the arithmetic wraps, which costs nothing.
fn seconds_at([year, month, day]: [i64; 3], [hour, minute, second]: [i64; 3]) -> Option<i64> {
    let on_calendar = (1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day);
    if !on_calendar || hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let hours = days_from_civil(year, month, day).wrapping_mul(24).wrapping_add(hour);
    Some(hours.wrapping_mul(60).wrapping_add(minute).wrapping_mul(60).wrapping_add(second))
}

fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Returns the days from the epoch to a date of the proleptic Gregorian calendar.
///
/// It is Howard Hinnant's `days_from_civil` (<https://howardhinnant.github.io/date_algorithms.html>). Years begin in March, so
/// that the leap day is the last day of its year. It is only called with years 0 to 9999, which cannot overflow.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = year.wrapping_sub(i64::from(month <= 2));
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month_from_march = month.wrapping_add(9) % 12;
    let day_of_year = (month_from_march.wrapping_mul(153).wrapping_add(2) / 5).wrapping_add(day).wrapping_sub(1);
    let day_of_era =
        year_of_era.wrapping_mul(365).wrapping_add(year_of_era / 4).wrapping_sub(year_of_era / 100).wrapping_add(day_of_year);
    era.wrapping_mul(146_097).wrapping_add(day_of_era).wrapping_sub(719_468)
}
