//! A hash as it is kept in files: always eight bytes. As a number of varying length it would take ten,
//! and longer to read.

use serde::{Deserialize, Deserializer, Serializer, de::Error};

/// Writes a hash.
pub fn serialize<S: Serializer>(hash: &u64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_bytes(&hash.to_le_bytes())
}

/// Reads a hash from bytes that outlive it.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    let bytes = <&[u8]>::deserialize(deserializer)?;
    bytes.try_into().map(u64::from_le_bytes).map_err(|_| D::Error::custom("not eight bytes"))
}
