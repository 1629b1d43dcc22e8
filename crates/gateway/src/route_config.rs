//! One route as written in `wrangler.toml`, and its conversion to a route that can be used.

use std::borrow::Cow;
use std::rc::Rc;

use hookward::{ConfigError, Scheme, SchemeReason, Verifier, is_reserved_header, members, schemes};
use hookward_value::{Reader, Value, ValueError};
use serde::Deserialize;
use serde::de::{Error as _, IgnoredAny};

use crate::bindings::{self, Bindings, Missing, Product, is_shown};
use crate::challenge_option::ChallengeOption;
use crate::headers::{HeaderNames, is_plain};
use crate::ledger_option::{Dedupe, LedgerOptions, Mode, need_ledgers};
use crate::origin_option::{self, http_url};
use crate::ready_route::ReadyRoute;
use crate::recipient::Recipient;
use crate::refused::object_of;
use crate::route_error::{RouteError, option};
use crate::route_path::{RESERVED, TenantPath};
use crate::secret_name::{self, SecretNames};
use crate::signed_url::SignedUrl;
use crate::value_message;

/// The word in the path of a key for secrets. A search for a text in a text would add a large part of the standard library.
const SECRET: &[u8] = b"secret";

/// The maximum time for the whole response of an origin, in seconds. Default: 9. Maximum: 60. Most providers
/// wait for 10 seconds. If a provider waits for less time, its route sets a timeout.
const DEFAULT_TIMEOUT: f64 = 9.0;
const MAX_TIMEOUT: u32 = 60;

/// The maximum value of `maxBodyBytes`. It is the length of the longest body that any provider is known to send. An isolate has
/// 128 MB for all its requests, and stores a body three times: as received, as parsed by the runtime, and as forwarded.
const MAX_BODY_BYTES: u64 = 25 << 20;

/// One table of `ROUTES`, as written. An unknown key is refused. Otherwise, a misspelled `tolerance` would mean the default.
#[derive(Default)]
pub(crate) struct RouteConfig {
    pub(crate) path: String,
    /// The scheme. It is read separately, when its type is known: an id or a table.
    own_scheme: Option<IgnoredAny>,
    secrets: Option<Vec<String>>,
    schemes: Vec<SchemeEntry>,
    /// The origin. It is read separately like `origins`, when its type is known: a URL or a table.
    own_origin: Option<IgnoredAny>,
    own_origins: Option<IgnoredAny>,
    queue: Option<String>,
    workflow: Option<String>,
    url: Option<String>,
    tolerance: Option<u32>,
    max_body_bytes: Option<u64>,
    reserialize: Option<bool>,
    timeout: Option<f64>,
    challenge: ChallengeOption,
    forward_headers: Vec<String>,
    mode: Option<Mode>,
    dedupe: Dedupe,
    schedule: Option<Vec<f64>>,
    concurrency: Option<u32>,
    rate: Option<u32>,
    dedupe_window: Option<f64>,
    keep_bodies: Option<f64>,
    keep_dead: Option<f64>,
    max_wait: Option<f64>,
    shards: Option<u32>,
    shards_previous: Option<u32>,
    order: Option<String>,
    alert_url: Option<String>,
    keep_refused: bool,
}

members! {
    RouteConfig = Self::default(), "a table", required: 1;
    path = "path",
    own_scheme = "scheme",
    secrets = "secrets",
    schemes = "schemes",
    own_origin = "origin",
    own_origins = "origins",
    queue = "queue",
    workflow = "workflow",
    url = "url",
    tolerance = "tolerance",
    max_body_bytes = "maxBodyBytes",
    reserialize = "reserialize",
    timeout = "timeout",
    challenge = "challenge",
    forward_headers = "forwardHeaders",
    mode = "mode",
    dedupe = "dedupe",
    schedule = "schedule",
    concurrency = "concurrency",
    rate = "rate",
    dedupe_window = "dedupeWindow",
    keep_bodies = "keepBodies",
    keep_dead = "keepDead",
    max_wait = "maxWait",
    shards = "shards",
    shards_previous = "shardsPrevious",
    order = "order",
    alert_url = "alertUrl",
    keep_refused = "keepRefused",
}

/// One of several schemes of a route.
#[derive(Default)]
struct SchemeEntry {
    own_scheme: IgnoredAny,
    secrets: Vec<String>,
}

members! {
    SchemeEntry = Self::default(), "a table", required: 2;
    own_scheme = "scheme",
    secrets = "secrets",
}

impl RouteConfig {
    pub(crate) fn read(table: &impl Value) -> Result<Self, RouteError> {
        let config = Self::deserialize(Reader(table.clone())).map_err(|error| {
            let (path, message) = value_message::of(error);
            // People write the secret itself instead of its name.
            let message = if path.as_bytes().windows(SECRET.len()).any(|part| part == SECRET) {
                "write `secrets`, a list of binding names, and never the secret itself"
            } else {
                &message
            };
            RouteError::invalid_option(if path.is_empty() { message.to_owned() } else { [&path, ": ", message].concat() })
        })?;
        let wrong = match (config.schemes.is_empty(), config.own_scheme.is_some(), config.secrets.is_some()) {
            (true, true, true) | (false, false, false) => return Ok(config),
            (true, false, _) => "the key `scheme` is missing",
            (true, true, false) => "the key `secrets` is missing",
            (false, ..) => {
                "schemes: Each entry has its own scheme and secrets. Remove the keys `scheme` and `secrets` of the route."
            }
        };
        Err(RouteError::invalid_option(wrong.to_owned()))
    }

    /// Returns the names of the bindings that this route reads secrets from.
    pub(crate) fn secret_names(&self) -> impl Iterator<Item = &str> {
        let verify_token = if let ChallengeOption::VerifyToken(name) = &self.challenge { Some(name.as_str()) } else { None };
        let lists = self.secrets.iter().chain(self.schemes.iter().map(|entry| &entry.secrets));
        lists.flatten().map(String::as_str).chain(verify_token)
    }

    /// Refuses the names of bindings that have another purpose.
    pub(crate) fn refuse_names(&self, own: &[&str]) -> Result<(), RouteError> {
        match self.secret_names().find(|name| own.contains(name)) {
            Some(name) => Err(RouteError::invalid_option(format!(
                "secrets: {name} is not for a route: its provider would know what only the Worker, its origins and its \
                 operators may know. Give the route its own secret."
            ))),
            None => Ok(()),
        }
    }

    /// Refuses a name that, for some tenant, could refer to the same binding as another name.
    pub(crate) fn refuse_collisions(&self, others: &SecretNames) -> Result<(), RouteError> {
        for name in self.secret_names() {
            let own = self.secret_names().filter(|other| secret_name::can_collide(name, other));
            let collides = own.chain(others.collisions(name)).find(|other| is_shown(&shape(other)));
            if let Some(other) = collides {
                return Err(RouteError::invalid_option(format!(
                    "secrets: {name} and {other} can be the same binding for some tenants. Neither name may begin with what \
                     the other has before {{TENANT}}."
                )));
            }
        }
        Ok(())
    }

    /// Returns the tenants of a path with `{tenant}`: the tenants whose newest secret is set.
    pub(crate) fn tenants(&self, bindings: &impl Bindings) -> Result<Vec<String>, RouteError> {
        let secrets = self.secrets.as_deref().ok_or_else(|| {
            RouteError::invalid_option(
                "schemes: A route with tenants supports only one scheme. Write a route for each scheme.".to_owned(),
            )
        })?;
        if let Some(index) = secrets.iter().position(|name| !secret_name::has_tenant(name)) {
            return Err(RouteError::invalid_option(format!(
                "secrets[{index}] must contain {{TENANT}}, because the path contains {{tenant}}. A shared secret would verify \
                 the deliveries of one tenant for another."
            )));
        }
        let Some(newest) = secrets.first() else { return Err(RouteError::invalid_secret("No secret is given.".to_owned())) };
        let tenants: Vec<String> = bindings.names().iter().filter_map(|name| secret_name::tenant_of(newest, name)).collect();
        if tenants.is_empty() {
            let shown = if is_shown(&shape(newest)) { newest } else { "of that name" };
            return Err(RouteError::invalid_secret(format!(
                "secrets[0]: No tenant has a binding {shown}. For the tenant acme-eu, the name has ACME_EU instead of \
                 {{TENANT}}. {}",
                bindings.remedy(Missing::Secret(""))
            )));
        }
        Ok(tenants)
    }

    /// Checks all keys and builds the verifiers. `table` is the table of the whole route, and `tenant` is the tenant to whom the
    /// path belongs.
    pub(crate) fn build<B: Bindings>(
        &self,
        tenant: Option<&str>,
        table: &B::Value,
        bindings: &B,
        signers: &Rc<[Verifier]>,
    ) -> Result<ReadyRoute, RouteError> {
        if let Some(secrets) = &self.secrets {
            return self.build_one(tenant, (table, table.member("scheme"), secrets), bindings, signers);
        }
        let tables = table.member("schemes").and_then(|list| list.elements()).unwrap_or_default();
        let mut routes: Vec<ReadyRoute> = Vec::with_capacity(tables.len());
        for (index, (own, entry)) in tables.iter().zip(&self.schemes).enumerate() {
            let built = self.build_one(tenant, (table, own.member("scheme"), &entry.secrets), bindings, signers);
            let built = built.map_err(|error| error.at(&format!("schemes[{index}]")))?;
            if let Some(other) = routes.iter().find(|other| other.shares_header(&built)) {
                return Err(RouteError::invalid_option(format!(
                    "schemes: {} and {} have their signatures in the same header, so they cannot be distinguished. Give each \
                     scheme its own route.",
                    other.verifier.scheme().id,
                    built.verifier.scheme().id
                )));
            }
            let id = &built.verifier.scheme().id;
            if routes.iter().any(|other| other.verifier.scheme().id == *id) {
                return Err(RouteError::invalid_option(format!(
                    "schemes: Two schemes have the id {id}, so a delivery of one could be taken for a duplicate of the \
                     other's. Give each its own id."
                )));
            }
            routes.push(built);
        }
        let mut routes = routes.into_iter();
        let first = routes.next().ok_or_else(|| RouteError::invalid_option("schemes: The list is empty.".to_owned()))?;
        Ok(ReadyRoute { others: routes.collect(), ..first })
    }

    /// Builds the route for one scheme.
    fn build_one<B: Bindings>(
        &self,
        tenant: Option<&str>,
        (table, scheme, secrets): (&B::Value, Option<B::Value>, &[String]),
        bindings: &B,
        signers: &Rc<[Verifier]>,
    ) -> Result<ReadyRoute, RouteError> {
        let path = tenant.and_then(|tenant| Some(TenantPath::parse(&self.path)?.of(tenant))).unwrap_or_else(|| self.path.clone());
        let parsed = bindings.parse_url(&format!("https://edge.invalid{path}")).filter(|_| path.starts_with('/'));
        match parsed.map(|url| url.pathname) {
            Some(path) if path.starts_with(RESERVED) => return Err(option("path", &format!("outside {RESERVED}"))),
            Some(parsed) if parsed == path => {}
            Some(_) if path.contains('{') => return Err(option("path", "without braces, except one segment {tenant}")),
            Some(parsed) => return Err(option("path", &format!("written as it arrives: {parsed}"))),
            None => return Err(option("path", "a path that begins with /")),
        }
        if let Some(index) = secrets.iter().position(|name| tenant.is_none() && secret_name::has_tenant(name)) {
            return Err(option(&format!("secrets[{index}]"), "without {TENANT}, because the path has no segment {tenant}"));
        }
        let recipient = self.recipient(bindings)?;
        let origins = origin_option::read(table, (&path, tenant), recipient.as_ref(), bindings)?;
        let alert_url = self.alert_url.as_deref().map(|url| http_url(bindings, "alertUrl", url)).transpose()?;
        if alert_url.is_some() && signers.is_empty() {
            return Err(RouteError::invalid_secret(format!(
                "alertUrl: Alerts must be signed with ORIGIN_SECRET, so that their receiver can verify them. {}",
                bindings.remedy(Missing::Secret("ORIGIN_SECRET"))
            )));
        }
        let timeout = self.timeout.unwrap_or(DEFAULT_TIMEOUT);
        if !(timeout > 0.0 && timeout <= f64::from(MAX_TIMEOUT)) {
            return Err(option("timeout", &format!("a number of seconds above 0, at most {MAX_TIMEOUT}")));
        }
        if self.max_body_bytes.is_some_and(|bytes| !(1..=MAX_BODY_BYTES).contains(&bytes)) {
            return Err(option("maxBodyBytes", &format!("a whole number of bytes from 1 to {MAX_BODY_BYTES}")));
        }
        let forward_headers = self.forward_headers.iter().map(|name| forwardable(name)).collect::<Result<Vec<_>, _>>()?;
        let verifier = self.verifier(tenant, (scheme, secrets), bindings)?;
        let challenge = self.challenge.ready(verifier.scheme(), tenant, bindings)?;
        let url = self.signed_url(verifier.scheme())?;
        let (to_verify, to_forward) = HeaderNames::of(verifier.scheme(), &forward_headers);
        let timeout = milliseconds(timeout);
        let recipient_product = recipient.as_ref().map(|recipient| recipient.product);
        let ledger = self.ledger(recipient_product).ready(&path, verifier.scheme(), bindings, signers, timeout, origins.len())?;
        if self.keep_refused {
            need_ledgers(bindings, "keepRefused")?;
        }
        let keep_refused = self.keep_refused.then(|| object_of(&self.path));
        let (tenant, signers) = (tenant.map(str::to_owned), Rc::clone(signers));
        let has_several_senders = tenant.is_some() || self.schemes.len() > 1;
        Ok(ReadyRoute {
            path,
            tenant,
            verifier,
            has_several_senders,
            others: Vec::new(),
            signers,
            url,
            origins,
            recipient,
            to_verify,
            to_forward,
            challenge,
            alert_url,
            timeout,
            ledger,
            keep_refused,
        })
    }

    /// Returns the queue or the workflow that receives the deliveries.
    fn recipient(&self, bindings: &impl Bindings) -> Result<Option<Recipient>, RouteError> {
        let (product, name) = match (&self.queue, &self.workflow) {
            (None, None) => return Ok(None),
            (Some(name), None) => (Product::Queue, name),
            (None, Some(name)) => (Product::Workflow, name),
            (Some(_), Some(_)) => {
                return Err(RouteError::invalid_option("queue and workflow are both set. Remove one of the two.".to_owned()));
            }
        };
        bindings::check(bindings, product, name, product.traits().0)?;
        Ok(Some(Recipient { product, binding: name.clone() }))
    }

    fn ledger(&self, recipient: Option<Product>) -> LedgerOptions<'_> {
        LedgerOptions {
            recipient,
            mode: self.mode,
            dedupe: self.dedupe,
            schedule: self.schedule.as_deref(),
            concurrency: self.concurrency,
            rate: self.rate,
            dedupe_window: self.dedupe_window,
            keep_bodies: self.keep_bodies,
            keep_dead: self.keep_dead,
            max_wait: self.max_wait,
            shards: self.shards,
            shards_previous: self.shards_previous,
            order: self.order.as_deref(),
            forward_headers: &self.forward_headers,
        }
    }

    /// Returns the URL that the scheme signs. Without it, nothing could be verified, because no header of a request contains the
    /// URL.
    fn signed_url(&self, scheme: &Scheme) -> Result<Option<SignedUrl>, RouteError> {
        match self.url.as_deref().map(SignedUrl::parse) {
            None if scheme.signs_url() => Err(option(
                "url",
                "the URL that is configured at the provider for this endpoint, or its origin: the provider signs it",
            )),
            None => Ok(None),
            Some(None) => Err(option("url", "an absolute http or https URL, without a fragment")),
            Some(url) => Ok(url),
        }
    }

    fn verifier<B: Bindings>(
        &self,
        tenant: Option<&str>,
        (scheme, secrets): (Option<B::Value>, &[String]),
        bindings: &B,
    ) -> Result<Verifier, RouteError> {
        let names = secrets.iter().map(|name| secret_name::for_tenant(name, tenant)).enumerate();
        // Not every tenant is in a rotation, so all secrets except the newest may be missing.
        let is_set = |(index, name): &(usize, Cow<'_, str>)| *index == 0 || tenant.is_none() || bindings.get(name).is_some();
        let values = names.filter(is_set).map(|(index, name)| bindings::secret(bindings, &name, &format!("secrets[{index}]")));
        let values = values.collect::<Result<Vec<String>, RouteError>>()?;
        let scheme = match scheme.as_ref().and_then(Value::text) {
            Some(id) => {
                // The static values of all schemes would make the Worker a tenth larger.
                let json = schemes::json_by_id(&id).ok_or(ConfigError::UnknownScheme { id })?;
                read_scheme(bindings.parse_json(&json))?
            }
            None => read_scheme(scheme)?,
        };
        let built = Verifier::new(scheme, &values);
        let mut verifier = built.map_err(|error| name_secret(secrets, error))?;
        if let Some(seconds) = self.tolerance {
            verifier = verifier.with_tolerance(seconds)?;
        }
        if let Some(bytes) = self.max_body_bytes {
            verifier = verifier.with_max_body_bytes(bytes);
        }
        Ok(verifier.with_reserialize(self.reserialize.unwrap_or(true)))
    }
}

/// Adds the name of a secret to an error that has only the position of the secret.
fn name_secret(names: &[String], error: ConfigError) -> RouteError {
    let name = match &error {
        ConfigError::InvalidSecret { index, .. } => usize::try_from(*index).ok().and_then(|index| names.get(index)),
        _ => None,
    };
    let error = RouteError::from(error);
    match name {
        Some(name) if is_shown(&shape(name)) => error.at(name),
        _ => error,
    }
}

/// Returns a name in which a word replaces `{TENANT}`. The placeholder is no more secret than the rest of the name.
fn shape(name: &str) -> Cow<'_, str> {
    secret_name::for_tenant(name, Some("tenant"))
}

/// Reads a custom scheme.
fn read_scheme(table: Option<impl Value>) -> Result<Scheme, ConfigError> {
    let scheme = table.ok_or_else(|| ValueError::missing_field("scheme")).and_then(|table| Scheme::deserialize(Reader(table)));
    scheme.map_err(|error| {
        let (path, message) = value_message::of(error);
        let (field, message) = match path.as_str() {
            "" => ("table", message.as_str()),
            // This key was once the key of the encoding. Many people would expect it to contain the secret.
            "secret" => ("secret", "the encoding of secrets is `secretEncoding`, and a scheme never contains the secret itself"),
            path => (path, message.as_str()),
        };
        ConfigError::InvalidScheme { scheme: None, field: field.to_owned(), reason: SchemeReason::Shape(message.to_owned()) }
    })
}

/// Returns the name of a header in `forwardHeaders`, in lower case, if the route may forward it.
///
/// The error message contains the name. The name is not secret, and the operator has to find it among several names.
fn forwardable(name: &str) -> Result<String, RouteError> {
    let lower = name.to_ascii_lowercase();
    if !is_plain(&lower) {
        return Err(option("forwardHeaders", "a list of header names, each of letters, digits and -"));
    }
    if is_reserved_header(&lower) {
        return Err(RouteError::invalid_option(format!(
            "forwardHeaders must not contain {lower}. Only a proxy, the connection or the Worker may set this header, and a \
             sender could forge it. Remove it from the list."
        )));
    }
    Ok(lower)
}

/// Converts seconds to milliseconds. The result is at least 1.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "above 0, and at most a minute")]
fn milliseconds(seconds: f64) -> u32 {
    (seconds * 1000.0).ceil() as u32
}
