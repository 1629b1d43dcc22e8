//! Advice for a delivery that verifies here, but is refused by an app.

use alloc::format;
use alloc::string::String;

use super::Input;
use super::verification_result::VerificationResult;

/// Returns the possible differences in an app that refuses a delivery which verifies here. `None` if the delivery does not
/// verify.
pub(super) fn advice(input: &Input<'_>, result: &VerificationResult<'_>) -> Option<String> {
    let VerificationResult::Verified { secret_index, reserialized, timestamp } = result else { return None };
    let clock = if timestamp.is_some() { ", the clock" } else { "" };
    let nth = secret_index.saturating_add(1);
    let secret = if input.secrets.len() > 1 { format!(", and secret number {nth} matched") } else { String::new() };
    let option = if *reserialized {
        " The signature covers JSON.stringify of the parsed body, so do not turn off the option reserialize in the app."
    } else {
        ""
    };
    Some(format!(
        "The delivery verifies here. If your app refuses it, one of these is different in the app: the secret{clock}, the \
         bytes of the body, or the headers. Compare them: here, the body has {} bytes{secret}.{option}",
        input.body.len(),
    ))
}
