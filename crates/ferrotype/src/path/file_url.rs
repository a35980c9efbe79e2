//! `file:` URLs by the rules of Node's `fileURLToPath`.

use std::path::PathBuf;

use percent_encoding::percent_decode_str;

use crate::CodedError;

/// The path behind the `href` of a URL object.
pub(super) fn parse(href: &str) -> Result<PathBuf, CodedError> {
    let Some(rest) = href.strip_prefix("file://") else {
        return Err(error(
            "ERR_INVALID_URL_SCHEME",
            format!("the URL must be of scheme file, got {href:?}"),
        ));
    };
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let lower = path.to_ascii_lowercase();
    if lower.contains("%2f") || (cfg!(windows) && lower.contains("%5c")) {
        return Err(error(
            "ERR_INVALID_FILE_URL_PATH",
            format!("the file URL must not hold encoded slashes, got {href:?}"),
        ));
    }
    let bytes: Vec<u8> = percent_decode_str(path).collect();
    if bytes.contains(&0) {
        return Err(error(
            "ERR_INVALID_ARG_VALUE",
            format!("expected a path without null bytes, got {href:?}"),
        ));
    }
    build(host, bytes, href)
}

#[cfg(unix)]
fn build(host: &str, path: Vec<u8>, href: &str) -> Result<PathBuf, CodedError> {
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt;

    if !host.is_empty() {
        return Err(error(
            "ERR_INVALID_FILE_URL_HOST",
            format!("the file URL must not name a host, got {href:?}"),
        ));
    }
    Ok(PathBuf::from(OsString::from_vec(path)))
}

#[cfg(windows)]
fn build(host: &str, path: Vec<u8>, href: &str) -> Result<PathBuf, CodedError> {
    let path = String::from_utf8(path)
        .map_err(|_| {
            error(
                "ERR_INVALID_FILE_URL_PATH",
                format!("the file URL must hold UTF-8, got {href:?}"),
            )
        })?
        .replace('/', "\\");
    if !host.is_empty() {
        return Ok(PathBuf::from(format!("\\\\{host}{path}")));
    }
    let mut characters = path.chars().skip(1);
    let letter = characters.next();
    if letter.is_some_and(|letter| letter.is_ascii_alphabetic()) && characters.next() == Some(':') {
        return Ok(PathBuf::from(&path[1..]));
    }
    Err(error(
        "ERR_INVALID_FILE_URL_PATH",
        format!("the file URL must be absolute, got {href:?}"),
    ))
}

fn error(code: &'static str, message: String) -> CodedError {
    CodedError::new(code, message).type_error()
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use std::os::unix::ffi::OsStrExt;

    fn code(href: &str) -> String {
        parse(href).unwrap_err().code().to_owned()
    }

    #[test]
    fn urls_become_paths() {
        assert_eq!(parse("file:///a/b%20c").unwrap(), PathBuf::from("/a/b c"));
        assert_eq!(
            parse("file:///%E6%BC%A2?q#h").unwrap(),
            PathBuf::from("/漢")
        );
        let bytes = parse("file:///%FF").unwrap();
        assert_eq!(bytes.as_os_str().as_bytes(), b"/\xff");
    }

    #[test]
    fn other_urls_are_refused_with_the_codes_of_node() {
        assert_eq!(code("http://x/a"), "ERR_INVALID_URL_SCHEME");
        assert_eq!(code("file://host/a"), "ERR_INVALID_FILE_URL_HOST");
        assert_eq!(code("file:///a%2Fb"), "ERR_INVALID_FILE_URL_PATH");
        assert_eq!(code("file:///a%00b"), "ERR_INVALID_ARG_VALUE");
    }
}
