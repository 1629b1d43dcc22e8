//! Numbers.

/// Returns what JavaScript prints for a number that JSON has (ECMAScript, `Number::toString`): `1000` for `1E3`.
pub(crate) fn print(digits: &str) -> String {
    let number: f64 = digits.parse().unwrap_or(f64::NAN);
    if !number.is_finite() {
        // Beyond what a double can hold.
        return if number < 0.0 { "-Infinity" } else { "Infinity" }.to_owned();
    }
    // Minus zero is printed without its sign.
    ryu_js::Buffer::new().format_finite(if number == 0.0 { 0.0 } else { number }).to_owned()
}

/// Returns what `JSON.stringify` prints for it.
pub(crate) fn stringify(digits: &str) -> String {
    let printed = print(digits);
    if printed.ends_with("Infinity") { "null".to_owned() } else { printed }
}
