//! A value of the configuration, as serde reads it, which knows its path.
//!
//! `serde-wasm-bindgen` reads JavaScript's values too, but of a table it reads only the keys that it looks for, so it would
//! not notice a misspelt `tolerance`. It does not say where an error is either. Here every key is handed to serde, and an error
//! has its path, such as `signature.syntax.fields.key`.

use std::vec;

use js_sys::{Array, Object, Reflect};
use serde::de::value::StringDeserializer;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, Expected, MapAccess, SeqAccess, Unexpected, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use wasm_bindgen::{JsCast, JsValue};

use crate::config_value_error::ConfigValueError;

/// A value of the configuration and its path.
#[derive(Clone)]
pub(crate) struct ConfigValue {
    value: JsValue,
    /// The path from where reading began; empty there.
    path: String,
}

impl ConfigValue {
    /// Creates a value from which reading begins.
    pub(crate) fn new(value: JsValue) -> Self {
        Self { value, path: String::new() }
    }

    /// Returns a member of a table, if the value is a table and has it.
    pub(crate) fn member(&self, name: &str) -> Option<JsValue> {
        Reflect::get(&self.value, &name.into()).ok().filter(|value| !value.is_undefined())
    }

    /// Returns the text of a member.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        self.member(name)?.as_string()
    }

    fn child(&self, name: &str, value: JsValue) -> Self {
        let path = if self.path.is_empty() { name.to_owned() } else { [&self.path, ".", name].concat() };
        Self { value, path }
    }

    /// Returns every member of a table, as its JSON would have them.
    fn members(&self) -> Option<Vec<(String, Self)>> {
        let table = self.value.is_object() && !Array::is_array(&self.value);
        let keys = table.then(|| Object::keys(self.value.unchecked_ref::<Object>()))?;
        let member = |key: JsValue| {
            let key = key.as_string()?;
            let value = self.member(&key)?;
            Some((key.clone(), self.child(&key, value)))
        };
        Some(keys.iter().filter_map(member).collect())
    }

    /// Returns the error about a value of another kind.
    fn refuse(&self, expected: &dyn Expected) -> ConfigValueError {
        ConfigValueError::invalid_type(Unexpected::Unit, expected).at(&self.path)
    }

    fn elements(&self) -> Vec<Self> {
        let path = |index| format!("{}[{index}]", self.path);
        Array::from(&self.value).iter().enumerate().map(|(index, value)| Self { value, path: path(index) }).collect()
    }
}

impl<'de> Deserializer<'de> for ConfigValue {
    type Error = ConfigValueError;

    /// For what may be of several kinds.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ConfigValueError> {
        match self.value.as_bool() {
            Some(flag) => visitor.visit_bool(flag).map_err(|error: ConfigValueError| error.at(&self.path)),
            None if Array::is_array(&self.value) => self.deserialize_seq(visitor),
            None => self.deserialize_string(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ConfigValueError> {
        let flag = self.value.as_bool().ok_or_else(|| self.refuse(&visitor))?;
        visitor.visit_bool(flag).map_err(|error: ConfigValueError| error.at(&self.path))
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ConfigValueError> {
        let number = self.value.as_f64().ok_or_else(|| self.refuse(&visitor))?;
        visit_number(number, visitor).map_err(|error: ConfigValueError| error.at(&self.path))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ConfigValueError> {
        let text = self.value.as_string().ok_or_else(|| self.refuse(&visitor))?;
        visitor.visit_string(text).map_err(|error: ConfigValueError| error.at(&self.path))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ConfigValueError> {
        if !Array::is_array(&self.value) {
            return Err(self.refuse(&visitor));
        }
        visitor.visit_seq(Elements(self.elements().into_iter())).map_err(|error: ConfigValueError| error.at(&self.path))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ConfigValueError> {
        let members = self.members().ok_or_else(|| self.refuse(&visitor))?;
        visitor
            .visit_map(Members { rest: members.into_iter(), next: None })
            .map_err(|error: ConfigValueError| error.at(&self.path))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ConfigValueError> {
        self.deserialize_map(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ConfigValueError> {
        if self.value.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ConfigValueError> {
        let outcome = if let Some(text) = self.value.as_string() {
            visitor.visit_enum(StringDeserializer::new(text))
        } else if let Some(Ok([(name, value)])) = self.members().map(<[_; 1]>::try_from) {
            visitor.visit_enum(Variant { name, value })
        } else {
            Err(ConfigValueError::unknown_variant("", variants))
        };
        outcome.map_err(|error: ConfigValueError| error.at(&self.path))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _name: &'static str, visitor: V) -> Result<V::Value, ConfigValueError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ConfigValueError> {
        visitor.visit_unit()
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ConfigValueError> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ConfigValueError> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ConfigValueError> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ConfigValueError> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ConfigValueError> {
        self.deserialize_string(visitor)
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 f32 char bytes byte_buf unit unit_struct tuple tuple_struct identifier
    }
}

/// Visits a number. JavaScript has one kind of number, and serde does not take a float for an integer, even a whole one.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::float_cmp,
    reason = "what is not exact stays as it is"
)]
fn visit_number<'de, V: Visitor<'de>>(number: f64, visitor: V) -> Result<V::Value, ConfigValueError> {
    let whole = number as i64;
    if whole as f64 == number { visitor.visit_i64(whole) } else { visitor.visit_f64(number) }
}

struct Elements(vec::IntoIter<ConfigValue>);

impl<'de> SeqAccess<'de> for Elements {
    type Error = ConfigValueError;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, ConfigValueError> {
        self.0.next().map(|element| seed.deserialize(element)).transpose()
    }
}

struct Members {
    rest: vec::IntoIter<(String, ConfigValue)>,
    /// The value of the key that was read last.
    next: Option<ConfigValue>,
}

impl<'de> MapAccess<'de> for Members {
    type Error = ConfigValueError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, ConfigValueError> {
        let Some((name, value)) = self.rest.next() else { return Ok(None) };
        let path = self.next.insert(value).path.as_str();
        seed.deserialize(StringDeserializer::new(name)).map(Some).map_err(|error: ConfigValueError| error.at(path))
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, ConfigValueError> {
        let value = self.next.take().ok_or_else(|| ConfigValueError::custom("it must have a value"))?;
        seed.deserialize(value)
    }
}

/// A variant with content: `{ prefixed: "sha256=" }`.
struct Variant {
    name: String,
    value: ConfigValue,
}

impl<'de> EnumAccess<'de> for Variant {
    type Error = ConfigValueError;
    type Variant = ConfigValue;

    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<(T::Value, ConfigValue), ConfigValueError> {
        Ok((seed.deserialize(StringDeserializer::<ConfigValueError>::new(self.name))?, self.value))
    }
}

impl<'de> VariantAccess<'de> for ConfigValue {
    type Error = ConfigValueError;

    fn unit_variant(self) -> Result<(), ConfigValueError> {
        Err(ConfigValueError::custom("it must be a text").at(&self.path))
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, ConfigValueError> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _length: usize, visitor: V) -> Result<V::Value, ConfigValueError> {
        self.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, _fields: &'static [&'static str], visitor: V) -> Result<V::Value, ConfigValueError> {
        self.deserialize_map(visitor)
    }
}
