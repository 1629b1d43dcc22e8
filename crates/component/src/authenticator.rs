//! The authenticator of a scheme that signs no body.

use hookward::{ConfigError, UnixTime};

use crate::bindings::exports::hookward::webhooks::types::{
    self, Authenticated, Options, Refusal, RequestHead, SchemeSource, Secret,
};
use crate::bindings::exports::hookward::webhooks::verifier::{self as exported, GuestAuthenticator};
use crate::errors::{config_error, refusal};
use crate::verifier::{in_bytes, position, received, to_sign};
use crate::{scheme, secrets};

/// An authenticator of the core.
pub(crate) struct Authenticator(hookward::Authenticator);

impl Authenticator {
    fn build(source: SchemeSource, secrets: &[Secret], options: Options) -> Result<Self, ConfigError> {
        let scheme = scheme::read(source)?;
        let limit = secrets::check_limit(options.max_body_bytes, &scheme.id)?;
        let mut authenticator = hookward::Authenticator::new(scheme, secrets::borrow(secrets))?;
        if let Some(seconds) = options.tolerance {
            authenticator = authenticator.with_tolerance(seconds)?;
        }
        if let Some(bytes) = limit {
            authenticator = authenticator.with_max_body_bytes(bytes);
        }
        Ok(Self(authenticator))
    }
}

impl GuestAuthenticator for Authenticator {
    fn create(
        scheme: SchemeSource,
        secrets: Vec<Secret>,
        options: Options,
    ) -> Result<exported::Authenticator, types::ConfigError> {
        Self::build(scheme, &secrets, options).map(exported::Authenticator::new).map_err(config_error)
    }

    fn authenticate(&self, head: RequestHead, body: Vec<u8>, now: i64) -> Result<Authenticated, Refusal> {
        let Self(authenticator) = self;
        let authenticated = authenticator.authenticate(&received(&head, &body), UnixTime::from_millis(now));
        let authenticated = authenticated.map_err(|error| refusal(authenticator.scheme(), error))?;
        Ok(Authenticated {
            scheme: authenticator.scheme().id.clone().into_owned(),
            timestamp: authenticated.timestamp().map(UnixTime::as_millis),
            secret_index: position(authenticated.secret_index()),
        })
    }

    fn sign(&self, body: Vec<u8>, unsigned: types::Unsigned) -> types::Headers {
        in_bytes(self.0.sign(&to_sign(&body, &unsigned)))
    }
}
