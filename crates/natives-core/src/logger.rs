//! Where the messages of the `log` facade go: a file, or standard error. Never standard output,
//! which belongs to the host's protocol.

use std::{
    fs::{File, OpenOptions},
    io::{Write, stderr},
    path::Path,
    sync::{Mutex, Once, PoisonError},
    time::{SystemTime, UNIX_EPOCH},
};

pub use log::LevelFilter;
use log::{Log, Metadata, Record};

use crate::IoFailure;

struct Logger {
    file: Mutex<Option<File>>,
}

static LOGGER: Logger = Logger {
    file: Mutex::new(None),
};
static INSTALLED: Once = Once::new();

impl Log for Logger {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.level() <= log::max_level()
    }

    fn log(&self, record: &Record<'_>) {
        if !self.enabled(record.metadata()) {
            return;
        }
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        let (level, target, text) = (record.level(), record.target(), record.args());
        let line = format!("{} {level} {target}: {text}\n", now.as_millis());
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        // A log that cannot be written must not stop the work that it tells of.
        let _ = match file.as_mut() {
            Some(file) => file.write_all(line.as_bytes()),
            None => stderr().write_all(line.as_bytes()),
        };
    }

    fn flush(&self) {}
}

/// Sets what is logged and where. What is `None` stays as it is: nothing is logged at first, and
/// then to standard error. May be called again at any time.
///
/// # Errors
/// [`IoFailure`] when the file cannot be opened; the settings are then unchanged.
pub fn configure(level: Option<LevelFilter>, file: Option<&Path>) -> Result<(), IoFailure> {
    if let Some(path) = file {
        let opened = OpenOptions::new().create(true).append(true).open(path);
        let opened = opened.map_err(IoFailure::at("open", path))?;
        *LOGGER.file.lock().unwrap_or_else(PoisonError::into_inner) = Some(opened);
    }
    INSTALLED.call_once(|| {
        // Somebody in this binary was first: theirs stays, and only the level is ours.
        let _ = log::set_logger(&LOGGER);
    });
    if let Some(level) = level {
        log::set_max_level(level);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_calls_add_to_the_file_and_keep_the_level() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log.txt");
        configure(Some(LevelFilter::Info), Some(&path)).unwrap();
        configure(None, Some(&path)).unwrap();
        log::info!("seen");
        log::debug!("not seen");
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(
            text.contains("INFO natives_core::logger::tests: seen"),
            "{text}"
        );
        assert!(!text.contains("not seen"), "{text}");
        assert!(configure(None, Some(folder.path())).is_err());
        configure(Some(LevelFilter::Off), None).unwrap();
    }
}
