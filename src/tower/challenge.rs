//! Responses to challenges, with which a provider checks that an endpoint belongs to its customer.

use alloc::borrow::Cow;
use alloc::string::String;

use form_urlencoded::parse;
use http::request::Parts;

use super::delivery::Delivery;
use super::members;
use super::options::ChallengeOption;
use crate::{ChallengeMethod, ChallengeReason, ChallengeValue, ChallengeValues, Headers, Text, Verifier};

/// Returns the body of the response to an unsigned challenge. Returns `None` for other requests and for challenges without a
/// response here.
pub(super) fn unsigned(
    verifier: &Verifier,
    option: &ChallengeOption,
    request: &Parts,
) -> Result<Option<String>, ChallengeReason> {
    let Some(challenge) = verifier.scheme().challenge.as_ref() else { return Ok(None) };
    let method = match challenge.method {
        ChallengeMethod::Get => "GET",
        ChallengeMethod::Head => "HEAD",
        ChallengeMethod::Post => return Ok(None),
    };
    let expected = match option {
        ChallengeOption::Off => return Ok(None),
        ChallengeOption::On => "",
        ChallengeOption::VerifyToken(token) => token,
    };
    if request.method.as_str() != method {
        return Ok(None);
    }
    let query = request.uri.query().unwrap_or_default();
    let parameter = |name: Option<&Text>| name.and_then(|name| only(query, name)).unwrap_or_default();
    let in_query = |value: &Option<ChallengeValue>| parameter(value.as_ref().and_then(|value| value.query.as_ref()));
    let [when, token, verify_token] =
        [in_query(&challenge.when), in_query(&challenge.token), parameter(challenge.verify_token.as_ref())];
    verifier.respond_to_challenge(&ChallengeValues {
        when: when.as_bytes(),
        token: token.as_bytes(),
        verify_token: verify_token.as_bytes(),
        expected_verify_token: expected.as_bytes(),
    })
}

/// Returns a query parameter that occurs exactly once. If it occurs twice, the correct value cannot be determined.
fn only<'q>(query: &'q str, name: &str) -> Option<Cow<'q, str>> {
    let mut values = parse(query.as_bytes()).filter(|(key, _)| key == name).map(|(_, value)| value);
    let first = values.next()?;
    values.next().is_none().then_some(first)
}

/// Returns the body of the response to a verified delivery that is a challenge. Returns `None` for other deliveries.
pub(super) fn signed(verifier: &Verifier, request: &Parts, delivery: &Delivery) -> Result<Option<String>, ChallengeReason> {
    let Some(challenge) = verifier.scheme().challenge.as_ref() else { return Ok(None) };
    let Some(condition) = challenge.when.as_ref().filter(|_| challenge.method == ChallengeMethod::Post) else { return Ok(None) };
    let header = condition.header.as_ref().map(|name| {
        let mut values = Headers::values(&request.headers, name);
        let first = values.next().unwrap_or_default().trim_ascii();
        if values.next().is_none() { first } else { b"" }
    });
    // If a header identifies a challenge, the body of other deliveries is not parsed for this.
    if header.is_some() && header != condition.is.as_deref().map(str::as_bytes) {
        return Ok(None);
    }
    let json = members::parse(delivery.body());
    let member = |value: Option<&ChallengeValue>| members::text(json.as_ref()?, value?.body.as_ref()?);
    let [when, token] = [Some(condition), challenge.token.as_ref()].map(|value| member(value).unwrap_or_default());
    verifier.respond_to_challenge(&ChallengeValues {
        when: header.unwrap_or(when.as_bytes()),
        token: token.as_bytes(),
        ..ChallengeValues::default()
    })
}
