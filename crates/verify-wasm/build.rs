//! Exports the stack pointer of the module. JavaScript restores it after a call that was ended in the middle.

fn main() {
    println!("cargo::rustc-link-arg-cdylib=--export=__stack_pointer");
}
