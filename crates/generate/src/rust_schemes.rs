//! Writes the built-in schemes as statics of the core, without serde and for every type in a scheme.
//!
//! The Rust code of a value is made from its type, which `src/scheme/` declares, and from its `Debug` output. The output is Rust
//! code, except for the names of enums and the `Cow` around texts. A new property requires no change here.

use std::collections::HashMap;
use std::error::Error;
use std::fmt::Write;
use std::path::PathBuf;

use hookward::Scheme;
use serde_json::Value;
use syn::spanned::Spanned;
use syn::{Expr, ExprStruct, Fields, GenericArgument, Item, Member, PathArguments, Type};

use crate::output;
use crate::scheme_files::SchemeFile;
use crate::typescript_schemes;

/// The beginning of the file.
const HEADER: &str = "\
//! Generated from `schemes/`; run `npm run generate`.

#![allow(unused_imports, clippy::wildcard_imports, reason = \"which types are named depends on the providers\")]

use alloc::borrow::Cow::Borrowed;

use super::DEFAULT;
use crate::scheme::*;
use crate::challenge::{Challenge, ChallengeMethod, ChallengeValue};
use crate::template::Template;
";

/// The types of a scheme, by name.
pub(crate) struct SchemeTypes(HashMap<String, Item>);

impl SchemeTypes {
    /// Reads the types that some Rust files and folders declare.
    pub(crate) fn read(paths: &[PathBuf]) -> Result<Self, Box<dyn Error>> {
        let mut items = Vec::new();
        for path in paths.iter().map(|path| output::files(path)).collect::<Result<Vec<_>, _>>()?.concat() {
            let file = syn::parse_file(&output::read(&path)?).map_err(|error| format!("{}: {error}", path.display()))?;
            items.extend(file.items);
        }
        let named = |item: Item| match &item {
            Item::Struct(one) => Some((one.ident.to_string(), item)),
            Item::Enum(one) => Some((one.ident.to_string(), item)),
            _ => None,
        };
        Ok(Self(items.into_iter().filter_map(named).collect()))
    }

    /// Returns the code of a value in a static.
    fn value(&self, value: &Expr, kind: &Type) -> Result<String, Box<dyn Error>> {
        let Some((name, argument)) = name_of(kind) else { return Err("a type without a name".into()) };
        Ok(match (name.as_str(), argument, value) {
            ("Text", None, Expr::Lit(text)) => format!("Borrowed({})", source(text)),
            ("Cow", Some(Type::Slice(list)), Expr::Array(array)) => {
                let values = array.elems.iter().map(|one| self.value(one, &list.elem)).collect::<Result<Vec<_>, _>>()?;
                format!("Borrowed(&[{}])", values.join(", "))
            }
            ("Option", Some(_), Expr::Path(none)) => source(none),
            ("Option", Some(inner), Expr::Call(some)) => match some.args.first() {
                Some(value) => format!("Some({})", self.value(value, inner)?),
                None => return Err("an Option without a value".into()),
            },
            ("bool" | "u8" | "u16" | "u32" | "u64" | "usize", None, Expr::Lit(literal)) => source(literal),
            _ => match self.0.get(&name) {
                Some(Item::Struct(one)) => self.fields(&name, value, &one.fields)?,
                Some(Item::Enum(one)) => {
                    let variant = name_in(value).unwrap_or_default();
                    let found = one.variants.iter().find(|known| known.ident == variant);
                    let found = found.ok_or_else(|| format!("{name} has no variant {variant}"))?;
                    self.fields(&format!("{name}::{variant}"), value, &found.fields)?
                }
                _ => return Err(format!("a value of type {name}, which no static can have").into()),
            },
        })
    }

    /// Returns the code of a struct or a variant: its name, and its fields.
    fn fields(&self, name: &str, value: &Expr, fields: &Fields) -> Result<String, Box<dyn Error>> {
        Ok(match (fields, value) {
            (Fields::Unit, _) => name.to_owned(),
            (Fields::Unnamed(types), Expr::Call(call)) => {
                let pairs = call.args.iter().zip(&types.unnamed);
                let values = pairs.map(|(value, field)| self.value(value, &field.ty)).collect::<Result<Vec<_>, _>>()?;
                format!("{name}({})", values.join(", "))
            }
            (Fields::Named(_), Expr::Struct(value)) => {
                let written = self.named(value, fields)?;
                let pairs: Vec<_> = written.iter().map(|(field, value)| format!("{field}: {value}")).collect();
                format!("{name} {{ {} }}", pairs.join(", "))
            }
            _ => return Err(format!("a {name} that is not written as it is declared").into()),
        })
    }

    /// Returns the name and the code of each field of a value with named fields.
    fn named(&self, value: &ExprStruct, fields: &Fields) -> Result<Vec<(String, String)>, Box<dyn Error>> {
        let written = value.fields.iter().map(|field| {
            let Member::Named(name) = &field.member else { return Err("a field without a name".into()) };
            let declared = fields.iter().find(|known| known.ident.as_ref() == Some(name));
            let declared = declared.ok_or_else(|| format!("no field is called {name}"))?;
            Ok((name.to_string(), self.value(&field.expr, &declared.ty)?))
        });
        written.collect()
    }

    /// Returns the name and the code of each property of a scheme.
    fn properties(&self, scheme: &Scheme) -> Result<Vec<(String, String)>, Box<dyn Error>> {
        let refuse = |error: Box<dyn Error>| format!("{}: {error}", scheme.id);
        let (Expr::Struct(value), Some(Item::Struct(declared))) = (syn::parse_str(&format!("{scheme:?}"))?, self.0.get("Scheme"))
        else {
            return Err("src/scheme/ declares no struct Scheme".into());
        };
        Ok(self.named(&value, &declared.fields).map_err(refuse)?)
    }
}

/// Returns the file of the statics.
pub(crate) fn text(files: &[SchemeFile], types: &SchemeTypes) -> Result<String, Box<dyn Error>> {
    let names: Vec<String> = files.iter().map(|file| format!("&{}", constant(&file.scheme.id))).collect();
    let mut text = HEADER.to_owned();
    writeln!(text, "\n/// The built-in schemes, sorted by id.")?;
    writeln!(text, "pub static ALL: [&Scheme; {}] = [\n    {},\n];", names.len(), names.join(",\n    "))?;
    let ids: Vec<&str> = files.iter().map(|file| file.scheme.id.as_ref()).collect();
    writeln!(
        text,
        "\n/// The ids of the built-in schemes, in one text. A program that only compares ids then needs none of the schemes."
    )?;
    writeln!(text, "pub(super) static IDS: &str = {:?};", ids.join(" "))?;
    let defaults = types.properties(&defaults()?)?;
    for SchemeFile { scheme, .. } in files {
        writeln!(text, "\n/// {}", description(scheme)?)?;
        writeln!(text, "pub static {}: Scheme = Scheme {{", constant(&scheme.id))?;
        for (name, value) in types.properties(scheme)?.into_iter().filter(|property| !defaults.contains(property)) {
            writeln!(text, "    {name}: {value},")?;
        }
        writeln!(text, "    ..DEFAULT\n}};")?;
    }
    Ok(text)
}

/// Returns the file of the schemes as JSON, one in each line, without properties that have their default.
///
/// The id is omitted, because it is in the list of ids. The page of the provider's documentation is omitted, because it is a
/// third of the compressed text and no program reads it.
pub(crate) fn json(files: &[SchemeFile]) -> Result<String, Box<dyn Error>> {
    let mut text = "//! Generated from `schemes/`; run `npm run generate`.\n\n".to_owned();
    writeln!(text, "/// The built-in schemes, one in each line, in the order of the ids.")?;
    text.push_str("pub(super) static JSON: &str = r#\"");
    for (nth, SchemeFile { scheme, .. }) in files.iter().enumerate() {
        let scheme = Scheme { id: "".into(), docs: "".into(), ..scheme.clone() };
        let line = typescript_schemes::short(&typescript_schemes::own_properties(&scheme)?)?;
        write!(text, "{}{line}", if nth == 0 { "" } else { "\n" })?;
    }
    text.push_str("\"#;\n");
    Ok(text)
}

/// Returns a scheme that has only the required properties, with empty values.
pub(crate) fn defaults() -> Result<Scheme, serde_json::Error> {
    let signature = r#"{ "header": "", "syntax": "plain", "encoding": "hex" }"#;
    serde_json::from_str(&format!(r#"{{ "id": "", "name": "", "docs": "", "signature": {signature}, "signedContent": "" }}"#))
}

/// Returns the name of a scheme's static: its id in capitals.
pub(crate) fn constant(id: &str) -> String {
    id.to_ascii_uppercase().replace('-', "_")
}

/// Returns the first sentence of a scheme's documentation.
pub(crate) fn description(scheme: &Scheme) -> Result<String, serde_json::Error> {
    let value = serde_json::to_value(scheme)?;
    let text = |pointer| value.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
    Ok(format!(
        "Describes [{}]({}): {} in `{}` over `{}`.",
        scheme.name,
        scheme.docs,
        text("/signature/encoding").replace('_', " "),
        text("/signature/header"),
        text("/signedContent").replace('\n', "\\n")
    ))
}

/// Returns the last name of a type, and its argument if it has one.
fn name_of(kind: &Type) -> Option<(String, Option<&Type>)> {
    let Type::Path(path) = kind else { return None };
    let last = path.path.segments.last()?;
    let argument = match &last.arguments {
        PathArguments::AngleBracketed(angled) => angled.args.iter().find_map(|argument| match argument {
            GenericArgument::Type(kind) => Some(kind),
            _ => None,
        }),
        _ => None,
    };
    Some((last.ident.to_string(), argument))
}

/// Returns the name at the beginning of a value, which is the name of its variant.
fn name_in(value: &Expr) -> Option<String> {
    match value {
        Expr::Path(path) => path.path.get_ident().map(ToString::to_string),
        Expr::Call(call) => name_in(&call.func),
        Expr::Struct(value) => value.path.get_ident().map(ToString::to_string),
        _ => None,
    }
}

/// Returns the source text of a piece of Rust.
fn source(piece: &impl Spanned) -> String {
    piece.span().source_text().unwrap_or_default()
}
