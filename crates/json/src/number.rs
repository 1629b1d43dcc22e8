//! Prints the numbers of JSON as JavaScript does.

/// Prints a number of JSON as JavaScript does (ECMAScript, `Number::toString`): `1000` for `1E3`.
pub(crate) fn print(digits: &str) -> String {
    let number: f64 = digits.parse().unwrap_or(f64::NAN);
    if !number.is_finite() {
        // The number is out of the range of a double.
        return if number < 0.0 { "-Infinity" } else { "Infinity" }.to_owned();
    }
    // Minus zero is printed without its sign.
    ryu_js::Buffer::new().format_finite(if number == 0.0 { 0.0 } else { number }).to_owned()
}

/// Prints a number of JSON as `JSON.stringify` does.
pub(crate) fn stringify(digits: &str) -> String {
    let printed = print(digits);
    if printed.ends_with("Infinity") { "null".to_owned() } else { printed }
}
