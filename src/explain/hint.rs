//! Likely findings for a request, if no change made the signature match.
//!
//! A hint is a guess from the appearance of the input. Hints are created only after the search, because a proven finding needs no
//! guess.

use alloc::format;
use alloc::vec::Vec;

use sha2::{Digest, Sha256};

use super::body_ends::BOM;
use super::causes::other_causes;
use super::code::{Code, Subject};
use super::compression::looks_compressed;
use super::finding::{Confidence, Finding, FindingDetails};
use super::found_signature::FoundSignature;
use super::header_lookup::is_alias;
use super::json::Json;
use super::json_dialect::{PRINTED, javascript_number};
use super::printed_bytes::printed_bytes;
use super::scheme_reading::{SchemeReading, SchemeReadings};
use super::secret_text::malformed_secret;
use super::verification_result::Refusal;
use super::{Input, line_breaks, placeholder, text};
use crate::{ConfigError, HeaderReason, HeaderRole, Secret, VerificationError, url};

/// The largest number up to which a double can represent every whole number (ECMAScript, Number.MAX_SAFE_INTEGER).
const MAX_SAFE_INTEGER: f64 = 9_007_199_254_740_991.0;

/// Returns the likely findings, most significant first.
pub(super) fn hints(input: &Input<'_>, refusal: Refusal<'_>, readings: &SchemeReadings<'_>) -> Vec<Finding> {
    let error = refusal.error;
    let mut hints = Hints { input, list: Vec::new() };
    // A text that is not a secret explains all other problems.
    hints.variables();
    if let Some(ConfigError::InvalidSecret { index, .. }) = refusal.config_error {
        hints.add(Code::SecretMalformed, &malformed_secret(input.secrets, *index, input.scheme.secret_encoding.first()));
    }
    match error {
        VerificationError::MissingHeader { header } => hints.missing(header, &readings.others),
        // An empty header gives no information about the signature. The other causes include it.
        VerificationError::MalformedHeader { reason: HeaderReason::Empty, .. } => {}
        VerificationError::MalformedHeader { header: HeaderRole::Signature, .. } => hints.signature(&readings.asked, error),
        VerificationError::InvalidUrl if input.url.is_none() => hints.just(Code::UrlMissing),
        _ => {}
    }
    for (code, details) in other_causes(input, &readings.asked, None, error) {
        hints.add(code, &details);
    }
    hints.body_hash();
    let unsigned = matches!(error, VerificationError::MissingHeader { header: HeaderRole::Signature });
    // A body over the limit may be incomplete here.
    let too_large = matches!(error, VerificationError::BodyTooLarge { .. });
    // Without the URL, no signature can be compared.
    let no_url = matches!(error, VerificationError::InvalidUrl);
    if no_url {
        hints.other_schemes(&readings.others);
    }
    if !unsigned && !too_large && !no_url {
        hints.body();
        hints.secrets();
        let well_formed = !matches!(error, VerificationError::MissingHeader { .. } | VerificationError::MalformedHeader { .. });
        // In addition to its own signature, a provider may send an older one in a header that other providers also use.
        if matches!(error, VerificationError::MalformedHeader { header: HeaderRole::Signature, .. }) {
            hints.other_schemes(&readings.others);
        }
        // A whole signature was also compared if it is not written as the scheme specifies.
        let length = input.scheme.algorithm.mac_length();
        let compared = readings.asked.in_own_header().any(|signature| is_whole(signature, length));
        // These are the last hints. If no signature was compared, nothing is known about the secret.
        if well_formed || compared {
            hints.just(Code::SecretDifferent);
            hints.printed();
        }
    }
    hints.list
}

/// The hints so far.
struct Hints<'h, 'i> {
    input: &'h Input<'i>,
    list: Vec<Finding>,
}

impl Hints<'_, '_> {
    /// Adds a hint, unless one with the same code exists. The first hint is the most significant.
    fn add(&mut self, code: Code, details: &FindingDetails) {
        if !self.list.iter().any(|finding| finding.code == code) {
            self.list.push(Finding::new(code, Confidence::Likely, self.input.scheme, details));
        }
    }

    /// Adds a hint whose message needs no details.
    fn just(&mut self, code: Code) {
        self.add(code, &FindingDetails::default());
    }

    /// Adds hints about a missing header. A header of another scheme is more significant than a missing header.
    fn missing(&mut self, role: HeaderRole, others: &[SchemeReading<'_>]) {
        let wanted = self.input.scheme.header_name(role);
        if role == HeaderRole::Signature {
            self.other_schemes(others);
        }
        if let Some((name, _)) = self.input.headers.iter().find(|(name, _)| is_alias(name, wanted)) {
            self.add(Code::HeaderRenamed, &FindingDetails::about_header(name));
        }
        self.add(Code::HeaderMissing, &FindingDetails::about_header(wanted));
    }

    /// Adds a hint if signatures of other schemes are found. If two schemes share a header, its presence proves nothing.
    fn other_schemes(&mut self, others: &[SchemeReading<'_>]) {
        let own = self.input.scheme;
        let shares = |reading: &&SchemeReading<'_>| own.has_signature_in(&reading.scheme.signature.header);
        let mut found = others.iter().filter(|reading| !shares(reading) && !reading.signatures.is_empty());
        let Some(first) = found.next() else { return };
        let scheme = Some((&*first.scheme.id).into());
        let signature = Some(first.possible_signature(found));
        self.add(Code::SchemeOther, &FindingDetails { scheme, signature, ..FindingDetails::default() });
    }

    /// Adds hints about a malformed signature, whose length or format shows its origin.
    fn signature(&mut self, asked: &SchemeReading<'_>, error: VerificationError) {
        let values = self.input.signature_values(self.input.scheme);
        if values.into_iter().any(|value| core::str::from_utf8(value).is_ok_and(placeholder::is_signature_placeholder)) {
            self.just(Code::SignaturePlaceholder);
        }
        let right = self.input.scheme.algorithm.mac_length();
        // A signature with the correct length is written differently. A signature with a different length was made with another
        // algorithm, or was cut off.
        if let Some(whole) = asked.in_own_header().find(|signature| is_whole(signature, right)) {
            whole.changes.iter().for_each(|change| self.just(change.code));
        } else if let Some(nearest) = asked.in_own_header().min_by_key(|signature| signature.changes.len()) {
            let length = nearest.bytes.len();
            match kind_of_length(length) {
                _ if length == right => nearest.changes.iter().for_each(|change| self.just(change.code)),
                None if length < right => self.just(Code::SignatureTruncated),
                kind => {
                    let detail = match kind {
                        Some(kind) => format!("{length} bytes, the length of {kind}"),
                        None => format!("{length} bytes"),
                    };
                    self.add(Code::AlgorithmOther, &FindingDetails::with_detail(detail));
                }
            }
        }
        for (code, details) in other_causes(self.input, asked, None, error) {
            self.add(code, &details);
        }
        if !self.list.iter().any(|finding| matches!(finding.subject, Subject::Signature | Subject::Algorithm)) {
            self.just(Code::SignatureMalformed);
        }
    }

    /// Adds hints about secrets that are a variable instead of its value. With such a secret, no check of the signature can pass.
    fn variables(&mut self) {
        self.each_secret(Code::SecretUnexpandedVariable, placeholder::is_unexpanded_variable);
        self.each_secret(Code::SecretVariableName, placeholder::is_variable_name);
    }

    /// Adds hints about secrets that were copied incorrectly or never set.
    fn secrets(&mut self) {
        // A single newline has its own code, because it comes from a file or `echo`.
        self.each_secret(Code::SecretTrailingNewline, |text| text.ends_with('\n') && text.trim_end() == text.trim());
        self.each_secret(Code::SecretWhitespace, |text| text.trim() != text && !text.ends_with('\n'));
        self.each_secret(Code::SecretQuoted, |text| {
            text.len() > 1 && text.starts_with(['"', '\'']) && text.ends_with(['"', '\''])
        });
        self.each_secret(Code::SecretPlaceholder, placeholder::is_secret_placeholder);
    }

    /// Adds a hint for the first secret for which `looks` returns `true`. Bytes are included if they are text, because a key may
    /// be passed either way.
    fn each_secret(&mut self, code: Code, looks: fn(&str) -> bool) {
        for (index, given) in (0..).zip(self.input.secrets) {
            let text = match given {
                Secret::Text(text) => Some(*text),
                Secret::Bytes(bytes) => core::str::from_utf8(bytes).ok(),
            };
            if text.is_some_and(looks) {
                self.add(code, &FindingDetails::about_secret(index));
            }
        }
    }

    /// Adds a hint if the body does not match the hash in the URL, for schemes that sign only the hash.
    fn body_hash(&mut self) {
        let Some((hash, url)) = self.input.scheme.body_hash.as_ref().zip(self.input.url) else { return };
        let signed = url::parameter(url.as_bytes(), hash.query.as_bytes()).and_then(|text| hex::decode(text).ok());
        if signed.is_some_and(|signed| signed.as_slice() != Sha256::digest(self.input.body).as_slice()) {
            self.just(Code::UrlBodyHash);
        }
    }

    /// Adds hints about a body that differs from the received one, if the signed body cannot be reconstructed from it.
    fn body(&mut self) {
        let body = self.input.body;
        let trimmed = body.trim_ascii();
        // These bodies remain if a parser or a logger has already read the stream.
        if [&b""[..], b"{}", b"null", b"undefined"].contains(&trimmed) {
            self.just(Code::BodyEmpty);
        }
        // JavaScript writes this if an object is used as text.
        if trimmed.starts_with(b"[object ") {
            self.just(Code::BodyObjectObject);
        }
        // Python, Ruby, Go and PHP print objects in these formats.
        let printed = [b"{'", &b"[{'"[..], b"map[", b"Array"].iter().any(|start| trimmed.starts_with(start));
        let json = Json::read(body.strip_prefix(BOM).unwrap_or(body).trim_ascii());
        if json.is_none() && (printed || trimmed.starts_with(b"{") && has(trimmed, b"=>")) {
            self.just(Code::BodyNotJson);
        }
        if matches!(&json, Some(Json::Object(members)) if members.first().is_some_and(|(name, _)| name.starts_with('{'))) {
            self.just(Code::BodyParsedAsForm);
        }
        if json.as_ref().is_some_and(|json| json.member("isBase64Encoded").is_some() && json.member("body").is_some()) {
            self.just(Code::BodyEnvelope);
        }
        if printed_bytes(body, json.as_ref()).is_some_and(|bytes| bytes.len() > 1 && is_json(&bytes)) {
            self.just(Code::BodyBytesPrinted);
        }
        if text::base64_decoded(body).is_some_and(|bytes| is_json(&bytes)) {
            self.just(Code::BodyBase64);
        }
        if json.is_none() && self.is_said_to_be_json() && looks_decoded(body) {
            self.just(Code::BodyBase64Flag);
        }
        if json.is_some() && line_breaks::restored(body).is_some() {
            self.just(Code::BodyLineBreaksLost);
        }
        let encoded = self.input.headers.iter().find(|(name, value)| is_compressed(name, value));
        // Brotli and raw deflate have no magic bytes. Compressed data is not text.
        if looks_compressed(body) || encoded.is_some() && core::str::from_utf8(body).is_err() {
            self.just(Code::BodyCompressed);
        } else if let Some((name, _)) = encoded {
            self.add(Code::BodyDecompressed, &FindingDetails::about_header(name));
        }
        if has(body, "\u{fffd}".as_bytes()) {
            self.just(Code::BodyLossyUtf8);
        }
        // One number suffices, because a parser rounds every number of that length.
        let mut rounded = false;
        if let Some(json) = &json {
            json.each(&mut |value| rounded |= matches!(value, Json::Number(text) if looks_rounded(text)));
        }
        if rounded {
            self.just(Code::BodyNumberPrecision);
        }
        // The header contains the length of the sender's body, unless a proxy has replaced it.
        let sent = self.input.values("content-length").next().and_then(|value| core::str::from_utf8(value).ok());
        let sent = sent.and_then(|text| text.trim().parse::<usize>().ok());
        if sent.is_some_and(|length| length != body.len()) && !body.is_empty() {
            if json.is_some() {
                self.just(Code::BodyReserialized);
            }
            self.add(Code::BodyContentLength, &FindingDetails::about_header("content-length"));
        }
    }

    /// Adds a hint if the body has the format of a JSON printer. This proves little, because most senders use the same format.
    fn printed(&mut self) {
        let body = self.input.body;
        let as_printed =
            |json: &Json<'_>| PRINTED.iter().any(|dialect| dialect.write(json, body.len()).is_some_and(|bytes| bytes == body));
        if body.len() > 2 && is_json(body) && Json::read(body).is_some_and(|json| as_printed(&json)) {
            self.just(Code::BodyReserialized);
        }
    }

    /// Returns whether the headers of the request declare the body as JSON.
    fn is_said_to_be_json(&self) -> bool {
        self.input.values("content-type").any(|value| value.windows(4).any(|word| word.eq_ignore_ascii_case(b"json")))
    }
}

/// Returns whether a signature has the length of the scheme's. A signature with other text after it may be the beginning of a
/// longer one.
fn is_whole(signature: &FoundSignature, length: usize) -> bool {
    let is_alone = signature.changes.iter().all(|change| change.code != Code::SignatureNotAlone);
    signature.bytes.len() == length && is_alone
}

/// Returns the kind of signature with this length in bytes. The length alone proves nothing else.
fn kind_of_length(length: usize) -> Option<&'static str> {
    Some(match length {
        16 => "an HMAC-MD5",
        20 => "an HMAC-SHA1",
        28 => "an HMAC-SHA224",
        32 => "an HMAC-SHA256",
        48 => "an HMAC-SHA384",
        64 => "an HMAC-SHA512 or an Ed25519 signature",
        70..=72 => "an ECDSA signature",
        128 | 256 | 384 | 512 => "an RSA signature",
        _ => return None,
    })
}

/// Returns whether bytes are a JSON object or list.
fn is_json(bytes: &[u8]) -> bool {
    matches!(Json::read(bytes), Some(Json::Object(_) | Json::List(_)))
}

/// Returns whether a body looks like plain text that was decoded as base64. The base64 of such a body consists of the letters of
/// the text, which are mostly in lower case. In the base64 of other bytes, two in five characters are in lower case.
fn looks_decoded(body: &[u8]) -> bool {
    let letters = text::base64_encoded(body.get(..body.len().min(600)).unwrap_or_default());
    let small = letters.iter().filter(|letter| letter.is_ascii_lowercase()).count();
    core::str::from_utf8(body).is_err() && letters.len() >= 24 && small.saturating_mul(3) > letters.len().saturating_mul(2)
}

/// Returns whether a header declares the body as compressed.
fn is_compressed(name: &str, value: &[u8]) -> bool {
    name.eq_ignore_ascii_case("content-encoding") && !matches!(value.trim_ascii(), b"" | b"identity")
}

/// Returns whether a body contains a text.
fn has(body: &[u8], text: &[u8]) -> bool {
    body.windows(text.len()).any(|window| window == text)
}

/// Returns whether a number has the format in which JavaScript prints a whole number that it cannot represent exactly.
fn looks_rounded(text: &str) -> bool {
    let Ok(number) = text.parse::<f64>() else { return false };
    number.abs() > MAX_SAFE_INTEGER && text.ends_with('0') && javascript_number(number) == text
}
