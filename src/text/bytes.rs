//! Bytes of texts looked through in one go. For texts that are nearly always plain, so that the slower look at
//! characters is seldom needed; knows no characters.

/// Which bytes are members, as a table.
pub const fn table(members: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut at = 0;
    while at < members.len() {
        table[members[at] as usize] = true;
        at += 1;
    }
    table
}

/// Whether all bytes are so. Looks at each of them, many at a time, and does not end at the first that is not.
pub fn all(bytes: &[u8], is_so: impl Fn(u8) -> bool) -> bool {
    bytes.iter().fold(true, |all, byte| all & is_so(*byte))
}
