//! Writes the built-in schemes in TypeScript: a table by id, and a module for each.

use std::error::Error;
use std::fmt::{self, Formatter, Write};

use hookward::{Algorithm, Scheme};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::rust_schemes;
use crate::scheme_files::SchemeFile;

/// The beginning of every generated file. It distinguishes generated files from files that are written by hand.
pub(crate) const HEADER: &str = "// Generated from schemes/";

/// The import in every module of a scheme.
const BUILT_IN: &str = "import { builtIn } from \"../schemes/built-in.js\";\n";

/// Returns the table of all schemes, each as JSON. A program that uses one scheme parses only that scheme.
pub(crate) fn table(files: &[SchemeFile]) -> Result<String, Box<dyn Error>> {
    let mut text = format!("{HEADER}; run `npm run generate`.\n\nimport type {{ SchemeId }} from \"./scheme.js\";\n\n");
    text.push_str("/** The built-in schemes by id: the arguments of `builtIn`, as JSON. */\n");
    text.push_str("export const builtin: Readonly<Record<SchemeId, string>> = {\n");
    for SchemeFile { scheme, .. } in files {
        let json = format!("[{}]", arguments(scheme)?);
        writeln!(text, "  {:?}: {},", scheme.id, quoted(&json))?;
    }
    text.push_str("};\n");
    Ok(text)
}

/// Returns the default properties of a scheme, and the version of compiled schemes.
pub(crate) fn defaults() -> Result<String, Box<dyn Error>> {
    let properties = serde_json::to_string_pretty(&rust_schemes::defaults()?)?;
    Ok(format!(
        "{HEADER}; run `npm run generate`.

import type {{ WholeScheme }} from \"./scheme.js\";

/** The defaults of the properties that a scheme's file omits. The other properties are empty texts. The order is that of a scheme. */
export const DEFAULTS: WholeScheme = {properties};

/** The version of this package. Only this version can read the schemes that it has compiled. */
export const VERSION = {:?};
",
        env!("CARGO_PKG_VERSION")
    ))
}

/// Returns a module for each scheme, and the index of the modules.
pub(crate) fn modules(files: &[SchemeFile]) -> Result<Vec<(String, String)>, Box<dyn Error>> {
    let mut index = format!("{HEADER}; run `npm run generate`.\n\n/** The built-in schemes, each under its own name. */\n\n");
    let mut modules = Vec::new();
    for SchemeFile { scheme, about } in files {
        let (id, name) = (&scheme.id, camel_case(&scheme.id));
        writeln!(index, "export {{ {name} }} from \"./{id}.js\";")?;
        modules.push((format!("{id}.ts"), module(scheme, &name, &about.secret_help)?));
    }
    modules.push(("index.ts".to_owned(), index));
    Ok(modules)
}

/// Returns the module of a scheme.
fn module(scheme: &Scheme, name: &str, secret_help: &str) -> Result<String, Box<dyn Error>> {
    let Scheme { id, docs, .. } = scheme;
    // SHA-1 and SHA-512 are in a separate module, which only programs with such a scheme load.
    let (import, hash) = match scheme.algorithm {
        Algorithm::Sha256 => ("", ""),
        _ => ("import { shaHash } from \"../modules/sha-module.js\";\n", ", shaHash"),
    };
    // The code for schemes whose signature does not cover the body is also in a separate module.
    let (import, hash) = if scheme.unsigned_body {
        let no_hash = if hash.is_empty() { ", undefined" } else { hash };
        (
            [import, BUILT_IN, "import { authenticate } from \"../schemes/authenticated.js\";\n"].concat(),
            [no_hash, ", authenticate"].concat(),
        )
    } else {
        ([import, BUILT_IN].concat(), hash.to_owned())
    };
    Ok(format!(
        "{HEADER}{id}/scheme.json; run `npm run generate`.

{import}
/**
 * {}: {docs}
 *
 * The secret: {}.
 */
export const {name} = /* @__PURE__ */ builtIn<\"{id}\">({}{hash});
",
        scheme.name,
        secret_help.replace("*/", "*\\/"),
        arguments(scheme)?
    ))
}

/// Returns the arguments of a built-in scheme.
///
/// They are the properties without defaults as JSON, the bytes, the headers as JSON, and whether the delivery id is signed.
fn arguments(scheme: &Scheme) -> Result<String, Box<dyn Error>> {
    let properties = own_properties(scheme)?;
    let headers = serde_json::to_string(&scheme.required_headers().collect::<Vec<_>>())?;
    Ok(format!("{properties}, {}, {headers}, {}", bytes(scheme)?, scheme.delivery_id_signed()))
}

/// Returns a scheme as JSON, without the properties that have their default.
pub(crate) fn own_properties(scheme: &Scheme) -> Result<String, serde_json::Error> {
    let (own, defaults) = (properties(scheme)?, properties(&rust_schemes::defaults()?)?);
    Ok(object(own.into_iter().filter(|property| !defaults.contains(property))))
}

/// Returns a JSON object without the members, at any depth, that are null, false or an empty list. Each of these values is the
/// default of its property.
pub(crate) fn short(json: &str) -> Result<String, serde_json::Error> {
    if !json.starts_with('{') {
        return Ok(json.to_owned());
    }
    let Properties(pairs) = serde_json::from_str(json)?;
    let kept = pairs.into_iter().filter(|(_, value)| !matches!(value.as_str(), "null" | "false" | "[]"));
    let kept: Result<Vec<_>, serde_json::Error> = kept.map(|(name, value)| Ok((name, short(&value)?))).collect();
    Ok(object(kept?.into_iter()))
}

/// Returns a JSON object.
fn object(members: impl Iterator<Item = (String, String)>) -> String {
    let members: Vec<_> = members.map(|(name, value)| format!("{name:?}:{value}")).collect();
    format!("{{{}}}", members.join(","))
}

/// Returns the properties of a scheme as JSON, in the order of their declaration.
fn properties(scheme: &Scheme) -> Result<Vec<(String, String)>, serde_json::Error> {
    serde_json::from_str(&serde_json::to_string(scheme)?).map(|Properties(pairs)| pairs)
}

/// The members of an object in their original order. Each value is the original text.
struct Properties(Vec<(String, String)>);

impl<'de> Deserialize<'de> for Properties {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(PropertiesVisitor)
    }
}

struct PropertiesVisitor;

impl<'de> Visitor<'de> for PropertiesVisitor {
    type Value = Properties;

    fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Properties, A::Error> {
        let mut pairs = Vec::new();
        while let Some((name, value)) = map.next_entry::<String, Box<RawValue>>()? {
            pairs.push((name, value.get().to_owned()));
        }
        Ok(Properties(pairs))
    }
}

/// Returns the compiled scheme as a string literal with a character for each byte. This literal is short.
fn bytes(scheme: &Scheme) -> Result<String, Box<dyn Error>> {
    let characters: String = scheme.to_bytes()?.into_iter().map(char::from).collect();
    Ok(serde_json::to_string(&characters)?)
}

/// Returns JSON as a literal in single quotes. The double quotes of the JSON need no escape in it.
fn quoted(json: &str) -> String {
    format!("'{}'", json.replace('\\', "\\\\").replace('\'', "\\'"))
}

/// Returns the name of a scheme in JavaScript: its id in camelCase.
pub(crate) fn camel_case(id: &str) -> String {
    let mut words = id.split('-');
    let mut name = words.next().unwrap_or_default().to_owned();
    for word in words {
        let mut letters = word.chars();
        name.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        name.push_str(letters.as_str());
    }
    name
}
