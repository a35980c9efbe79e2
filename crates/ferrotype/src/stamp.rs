//! Who this binary is: in a section of the file, and as the export `__ferrotype`.

use std::ffi::c_void;
use std::ptr;

use napi::bindgen_prelude::{ToNapiValue, TypeName};
use napi::{ValueType, sys};

use crate::{cancel_token, cpu, environment, job, raw};

/// The value behind the export `__ferrotype`; made by [`stamp!`](crate::stamp!).
#[derive(Clone, Copy, Debug)]
pub struct Stamp {
    /// npm name of the package.
    pub package: &'static str,
    /// Version of the crate, which is the package's.
    pub version: &'static str,
    /// Number of the algorithm that made the contract.
    pub algorithm: &'static str,
    /// Hash of what a caller can rely on.
    pub contract: &'static str,
    /// Version of Node-API that the addon is built for; empty where that is not known.
    pub napi: &'static str,
}

/// Stamps the addon. Once, at the root of the crate; its `build.rs` calls
/// `ferrotype_extract::build::setup()`.
///
/// ```ignore
/// ferrotype::stamp!();
/// ```
///
/// Without it the loader knows neither version nor contract, signals cannot cancel, and what
/// synchronous functions throw may lose its code and fields.
#[macro_export]
macro_rules! stamp {
    () => {
        #[doc(hidden)]
        mod __ferrotype_stamp {
            use $crate::napi;

            #[$crate::__private::napi_derive::napi(skip_typescript)]
            #[expect(
                non_upper_case_globals,
                reason = "napi exports a const by its Rust name"
            )]
            pub const __ferrotype: $crate::Stamp = $crate::Stamp {
                package: env!(
                    "FERROTYPE_PACKAGE",
                    "call ferrotype_extract::build::setup() in build.rs"
                ),
                version: env!("CARGO_PKG_VERSION"),
                algorithm: env!(
                    "FERROTYPE_ALGORITHM",
                    "call ferrotype_extract::build::setup() in build.rs"
                ),
                contract: env!(
                    "FERROTYPE_CONTRACT",
                    "call ferrotype_extract::build::setup() in build.rs"
                ),
                napi: env!(
                    "FERROTYPE_NAPI",
                    "call ferrotype_extract::build::setup() in build.rs"
                ),
            };

            const BYTES: &[u8] = include_bytes!(concat!(
                env!(
                    "OUT_DIR",
                    "call ferrotype_extract::build::setup() in build.rs"
                ),
                "/ferrotype-stamp.bin"
            ));

            #[used]
            #[cfg_attr(target_vendor = "apple", unsafe(link_section = "__DATA,__ferrotype"))]
            #[cfg_attr(windows, unsafe(link_section = ".ferro"))]
            #[cfg_attr(
                not(any(target_vendor = "apple", windows)),
                unsafe(link_section = ".ferrotype")
            )]
            static SECTION: [u8; BYTES.len()] = *include_bytes!(concat!(
                env!(
                    "OUT_DIR",
                    "call ferrotype_extract::build::setup() in build.rs"
                ),
                "/ferrotype-stamp.bin"
            ));
        }
    };
}

impl TypeName for Stamp {
    fn type_name() -> &'static str {
        "Stamp"
    }

    fn value_type() -> ValueType {
        ValueType::Object
    }
}

/// Runs once for each environment that loads the addon.
impl ToNapiValue for Stamp {
    unsafe fn to_napi_value(env: sys::napi_env, stamp: Self) -> napi::Result<sys::napi_value> {
        environment::enter(env);
        let object = raw::create_object(env)?;
        for (name, text) in [
            ("package", stamp.package),
            ("version", stamp.version),
            ("contract", stamp.contract),
        ] {
            raw::set_property(env, object, name, raw::create_text(env, text)?)?;
        }
        let algorithm = stamp.algorithm.parse().unwrap_or(0.0);
        for (name, number) in [
            ("algorithm", Some(algorithm)),
            ("napi", stamp.napi.parse().ok()),
            ("cpuLevel", Some(f64::from(cpu::level()))),
        ] {
            if let Some(number) = number {
                raw::set_property(env, object, name, raw::create_number(env, number)?)?;
            }
        }
        raw::set_property(env, object, "abort", create_abort(env)?)?;
        Ok(object)
    }
}

fn create_abort(env: sys::napi_env) -> napi::Result<sys::napi_value> {
    let mut function = ptr::null_mut();
    raw::check(
        // SAFETY: the name is five bytes long, and `abort` is a callback of Node-API's own form.
        unsafe {
            sys::napi_create_function(
                env,
                c"abort".as_ptr(),
                5,
                Some(abort),
                ptr::null_mut(),
                &raw mut function,
            )
        },
        "napi_create_function",
    )?;
    Ok(function)
}

/// `__ferrotype.abort(id)`.
unsafe extern "C" fn abort(env: sys::napi_env, info: sys::napi_callback_info) -> sys::napi_value {
    let mut count = 1;
    let mut id: sys::napi_value = ptr::null_mut();
    // SAFETY: one argument is asked for, and there is room for one; Node-API fills it with
    // `undefined` where the caller gave none.
    unsafe {
        sys::napi_get_cb_info(
            env,
            info,
            &raw mut count,
            &raw mut id,
            ptr::null_mut(),
            ptr::null_mut::<*mut c_void>(),
        );
    }
    if let Ok(id) = cancel_token::read_id(env, id)
        && let Some(hub) = job::known_hub(env)
    {
        hub.tokens().abort(id);
    }
    ptr::null_mut()
}
