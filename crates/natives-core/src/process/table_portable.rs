//! Processes as the `sysinfo` crate shows them: macOS, Windows, BSD.

use std::ffi::OsString;

use sysinfo::{
    Pid, Process, ProcessRefreshKind, ProcessStatus, ProcessesToUpdate, System, UpdateKind,
};

use super::{Identity, ProcessRow, ProcessState};

pub(in super::super) fn read(pid: u32) -> Option<ProcessRow> {
    let system = system(Some(pid), ProcessRefreshKind::nothing());
    system.process(Pid::from_u32(pid)).map(row)
}

pub(in super::super) fn snapshot() -> Vec<ProcessRow> {
    system(None, ProcessRefreshKind::nothing())
        .processes()
        .values()
        .map(row)
        .collect()
}

pub(in super::super) fn arguments(pid: u32) -> Option<Vec<OsString>> {
    let system = system(
        Some(pid),
        ProcessRefreshKind::nothing().with_cmd(UpdateKind::Always),
    );
    Some(system.process(Pid::from_u32(pid))?.cmd().to_vec())
}

fn system(pid: Option<u32>, kind: ProcessRefreshKind) -> System {
    let mut system = System::new();
    let pids = pid.map(|pid| [Pid::from_u32(pid)]);
    let which = pids
        .as_ref()
        .map_or(ProcessesToUpdate::All, |pids| ProcessesToUpdate::Some(pids));
    system.refresh_processes_specifics(which, true, kind);
    system
}

fn row(process: &Process) -> ProcessRow {
    ProcessRow {
        identity: Identity {
            pid: process.pid().as_u32(),
            start: process.start_time(),
        },
        parent: process.parent().map(Pid::as_u32),
        group: None,
        state: match process.status() {
            ProcessStatus::Run => ProcessState::Running,
            ProcessStatus::Stop | ProcessStatus::Tracing => ProcessState::Stopped,
            ProcessStatus::Zombie => ProcessState::Zombie,
            ProcessStatus::Dead => ProcessState::Exited,
            _ => ProcessState::Sleeping,
        },
    }
}
