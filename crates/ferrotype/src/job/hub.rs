//! Brings results back to a JavaScript thread.
//!
//! One hub per environment holds what is done, and two thread-safe functions. Calling one from
//! its own callback does not yield to the event loop; calling the other does. So each works
//! through a slice and hands the rest to the other.

use std::cell::RefCell;
use std::collections::{HashMap, VecDeque};
use std::ffi::c_void;
use std::ptr;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use napi::bindgen_prelude::retain_current_module_for_unload_safety;
use napi::sys;

use crate::cancel_token::CancelTable;
use crate::{environment, panic_guard, raw};

/// How long the event loop waits for us in one piece.
const SLICE: Duration = Duration::from_micros(1_500);

/// What is to be done on the JavaScript thread.
type Completion = Box<dyn FnOnce(sys::napi_env) + Send>;

thread_local! {
    static HUBS: RefCell<HashMap<sys::napi_env, Arc<Hub>>> = RefCell::default();
}

/// The way back into one environment.
pub(crate) struct Hub {
    queue: Mutex<Queue>,
    closed: Arc<AtomicBool>,
    tokens: Arc<CancelTable>,
    /// Jobs under way; written on the JavaScript thread alone.
    pending: AtomicUsize,
}

struct Queue {
    done: VecDeque<Completion>,
    /// Whether one of the functions has been called and has not finished yet.
    scheduled: bool,
    /// The functions, until the environment ends.
    functions: Option<[ThreadsafeFunction; 2]>,
}

#[derive(Clone, Copy)]
struct ThreadsafeFunction(sys::napi_threadsafe_function);

// SAFETY: Node-API allows calls from any thread; the queue's lock keeps them within its life.
unsafe impl Send for ThreadsafeFunction {}

impl ThreadsafeFunction {
    fn call(self) {
        // SAFETY: the caller holds the queue's lock and found the function in it, so the
        // environment has not ended.
        unsafe {
            sys::napi_call_threadsafe_function(
                self.0,
                ptr::null_mut(),
                sys::ThreadsafeFunctionCallMode::nonblocking,
            );
        }
    }
}

/// What a thread-safe function knows: its hub and which of the two it is.
struct Context {
    hub: Arc<Hub>,
    other: usize,
}

/// The hub of `env`, made on first use. Called on its JavaScript thread.
pub(crate) fn hub(env: sys::napi_env) -> napi::Result<Arc<Hub>> {
    environment::enter(env);
    if let Some(hub) = known_hub(env) {
        return Ok(hub);
    }
    retain_current_module_for_unload_safety();
    let hub = Arc::new(Hub {
        queue: Mutex::new(Queue {
            done: VecDeque::new(),
            scheduled: false,
            functions: None,
        }),
        closed: Arc::default(),
        tokens: Arc::default(),
        pending: AtomicUsize::new(0),
    });
    let first = create_function(env, &hub, 1)?;
    let second = create_function(env, &hub, 0)?;
    hub.lock().functions = Some([first, second]);
    // Hooks run last first: this one ends the calls before Node ends the functions.
    raw::check(
        // SAFETY: the hook takes the address as a number.
        unsafe { sys::napi_add_env_cleanup_hook(env, Some(close), env.cast()) },
        "napi_add_env_cleanup_hook",
    )?;
    HUBS.with_borrow_mut(|hubs| hubs.insert(env, Arc::clone(&hub)));
    Ok(hub)
}

/// The hub of `env`, where there is one.
pub(crate) fn known_hub(env: sys::napi_env) -> Option<Arc<Hub>> {
    HUBS.try_with(|hubs| hubs.borrow().get(&env).cloned())
        .ok()
        .flatten()
}

impl Hub {
    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Set when the environment ends.
    pub(crate) fn closed_flag(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.closed)
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.closed.load(Ordering::Relaxed)
    }

    pub(crate) fn tokens(&self) -> &Arc<CancelTable> {
        &self.tokens
    }

    /// Announces a completion; keeps the process alive until it has run. On the JavaScript thread.
    pub(crate) fn begin(&self, env: sys::napi_env) {
        if self.pending.fetch_add(1, Ordering::Relaxed) == 0
            && let Some([first, _]) = self.lock().functions
        {
            // SAFETY: the environment has not ended, and this is its thread.
            unsafe { sys::napi_ref_threadsafe_function(env, first.0) };
        }
    }

    fn end(&self, env: sys::napi_env) {
        if self.pending.fetch_sub(1, Ordering::Relaxed) == 1
            && let Some([first, _]) = self.lock().functions
        {
            // SAFETY: as in `begin`.
            unsafe { sys::napi_unref_threadsafe_function(env, first.0) };
        }
    }

    /// Hands over what is to be done; from any thread.
    pub(crate) fn complete(&self, completion: Completion) {
        let mut queue = self.lock();
        let Some([first, _]) = queue.functions else {
            drop(queue);
            drop(panic_guard::contain(move || drop(completion)));
            return;
        };
        queue.done.push_back(completion);
        if !queue.scheduled {
            queue.scheduled = true;
            first.call();
        }
    }

    /// Works through what is done, for one slice.
    fn drain(&self, env: sys::napi_env, other: usize) {
        let start = Instant::now();
        loop {
            let completion = {
                let mut queue = self.lock();
                if queue.done.is_empty() {
                    queue.scheduled = false;
                    return;
                }
                if start.elapsed() >= SLICE
                    && let Some(functions) = queue.functions
                {
                    functions[other].call();
                    return;
                }
                queue.done.pop_front()
            };
            let Some(completion) = completion else { return };
            self.run(env, completion);
        }
    }

    fn run(&self, env: sys::napi_env, completion: Completion) {
        let mut scope = ptr::null_mut();
        // SAFETY: this is the thread of `env`; the scope is closed below.
        let opened = unsafe { sys::napi_open_handle_scope(env, &raw mut scope) };
        drop(panic_guard::contain(move || completion(env)));
        if opened == sys::Status::napi_ok {
            // SAFETY: opened above.
            unsafe { sys::napi_close_handle_scope(env, scope) };
        }
        self.end(env);
    }
}

fn create_function(
    env: sys::napi_env,
    hub: &Arc<Hub>,
    other: usize,
) -> napi::Result<ThreadsafeFunction> {
    let name = raw::create_text(env, "ferrotype")?;
    let context = Box::into_raw(Box::new(Context {
        hub: Arc::clone(hub),
        other,
    }));
    let mut function = ptr::null_mut();
    // SAFETY: `context` lives until `finalize_context`, which Node-API calls once.
    let status = unsafe {
        sys::napi_create_threadsafe_function(
            env,
            ptr::null_mut(),
            ptr::null_mut(),
            name,
            0,
            1,
            context.cast(),
            Some(finalize_context),
            context.cast(),
            Some(on_call),
            &raw mut function,
        )
    };
    if status != sys::Status::napi_ok {
        // SAFETY: nobody else got the pointer.
        drop(unsafe { Box::from_raw(context) });
    }
    raw::check(status, "napi_create_threadsafe_function")?;
    raw::check(
        // SAFETY: fresh, and this is the thread of `env`.
        unsafe { sys::napi_unref_threadsafe_function(env, function) },
        "napi_unref_threadsafe_function",
    )?;
    Ok(ThreadsafeFunction(function))
}

unsafe extern "C" fn finalize_context(
    _env: sys::napi_env,
    context: *mut c_void,
    _hint: *mut c_void,
) {
    // SAFETY: made by `Box::into_raw` in `create_function`; this is its only end.
    drop(unsafe { Box::from_raw(context.cast::<Context>()) });
}

unsafe extern "C" fn on_call(
    env: sys::napi_env,
    _function: sys::napi_value,
    context: *mut c_void,
    _data: *mut c_void,
) {
    // Without an environment: it ends, and what is left is not to be run.
    if env.is_null() {
        return;
    }
    // SAFETY: the context lives as long as its function.
    let context = unsafe { &*context.cast::<Context>() };
    context.hub.drain(env, context.other);
}

/// The environment ends: no more calls, and whoever still works may stop.
unsafe extern "C" fn close(env: *mut c_void) {
    environment::end(env.cast());
    let hub = HUBS
        .try_with(|hubs| hubs.borrow_mut().remove(&env.cast()))
        .ok()
        .flatten();
    let Some(hub) = hub else { return };
    let left = {
        let mut queue = hub.lock();
        hub.closed.store(true, Ordering::Relaxed);
        queue.functions = None;
        std::mem::take(&mut queue.done)
    };
    hub.tokens.abort_all();
    for completion in left {
        drop(panic_guard::contain(move || drop(completion)));
    }
}
