//! Exports the pointer of the module's own stack, so that JavaScript can put it back after a call that was ended in the middle.

fn main() {
    println!("cargo::rustc-link-arg-cdylib=--export=__stack_pointer");
}
