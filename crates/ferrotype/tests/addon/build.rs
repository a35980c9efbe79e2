//! Writes the stamp and tells the linker what an addon needs.

fn main() {
    napi_build::setup();
    ferrotype_extract::build::setup();
}
