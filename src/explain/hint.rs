//! What looks wrong with a delivery, where nothing could be proven, and what else is wrong with one whose signature matched.

use alloc::vec::Vec;

use super::body::BOM;
use super::code::{Code, Subject};
use super::finding::{Confidence, Facts, Finding};
use super::header::is_alias;
use super::json::{Json, javascript_number};
use super::search::Target;
use super::{Input, secret, signature, timestamp};
use crate::{ConfigError, HeaderRole, Malformed, Scheme, Secret, Timestamp, UnixTime, VerifyError};

/// Above this a double cannot hold every whole number (ECMAScript, Number.MAX_SAFE_INTEGER).
const MAX_SAFE_INTEGER: f64 = 9_007_199_254_740_991.0;

/// What refuses a delivery besides its signature, all of it a fact: a wrong unit, the window, the body's length.
///
/// `error` is what the scheme asked about says; of that, only the length of the body holds for another scheme too.
pub(super) fn refusals(input: &Input<'_>, scheme: &Scheme, tolerance: u32, error: VerifyError) -> Vec<(Code, Facts)> {
    let mut all = Vec::new();
    let of_header = |header| Facts { header: Some(scheme.header_name(header).into()), ..Facts::default() };
    match error {
        VerifyError::BodyTooLarge { .. } => all.push((Code::BodyTooLarge, Facts::default())),
        _ if scheme.id != input.scheme.id => {}
        VerifyError::DuplicateHeader { header } => all.push((Code::HeaderDuplicated, of_header(header))),
        VerifyError::MalformedHeader { header, fault: Malformed::Empty } => all.push((Code::HeaderEmpty, of_header(header))),
        VerifyError::TooManyCandidates { .. } => all.push((Code::SignatureTooMany, Facts::default())),
        VerifyError::MalformedHeader { header, fault: Malformed::Boundary } => {
            all.push((Code::HeaderAmbiguous, of_header(header)));
        }
        _ => {}
    }
    let time = time(input, scheme, tolerance);
    if time.is_empty() && matches!(error, VerifyError::MalformedHeader { header: HeaderRole::Timestamp, .. }) {
        all.push((Code::TimestampMalformed, Facts::default()));
    }
    all.extend(time);
    all
}

/// What is wrong with the timestamp alone.
fn time(input: &Input<'_>, scheme: &Scheme, tolerance: u32) -> Vec<(Code, Facts)> {
    let mut all = Vec::new();
    let (Some(said), Some(stamp)) = (scheme.timestamp.as_ref().map(Timestamp::unit), timestamp::stamp(input, scheme)) else {
        return all;
    };
    let as_said = UnixTime::parse(stamp.value, said);
    if as_said.is_some_and(|time| time.within(tolerance, input.now).is_ok()) {
        return all;
    }
    let Some((unit, moment)) = timestamp::read(stamp.value) else {
        all.push((Code::TimestampMalformed, Facts::default()));
        return all;
    };
    if unit != said {
        all.push((timestamp::unit_code(unit), Facts::default()));
    } else if as_said.is_none() {
        all.push((Code::TimestampMalformed, Facts::default()));
    }
    let ahead = moment.as_millis().saturating_sub(input.now.as_millis());
    if ahead.unsigned_abs() > u64::from(tolerance).saturating_mul(1000) {
        // Rounded up, as the refusal counts it.
        let skew = ahead.unsigned_abs().div_ceil(1000);
        let code = if ahead < 0 { Code::TimestampTooOld } else { Code::TimestampTooNew };
        all.push((code, Facts { skew: Some(skew), ..Facts::default() }));
    }
    all
}

/// What looks wrong where nothing matched, most telling first.
pub(super) fn hints(
    input: &Input<'_>,
    targets: &[Target<'_>],
    tolerance: u32,
    error: VerifyError,
    fault: Option<&ConfigError>,
) -> Vec<Finding> {
    let mut hints = Hints { input, list: Vec::new() };
    hints.variables();
    if let Some(ConfigError::InvalidSecret { index, .. }) = fault {
        hints.add(Code::SecretMalformed, &Facts { secret_index: Some(*index), ..Facts::default() });
    }
    match error {
        VerifyError::MissingHeader { header } => hints.missing(header, targets),
        VerifyError::MalformedHeader { fault: Malformed::Empty, .. } => {}
        VerifyError::MalformedHeader { header: HeaderRole::Signature, .. } => hints.signature(targets),
        _ => {}
    }
    for (code, facts) in refusals(input, input.scheme, tolerance, error) {
        hints.add(code, &facts);
    }
    let unsigned = matches!(error, VerifyError::MissingHeader { header: HeaderRole::Signature });
    // Of a body over the limit perhaps only the beginning is here.
    let too_large = matches!(error, VerifyError::BodyTooLarge { .. });
    if !unsigned && !too_large {
        hints.body();
        hints.secrets();
        hints.other_schemes(targets);
        let well_formed = !matches!(error, VerifyError::MissingHeader { .. } | VerifyError::MalformedHeader { .. });
        // A signature that is whole in another form was compared too.
        let compared = targets.first().is_some_and(|target| target.candidates.iter().any(|candidate| candidate.tag.len() == 32));
        if well_formed || compared {
            hints.add(Code::SecretDifferent, &Facts::default());
        }
    }
    hints.list
}

struct Hints<'h, 'i> {
    input: &'h Input<'i>,
    list: Vec<Finding>,
}

impl Hints<'_, '_> {
    fn add(&mut self, code: Code, facts: &Facts) {
        if !self.list.iter().any(|finding| finding.code == code) {
            self.list.push(Finding::new(code, Confidence::Likely, self.input.scheme, facts));
        }
    }

    fn just(&mut self, code: Code) {
        self.add(code, &Facts::default());
    }

    fn missing(&mut self, role: HeaderRole, targets: &[Target<'_>]) {
        let wanted = self.input.scheme.header_name(role);
        self.other_schemes(targets);
        if let Some((name, _)) = self.input.headers.iter().find(|(name, _)| is_alias(name, wanted)) {
            self.add(Code::HeaderRenamed, &Facts { header: Some((*name).into()), ..Facts::default() });
        }
        self.add(Code::HeaderMissing, &Facts { header: Some(wanted.into()), ..Facts::default() });
    }

    fn other_schemes(&mut self, targets: &[Target<'_>]) {
        let own = &self.input.scheme.signature.header;
        for target in targets.iter().skip(1).filter(|target| target.scheme.signature.header != *own) {
            if !target.candidates.is_empty() {
                self.add(Code::SchemeOther, &Facts { other: Some((&*target.scheme.id).into()), ..Facts::default() });
            }
        }
    }

    /// A signature that is not as the scheme says, and whose length or spelling says what it is.
    fn signature(&mut self, targets: &[Target<'_>]) {
        let Some(target) = targets.first() else { return };
        let values = self.input.values(&self.input.scheme.signature.header);
        if values.into_iter().any(|value| core::str::from_utf8(value).is_ok_and(signature::is_placeholder)) {
            self.just(Code::SignaturePlaceholder);
        }
        let whole = target.candidates.iter().find(|candidate| candidate.tag.len() == 32);
        if let Some(candidate) = whole {
            candidate.changes.clone().into_iter().for_each(|code| self.just(code));
        } else {
            let longest = target.candidates.iter().min_by_key(|candidate| candidate.changes.len());
            match longest.map(|candidate| candidate.tag.len()) {
                Some(20) => self.just(Code::AlgorithmSha1),
                Some(48) => self.just(Code::AlgorithmSha384),
                Some(64) => self.just(Code::AlgorithmSha512),
                Some(..32) => self.just(Code::SignatureTruncated),
                _ => {}
            }
        }
        if !self.list.iter().any(|finding| matches!(finding.subject, Subject::Signature | Subject::Algorithm)) {
            self.just(Code::SignatureMalformed);
        }
    }

    fn variables(&mut self) {
        self.each_secret(Code::SecretUnexpandedVariable, secret::is_unexpanded);
        self.each_secret(Code::SecretVariableName, secret::is_variable_name);
    }

    fn secrets(&mut self) {
        self.each_secret(Code::SecretTrailingNewline, |text| text.ends_with('\n') && text.trim_end() == text.trim());
        self.each_secret(Code::SecretWhitespace, |text| text.trim() != text && !text.ends_with('\n'));
        self.each_secret(Code::SecretQuoted, |text| {
            text.len() > 1 && text.starts_with(['"', '\'']) && text.ends_with(['"', '\''])
        });
        self.each_secret(Code::SecretPlaceholder, secret::is_placeholder);
    }

    fn each_secret(&mut self, code: Code, looks: fn(&str) -> bool) {
        for (index, given) in (0..).zip(self.input.secrets) {
            let text = match given {
                Secret::Text(text) => Some(*text),
                Secret::Bytes(bytes) => core::str::from_utf8(bytes).ok(),
            };
            if text.is_some_and(looks) {
                self.add(code, &Facts { secret_index: Some(index), ..Facts::default() });
            }
        }
    }

    fn body(&mut self) {
        let body = self.input.body;
        let trimmed = body.trim_ascii();
        if [&b""[..], b"{}", b"null", b"undefined"].contains(&trimmed) {
            self.just(Code::BodyEmpty);
        }
        if trimmed.starts_with(b"[object ") {
            self.just(Code::BodyObjectObject);
        }
        let printed = [b"{'", &b"[{'"[..], b"map[", b"Array"].iter().any(|start| trimmed.starts_with(start));
        let json = Json::read(body.strip_prefix(BOM).unwrap_or(body).trim_ascii());
        if json.is_none() && (printed || trimmed.starts_with(b"{") && has(trimmed, b"=>")) {
            self.just(Code::BodyNotJson);
        }
        if matches!(&json, Some(Json::Object(members)) if members.first().is_some_and(|(name, _)| name.starts_with('{'))) {
            self.just(Code::BodyParsedAsForm);
        }
        if [&b"\x1f\x8b"[..], b"\x28\xb5\x2f\xfd", b"\x78\x9c", b"\x78\xda"].iter().any(|magic| body.starts_with(magic)) {
            self.just(Code::BodyCompressed);
        } else if let Some((name, _)) = self.input.headers.iter().find(|(name, value)| is_compressed(name, value)) {
            self.add(Code::BodyDecompressed, &Facts { header: Some((*name).into()), ..Facts::default() });
        }
        if has(body, "\u{fffd}".as_bytes()) {
            self.just(Code::BodyLossyUtf8);
        }
        let mut rounded = false;
        if let Some(json) = &json {
            json.each(&mut |value| rounded |= matches!(value, Json::Number(text) if looks_rounded(text)));
        }
        if rounded {
            self.just(Code::BodyNumberPrecision);
        }
        let said = self.input.values("content-length").next().and_then(|value| core::str::from_utf8(value).ok());
        let said = said.and_then(|text| text.trim().parse::<usize>().ok());
        if said.is_some_and(|length| length != body.len()) && !body.is_empty() {
            if json.is_some() {
                self.just(Code::BodyReserialized);
            }
            self.add(Code::BodyContentLength, &Facts { header: Some("content-length".into()), ..Facts::default() });
        }
    }
}

fn is_compressed(name: &str, value: &[u8]) -> bool {
    name.eq_ignore_ascii_case("content-encoding") && !matches!(value.trim_ascii(), b"" | b"identity")
}

fn has(body: &[u8], text: &[u8]) -> bool {
    body.windows(text.len()).any(|window| window == text)
}

/// Whether a number is the spelling that JavaScript has for a whole number which it cannot hold.
fn looks_rounded(text: &str) -> bool {
    let Ok(number) = text.parse::<f64>() else { return false };
    number.abs() > MAX_SAFE_INTEGER && text.ends_with('0') && javascript_number(number) == text
}
