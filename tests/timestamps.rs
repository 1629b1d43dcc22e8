//! Handwritten timestamps: calendar dates, bounds of numbers, and the exact edges of the window.
//!
//! Each signature is computed with the `hmac` crate, so that only the time decides whether a request is accepted.

#![allow(clippy::unwrap_used, clippy::arithmetic_side_effects, missing_docs, reason = "a test fails by panicking")]

use hmac::{Hmac, KeyInit, Mac};
use hookward::{HeaderReason, HeaderRole, TimeUnit, UnixTime, VerificationError, Verifier};
use sha2::Sha256;

mod support;

const KEY: &str = "key";
const BODY: &[u8] = b"{}";

/// Verifies a request that was signed with this text as its timestamp. Returns the parsed time.
fn verify(unit: TimeUnit, text: &str, tolerance: u32, now: UnixTime) -> Result<UnixTime, VerificationError> {
    let verifier = Verifier::new(support::timed(unit), [KEY]).unwrap().with_tolerance(tolerance).unwrap();
    let mut mac = Hmac::<Sha256>::new_from_slice(KEY.as_bytes()).unwrap();
    for part in [text.as_bytes(), b"|", BODY] {
        mac.update(part);
    }
    let signature = support::hex(&mac.finalize().into_bytes());
    let headers = [("x-timestamp", text), ("x-signature", signature.as_str())];
    verifier.verify(&headers, BODY, now).map(|delivery| delivery.timestamp().unwrap())
}

const MALFORMED: VerificationError =
    VerificationError::MalformedHeader { header: HeaderRole::Timestamp, reason: HeaderReason::Timestamp };

/// The smallest tolerance, so that a time that is parsed wrong by a second is refused.
const NARROW: u32 = 1;

/// Dates and their Unix seconds, by `date -u -d DATE +%s` of GNU coreutils.
const DATES: [(&str, i64); 22] = [
    ("1970-01-01T00:00:00Z", 0),
    ("1969-12-31T23:59:59Z", -1),
    ("0000-01-01T00:00:00Z", -62_167_219_200),
    ("0000-02-29T00:00:00Z", -62_162_121_600),
    ("0001-01-01T00:00:00Z", -62_135_596_800),
    ("1600-02-29T00:00:00Z", -11_670_998_400),
    ("1900-02-28T23:59:59Z", -2_203_891_201),
    ("1900-03-01T00:00:00Z", -2_203_891_200),
    ("2000-02-29T00:00:00Z", 951_782_400),
    ("2000-03-01T00:00:00Z", 951_868_800),
    ("2023-02-28T23:59:59Z", 1_677_628_799),
    ("2023-03-01T00:00:00Z", 1_677_628_800),
    ("2024-02-29T00:00:00Z", 1_709_164_800),
    ("2024-04-30T23:59:59Z", 1_714_521_599),
    ("2024-06-30T12:00:00Z", 1_719_748_800),
    ("2024-09-30T12:00:00Z", 1_727_697_600),
    ("2024-11-30T12:00:00Z", 1_732_968_000),
    ("2024-12-31T23:59:59Z", 1_735_689_599),
    ("2100-02-28T23:59:59Z", 4_107_542_399),
    ("2100-03-01T00:00:00Z", 4_107_542_400),
    ("2400-02-29T00:00:00Z", 13_574_563_200),
    ("9999-12-31T23:59:59Z", 253_402_300_799),
];

#[test]
fn dates_are_those_of_the_calendar() {
    for (text, seconds) in DATES {
        let time = UnixTime::from_secs(seconds);
        assert_eq!(verify(TimeUnit::Rfc3339, text, NARROW, time), Ok(time), "{text}");
    }
}

#[test]
fn days_that_no_calendar_has_are_refused() {
    for day in ["2023-02-29", "1900-02-29", "2100-02-29", "2000-02-30", "2024-02-30", "2024-04-31", "2024-06-31"]
        .into_iter()
        .chain(["2024-09-31", "2024-11-31", "2024-01-32", "2024-12-32", "2024-01-00", "2024-00-10", "2024-13-01"])
    {
        let text = format!("{day}T00:00:00Z");
        assert_eq!(verify(TimeUnit::Rfc3339, &text, NARROW, UnixTime::from_secs(0)), Err(MALFORMED), "{text}");
    }
}

#[test]
fn the_largest_hour_minute_and_second_are_taken_and_the_next_are_not() {
    let at = |seconds: i64| UnixTime::from_secs(1_709_164_800 + seconds);
    for (text, seconds) in [
        ("2024-02-29T23:00:00Z", 23 * 3600),
        ("2024-02-29T00:59:00Z", 59 * 60),
        ("2024-02-29T00:00:59Z", 59),
        ("2024-02-29T00:00:00+23:59", -(23 * 3600 + 59 * 60)),
        ("2024-02-29T00:00:00-23:59", 23 * 3600 + 59 * 60),
        ("2024-02-29T00:00:00-00:00", 0),
    ] {
        assert_eq!(verify(TimeUnit::Rfc3339, text, NARROW, at(seconds)), Ok(at(seconds)), "{text}");
    }
    for text in [
        "2024-02-29T24:00:00Z",
        "2024-02-29T00:60:00Z",
        "2024-02-29T00:00:60Z",
        "2024-02-29T00:00:00+24:00",
        "2024-02-29T00:00:00+00:60",
        "2024-02-29T00:00:00+2359",
        "2024-02-29T00:00:00.Z",
        "2024-02-29T00:00:00",
    ] {
        assert_eq!(verify(TimeUnit::Rfc3339, text, NARROW, at(0)), Err(MALFORMED), "{text}");
    }
}

#[test]
fn fractions_are_milliseconds_and_what_is_below_is_dropped() {
    for (fraction, millis) in
        [(".0", 0), (".5", 500), (".05", 50), (".005", 5), (".0009", 0), (".123456789", 123), (".999999", 999)]
    {
        let text = format!("2024-02-29T00:00:00{fraction}Z");
        let time = UnixTime::from_millis(1_709_164_800_000 + millis);
        assert_eq!(verify(TimeUnit::Rfc3339, &text, NARROW, time), Ok(time), "{text}");
    }
}

#[test]
fn the_window_ends_exactly_where_it_says() {
    let signed = 1_709_164_800_000_i64;
    let text = signed.to_string();
    let at = |offset: i64| verify(TimeUnit::Millis, &text, 300, UnixTime::from_millis(signed + offset)).map(|_| ());
    for inside in [0, 1, -1, 299_999, -299_999, 300_000, -300_000] {
        assert_eq!(at(inside), Ok(()), "{inside} ms");
    }
    for (offset, age) in [(300_001, 301), (301_000, 301), (301_001, 302)] {
        assert_eq!(at(offset), Err(VerificationError::TimestampTooOld { age, tolerance: 300 }), "{offset} ms");
        assert_eq!(at(-offset), Err(VerificationError::TimestampTooNew { ahead: age, tolerance: 300 }), "-{offset} ms");
    }
}

/// A number that is too large is a time that is too new. It never wraps around to the current time.
#[test]
fn numbers_end_at_their_bounds() {
    let too_new = |unit, text: &str| {
        matches!(verify(unit, text, 3_155_760_000, UnixTime::from_secs(0)), Err(VerificationError::TimestampTooNew { .. }))
    };
    for text in
        ["9223372036854775806", "9223372036854775807", "9223372036854775808", "18446744073709551616", "922337203685477580"]
    {
        assert!(too_new(TimeUnit::Seconds, text), "{text} s");
    }
    for text in ["9223372036854775806", "9223372036854775807", "9223372036854775808", "18446744073709551616"] {
        assert!(too_new(TimeUnit::Millis, text), "{text} ms");
    }
    // Just below the number after which another digit may not fit.
    let largest = UnixTime::from_millis(922_337_203_685_477_579);
    assert_eq!(verify(TimeUnit::Millis, "922337203685477579", NARROW, largest), Ok(largest));
}

#[test]
fn seconds_become_milliseconds_up_to_both_ends() {
    const MOST: i64 = i64::MAX / 1000;
    for seconds in [0, 1, -1, 59, MOST, -MOST] {
        assert_eq!(UnixTime::from_secs(seconds).as_millis(), seconds * 1000, "{seconds}");
        assert_eq!(UnixTime::from_secs(seconds).as_secs(), seconds, "{seconds}");
    }
    for seconds in [MOST + 1, i64::MAX - 1, i64::MAX] {
        assert_eq!(UnixTime::from_secs(seconds).as_millis(), i64::MAX, "{seconds}");
    }
    for seconds in [-MOST - 1, i64::MIN + 1, i64::MIN] {
        assert_eq!(UnixTime::from_secs(seconds).as_millis(), i64::MIN, "{seconds}");
    }
    assert_eq!(UnixTime::from_millis(-1).as_secs(), -1, "rounded down");
    assert_eq!(UnixTime::from_millis(1999).as_secs(), 1);
}

#[test]
fn only_digits_are_a_number() {
    for text in ["", "+1", "-1", "1.0", "1 1", "1e3", "0x1", "/", ":", "1:", "1/", "\u{0661}"] {
        let refused = verify(TimeUnit::Seconds, text, NARROW, UnixTime::from_secs(1));
        assert!(matches!(refused, Err(VerificationError::MalformedHeader { .. })), "{text:?}: {refused:?}");
    }
    assert_eq!(verify(TimeUnit::Seconds, "0000000001", NARROW, UnixTime::from_secs(1)), Ok(UnixTime::from_secs(1)));
}

/// A time in another unit is refused because it is far from now. The message suggests the wrong unit, which is more likely than a
/// wrong clock.
#[test]
fn a_time_in_another_unit_is_named() {
    let message = |unit, text: &str| {
        let verifier = Verifier::new(support::timed(unit), [KEY]).unwrap();
        let error = verify(unit, text, 300, UnixTime::from_secs(1_709_064_000)).unwrap_err();
        format!("{}: {}", error.code(), verifier.message(error))
    };
    let milliseconds = message(TimeUnit::Seconds, "1709064000000");
    assert!(milliseconds.starts_with("timestamp_too_new: The timestamp looks like milliseconds,"), "{milliseconds}");
    assert!(milliseconds.ends_with("\"ms\"."), "{milliseconds}");
    let seconds = message(TimeUnit::Millis, "1709064000");
    assert!(seconds.starts_with("timestamp_too_old: The timestamp looks like seconds,"), "{seconds}");
    assert!(seconds.ends_with("\"s\"."), "{seconds}");
    // At a distance of ten years, the clock is wrong and not the unit.
    for (unit, text) in [(TimeUnit::Seconds, "2024424000"), (TimeUnit::Millis, "1393704000000"), (TimeUnit::Seconds, "0")] {
        let other = message(unit, text);
        assert!(other.contains("The delivery was signed "), "{other}");
    }
}
