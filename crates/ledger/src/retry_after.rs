//! The header Retry-After: seconds, or a date.

use crate::policy::{HOUR, SECOND};

/// The maximum time that an origin may request.
pub(crate) const MAX: i64 = 10 * HOUR;

/// Returns the time that an origin requests to wait, in milliseconds. Maximum: 10 hours. Returns 0 for an invalid value.
pub(crate) fn retry_after(value: &str, now: i64) -> i64 {
    let value = value.trim_ascii();
    let asked = match digits(value.as_bytes()) {
        Some(seconds) => seconds.saturating_mul(SECOND),
        None => http_date(value).map_or(0, |time| time.saturating_sub(now)),
    };
    asked.clamp(0, MAX)
}

/// Parses the only date format that a sender may use in HTTP: `Sun, 06 Nov 1994 08:49:37 GMT`.
/// Its parts always have the same positions.
fn http_date(value: &str) -> Option<i64> {
    const MONTHS: &[u8] = b"JanFebMarAprMayJunJulAugSepOctNovDec";
    let date = value.as_bytes();
    if date.len() != 29 || date.get(25..) != Some(b" GMT") {
        return None;
    }
    let number = |start: usize, length: usize| digits(date.get(start..start.saturating_add(length))?);
    let month = i64::try_from(MONTHS.chunks(3).position(|name| date.get(8..11) == Some(name))?).ok()?;
    let (day, year) = (number(5, 2)?, number(12, 4)?);
    let (hour, minute, second) = (number(17, 2)?, number(20, 2)?, number(23, 2)?);
    // The days since 1970. Years are counted from March, so that a leap day is the last day of a year.
    let from_march = month.saturating_add(10).checked_rem(12)?;
    let year = if month < 2 { year.saturating_sub(1) } else { year };
    let leap_days = (year / 4).saturating_sub(year / 100).saturating_add(year / 400);
    let month_days = from_march.saturating_mul(153).saturating_add(2) / 5;
    let days =
        year.saturating_mul(365).saturating_add(leap_days).saturating_add(month_days).saturating_add(day).saturating_sub(719_469);
    let minutes = days.saturating_mul(24).saturating_add(hour).saturating_mul(60).saturating_add(minute);
    Some(minutes.saturating_mul(60).saturating_add(second).saturating_mul(SECOND))
}

/// Parses a number that consists only of digits. The result is limited, because no time needs a larger number.
fn digits(text: &[u8]) -> Option<i64> {
    let mut number = 0_i64;
    for byte in text {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        number = number.saturating_mul(10).saturating_add(i64::from(digit)).min(MAX);
    }
    (!text.is_empty()).then_some(number)
}
