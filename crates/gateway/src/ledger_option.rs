//! The keys of a route for its ledger: the data that is stored of deliveries, and the times of attempts.

use std::fmt;

use hookward::{Scheme, Verifier};
use hookward_ledger::{OriginLimits, Policy};
use hookward_value::Value as _;
use serde::Deserialize;
use serde::de::{Deserializer, Error, Visitor};

use crate::bindings::{Bindings, Missing, Product};
use crate::headers::is_credential;
use crate::route_error::{RouteError, option};
use crate::shards::{MAX_SHARDS, Shards};

/// The binding of the ledgers.
const LEDGER: &str = "LEDGER";

/// The time from the timeout of a request until its attempt counts as lost, in milliseconds.
const LEASE: i64 = 10_000;

/// The maximum time that a route may set, in seconds: a year.
const MAX_TIME: f64 = 31_536_000.0;

/// The maximum number of attempts of a delivery, of attempts in flight, and of attempts that begin in one second.
const MAX_ATTEMPTS: usize = 100;
const MAX_CONCURRENCY: u32 = 100;
const MAX_RATE: u32 = 1000;

/// The purpose of a ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Mode {
    /// A duplicate is acknowledged and does not reach the origin.
    Proxy,
    /// A delivery is stored, acknowledged, and sent to the origin later.
    Accept,
}

/// The data by which a duplicate is recognized.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Dedupe {
    /// The delivery id if it is signed, otherwise the body.
    #[default]
    Signed,
    /// The body.
    Body,
    /// No data: each delivery is new.
    Off,
}

impl<'de> Deserialize<'de> for Dedupe {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;

        impl Visitor<'_> for Either {
            type Value = Dedupe;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("\"body\", true or false")
            }

            fn visit_bool<E: Error>(self, on: bool) -> Result<Dedupe, E> {
                Ok(if on { Dedupe::Signed } else { Dedupe::Off })
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Dedupe, E> {
                if text == "body" { Ok(Dedupe::Body) } else { Err(E::custom("it must be \"body\", true or false")) }
            }
        }

        deserializer.deserialize_any(Either)
    }
}

/// The checked ledger options of a route.
pub(crate) struct ReadyLedger {
    /// The purpose of the ledger. Without a mode, no request calls the ledger.
    pub(crate) mode: Option<Mode>,
    pub(crate) dedupe: Dedupe,
    pub(crate) shards: Shards,
    /// The path of the member of the body whose value determines which deliveries are sent one at a time.
    pub(crate) order: Option<String>,
    /// The policy of the ledger. It is set even without a mode: accepted deliveries are sent even if the route no longer accepts
    /// any.
    pub(crate) policy: Policy,
}

/// The keys of a route for its ledger, as written.
pub(crate) struct LedgerOptions<'c> {
    /// The product that receives the deliveries of the route instead of an origin.
    pub(crate) recipient: Option<Product>,
    pub(crate) mode: Option<Mode>,
    pub(crate) dedupe: Dedupe,
    pub(crate) schedule: Option<&'c [f64]>,
    pub(crate) concurrency: Option<u32>,
    pub(crate) rate: Option<u32>,
    pub(crate) dedupe_window: Option<f64>,
    pub(crate) keep_bodies: Option<f64>,
    pub(crate) keep_dead: Option<f64>,
    pub(crate) max_wait: Option<f64>,
    pub(crate) shards: Option<u32>,
    pub(crate) shards_previous: Option<u32>,
    pub(crate) order: Option<&'c str>,
    /// The headers in the route's `forwardHeaders`.
    pub(crate) forward_headers: &'c [String],
}

impl LedgerOptions<'_> {
    /// Checks the keys. `path` is the path of the route. `timeout` is the maximum time of a request to an origin, in
    /// milliseconds. `origins` is the number of origins.
    pub(crate) fn ready(
        &self,
        path: &str,
        scheme: &Scheme,
        bindings: &impl Bindings,
        signers: &[Verifier],
        timeout: u32,
        origins: usize,
    ) -> Result<ReadyLedger, RouteError> {
        if let Some(mode) = self.mode {
            self.check_mode(mode, bindings, signers)?;
        }
        self.check_stored()?;
        if self.mode.is_some() || self.recipient == Some(Product::Workflow) {
            self.check_dedupe(scheme)?;
        }
        self.check_order()?;
        let (shards, order) = (self.shards(path)?, self.order.map(str::to_owned));
        Ok(ReadyLedger { mode: self.mode, dedupe: self.dedupe, shards, order, policy: self.policy(timeout, origins)? })
    }

    fn check_order(&self) -> Result<(), RouteError> {
        let Some(order) = self.order else { return Ok(()) };
        if order.bytes().any(|byte| matches!(byte, b'$' | b'[' | b']')) || order.split('.').any(str::is_empty) {
            return Err(option("order", "the name of a member of the body, or several joined by dots, without $ or brackets"));
        }
        let wrong = if self.mode != Some(Mode::Accept) {
            "order: This key requires mode \"accept\". Set mode to \"accept\", or remove order."
        } else if self.shards.max(self.shards_previous).is_some_and(|count| count > 1) {
            "order: Not possible with shards. Remove order, or shards and shardsPrevious."
        } else {
            return Ok(());
        };
        Err(RouteError::invalid_option(wrong.to_owned()))
    }

    fn shards(&self, path: &str) -> Result<Shards, RouteError> {
        for (name, value) in [("shards", self.shards), ("shardsPrevious", self.shards_previous)] {
            if value.is_some_and(|value| !(1..=MAX_SHARDS).contains(&value)) {
                return Err(option(name, &format!("a whole number from 1 to {MAX_SHARDS}")));
            }
        }
        Ok(Shards::new(path, self.shards.unwrap_or(1), self.shards_previous))
    }

    fn check_mode(&self, mode: Mode, bindings: &impl Bindings, signers: &[Verifier]) -> Result<(), RouteError> {
        let error = |message: &str| Err(RouteError::invalid_option(message.to_owned()));
        match (self.recipient, mode) {
            (Some(Product::Workflow), _) => {
                return error("mode: A workflow stores deliveries itself. Remove mode.");
            }
            (Some(_), Mode::Accept) => {
                return error("mode: A queue stores deliveries itself. Remove mode, or set it to \"proxy\".");
            }
            _ => {}
        }
        need_ledgers(bindings, "mode")?;
        if mode == Mode::Accept && signers.is_empty() {
            return Err(RouteError::invalid_secret(format!(
                "mode: Accepted deliveries may be sent after the provider's timestamp is too old, so the Worker must sign them \
                 with ORIGIN_SECRET. {}",
                bindings.remedy(Missing::Secret("ORIGIN_SECRET"))
            )));
        }
        if mode == Mode::Proxy && self.dedupe == Dedupe::Off {
            return error("dedupe: With dedupe false, mode \"proxy\" has no effect. Remove one of the two keys.");
        }
        Ok(())
    }

    /// Refuses a header with a credential in `forwardHeaders` if the route stores headers.
    fn check_stored(&self) -> Result<(), RouteError> {
        let is_stored = self.mode == Some(Mode::Accept) || self.recipient.is_some();
        let credential = self.forward_headers.iter().map(|name| name.to_ascii_lowercase()).find(|name| is_credential(name));
        match credential.filter(|_| is_stored) {
            Some(name) => Err(RouteError::invalid_option(format!(
                "forwardHeaders: {name} would be stored with each delivery, visible to every operator. Remove it from the list."
            ))),
            None => Ok(()),
        }
    }

    /// Refuses the default `dedupe` if the provider signs nothing that distinguishes two events with equal bodies.
    fn check_dedupe(&self, scheme: &Scheme) -> Result<(), RouteError> {
        if self.dedupe == Dedupe::Signed && !scheme.delivery_id_signed() && scheme.timestamp.is_none() {
            let other = if self.mode == Some(Mode::Proxy) { "" } else { ", or to false to send each event" };
            return Err(RouteError::invalid_option(format!(
                "dedupe: This provider signs neither an id nor a time, so two events with identical bodies count as one. Set \
                 dedupe to \"body\" if this is right{other}."
            )));
        }
        Ok(())
    }

    fn policy(&self, timeout: u32, origins: usize) -> Result<Policy, RouteError> {
        let mut policy = Policy { lease: i64::from(timeout).saturating_add(LEASE), ..Policy::default() };
        let mut limits = OriginLimits::default();
        if let Some(schedule) = self.schedule {
            policy.schedule = schedule.iter().map(|seconds| time("schedule", *seconds)).collect::<Result<_, _>>()?;
            if !(1..=MAX_ATTEMPTS).contains(&policy.schedule.len()) {
                return Err(option("schedule", &format!("a list of 1 to {MAX_ATTEMPTS} times, in seconds")));
            }
        }
        for (name, value, target, most) in [
            ("concurrency", self.concurrency, &mut limits.concurrency, MAX_CONCURRENCY),
            ("rate", self.rate, limits.rate.insert(0), MAX_RATE),
        ] {
            if let Some(value) = value {
                if !(1..=most).contains(&value) {
                    return Err(option(name, &format!("a whole number from 1 to {most}")));
                }
                *target = value;
            }
        }
        limits.rate = limits.rate.filter(|rate| *rate > 0);
        policy.origins = vec![limits; origins];
        for (name, value, target) in [
            ("dedupeWindow", self.dedupe_window, &mut policy.key_window),
            ("keepBodies", self.keep_bodies, &mut policy.body_retention),
            ("keepDead", self.keep_dead, &mut policy.dead_retention),
            ("maxWait", self.max_wait, &mut policy.max_wait),
        ] {
            if let Some(seconds) = value {
                *target = time(name, seconds)?;
            }
        }
        Ok(policy)
    }
}

/// Refuses a key of a route that requires the binding of the ledgers if this binding does not exist.
pub(crate) fn need_ledgers(bindings: &impl Bindings, key: &str) -> Result<(), RouteError> {
    // A text variable with this name is not a binding of a Durable Object.
    if bindings.get(LEDGER).is_some_and(|binding| binding.text().is_none()) {
        return Ok(());
    }
    let remedy = bindings.remedy(Missing::Ledger);
    Err(RouteError::invalid_option(format!("{key}: There is no binding {LEDGER}. {remedy}")))
}

/// Converts seconds to milliseconds.
#[expect(clippy::cast_possible_truncation, reason = "a year at most")]
fn time(name: &str, seconds: f64) -> Result<i64, RouteError> {
    if !(0.0..=MAX_TIME).contains(&seconds) {
        return Err(option(name, "a number of seconds from 0 to 31536000"));
    }
    Ok((seconds * 1000.0).ceil() as i64)
}
