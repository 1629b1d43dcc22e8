//! The routes of `wrangler.toml`, read and checked once per isolate.
//!
//! ```toml
//! [[vars.ROUTES]]
//! path = "/webhooks/gilbert"                       # as it arrives, compared byte for byte
//! scheme = "gilbert"                               # the id of a built-in scheme, or a table: a custom scheme
//! secrets = ["GILBERT_WEBHOOK_SECRET"]             # names of bindings, newest first
//! origin = "https://app.example.com/webhooks/gilbert"
//! url = "https://api.example.com"                  # for schemes that sign it: as set at the provider, or the origin alone
//! tolerance = 300                                  # seconds; from here on, all can be left out
//! maxBodyBytes = 1048576
//! reserialize = true
//! timeout = 9                                      # seconds
//! challenge = true                                 # respond to unsigned challenges; the name of a secret: their verify token
//! forwardHeaders = ["authorization"]               # further headers that cross to the origin
//! ```
//!
//! A fault never lets anything through. A fault in one route stops that route and no other: it responds with 500, and the log
//! has the reason. A fault in all of them, such as a `ROUTES` that is not a list, stops them all. A route whose path cannot be
//! read may be meant for any path that no other route has, so each such path responds with 500 as well.

use hookward::{Verifier, schemes};
use js_sys::{Array, JSON};

use crate::bindings::Bindings;
use crate::config_value::ConfigValue;
use crate::http_error::HttpError;
use crate::ready_route::ReadyRoute;
use crate::route_config::RouteConfig;
use crate::route_error::RouteError;

/// Where a monitor asks whether the configuration is whole.
pub(crate) const HEALTH_PATH: &str = "/_hookward/health";

/// The binding that holds the routes, and the one that holds the secret of the edge's own signature.
const ROUTES: &str = "ROUTES";
const ORIGIN_SECRET: &str = "ORIGIN_SECRET";

/// Every route, checked.
pub(crate) struct Routes {
    /// The routes in the order of the configuration, or why there is none.
    pub(crate) all: Result<Vec<Route>, RouteError>,
}

/// One route: a path, and what a request to it needs.
pub(crate) struct Route {
    pub(crate) path: Option<String>,
    /// The id of the scheme, if it can be read.
    pub(crate) scheme: Option<String>,
    pub(crate) ready: Result<ReadyRoute, RouteError>,
}

impl Routes {
    /// Reads and checks the whole configuration. Does not fail: each fault is kept where it matters.
    pub(crate) fn read(bindings: Bindings<'_>) -> Self {
        Self { all: tables(bindings).map(|tables| check(&tables, bindings)) }
    }

    /// Returns the route of a path.
    pub(crate) fn find(&self, path: &str) -> Result<&Route, HttpError<'static>> {
        let routes = self.all.as_ref().map_err(|error| HttpError::Misconfigured(error.clone()))?;
        if let Some(route) = routes.iter().find(|route| route.path.as_deref() == Some(path)) {
            return Ok(route);
        }
        let unreadable = routes.iter().find(|route| route.path.is_none());
        Err(unreadable
            .and_then(|route| route.ready.as_ref().err())
            .map_or(HttpError::NotFound, |error| HttpError::Misconfigured(error.clone())))
    }

    /// Returns every fault.
    pub(crate) fn errors(&self) -> impl Iterator<Item = &RouteError> {
        let whole = self.all.as_ref().err();
        whole.into_iter().chain(self.all.iter().flatten().filter_map(|route| route.ready.as_ref().err()))
    }
}

/// Returns the tables of `ROUTES`, not read yet. Wrangler gives JSON values, and the dashboard can give text.
fn tables(bindings: Bindings<'_>) -> Result<Vec<ConfigValue>, RouteError> {
    let error = |message: &str| RouteError::invalid_option(message.to_owned());
    let value = bindings.get(ROUTES).ok_or_else(|| error("There is no ROUTES. Add [[vars.ROUTES]] tables to wrangler.toml."))?;
    // The parser's own message is left out: it would quote the text, and that may be anything.
    let list = value.as_string().map_or(Ok(value), |text| JSON::parse(&text)).ok().filter(Array::is_array);
    let list = list.ok_or_else(|| error("ROUTES is not a list. Write each route as a [[vars.ROUTES]] table."))?;
    let tables: Vec<ConfigValue> = Array::from(&list).iter().map(ConfigValue::new).collect();
    if tables.is_empty() {
        return Err(error("ROUTES is empty. Add a [[vars.ROUTES]] table for each provider."));
    }
    Ok(tables)
}

fn check(tables: &[ConfigValue], bindings: Bindings<'_>) -> Vec<Route> {
    let signer = signer(bindings);
    let mut routes: Vec<Route> = Vec::with_capacity(tables.len());
    for (index, table) in tables.iter().enumerate() {
        let path = table.text("path");
        let scheme = table.text("scheme").or_else(|| ConfigValue::new(table.member("scheme")?).text("id"));
        let place = place(index, path.as_deref(), scheme.as_deref());
        let scheme_value = table.member("scheme").unwrap_or_default();
        let ready = RouteConfig::read(table)
            .and_then(|config| config.build(scheme_value, bindings, signer.clone()?))
            .map_err(|error| error.at(&place));
        routes.push(Route { path, scheme, ready });
    }
    refuse_repeated_paths(&mut routes);
    routes
}

/// Returns how a message names a route: `ROUTES[0] (/webhooks/gilbert, gilbert)`.
fn place(index: usize, path: Option<&str>, scheme: Option<&str>) -> String {
    let names: Vec<&str> = path.into_iter().chain(scheme.filter(|id| is_id(id))).collect();
    if names.is_empty() { format!("ROUTES[{index}]") } else { format!("ROUTES[{index}] ({})", names.join(", ")) }
}

/// Whether a text looks like the id of a scheme. What was written there by mistake is not repeated in every message.
fn is_id(text: &str) -> bool {
    text.len() <= 64 && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// Stops every route whose path is there more than once: which of them is meant cannot be known.
fn refuse_repeated_paths(routes: &mut [Route]) {
    let paths: Vec<Option<String>> = routes.iter().map(|route| route.path.clone()).collect();
    for (index, route) in routes.iter_mut().enumerate() {
        let same = |(at, path): &(usize, &Option<String>)| *at != index && path.is_some() && **path == route.path;
        if let Some((other, _)) = paths.iter().enumerate().find(same) {
            let error =
                RouteError::invalid_option(format!("ROUTES[{other}] has this path too. Give each route a path of its own."));
            route.ready = Err(error.at(&place(index, route.path.as_deref(), route.scheme.as_deref())));
        }
    }
}

/// Builds the verifier that the edge signs with, if there is a secret for it. A secret that cannot be used stops every route:
/// an origin that checks the edge's signature would refuse every delivery without one.
fn signer(bindings: Bindings<'_>) -> Result<Option<Verifier>, RouteError> {
    if bindings.get(ORIGIN_SECRET).is_none() {
        return Ok(None);
    }
    let secret = bindings.secret(ORIGIN_SECRET, ORIGIN_SECRET)?;
    let signer = Verifier::new(&schemes::STANDARD_WEBHOOKS, [&secret]);
    signer.map(Some).map_err(|error| RouteError::from(error).at(ORIGIN_SECRET))
}
