//! File names as code units and back, without loss.

use std::ffi::{OsStr, OsString};

/// Where the bytes 0x80 – 0xFF stand that are not UTF-8: 0xDC00 plus the byte.
#[cfg(unix)]
const ESCAPE: u16 = 0xdc00;

/// The name behind `units`; `None` where a surrogate stands for no byte.
#[cfg(unix)]
pub(super) fn to_os(units: &[u16]) -> Option<OsString> {
    use std::os::unix::ffi::OsStringExt;

    let mut bytes = Vec::with_capacity(units.len());
    for unit in char::decode_utf16(units.iter().copied()) {
        match unit {
            Ok(character) => {
                bytes.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
            }
            Err(stray) => {
                let byte = stray.unpaired_surrogate().checked_sub(ESCAPE)?;
                bytes.push(u8::try_from(byte).ok().filter(|byte| *byte >= 0x80)?);
            }
        }
    }
    Some(OsString::from_vec(bytes))
}

/// The units as which `name` goes out.
#[cfg(unix)]
pub(super) fn from_os(name: &OsStr) -> Vec<u16> {
    use std::os::unix::ffi::OsStrExt;

    let mut units = Vec::with_capacity(name.len());
    for chunk in name.as_bytes().utf8_chunks() {
        units.extend(chunk.valid().encode_utf16());
        units.extend(chunk.invalid().iter().map(|byte| ESCAPE + u16::from(*byte)));
    }
    units
}

#[cfg(windows)]
pub(super) fn to_os(units: &[u16]) -> Option<OsString> {
    use std::os::windows::ffi::OsStringExt;

    Some(OsString::from_wide(units))
}

#[cfg(windows)]
pub(super) fn from_os(name: &OsStr) -> Vec<u16> {
    use std::os::windows::ffi::OsStrExt;

    name.encode_wide().collect()
}

/// `name` with `/` where the platform writes `\`.
pub(super) fn with_slashes(name: &OsStr) -> OsString {
    if cfg!(windows) && name.as_encoded_bytes().contains(&b'\\') {
        let units: Vec<u16> = from_os(name)
            .into_iter()
            .map(|unit| {
                if unit == u16::from(b'\\') {
                    u16::from(b'/')
                } else {
                    unit
                }
            })
            .collect();
        return to_os(&units).unwrap_or_else(|| name.to_owned());
    }
    name.to_owned()
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use std::os::unix::ffi::OsStrExt;

    fn units(bytes: &[u8]) -> Vec<u16> {
        from_os(OsStr::from_bytes(bytes))
    }

    #[test]
    fn bytes_that_are_no_text_become_lone_surrogates() {
        assert_eq!(units(b"a\xffb"), [0x61, 0xdcff, 0x62]);
        // A sequence that is cut short: each of its bytes alone.
        assert_eq!(units(b"\xe6\xbc"), [0xdce6, 0xdcbc]);
        // An encoded surrogate is not UTF-8 either.
        assert_eq!(units(b"\xed\xa0\x80"), [0xdced, 0xdca0, 0xdc80]);
    }

    #[test]
    fn every_pair_of_bytes_survives_the_round_trip() {
        for first in 1..=255_u8 {
            for second in 1..=255_u8 {
                let name = [b'x', first, second, b'y'];
                let back = to_os(&units(&name)).unwrap();
                assert_eq!(back.as_bytes(), name);
            }
        }
    }

    #[test]
    fn surrogates_that_stand_for_no_byte_are_refused() {
        for stray in [0xd800, 0xdbff, 0xdc00, 0xdc7f, 0xdd00, 0xdfff] {
            assert_eq!(to_os(&[stray]), None, "{stray:x}");
        }
    }
}
