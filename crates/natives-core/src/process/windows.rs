//! The few calls of Windows that `std` does not make. The only `unsafe` for Windows is here.

use std::{
    io,
    os::windows::io::{AsRawHandle, FromRawHandle, OwnedHandle},
    process::Child,
    time::Duration,
};

use windows_sys::Win32::{
    Foundation::{ERROR_ACCESS_DENIED, INVALID_HANDLE_VALUE, WAIT_OBJECT_0},
    System::{
        Diagnostics::ToolHelp::{
            CreateToolhelp32Snapshot, TH32CS_SNAPTHREAD, THREADENTRY32, Thread32First, Thread32Next,
        },
        JobObjects::{AssignProcessToJobObject, CreateJobObjectW, TerminateJobObject},
        Threading::{
            OpenProcess, OpenThread, PROCESS_TERMINATE, ResumeThread, THREAD_SUSPEND_RESUME,
            TerminateProcess, WaitForSingleObject,
        },
    },
};

use super::tree::Delivery;

/// Exit code of what is ended from outside, as Node has it.
const EXIT_CODE: u32 = 1;

/// Ends one process.
pub(super) fn terminate(pid: u32) -> Delivery {
    // SAFETY: no pointers; the handle is checked and owned below.
    let handle = unsafe { OpenProcess(PROCESS_TERMINATE, 0, pid) };
    if handle.is_null() {
        let refused =
            io::Error::last_os_error().raw_os_error() == Some(ERROR_ACCESS_DENIED.cast_signed());
        return if refused {
            Delivery::Refused
        } else {
            Delivery::Gone
        };
    }
    // SAFETY: fresh, and nobody else's.
    let handle = unsafe { OwnedHandle::from_raw_handle(handle) };
    // SAFETY: the handle is open and allows this.
    let ended = unsafe { TerminateProcess(handle.as_raw_handle(), EXIT_CODE) };
    if ended == 0 {
        Delivery::Refused
    } else {
        Delivery::Sent
    }
}

/// Everything that a child starts.
pub(super) struct Job(OwnedHandle);

impl Job {
    pub(super) fn new() -> io::Result<Self> {
        // SAFETY: no attributes and no name.
        let handle = unsafe { CreateJobObjectW(std::ptr::null(), std::ptr::null()) };
        if handle.is_null() {
            return Err(io::Error::last_os_error());
        }
        // SAFETY: fresh, and nobody else's.
        Ok(Self(unsafe { OwnedHandle::from_raw_handle(handle) }))
    }

    pub(super) fn add(&self, child: &Child) -> io::Result<()> {
        // SAFETY: both handles are open.
        let added =
            unsafe { AssignProcessToJobObject(self.0.as_raw_handle(), child.as_raw_handle()) };
        if added == 0 {
            Err(io::Error::last_os_error())
        } else {
            Ok(())
        }
    }

    pub(super) fn terminate(&self) {
        // SAFETY: the handle is open. It fails only when nothing is left to end.
        unsafe { TerminateJobObject(self.0.as_raw_handle(), EXIT_CODE) };
    }
}

/// Lets a child go on that was started suspended.
pub(super) fn resume(child: &Child) -> io::Result<()> {
    // SAFETY: no pointers; the handle is checked and owned below.
    let snapshot = unsafe { CreateToolhelp32Snapshot(TH32CS_SNAPTHREAD, 0) };
    if snapshot == INVALID_HANDLE_VALUE {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: fresh, and nobody else's.
    let snapshot = unsafe { OwnedHandle::from_raw_handle(snapshot) };
    let mut entry = THREADENTRY32 {
        dwSize: u32::try_from(size_of::<THREADENTRY32>()).unwrap_or_default(),
        ..THREADENTRY32::default()
    };
    // SAFETY: the entry says its own size.
    let mut more = unsafe { Thread32First(snapshot.as_raw_handle(), &raw mut entry) };
    while more != 0 {
        if entry.th32OwnerProcessID == child.id() {
            resume_thread(entry.th32ThreadID)?;
        }
        // SAFETY: as above.
        more = unsafe { Thread32Next(snapshot.as_raw_handle(), &raw mut entry) };
    }
    Ok(())
}

fn resume_thread(id: u32) -> io::Result<()> {
    // SAFETY: no pointers; the handle is checked and owned below.
    let thread = unsafe { OpenThread(THREAD_SUSPEND_RESUME, 0, id) };
    if thread.is_null() {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: fresh, and nobody else's.
    let thread = unsafe { OwnedHandle::from_raw_handle(thread) };
    // SAFETY: the handle is open and allows this.
    let before = unsafe { ResumeThread(thread.as_raw_handle()) };
    if before == u32::MAX {
        Err(io::Error::last_os_error())
    } else {
        Ok(())
    }
}

/// Waits for the end of a child, for a while; whether it has ended.
pub(super) fn wait(child: &Child, timeout: Option<Duration>) -> bool {
    // The largest number means for ever.
    let millis = timeout.map_or(u32::MAX, |timeout| {
        u32::try_from(timeout.as_millis())
            .unwrap_or(u32::MAX - 1)
            .saturating_add(1)
    });
    // SAFETY: the handle is the child's own.
    unsafe { WaitForSingleObject(child.as_raw_handle(), millis) == WAIT_OBJECT_0 }
}
