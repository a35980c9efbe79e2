use napi::bindgen_prelude::{
    ArrayBuffer, BigInt64Array, BigUint64Array, Buffer, BufferSlice, Float32Array, Float64Array,
    Int8Array, Int16Array, Int32Array, Uint8Array, Uint8ArraySlice, Uint8ClampedArray, Uint16Array,
    Uint32Array,
};
use napi_derive::napi;

#[napi]
pub fn buffers(value: Buffer, slice: BufferSlice<'_>) -> Buffer {
    let _ = slice;
    value
}

#[napi]
pub fn slices(a: &[u8], b: &[i8], c: &[u16], d: &[i16]) -> u32 {
    u32::try_from(a.len() + b.len() + c.len() + d.len()).unwrap_or(0)
}

#[napi]
pub fn wide_slices(a: &[u32], b: &[i32], c: &[f32], d: &[f64]) -> u32 {
    u32::try_from(a.len() + b.len() + c.len() + d.len()).unwrap_or(0)
}

#[napi]
pub fn big_slices(a: &[u64], b: &[i64]) -> u32 {
    u32::try_from(a.len() + b.len()).unwrap_or(0)
}

#[napi]
pub fn narrow_arrays(
    a: Int8Array,
    b: Uint8ClampedArray,
    c: Int16Array,
    d: Uint16Array,
) -> Uint8Array {
    let _ = (a, b, c, d);
    Uint8Array::new(vec![1])
}

#[napi]
pub fn wide_arrays(
    a: Int32Array,
    b: Uint32Array,
    c: Float32Array,
    d: BigInt64Array,
    e: BigUint64Array,
) -> Float64Array {
    let _ = (a, b, c, d, e);
    Float64Array::new(vec![1.5])
}

#[napi]
pub fn array_buffer(value: ArrayBuffer<'_>, slice: Uint8ArraySlice<'_>) -> u32 {
    let _ = slice;
    u32::try_from(value.len()).unwrap_or(0)
}
