use ferrotype::{ErrorCode, napi};

/// @brand
#[derive(ErrorCode)]
pub enum FsError {
    #[code("ENOENT", "EACCES", type_error)]
    Named { source: std::io::Error },
    #[code(system, "ERR_CLOSED")]
    Io(std::io::Error),
}
