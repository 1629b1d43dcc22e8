//! The configuration: the routes of `wrangler.toml`, read and checked once per isolate.
//!
//! ```toml
//! [[vars.ROUTES]]
//! path = "/webhooks/gilbert"                       # as it arrives, compared byte for byte
//! scheme = "gilbert"                               # the id of a built-in scheme, or a table: a scheme of your own
//! secrets = ["GILBERT_WEBHOOK_SECRET"]             # names of bindings, newest first
//! origin = "https://app.example.com/webhooks/gilbert"
//! tolerance = 300                                  # seconds; from here on, all can be left out
//! max_body_bytes = 1048576
//! reserialize = true
//! timeout = 9                                      # seconds
//! ```
//!
//! A fault never lets anything through. What is wrong with one route stops that route and no other: it answers 500, and
//! says why in the log. What is wrong with all of them, such as a `ROUTES` that is not a list, stops them all. Where
//! the path itself cannot be read, every path that no other route has may be the one meant, and answers 500 as well.

use hookward::{ConfigError, Scheme, SchemeFault, Verifier, schemes};
use js_sys::{Array, JSON, Reflect};
use serde::Deserialize;
use serde::de::IgnoredAny;
use wasm_bindgen::JsValue;

use crate::refusal::{Fault, Refusal};
use crate::table::{Misfit, Placed};

/// Where a monitor asks whether the configuration is whole.
pub(crate) const HEALTH_PATH: &str = "/_hookward/health";

/// No route can have a path below this one.
const RESERVED: &str = "/_hookward/";

/// The binding that holds the routes, and the one that holds the secret of the edge's own signature.
const ROUTES: &str = "ROUTES";
const ORIGIN_SECRET: &str = "ORIGIN_SECRET";

/// How long an origin may take, in seconds: under 10, after which a provider gives up. Where one wants to hear sooner, its
/// route says so.
const DEFAULT_TIMEOUT: f64 = 9.0;
const MAX_TIMEOUT: u32 = 60;

/// The highest limit for a body: GitHub's, the highest known of any provider. An isolate has 128 MB for all its requests,
/// and a body is there three times: as it came, as the host parses it, and as it goes out.
const MAX_BODY_BYTES: u64 = 25 << 20;

/// Every route, checked.
pub(crate) struct Routes {
    /// In the order of the configuration, or why there is none.
    pub(crate) table: Result<Vec<Route>, Fault>,
}

/// One route: a path, and what it leads to if it can be used.
pub(crate) struct Route {
    pub(crate) path: Option<String>,
    /// The id of its scheme, as far as it can be told.
    pub(crate) scheme: Option<String>,
    pub(crate) target: Result<Target, Fault>,
}

/// What a route leads to.
pub(crate) struct Target {
    pub(crate) verifier: Verifier,
    /// Signs what is forwarded as Standard Webhooks do. There if the binding `ORIGIN_SECRET` is.
    pub(crate) signer: Option<Verifier>,
    /// An absolute URL.
    pub(crate) origin: String,
    /// In milliseconds.
    pub(crate) timeout: u32,
}

/// One table of `ROUTES`, as it is written. What is not known is refused: a misspelt `tolerance` must not mean the default.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a table")]
struct Table {
    path: String,
    /// Read by itself, once it is known whether it is an id or a table.
    #[serde(rename = "scheme")]
    _scheme: IgnoredAny,
    secrets: Vec<String>,
    origin: String,
    tolerance: Option<u32>,
    max_body_bytes: Option<u64>,
    reserialize: Option<bool>,
    timeout: Option<f64>,
}

impl Routes {
    /// Reads and checks the whole configuration. Does not fail: what is wrong is kept, for whom it concerns.
    pub(crate) fn read(env: &JsValue) -> Self {
        Self { table: tables(env).map(|tables| check(&tables, env)) }
    }

    /// The route of a path.
    pub(crate) fn find(&self, path: &str) -> Result<&Route, Refusal<'static>> {
        let table = self.table.as_ref().map_err(|fault| Refusal::Misconfigured(fault.clone()))?;
        if let Some(route) = table.iter().find(|route| route.path.as_deref() == Some(path)) {
            return Ok(route);
        }
        let unreadable = table.iter().find(|route| route.path.is_none());
        Err(unreadable
            .and_then(|route| route.target.as_ref().err())
            .map_or(Refusal::NotFound, |fault| Refusal::Misconfigured(fault.clone())))
    }

    /// Everything that is wrong.
    pub(crate) fn faults(&self) -> impl Iterator<Item = &Fault> {
        let whole = self.table.as_ref().err();
        whole.into_iter().chain(self.table.iter().flatten().filter_map(|route| route.target.as_ref().err()))
    }
}

/// The tables of `ROUTES`, each still to be read. Wrangler gives JSON, and the dashboard can be told to give text.
fn tables(env: &JsValue) -> Result<Vec<Placed>, Fault> {
    let fault = |message: &str| Fault { code: "invalid_option", message: message.to_owned() };
    let value = binding(env, ROUTES).ok_or_else(|| fault("There is no ROUTES. Add [[vars.ROUTES]] tables to wrangler.toml."))?;
    // The parser's own words are left out: they would quote what is there, and that may be anything.
    let list = value.as_string().map_or(Ok(value), |text| JSON::parse(&text)).ok().filter(Array::is_array);
    let list = list.ok_or_else(|| fault("ROUTES is not a list. Write each route as a [[vars.ROUTES]] table."))?;
    let tables: Vec<Placed> = Array::from(&list).iter().map(Placed::new).collect();
    if tables.is_empty() {
        return Err(fault("ROUTES is empty. Add a [[vars.ROUTES]] table for each provider."));
    }
    Ok(tables)
}

fn check(tables: &[Placed], env: &JsValue) -> Vec<Route> {
    let signer = signer(env);
    let mut routes: Vec<Route> = Vec::with_capacity(tables.len());
    for (index, table) in tables.iter().enumerate() {
        let path = table.text("path");
        let scheme = table.text("scheme").or_else(|| Placed::new(table.member("scheme")?).text("id"));
        let place = path.as_ref().map_or_else(|| format!("ROUTES[{index}]"), |path| format!("ROUTES[{index}] ({path})"));
        let scheme_value = table.member("scheme").unwrap_or_default();
        let target = Table::read(table)
            .and_then(|table| table.build(scheme_value, env, signer.clone()?))
            .map_err(|fault| Fault { message: format!("{place}: {}", fault.message), ..fault });
        routes.push(Route { path, scheme, target });
    }
    refuse_repeated_paths(&mut routes);
    routes
}

/// Stops every route whose path is there twice: which of them is meant cannot be known.
fn refuse_repeated_paths(routes: &mut [Route]) {
    let paths: Vec<Option<String>> = routes.iter().map(|route| route.path.clone()).collect();
    for route in routes {
        let repeated = paths.iter().filter(|path| path.is_some() && **path == route.path).count() > 1;
        if let (true, Some(path)) = (repeated, &route.path) {
            let message = format!("ROUTES has the path {path:?} more than once. Give each route a path of its own.");
            route.target = Err(Fault { code: "invalid_option", message });
        }
    }
}

impl Table {
    fn read(table: &Placed) -> Result<Self, Fault> {
        Self::deserialize(table.clone()).map_err(|misfit| {
            let (place, words) = said(misfit);
            let message = if place.is_empty() { words } else { [&place, ": ", words.as_str()].concat() };
            Fault { code: "invalid_option", message }
        })
    }

    fn build(self, scheme: JsValue, env: &JsValue, signer: Option<Verifier>) -> Result<Target, Fault> {
        let path = parse_url(&format!("https://edge.invalid{}", self.path)).filter(|_| self.path.starts_with('/'));
        match path.map(|url| url.pathname()) {
            Some(path) if path.starts_with(RESERVED) => return Err(option("path", &format!("outside {RESERVED}"))),
            Some(path) if path == self.path => {}
            Some(path) => return Err(option("path", &format!("written as it arrives: {path}"))),
            None => return Err(option("path", "a path that begins with /")),
        }
        let origin = parse_url(&self.origin)
            .filter(|url| matches!(url.protocol().as_str(), "https:" | "http:"))
            .filter(|url| url.username().is_empty() && url.password().is_empty() && url.hash().is_empty())
            .ok_or_else(|| option("origin", "an absolute http or https URL, without a user, a password or a fragment"))?;
        let timeout = self.timeout.unwrap_or(DEFAULT_TIMEOUT);
        if !(timeout > 0.0 && timeout <= f64::from(MAX_TIMEOUT)) {
            return Err(option("timeout", &format!("a number of seconds above 0, at most {MAX_TIMEOUT}")));
        }
        if self.max_body_bytes.is_some_and(|bytes| !(1..=MAX_BODY_BYTES).contains(&bytes)) {
            return Err(option("max_body_bytes", &format!("a whole number of bytes from 1 to {MAX_BODY_BYTES}")));
        }
        let verifier = self.verifier(scheme, env)?;
        Ok(Target { verifier, signer, origin: origin.href(), timeout: milliseconds(timeout) })
    }

    fn verifier(&self, scheme: JsValue, env: &JsValue) -> Result<Verifier, Fault> {
        let values = self.secrets.iter().enumerate().map(|(index, name)| secret(env, name, &format!("secrets[{index}]")));
        let secrets = values.collect::<Result<Vec<String>, Fault>>()?;
        let mut verifier = match scheme.as_string() {
            Some(id) => {
                let scheme = schemes::by_id(&id).ok_or(ConfigError::UnknownScheme { id })?;
                Verifier::new(scheme, &secrets)
            }
            None => Verifier::new(read_scheme(scheme)?, &secrets),
        }?;
        if let Some(seconds) = self.tolerance {
            verifier = verifier.with_tolerance(seconds)?;
        }
        if let Some(bytes) = self.max_body_bytes {
            verifier = verifier.with_max_body_bytes(bytes);
        }
        Ok(verifier.with_reserialize(self.reserialize.unwrap_or(true)))
    }
}

fn read_scheme(table: JsValue) -> Result<Scheme, ConfigError> {
    Scheme::deserialize(Placed::new(table)).map_err(|misfit| {
        let (place, words) = said(misfit);
        let field = if place.is_empty() { "table".to_owned() } else { place };
        ConfigError::InvalidScheme { field, fault: SchemeFault::Shape(words) }
    })
}

/// Where something does not fit, and what to say of it. Somebody will write the secret itself where only its name belongs.
fn said(misfit: Misfit) -> (String, String) {
    let place = misfit.place.unwrap_or_default();
    let words = if place.contains("secret") {
        "it is not of the right shape; a secret is never written here, only the name of its binding".to_owned()
    } else {
        misfit.words
    };
    (place, words)
}

/// Seconds as milliseconds, and at least one.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "above 0, and at most a minute")]
fn milliseconds(seconds: f64) -> u32 {
    (seconds * 1000.0).ceil() as u32
}

/// The verifier that the edge signs with, if there is a secret for it. A bad one stops every route: an origin that
/// checks the edge's signature would refuse all that came without.
fn signer(env: &JsValue) -> Result<Option<Verifier>, Fault> {
    if binding(env, ORIGIN_SECRET).is_none() {
        return Ok(None);
    }
    let secret = secret(env, ORIGIN_SECRET, ORIGIN_SECRET)?;
    let signer = Verifier::new(&schemes::STANDARD_WEBHOOKS, [&secret]).map_err(|error| {
        let fault = Fault::from(error);
        Fault { message: format!("{ORIGIN_SECRET}: {}", fault.message), ..fault }
    })?;
    Ok(Some(signer))
}

/// The text of a secret's binding. `place` is where the configuration names it.
fn secret(env: &JsValue, name: &str, place: &str) -> Result<String, Fault> {
    // A name is printed only if it looks like one. Somebody will write the secret itself in its place.
    let upper = name.len() <= 64 && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_');
    let shown = if upper { name } else { "of that name" };
    let remedy = if upper { "" } else { "Write the name of a binding there, in upper case, not the secret. " };
    let command = if upper { ["wrangler secret put ", name].concat() } else { "wrangler secret put".to_owned() };
    let fault =
        |what: &str| Fault { code: "invalid_secret", message: format!("{place}: {what} {remedy}Set it with `{command}`.") };
    let value = binding(env, name).ok_or_else(|| fault(&format!("There is no binding {shown}.")))?;
    let text = value.as_string().ok_or_else(|| fault(&format!("The binding {shown} is not text.")))?;
    if text.trim().is_empty() {
        return Err(fault(&format!("The binding {shown} is empty: anybody could sign with it.")));
    }
    Ok(text)
}

fn binding(env: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(env, &JsValue::from(name)).ok().filter(|value| !value.is_undefined() && !value.is_null())
}

fn parse_url(text: &str) -> Option<web_sys::Url> {
    web_sys::Url::new(text).ok()
}

fn option(name: &str, expected: &str) -> Fault {
    Fault { code: "invalid_option", message: format!("{name} must be {expected}.") }
}
