//! What looks wrong with a request, where no change made the signature match.
//!
//! A hint is a guess by the looks of what was given. It is tried after the search alone, since what can be proven needs no guess.

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

/// Above this a double cannot hold every whole number (ECMAScript, Number.MAX_SAFE_INTEGER).
const MAX_SAFE_INTEGER: f64 = 9_007_199_254_740_991.0;

/// Returns what looks wrong, most telling first.
pub(super) fn hints(input: &Input<'_>, refusal: Refusal<'_>, readings: &SchemeReadings<'_>) -> Vec<Finding> {
    let error = refusal.error;
    let mut hints = Hints { input, list: Vec::new() };
    // A secret that is no secret explains everything else.
    hints.variables();
    if let Some(ConfigError::InvalidSecret { index, .. }) = refusal.config_error {
        hints.add(Code::SecretMalformed, &malformed_secret(input.secrets, *index, input.scheme.secret_encoding.first()));
    }
    match error {
        VerificationError::MissingHeader { header } => hints.missing(header, &readings.others),
        // An empty header says nothing of the signature, and is among the other causes.
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
    // Of a body over the limit perhaps only the beginning is here.
    let too_large = matches!(error, VerificationError::BodyTooLarge { .. });
    // Nothing can be compared without the url.
    let no_url = matches!(error, VerificationError::InvalidUrl);
    if no_url {
        hints.other_schemes(&readings.others);
    }
    if !unsigned && !too_large && !no_url {
        hints.body();
        hints.secrets();
        let well_formed = !matches!(error, VerificationError::MissingHeader { .. } | VerificationError::MalformedHeader { .. });
        // Beside a signature of its own, a provider may send an older one in a header that others have too.
        if matches!(error, VerificationError::MalformedHeader { header: HeaderRole::Signature, .. }) {
            hints.other_schemes(&readings.others);
        }
        // A signature that is whole, though the scheme has it written otherwise, was compared too.
        let length = input.scheme.algorithm.mac_length();
        let compared = readings.asked.in_own_header().any(|signature| is_whole(signature, length));
        // The last resort. Where nothing was compared, nothing is known of the secret.
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
    /// Adds a hint once. The first is the most telling, so later ones of the same code add nothing.
    fn add(&mut self, code: Code, details: &FindingDetails) {
        if !self.list.iter().any(|finding| finding.code == code) {
            self.list.push(Finding::new(code, Confidence::Likely, self.input.scheme, details));
        }
    }

    /// Adds a hint whose message has no places.
    fn just(&mut self, code: Code) {
        self.add(code, &FindingDetails::default());
    }

    /// Looks for what may have become of a header that is missing. A header of another scheme says more than one that is not there.
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

    /// Looks for signatures of other schemes. Where two schemes share a header, its presence tells nothing.
    fn other_schemes(&mut self, others: &[SchemeReading<'_>]) {
        let own = self.input.scheme;
        let shares = |reading: &&SchemeReading<'_>| own.has_signature_in(&reading.scheme.signature.header);
        let mut found = others.iter().filter(|reading| !shares(reading) && !reading.signatures.is_empty());
        let Some(first) = found.next() else { return };
        let scheme = Some((&*first.scheme.id).into());
        let signature = Some(first.possible_signature(found));
        self.add(Code::SchemeOther, &FindingDetails { scheme, signature, ..FindingDetails::default() });
    }

    /// Looks at a signature that is not as the scheme says, and whose length or spelling tells what it is.
    fn signature(&mut self, asked: &SchemeReading<'_>, error: VerificationError) {
        let values = self.input.signature_values(self.input.scheme);
        if values.into_iter().any(|value| core::str::from_utf8(value).is_ok_and(placeholder::is_signature_placeholder)) {
            self.just(Code::SignaturePlaceholder);
        }
        let right = self.input.scheme.algorithm.mac_length();
        // Of the right length, it is a signature that is written otherwise. Of another length, it is of another algorithm or cut off.
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

    /// Looks for secrets that are a variable rather than its value: with those nothing else can be right.
    fn variables(&mut self) {
        self.each_secret(Code::SecretUnexpandedVariable, placeholder::is_unexpanded_variable);
        self.each_secret(Code::SecretVariableName, placeholder::is_variable_name);
    }

    /// Looks for secrets that were copied badly or never set.
    fn secrets(&mut self) {
        // A newline alone has a code of its own, since a file or `echo` put it there.
        self.each_secret(Code::SecretTrailingNewline, |text| text.ends_with('\n') && text.trim_end() == text.trim());
        self.each_secret(Code::SecretWhitespace, |text| text.trim() != text && !text.ends_with('\n'));
        self.each_secret(Code::SecretQuoted, |text| {
            text.len() > 1 && text.starts_with(['"', '\'']) && text.ends_with(['"', '\''])
        });
        self.each_secret(Code::SecretPlaceholder, placeholder::is_secret_placeholder);
    }

    /// Adds a hint for the first secret that looks so. Bytes count where they are text, since a key may be passed either way.
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

    /// Looks whether the body is the one whose hash the url has, for schemes that sign no more of it.
    fn body_hash(&mut self) {
        let Some((hash, url)) = self.input.scheme.body_hash.as_ref().zip(self.input.url) else { return };
        let signed = url::parameter(url.as_bytes(), hash.query.as_bytes()).and_then(|text| hex::decode(text).ok());
        if signed.is_some_and(|signed| signed.as_slice() != Sha256::digest(self.input.body).as_slice()) {
            self.just(Code::UrlBodyHash);
        }
    }

    /// Looks for signs of a body that is not the one received. What was signed cannot be found again from it.
    fn body(&mut self) {
        let body = self.input.body;
        let trimmed = body.trim_ascii();
        // What is left where a parser or a logger read the stream before.
        if [&b""[..], b"{}", b"null", b"undefined"].contains(&trimmed) {
            self.just(Code::BodyEmpty);
        }
        // What JavaScript makes of an object that is used as text.
        if trimmed.starts_with(b"[object ") {
            self.just(Code::BodyObjectObject);
        }
        // How Python, Ruby, Go and PHP print an object.
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
        // Brotli and a bare deflate begin with no sign of their own. What is compressed is no text.
        if looks_compressed(body) || encoded.is_some() && core::str::from_utf8(body).is_err() {
            self.just(Code::BodyCompressed);
        } else if let Some((name, _)) = encoded {
            self.add(Code::BodyDecompressed, &FindingDetails::about_header(name));
        }
        if has(body, "\u{fffd}".as_bytes()) {
            self.just(Code::BodyLossyUtf8);
        }
        // One number is enough: a parser that rounds one rounds all that are as long.
        let mut rounded = false;
        if let Some(json) = &json {
            json.each(&mut |value| rounded |= matches!(value, Json::Number(text) if looks_rounded(text)));
        }
        if rounded {
            self.just(Code::BodyNumberPrecision);
        }
        // The sender's own count of bytes, where a proxy did not replace it.
        let sent = self.input.values("content-length").next().and_then(|value| core::str::from_utf8(value).ok());
        let sent = sent.and_then(|text| text.trim().parse::<usize>().ok());
        if sent.is_some_and(|length| length != body.len()) && !body.is_empty() {
            if json.is_some() {
                self.just(Code::BodyReserialized);
            }
            self.add(Code::BodyContentLength, &FindingDetails::about_header("content-length"));
        }
    }

    /// Looks whether the body is as a JSON printer writes it. That shows little, since most senders print so too.
    fn printed(&mut self) {
        let body = self.input.body;
        let as_printed =
            |json: &Json<'_>| PRINTED.iter().any(|dialect| dialect.write(json, body.len()).is_some_and(|bytes| bytes == body));
        if body.len() > 2 && is_json(body) && Json::read(body).is_some_and(|json| as_printed(&json)) {
            self.just(Code::BodyReserialized);
        }
    }

    /// Whether the request's headers say that its body is JSON.
    fn is_said_to_be_json(&self) -> bool {
        self.input.values("content-type").any(|value| value.windows(4).any(|word| word.eq_ignore_ascii_case(b"json")))
    }
}

/// Whether a signature has the length of this scheme's. One with something behind it may be the beginning of a longer one.
fn is_whole(signature: &FoundSignature, length: usize) -> bool {
    let is_alone = signature.changes.iter().all(|change| change.code != Code::SignatureNotAlone);
    signature.bytes.len() == length && is_alone
}

/// Returns which signatures have a length in bytes that is not the scheme's. The length alone shows no more than that.
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

/// Whether bytes are a JSON object or list.
fn is_json(bytes: &[u8]) -> bool {
    matches!(Json::read(bytes), Some(Json::Object(_) | Json::List(_)))
}

/// Whether a body looks like text that was decoded as base 64 though it was none. Its base 64 has the letters of that text then,
/// which are mostly in lower case; of other bytes two in five are.
fn looks_decoded(body: &[u8]) -> bool {
    let letters = text::base64_encoded(body.get(..body.len().min(600)).unwrap_or_default());
    let small = letters.iter().filter(|letter| letter.is_ascii_lowercase()).count();
    core::str::from_utf8(body).is_err() && letters.len() >= 24 && small.saturating_mul(3) > letters.len().saturating_mul(2)
}

/// Whether a header says that the body is compressed.
fn is_compressed(name: &str, value: &[u8]) -> bool {
    name.eq_ignore_ascii_case("content-encoding") && !matches!(value.trim_ascii(), b"" | b"identity")
}

/// Whether a text is somewhere in a body.
fn has(body: &[u8], text: &[u8]) -> bool {
    body.windows(text.len()).any(|window| window == text)
}

/// Whether a number is the spelling that JavaScript has for a whole number which it cannot hold.
fn looks_rounded(text: &str) -> bool {
    let Ok(number) = text.parse::<f64>() else { return false };
    number.abs() > MAX_SAFE_INTEGER && text.ends_with('0') && javascript_number(number) == text
}
