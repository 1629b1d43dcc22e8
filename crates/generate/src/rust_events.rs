//! Reads the event types of `src/events/` with syn, as plain data.
//!
//! Source code that this data cannot represent is an error, which begins with the file and the line. Nothing is omitted silently.

use std::collections::VecDeque;
use std::path::Path;
use std::{error, result};

use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{File, Ident, Item, ItemMacro, Result};

use crate::attributes;
use crate::events_macro::EventsMacro;
use crate::output;
use crate::rust_structs::Struct;
use crate::rust_types::{Scope, Type, unknown};

/// The events of one provider: a file of `src/events/`.
pub(crate) struct Provider {
    /// The name of its module.
    pub(crate) module: String,
    pub(crate) union: Union,
    /// The structs of the events, in the order in which a reader finds them.
    pub(crate) structs: Vec<Struct>,
}

/// The enum of a provider's events.
pub(crate) struct Union {
    pub(crate) docs: Vec<String>,
    pub(crate) name: String,
    /// The member that contains the event's name.
    pub(crate) tag: String,
    pub(crate) events: Vec<Event>,
}

/// One event, with the provider's name for it.
pub(crate) struct Event {
    pub(crate) name: String,
    pub(crate) payload: Type,
}

/// Reads every provider that the `mod.rs` of a folder declares.
pub(crate) fn read(folder: &Path) -> result::Result<Vec<Provider>, Box<dyn error::Error>> {
    let path = folder.join("mod.rs");
    let list = syn::parse_file(&output::read(&path)?).map_err(|error| located(&path, &error))?;
    let mut providers = Vec::new();
    for item in list.items {
        if let Item::Mod(declared) = item {
            attributes::docs(&declared.attrs).map_err(|error| located(&path, &error))?;
            let module = declared.ident.unraw().to_string();
            let path = folder.join(format!("{module}.rs"));
            providers.push(parse(&module, &path, &output::read(&path)?)?);
        }
    }
    Ok(providers)
}

/// Parses the file of one provider. The path is for errors.
pub(crate) fn parse(module: &str, path: &Path, text: &str) -> result::Result<Provider, String> {
    let provider = syn::parse_file(text).and_then(|file| Provider::read(module, file));
    provider.map_err(|error| located(path, &error))
}

/// Returns the error as one line that begins with its position in the file.
fn located(path: &Path, error: &syn::Error) -> String {
    let start = error.span().start();
    format!("{}:{}:{}: {error}", path.display(), start.line, start.column.saturating_add(1))
}

/// Returns a function that adds the name of a type to an error that was found in it.
fn within(name: &Ident) -> impl FnOnce(syn::Error) -> syn::Error {
    move |error| syn::Error::new(error.span(), format!("{name}: {error}"))
}

impl Provider {
    /// Reads a parsed file.
    fn read(module: &str, file: File) -> Result<Self> {
        attributes::docs(&file.attrs)?;
        let place = file.span();
        let (mut macros, mut structs) = (Vec::new(), Vec::new());
        for item in file.items {
            match item {
                Item::Use(_) => {}
                Item::Struct(item) => structs.push(item),
                Item::Macro(item) if declares_events(&item) => macros.push(item.mac.parse_body::<EventsMacro>()?),
                other => return Err(unknown("item", &other)),
            }
        }
        let [events] = macros.as_slice() else {
            return Err(syn::Error::new(place, format!("`events!` stands here {} times, not once", macros.len())));
        };

        let names = structs.iter().map(|item| item.ident.to_string()).collect();
        let union = Union::read(events, &Scope { structs: &names, parameters: &[] }).map_err(within(&events.name))?;
        let structs = structs.iter().map(|item| {
            let read = Struct::read(item, &names).map_err(within(&item.ident))?;
            Ok((&item.ident, read))
        });
        let structs = in_order(&union, structs.collect::<Result<_>>()?)?;
        Ok(Self { module: module.to_owned(), union, structs })
    }
}

/// Returns whether an item is `super::events! { … }`.
fn declares_events(item: &ItemMacro) -> bool {
    item.ident.is_none() && item.mac.path.segments.last().is_some_and(|last| last.ident == "events")
}

impl Union {
    /// Reads the content of the macro.
    fn read(events: &EventsMacro, scope: &Scope<'_>) -> Result<Self> {
        let (docs, name, tag) = (attributes::docs(&events.attributes)?, events.name.to_string(), events.tag.value());
        let events = events.variants.iter().map(|variant| {
            attributes::docs(&variant.attributes)?;
            Ok(Event { name: variant.name.value(), payload: Type::read(&variant.payload, scope)? })
        });
        Ok(Self { docs, name, tag, events: events.collect::<Result<_>>()? })
    }
}

/// Sorts the structs in the order in which a reader finds them, starting with the events.
fn in_order(union: &Union, mut structs: Vec<(&Ident, Struct)>) -> Result<Vec<Struct>> {
    let mut met: VecDeque<String> = union.events.iter().flat_map(|event| event.payload.structs()).collect();
    let mut ordered = Vec::new();
    while let Some(name) = met.pop_front() {
        if let Some(position) = structs.iter().position(|(_, one)| one.name == name) {
            let (_, next) = structs.remove(position);
            met.extend(next.fields.iter().flat_map(|field| field.kind.structs()));
            ordered.push(next);
        }
    }
    match structs.first() {
        Some((name, _)) => Err(syn::Error::new(name.span(), format!("{name}: no event is made of it"))),
        None => Ok(ordered),
    }
}
