//! What the TypeScript of the events needs beyond their own types. Built only to generate it.

use core::marker::PhantomData;
use std::path::PathBuf;

use ts_rs::{Config, TS};

pub(super) extern crate std;

/// What `derive(TS)` takes for granted, and a crate without the standard library does not have in scope.
pub(super) mod prelude {
    pub(in super::super) use super::std::borrow::ToOwned;
    pub(in super::super) use super::std::string::ToString;
    pub(in super::super) use super::std::{format, vec};
    pub(in super::super) use super::{JsonObject, std};
    pub(in super::super) use ts_rs::TS;
}

/// The enums of the providers, by the member that tells their events apart.
pub(super) trait Tagged {
    const TAG: &'static str;
}

/// The last member of every union, written by hand in `unknown.ts`: no derive can say that a string is none of the others.
pub(super) struct UnknownEvent<E>(PhantomData<E>);

impl<E: Tagged + 'static> TS for UnknownEvent<E> {
    type WithoutGenerics = Self;
    type OptionInnerType = Self;

    fn name(_: &Config) -> std::string::String {
        std::format!("UnknownEvent<\"{}\">", E::TAG)
    }

    fn inline(config: &Config) -> std::string::String {
        Self::name(config)
    }

    fn output_path() -> Option<PathBuf> {
        Some(PathBuf::from("unknown.ts"))
    }
}

/// An object of any content.
pub(super) struct JsonObject;

impl TS for JsonObject {
    type WithoutGenerics = Self;
    type OptionInnerType = Self;

    fn name(_: &Config) -> std::string::String {
        "Record<string, unknown>".into()
    }

    fn inline(config: &Config) -> std::string::String {
        Self::name(config)
    }
}
