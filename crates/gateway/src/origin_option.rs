//! The keys `origin` and `origins` of a route, which determine where verified deliveries are sent.

use hookward::members;
use hookward_value::{Reader, Value};
use serde::Deserialize;

use crate::bindings::{self, Bindings, Product};
use crate::recipient::Recipient;
use crate::route_error::{RouteError, option};
use crate::route_path::with_tenant;
use crate::value_message;

/// The maximum number of origins of a route.
const MAX_ORIGINS: usize = 16;

/// The host of the URL that a service gets if its route sets no URL. The host is never looked up.
const SERVICE_HOST: &str = "https://service";

/// An origin that is called through a binding of the host instead of over the network, as written.
#[derive(Default)]
struct Service {
    service: String,
    url: Option<String>,
}

members! {
    Service = Self::default(), "a URL or a table", required: 1;
    service = "service",
    url = "url",
}

/// Returns the origins of a route in the format that hosts use. An origin is its URL and, after a space, the name of the binding
/// through which it is called. No URL contains a space. A route with a recipient has no origin. `path` is the path of the route
/// with its tenant. Equal origins are refused, because each delivery would be sent twice.
pub(crate) fn read<B: Bindings>(
    table: &B::Value,
    (path, tenant): (&str, Option<&str>),
    recipient: Option<&Recipient>,
    bindings: &B,
) -> Result<Vec<String>, RouteError> {
    let read_one = |value: &B::Value, name: &str| read_one(value, name, (path, tenant), bindings);
    let key = |name| table.member(name).filter(|value| !value.is_none());
    let (one, list) = (key("origin"), key("origins"));
    if let Some(recipient) = recipient {
        let (word, _) = recipient.product.traits();
        let message = [word, " replaces the keys `origin` and `origins`. Remove them or this key."].concat();
        return if one.is_none() && list.is_none() { Ok(Vec::new()) } else { Err(RouteError::invalid_option(message)) };
    }
    let list = match (one, list) {
        (Some(one), None) => return Ok(vec![read_one(&one, "origin")?]),
        (None, Some(list)) => list.elements().unwrap_or_default(),
        (None, None) => return Err(RouteError::invalid_option("the key `origin` is missing".to_owned())),
        (Some(_), Some(_)) => {
            let message = "origin and origins are both set. Write origin for one, or origins for several.";
            return Err(RouteError::invalid_option(message.to_owned()));
        }
    };
    let origins = list.iter().enumerate().map(|(at, one)| read_one(one, &format!("origins[{at}]")));
    let origins = origins.collect::<Result<Vec<_>, _>>()?;
    let is_repeated = origins.iter().enumerate().any(|(at, one)| origins.iter().take(at).any(|other| other == one));
    if is_repeated || !(1..=MAX_ORIGINS).contains(&origins.len()) {
        return Err(option("origins", "a list of 1 to 16 different URLs"));
    }
    Ok(origins)
}

fn read_one<B: Bindings>(
    value: &B::Value,
    name: &str,
    (path, tenant): (&str, Option<&str>),
    bindings: &B,
) -> Result<String, RouteError> {
    let url_of = |name: &str, url: &str| http_url(bindings, name, &with_tenant(url, tenant));
    if let Some(url) = value.text() {
        return url_of(name, &url);
    }
    let read = Service::deserialize(Reader(value.clone()));
    let Service { service, url } = read.map_err(|error| {
        let (member, message) = value_message::of(error);
        let separator = if member.is_empty() { "" } else { "." };
        RouteError::invalid_option([name, separator, &member, ": ", &message].concat())
    })?;
    bindings::check(bindings, Product::Service, &service, &[name, ".service"].concat())?;
    let url = match url {
        Some(url) => url_of(&[name, ".url"].concat(), &url)?,
        None => [SERVICE_HOST, path].concat(),
    };
    Ok([&url, " ", &service].concat())
}

/// Returns a URL that requests are sent to. Braces are refused: they would be sent unchanged, and a route without tenants cannot
/// replace `{tenant}`.
pub(crate) fn http_url(bindings: &impl Bindings, name: &str, text: &str) -> Result<String, RouteError> {
    let url = bindings
        .parse_url(text)
        .filter(|_| !text.bytes().any(|byte| matches!(byte, b'{' | b'}')))
        .filter(|url| matches!(url.protocol.as_str(), "https:" | "http:"))
        .filter(|url| url.username.is_empty() && url.password.is_empty() && url.hash.is_empty());
    url.map(|url| url.href)
        .ok_or_else(|| option(name, "an absolute http or https URL, without a user, a password, a fragment or braces"))
}
