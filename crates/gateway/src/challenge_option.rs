//! The key `challenge` of a route, which enables responses to unsigned challenges.

use std::fmt;

use hookward::{ChallengeMethod, Scheme};
use serde::de::{Deserialize, Deserializer, Error, Visitor};

use crate::bindings::{self, Bindings};
use crate::route_error::RouteError;
use crate::secret_name;

/// The key `challenge` of a route, as written.
#[derive(Default)]
pub(crate) enum ChallengeOption {
    /// Unsigned challenges get no response.
    #[default]
    Off,
    /// Unsigned challenges get a response.
    On,
    /// Unsigned challenges get a response if their verify token equals this secret.
    VerifyToken(String),
}

impl<'de> Deserialize<'de> for ChallengeOption {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;

        impl Visitor<'_> for Either {
            type Value = ChallengeOption;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("true, false or the name of a secret")
            }

            fn visit_bool<E: Error>(self, on: bool) -> Result<ChallengeOption, E> {
                Ok(if on { ChallengeOption::On } else { ChallengeOption::Off })
            }

            fn visit_str<E: Error>(self, name: &str) -> Result<ChallengeOption, E> {
                Ok(ChallengeOption::VerifyToken(name.to_owned()))
            }
        }

        deserializer.deserialize_any(Either)
    }
}

/// The configuration of a route that responds to the unsigned challenges of its scheme.
pub(crate) struct UnsignedChallenge {
    pub(crate) method: &'static str,
    /// The methods that the route accepts.
    pub(crate) allow: &'static str,
    pub(crate) verify_token: Option<String>,
}

impl ChallengeOption {
    /// Checks the option against the scheme of its route, and reads the secret.
    pub(crate) fn ready(
        &self,
        scheme: &Scheme,
        tenant: Option<&str>,
        bindings: &impl Bindings,
    ) -> Result<Option<UnsignedChallenge>, RouteError> {
        let error = |expected: &str| Err(RouteError::invalid_option(format!("challenge cannot be used: {expected}.")));
        if matches!(self, Self::Off) {
            return Ok(None);
        }
        let Some(challenge) = &scheme.challenge else { return error("the provider sends no challenge. Remove the key") };
        let (method, allow) = match challenge.method {
            ChallengeMethod::Get => ("GET", "GET, POST"),
            ChallengeMethod::Head => ("HEAD", "HEAD, POST"),
            ChallengeMethod::Post => return error("the provider's challenges are signed and require no key. Remove the key"),
        };
        let verify_token = match (self, &challenge.verify_token) {
            (Self::VerifyToken(name), Some(_)) => {
                Some(bindings::secret(bindings, &secret_name::for_tenant(name, tenant), "challenge")?)
            }
            (Self::VerifyToken(_), None) => return error("it must be true: the provider sends no verify token"),
            (_, Some(_)) => return error("it must be the name of the secret that contains the verify token"),
            (_, None) => None,
        };
        Ok(Some(UnsignedChallenge { method, allow, verify_token }))
    }
}
