//! The routes of `wrangler.toml`, read and checked.
//!
//! ```toml
//! [[vars.ROUTES]]
//! path = "/webhooks/gilbert"                       # compared byte for byte; one segment can be {tenant}
//! scheme = "gilbert"                               # the id of a built-in scheme, or a table: a custom scheme
//! secrets = ["GILBERT_WEBHOOK_SECRET"]             # the names of bindings, newest first; with tenants, each contains {TENANT}
//! origin = "https://app.example.com/webhooks/gilbert"   # or origins: a list; the provider gets the response of the first;
//!                                                  # each can be a table: { service = "APP", url = "https://app.example.com/x" }
//! # The following keys can be omitted.
//! url = "https://api.example.com"                  # for schemes that sign it: the URL configured at the provider, or its origin
//! tolerance = 300                                  # in seconds
//! maxBodyBytes = 1048576
//! reserialize = true
//! timeout = 9                                      # in seconds
//! challenge = true                                 # respond to unsigned challenges; or the name of the verify token's secret
//! forwardHeaders = ["authorization"]               # further headers to forward to the origin
//! schemes = [{ scheme = "gilbert", secrets = ["A"] }]   # instead of scheme and secrets: several, distinguished by their headers
//! mode = "accept"                                  # or "proxy"; ledger_option.rs has the keys of a ledger
//! ```
//!
//! A configuration error never lets a request through. An error in one route disables only that route: the route responds with
//! 500, and the log contains the reason. An error of the whole list, such as a `ROUTES` that is not a list, disables all routes.
//! A route whose path cannot be read may be intended for any path that no other route has. So requests to all such paths get 500
//! too.
//!
//! The tenants of a path with `{tenant}` are the tenants with a secret. The secret's binding has the name in `secrets`, with the
//! tenant in it.

use std::rc::Rc;

use hookward::{Verifier, schemes};
use hookward_value::Value;

use crate::bindings::{self, Bindings, Missing};
use crate::headers::HeaderNames;
use crate::http_error::HttpError;
use crate::ready_route::ReadyRoute;
use crate::route_config::RouteConfig;
use crate::route_error::RouteError;
use crate::route_path::TenantPath;
use crate::secret_name::SecretNames;

/// The path at which a monitor requests the health of the configuration.
pub(crate) const HEALTH_PATH: &str = "/_hookward/health";

/// The binding of the operators' token.
const OPERATOR_TOKEN: &str = "OPERATOR_TOKEN";

/// The bindings of the routes, and of the secrets of the edge's own signature, newest first.
const ROUTES: &str = "ROUTES";
const ORIGIN_SECRETS: [&str; 2] = ["ORIGIN_SECRET", "ORIGIN_SECRET_PREVIOUS"];

/// The bindings of the Worker itself. A route cannot use one of them as its secret, and no name of a tenant can lead to one of
/// them.
const OWN_BINDINGS: [&str; 4] = [ROUTES, OPERATOR_TOKEN, ORIGIN_SECRETS[0], ORIGIN_SECRETS[1]];

/// All routes, checked.
pub(crate) struct Routes {
    /// The routes in the order of the configuration, or the error that disables all routes.
    pub(crate) all: Result<Vec<Route>, RouteError>,
    /// The token that operators must send, and the header that contains it. Without a token, no operator's request is served.
    pub(crate) operator_token: Option<String>,
    pub(crate) authorization: HeaderNames,
}

/// One route: its path, and the data that a request to it requires.
pub(crate) struct Route {
    /// The path as written.
    pub(crate) path: Option<String>,
    /// The path with a placeholder for the tenant, if one segment is the tenant.
    tenants: Option<TenantPath>,
    /// The id of the scheme, if it can be read.
    pub(crate) scheme: Option<String>,
    /// The data for each path of the route: one path, or one path for each tenant.
    pub(crate) ready: Result<Vec<ReadyPath>, RouteError>,
}

/// A path as it arrives, and the route for it.
pub(crate) struct ReadyPath {
    path: String,
    route: Result<ReadyRoute, RouteError>,
}

/// The route of a request.
pub(crate) struct Found<'r> {
    pub(crate) scheme: Option<&'r str>,
    /// The path as written, if one segment is the tenant.
    pub(crate) written: Option<&'r str>,
    pub(crate) ready: Result<&'r ReadyRoute, HttpError<'r>>,
    /// Whether the path is that of a tenant without a secret. In this case, `ready` is the route of another tenant. It is used
    /// only to refuse the request in the same way, and must never verify anything.
    pub(crate) is_unknown_tenant: bool,
}

impl Route {
    /// Returns the first error.
    pub(crate) fn error(&self) -> Option<&RouteError> {
        match &self.ready {
            Ok(paths) => paths.iter().find_map(|path| path.route.as_ref().err()),
            Err(error) => Some(error),
        }
    }

    fn find(&self, path: &str) -> Option<Found<'_>> {
        let is_tenant = self.tenants.as_ref().is_some_and(|tenants| tenants.matches(path));
        if !is_tenant && self.path.as_deref() != Some(path) {
            return None;
        }
        let misconfigured = |error: &RouteError| HttpError::Misconfigured(error.clone());
        let ready = match &self.ready {
            // The tenants of a route with an error are unknown. If another route has the tenant, the other route takes
            // precedence.
            Err(error) => return Some(self.found(Err(misconfigured(error)), is_tenant)),
            Ok(paths) => paths,
        };
        if let Some(ready) = ready.iter().find(|ready| ready.path == path) {
            return Some(self.found(ready.route.as_ref().map_err(misconfigured), false));
        }
        let other = ready.iter().find_map(|ready| ready.route.as_ref().ok());
        Some(self.found(other.ok_or_else(|| self.error().map_or(HttpError::NotFound, misconfigured)), true))
    }

    fn found<'r>(&'r self, ready: Result<&'r ReadyRoute, HttpError<'r>>, is_unknown_tenant: bool) -> Found<'r> {
        let written = self.path.as_deref().filter(|_| self.tenants.is_some());
        Found { scheme: self.scheme.as_deref(), written, ready, is_unknown_tenant }
    }
}

impl Routes {
    /// Reads and checks the whole configuration. Never fails: each error is stored for the routes that it concerns.
    pub(crate) fn read(bindings: &impl Bindings) -> Self {
        let token = bindings.get(OPERATOR_TOKEN).and_then(|value| value.text());
        let mut routes = Self {
            all: tables(bindings).map(|tables| check(&tables, bindings)),
            operator_token: token.filter(|token| !token.trim().is_empty()),
            authorization: HeaderNames::new(&["authorization"]),
        };
        routes.number_header_names();
        routes
    }

    /// Returns the route of a path. A route with exactly this path takes precedence over a route with this path for a known
    /// tenant.
    pub(crate) fn find(&self, path: &str) -> Result<Found<'_>, HttpError<'_>> {
        let routes = self.all.as_ref().map_err(|error| HttpError::Misconfigured(error.clone()))?;
        let mut unknown = None;
        for has_tenants in [false, true] {
            let own = routes.iter().filter(|route| route.tenants.is_some() == has_tenants);
            for found in own.filter_map(|route| route.find(path)) {
                if !found.is_unknown_tenant {
                    return Ok(found);
                }
                // An error takes precedence over a refusal, because the tenant may belong to the route with the error.
                if unknown.as_ref().is_none_or(|first: &Found<'_>| first.ready.is_ok() && found.ready.is_err()) {
                    unknown = Some(found);
                }
            }
        }
        if let Some(found) = unknown {
            return Ok(found);
        }
        let unreadable = routes.iter().find(|route| route.path.is_none());
        Err(unreadable.and_then(Route::error).map_or(HttpError::NotFound, |error| HttpError::Misconfigured(error.clone())))
    }

    /// Returns the routes that can be used, one for each tenant.
    pub(crate) fn ready(&self) -> impl Iterator<Item = &ReadyRoute> {
        let ready = self.all.iter().flatten().flat_map(|route| route.ready.iter().flatten());
        ready.filter_map(|path| path.route.as_ref().ok())
    }

    /// Returns the names of headers that the routes read.
    pub(crate) fn header_names(&self) -> impl Iterator<Item = &HeaderNames> {
        let of_routes = self.ready().flat_map(ReadyRoute::each).flat_map(|route| [&route.to_verify, &route.to_forward]);
        of_routes.chain(core::iter::once(&self.authorization))
    }

    fn number_header_names(&mut self) {
        let ready = self.all.iter_mut().flatten().flat_map(|route| route.ready.iter_mut().flatten());
        let routes = ready.filter_map(|path| path.route.as_mut().ok());
        let of_routes = routes.flat_map(ReadyRoute::header_names_mut);
        for (number, names) in (0..).zip(of_routes.chain(core::iter::once(&mut self.authorization))) {
            names.number = number;
        }
    }

    /// Returns the first error of each route.
    pub(crate) fn errors(&self) -> impl Iterator<Item = &RouteError> {
        let whole = self.all.as_ref().err();
        whole.into_iter().chain(self.all.iter().flatten().filter_map(Route::error))
    }
}

/// Returns the tables of `ROUTES` before they are read. Wrangler passes JSON values, and the dashboard can pass text.
fn tables<B: Bindings>(bindings: &B) -> Result<Vec<B::Value>, RouteError> {
    let error = |what: &str| RouteError::invalid_option([what, " ", &bindings.remedy(Missing::Routes)].concat());
    let value = bindings.get(ROUTES).ok_or_else(|| error("There is no ROUTES."))?;
    // The parser's own message is omitted: it would quote the text, which may contain anything.
    let list = value.text().map_or(Some(value), |text| bindings.parse_json(&text)).and_then(|list| list.elements());
    let tables = list.ok_or_else(|| error("ROUTES is not a list or not JSON."))?;
    if tables.is_empty() {
        return Err(error("ROUTES is empty."));
    }
    Ok(tables)
}

fn check<B: Bindings>(tables: &[B::Value], bindings: &B) -> Vec<Route> {
    let signers = signers(bindings);
    let mut names = SecretNames::default();
    names.add(OWN_BINDINGS.into_iter());
    let mut routes: Vec<Route> = Vec::with_capacity(tables.len());
    for (index, table) in tables.iter().enumerate() {
        let path = table.text_member("path");
        let scheme = table.text_member("scheme").or_else(|| table.member("scheme")?.text_member("id"));
        let place = place(index, path.as_deref(), scheme.as_deref());
        let ready = RouteConfig::read(table).and_then(|config| {
            config.refuse_names(&OWN_BINDINGS)?;
            config.refuse_collisions(&names)?;
            names.add(config.secret_names());
            paths(&config, table, bindings, signers.as_ref().map_err(Clone::clone)?, &place)
        });
        let tenants = path.as_deref().and_then(TenantPath::parse);
        routes.push(Route { path, tenants, scheme, ready: ready.map_err(|error| error.at(&place)) });
    }
    refuse_repeated_paths(&mut routes);
    routes
}

/// Builds the route for each path. An error of one tenant disables only this tenant.
fn paths<B: Bindings>(
    config: &RouteConfig,
    table: &B::Value,
    bindings: &B,
    signers: &Rc<[Verifier]>,
    place: &str,
) -> Result<Vec<ReadyPath>, RouteError> {
    let Some(tenants) = TenantPath::parse(&config.path) else {
        let route = config.build(None, table, bindings, signers)?;
        return Ok(vec![ReadyPath { path: config.path.clone(), route: Ok(route) }]);
    };
    let ready = |tenant: &String| {
        let route = config.build(Some(tenant), table, bindings, signers);
        ReadyPath { path: tenants.of(tenant), route: route.map_err(|error| error.at(&format!("{place}: {tenant}"))) }
    };
    Ok(config.tenants(bindings)?.iter().map(ready).collect())
}

/// Returns the text by which a message refers to a route: `ROUTES[0] (/webhooks/gilbert, gilbert)`.
fn place(index: usize, path: Option<&str>, scheme: Option<&str>) -> String {
    let names: Vec<&str> = path.into_iter().chain(scheme.filter(|id| is_id(id))).collect();
    if names.is_empty() { format!("ROUTES[{index}]") } else { format!("ROUTES[{index}] ({})", names.join(", ")) }
}

/// Returns whether a text looks like the id of a scheme. A text that was written there by mistake is not repeated in every
/// message.
fn is_id(text: &str) -> bool {
    text.len() <= 64 && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// Disables every route that has the same path as another route, because the intended route is unknown. If one route has exactly
/// a path and another route has it for a tenant, only the tenant is disabled.
fn refuse_repeated_paths(routes: &mut [Route]) {
    let mut owners: Vec<(usize, bool, String)> = Vec::new();
    for (index, route) in routes.iter().enumerate() {
        // A route that cannot be used still has its path.
        let written = route.path.iter().filter(|_| route.ready.is_err());
        let paths = route.ready.iter().flatten().map(|ready| &ready.path);
        owners.extend(paths.chain(written).map(|path| (index, route.tenants.is_none(), path.clone())));
    }
    for (index, route) in routes.iter_mut().enumerate() {
        let place = place(index, route.path.as_deref(), route.scheme.as_deref());
        let has_tenants = route.tenants.is_some();
        let error = |path: &str| {
            let counts =
                |(owner, is_plain, own): &&(usize, bool, String)| *owner != index && (*is_plain || has_tenants) && own == path;
            let (other, ..) = owners.iter().find(counts)?;
            let message = format!("{place}: ROUTES[{other}] also has {path}. Give each route its own path.");
            Some(RouteError::invalid_option(message))
        };
        if let Ok(paths) = &mut route.ready {
            for ready in paths {
                if let Some(error) = error(&ready.path) {
                    ready.route = Err(error);
                }
            }
        } else if let Some(error) = route.path.as_deref().and_then(error) {
            route.ready = Err(error);
        }
    }
}

/// Builds the verifiers with which the edge signs, newest first. Without a secret, the list is empty. An invalid secret disables
/// every route, because an origin that checks the edge's signature would refuse every delivery without one.
fn signers(bindings: &impl Bindings) -> Result<Rc<[Verifier]>, RouteError> {
    let set: Vec<&str> = ORIGIN_SECRETS.into_iter().filter(|name| bindings.get(name).is_some()).collect();
    if set == ORIGIN_SECRETS[1..] {
        let message =
            "ORIGIN_SECRET_PREVIOUS is set, but ORIGIN_SECRET is not. Set ORIGIN_SECRET to the secret that replaces it.";
        return Err(RouteError::invalid_secret(message.to_owned()));
    }
    let signer = |name: &str| {
        let secret = bindings::secret(bindings, name, name)?;
        Verifier::new(&schemes::STANDARD_WEBHOOKS, [&secret]).map_err(|error| RouteError::from(error).at(name))
    };
    set.into_iter().map(signer).collect()
}
