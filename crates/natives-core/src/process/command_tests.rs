use super::*;
use crate::process::{Process, ProcessState};
use std::{
    fs,
    sync::{Arc, atomic::AtomicBool, atomic::Ordering},
    thread,
};

fn run(program: &str, arguments: &[&str], options: CommandOptions) -> CommandOutput {
    run_with(program, arguments, options, &Cancel::never()).unwrap()
}

fn run_with(
    program: &str,
    arguments: &[&str],
    options: CommandOptions,
    cancel: &Cancel,
) -> Result<CommandOutput, ProcessError> {
    let arguments = arguments.iter().map(OsString::from).collect();
    execute(CommandSpec::new(program.into(), arguments, options), cancel)
}

fn shell(script: &str, options: CommandOptions) -> CommandOutput {
    run("sh", &["-c", script], options)
}

fn within(milliseconds: u64) -> CommandOptions {
    CommandOptions {
        timeout: Some(Duration::from_millis(milliseconds)),
        ..CommandOptions::default()
    }
}

fn is_running(pid: &str) -> bool {
    Process::from_pid(pid.trim().parse().unwrap()).is_ok_and(|process| {
        !matches!(process.state(), ProcessState::Zombie | ProcessState::Exited)
    })
}

#[test]
fn output_code_and_signal() {
    let output = shell("echo out; echo err >&2; exit 3", CommandOptions::default());
    assert_eq!(
        (output.stdout.as_slice(), output.stderr.as_slice()),
        (&b"out\n"[..], &b"err\n"[..])
    );
    assert_eq!((output.exit_code, output.signal), (Some(3), None));
    assert_eq!(output.ending, Ending::Exited);
    let killed = shell("kill -SEGV $$", CommandOptions::default());
    assert_eq!(
        (killed.exit_code, killed.signal),
        (None, Some(Signal::Segv))
    );
}

#[test]
fn input_is_given_and_never_inherited() {
    let input = vec![b'x'; 1_000_000];
    let options = CommandOptions {
        input: input.clone(),
        ..CommandOptions::default()
    };
    assert!(run("cat", &[], options).stdout == input);
    assert!(run("cat", &[], within(5000)).stdout.is_empty());
    // A program that does not read its input.
    let options = CommandOptions {
        input,
        ..CommandOptions::default()
    };
    assert_eq!(run("true", &[], options).exit_code, Some(0));
}

#[test]
fn environment_and_folder() {
    let folder = tempfile::tempdir().unwrap();
    let root = fs::canonicalize(folder.path()).unwrap();
    let options = CommandOptions {
        cwd: Some(root.clone()),
        ..CommandOptions::default()
    };
    assert_eq!(
        shell("pwd", options).stdout,
        format!("{}\n", root.display()).into_bytes()
    );
    let env = vec![("FOO".into(), Some("foo".into())), ("HOME".into(), None)];
    let options = CommandOptions {
        env: env.clone(),
        ..CommandOptions::default()
    };
    assert_eq!(
        shell("echo $FOO-${HOME-none}", options).stdout,
        b"foo-none\n"
    );
    let only = CommandOptions {
        env,
        extend_env: false,
        ..CommandOptions::default()
    };
    assert_eq!(run("/usr/bin/env", &[], only).stdout, b"FOO=foo\n");
}

#[test]
fn what_cannot_be_started_says_why() {
    let fails = |program: &str, options| match run_with(program, &[], options, &Cancel::never()) {
        Err(ProcessError::Io(failure)) => (failure.syscall, failure.source.raw_os_error()),
        other => panic!("{other:?}"),
    };
    let plain = CommandOptions::default;
    assert_eq!(fails("no-such-program", plain()), ("spawn", Some(2)));
    assert_eq!(fails("/dev/null", plain()), ("spawn", Some(13)));
    let cwd = |cwd: &str| CommandOptions {
        cwd: Some(cwd.into()),
        ..plain()
    };
    assert_eq!(fails("true", cwd("/no/such")), ("chdir", Some(2)));
    assert_eq!(fails("true", cwd("/dev/null")), ("chdir", Some(20)));
    let nul = run_with("true", &["a\0b"], plain(), &Cancel::never());
    assert!(matches!(
        nul,
        Err(ProcessError::Nul {
            what: "an argument"
        })
    ));
}

#[test]
fn a_hundred_megabytes_come_through_whole() {
    let output = run(
        "head",
        &["-c", "100000000", "/dev/zero"],
        CommandOptions::default(),
    );
    assert_eq!(output.stdout.len(), 100_000_000);
    assert!(!output.truncated);
}

#[test]
fn output_beyond_the_limit_is_dropped_and_the_program_goes_on() {
    let options = CommandOptions {
        max_buffer_bytes: 1000,
        ..CommandOptions::default()
    };
    let output = shell("head -c 3000000 /dev/zero; echo done >&2", options);
    assert_eq!(output.stdout.len(), 1000);
    assert!(output.truncated);
    assert_eq!(
        (output.stderr.as_slice(), output.exit_code),
        (&b"done\n"[..], Some(0))
    );
    let exact = CommandOptions {
        max_buffer_bytes: 1000,
        ..CommandOptions::default()
    };
    assert!(!shell("head -c 1000 /dev/zero", exact).truncated);
}

#[test]
fn a_timeout_keeps_the_output_and_ends_the_grandchildren() {
    let script = "sleep 100 & echo $!; sleep 100";
    let output = shell(script, within(150));
    assert_eq!(
        (output.ending, output.signal),
        (Ending::TimedOut, Some(Signal::Term))
    );
    assert!(
        output.duration < Duration::from_secs(2),
        "{:?}",
        output.duration
    );
    let grandchild = String::from_utf8(output.stdout).unwrap();
    assert!(!is_running(&grandchild));
}

#[test]
fn a_grandchild_in_a_group_of_its_own_is_ended_too() {
    let output = shell(
        "setsid sleep 100 & sleep 0.05; pgrep -P $$ -x sleep; sleep 100",
        within(300),
    );
    assert_eq!(output.ending, Ending::TimedOut);
    let pids = String::from_utf8(output.stdout).unwrap();
    assert!(!pids.trim().is_empty());
    assert!(pids.lines().all(|pid| !is_running(pid)), "{pids}");
}

#[test]
fn who_ignores_the_signal_is_killed() {
    let options = CommandOptions {
        force_kill_after: Duration::from_millis(100),
        ..within(100)
    };
    let output = shell(
        "trap '' TERM; echo ready; while :; do sleep 0.01; done",
        options,
    );
    assert_eq!(
        (output.ending, output.signal),
        (Ending::TimedOut, Some(Signal::Kill))
    );
    assert_eq!(output.stdout, b"ready\n");
    assert!(
        output.duration < Duration::from_secs(2),
        "{:?}",
        output.duration
    );
}

#[test]
fn a_clean_up_on_the_signal_is_waited_for() {
    let output = shell(
        "trap 'sleep 0.1; echo cleaned; exit 5' TERM; echo ready; sleep 100 & wait",
        within(150),
    );
    assert_eq!(output.stdout, b"ready\ncleaned\n");
    assert_eq!(
        (output.ending, output.exit_code),
        (Ending::TimedOut, Some(5))
    );
}

#[test]
fn a_stopped_program_is_ended_too() {
    let output = shell("kill -STOP $$; echo never", within(150));
    assert_eq!(
        (output.ending, output.signal),
        (Ending::TimedOut, Some(Signal::Term))
    );
}

#[test]
fn a_raised_flag_ends_the_program() {
    let flag = Arc::new(AtomicBool::new(false));
    let cancel = Cancel::new(Arc::clone(&flag));
    let runner = thread::spawn(move || {
        run_with("sleep", &["100"], CommandOptions::default(), &cancel).unwrap()
    });
    thread::sleep(Duration::from_millis(100));
    flag.store(true, Ordering::Relaxed);
    let output = runner.join().unwrap();
    assert_eq!(
        (output.ending, output.signal),
        (Ending::Aborted, Some(Signal::Term))
    );
    assert!(output.duration < Duration::from_secs(2));
    let before = Cancel::new(Arc::new(AtomicBool::new(true)));
    let never_started = run_with("true", &[], CommandOptions::default(), &before);
    assert!(matches!(never_started, Err(ProcessError::Cancelled(_))));
}

#[test]
fn a_handle_sees_its_process_end_and_never_another() {
    let mut child = Command::new("sh")
        .args(["-c", "sleep 100 & sleep 100"])
        .spawn()
        .unwrap();
    thread::sleep(Duration::from_millis(100));
    let process = Process::from_pid(child.id()).unwrap();
    assert_eq!(process.parent_pid(), Some(std::process::id()));
    assert_eq!(
        process.arguments().unwrap(),
        ["sh", "-c", "sleep 100 & sleep 100"]
    );
    assert_eq!(process.kill_tree(Signal::Kill).unwrap(), 3);
    child.wait().unwrap();
    assert_eq!(process.state(), ProcessState::Exited);
    assert_eq!(process.kill_tree(Signal::Kill).unwrap(), 0);
    assert!(process.arguments().is_err());
    assert!(matches!(
        Process::from_pid(u32::MAX),
        Err(ProcessError::NoSuchProcess { .. })
    ));
}
