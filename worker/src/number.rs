//! Conversions between whole numbers and numbers of JavaScript.

/// Converts a number from JavaScript. NaN becomes 0.
#[expect(clippy::cast_possible_truncation, reason = "whole numbers, exact in an f64 up to 2^53")]
pub(crate) fn whole(value: f64) -> i64 {
    value as i64
}

/// Converts a whole number.
#[expect(clippy::cast_precision_loss, reason = "no number of a ledger is above 2^53")]
pub(crate) fn number(value: i64) -> f64 {
    value as f64
}

/// Converts a limit, in bytes.
#[expect(clippy::cast_precision_loss, reason = "no limit is near 2^53 bytes")]
pub(crate) fn limit_in_bytes(value: u64) -> f64 {
    value as f64
}

/// Converts a length.
#[expect(clippy::cast_precision_loss, reason = "no body is near 2^53 bytes")]
pub(crate) fn length(value: usize) -> f64 {
    value as f64
}
