//! Implements [`Value`] for the values of JavaScript.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::Value;

impl Value for JsValue {
    fn is_none(&self) -> bool {
        self.is_null() || self.is_undefined()
    }

    fn text(&self) -> Option<String> {
        self.as_string()
    }

    fn flag(&self) -> Option<bool> {
        self.as_bool()
    }

    fn number(&self) -> Option<f64> {
        self.as_f64()
    }

    fn elements(&self) -> Option<Vec<Self>> {
        Array::is_array(self).then(|| self.unchecked_ref::<Array>().to_vec())
    }

    fn members(&self) -> Option<Vec<(String, Self)>> {
        let is_object = self.is_object() && !Array::is_array(self);
        let pair = |pair: JsValue| {
            let pair: &Array = pair.unchecked_ref();
            (pair.get_unchecked(0).as_string().unwrap_or_default(), pair.get_unchecked(1))
        };
        let entries = is_object.then(|| Object::entries(self.unchecked_ref()))?;
        Some(entries.iter().map(pair).filter(|(_, value)| !value.is_undefined()).collect())
    }

    fn member(&self, name: &str) -> Option<Self> {
        Reflect::get(self, &name.into()).ok().filter(|value| !value.is_undefined())
    }
}
