//! Challenges of providers: requests with which a provider checks that an endpoint belongs to its customer. The gateway responds
//! to them and never forwards them.
//!
//! A signed challenge is handled like any other delivery until it is verified. An unsigned challenge gets a response only if its
//! route enables this, with `challenge = true` or, if the provider has a verify token, with the name of the token's secret.

use hookward::{Challenge, ChallengeMethod, ChallengeReason, ChallengeValue, ChallengeValues, Text, Verifier};

use crate::headers::RequestHeaders;
use crate::http_error::HttpError;
use crate::ready_route::ReadyRoute;
use crate::request::{Body, Request};
use crate::response::Response;
use crate::verify::VerifiedDelivery;

/// Returns the response to a request whose method is not POST. `stranger` is its path, if the tenant in the path has no secret.
pub(crate) fn respond_unsigned<'r>(
    route: &'r ReadyRoute,
    request: &impl Request,
    method: &str,
    stranger: Option<&str>,
) -> Result<Response<'r>, HttpError<'static>> {
    let Some(unsigned) = &route.challenge else { return Err(HttpError::Method { allow: "POST" }) };
    let (true, Some(challenge)) = (unsigned.method == method, &route.verifier.scheme().challenge) else {
        return Err(HttpError::Method { allow: unsigned.allow });
    };
    let parameter = |name: Option<&Text>| name.and_then(|name| request.parameter(name)).unwrap_or_default();
    let [when, token, verify_token] =
        [in_query(challenge.when.as_ref()), in_query(challenge.token.as_ref()), challenge.verify_token.as_ref()].map(parameter);
    let values = ChallengeValues {
        when: when.as_bytes(),
        token: token.as_bytes(),
        verify_token: verify_token.as_bytes(),
        expected_verify_token: unsigned.verify_token.as_deref().unwrap_or_default().as_bytes(),
    };
    respond(&route.verifier, challenge, &values, stranger)?.ok_or(HttpError::Method { allow: unsigned.allow })
}

/// Returns the response to a verified delivery that is a challenge, or `None` for any other delivery.
pub(crate) fn respond_signed<'r>(
    verifier: &'r Verifier,
    headers: &RequestHeaders<'_>,
    delivery: &VerifiedDelivery<impl Body>,
) -> Result<Option<Response<'r>>, HttpError<'static>> {
    let Some(challenge) = &verifier.scheme().challenge else { return Ok(None) };
    let Some(condition) = challenge.when.as_ref().filter(|_| challenge.method == ChallengeMethod::Post) else { return Ok(None) };
    let header = condition.header.as_ref().map(|name| headers.get(name).unwrap_or_default().trim_ascii());
    // If a header identifies a challenge, the body of other deliveries is not parsed here.
    if header.is_some() && header != condition.is.as_deref() {
        return Ok(None);
    }
    let member = |value: Option<&ChallengeValue>| delivery.body().text(value?.body.as_ref()?);
    let [when, token] = [Some(condition), challenge.token.as_ref()].map(|value| member(value).unwrap_or_default());
    let values =
        ChallengeValues { when: header.unwrap_or(&when).as_bytes(), token: token.as_bytes(), ..ChallengeValues::default() };
    respond(verifier, challenge, &values, None)
}

fn in_query(value: Option<&ChallengeValue>) -> Option<&Text> {
    value?.query.as_ref()
}

fn respond<'r>(
    verifier: &Verifier,
    challenge: &'r Challenge,
    values: &ChallengeValues<'_>,
    stranger: Option<&str>,
) -> Result<Option<Response<'r>>, HttpError<'static>> {
    let refused = |reason: ChallengeReason| HttpError::Challenge { reason, text: verifier.scheme().sender_message() };
    let body = match stranger {
        Some(path) => verifier.respond_to_challenge_of(path, values),
        None => verifier.respond_to_challenge(values),
    };
    let body = body.map_err(refused)?;
    Ok(body.map(|body| Response::challenge(challenge.content_type(), body)))
}
