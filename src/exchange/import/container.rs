//! Packages: a zip with a collection and its media, in three versions. Every size is checked before it is
//! believed; nothing is written.

use std::io::{Read, Seek};

use prost::Message;
use zip::ZipArchive;

use super::ImportError;

/// No collection is larger.
const MAX_COLLECTION: u64 = 1 << 30;

/// No picture or sound is larger.
const MAX_MEDIUM: u64 = 1 << 28;

/// What is read may be this many times the package.
const MAX_RATIO: u64 = 200;

/// A package, open for reading.
pub struct Package<R> {
    zip: ZipArchive<R>,
    version: Version,
    /// The media's names, and the entries they are under.
    media: Vec<(String, String)>,
    /// How many bytes may still be unpacked.
    allowance: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Version {
    One,
    Two,
    Three,
}

/// What `meta` holds.
#[derive(Clone, PartialEq, Message)]
struct Meta {
    #[prost(uint32, tag = "1")]
    version: u32,
}

/// What `media` of version 3 holds.
#[derive(Clone, PartialEq, Message)]
struct MediaEntries {
    #[prost(message, repeated, tag = "1")]
    entries: Vec<MediaEntry>,
}

#[derive(Clone, PartialEq, Message)]
struct MediaEntry {
    #[prost(string, tag = "1")]
    name: String,
    #[prost(uint32, optional, tag = "255")]
    number: Option<u32>,
}

impl<R: Read + Seek> Package<R> {
    /// Opens a package of so many bytes.
    pub fn open(reader: R, len: u64) -> Result<Package<R>, ImportError> {
        let zip = ZipArchive::new(reader).map_err(|error| damaged(&error))?;
        let mut package = Package {
            zip,
            version: Version::One,
            media: Vec::new(),
            allowance: len.saturating_mul(MAX_RATIO).saturating_add(1 << 26),
        };
        let has = |package: &Package<R>, name: &str| package.zip.index_for_name(name).is_some();
        package.version = if has(&package, "meta") {
            let meta = package.entry("meta", 1 << 10)?;
            match Meta::decode(&*meta).map_err(|error| damaged(&error))?.version {
                1 => Version::One,
                2 => Version::Two,
                3 => Version::Three,
                _ => return Err(ImportError::TooNew),
            }
        } else if has(&package, "collection.anki21b") {
            Version::Three
        } else if has(&package, "collection.anki21") {
            Version::Two
        } else {
            Version::One
        };
        if !has(&package, package.collection_name()) {
            return Err(ImportError::Unknown);
        }
        if has(&package, "media") {
            package.media = package.media_list()?;
        }
        Ok(package)
    }

    fn collection_name(&self) -> &'static str {
        // Newer packages hold a second collection that only says that a newer Anki is needed.
        match self.version {
            Version::One => "collection.anki2",
            Version::Two => "collection.anki21",
            Version::Three => "collection.anki21b",
        }
    }

    /// The bytes of the collection's database.
    pub fn collection(&mut self) -> Result<Vec<u8>, ImportError> {
        self.content(self.collection_name(), MAX_COLLECTION)
    }

    /// The bytes of a picture or sound; none where the package names it but does not hold it.
    pub fn medium(&mut self, name: &str) -> Result<Option<Vec<u8>>, ImportError> {
        let Some((_, entry)) = self.media.iter().find(|(it, _)| it == name) else {
            return Ok(None);
        };
        let entry = entry.clone();
        if self.zip.index_for_name(&entry).is_none() {
            return Ok(None);
        }
        self.content(&entry, MAX_MEDIUM).map(Some)
    }

    fn media_list(&mut self) -> Result<Vec<(String, String)>, ImportError> {
        let bytes = self.content("media", 1 << 26)?;
        if self.version == Version::Three {
            let list = MediaEntries::decode(&*bytes).map_err(|error| damaged(&error))?;
            let entries = list.entries.into_iter().enumerate();
            return Ok(entries
                .map(|(at, it)| {
                    let number = it.number.map_or(at, |number| number as usize);
                    (it.name, number.to_string())
                })
                .collect());
        }
        if bytes.is_empty() {
            return Ok(Vec::new());
        }
        let list: std::collections::BTreeMap<String, String> =
            serde_json::from_slice(&bytes).map_err(|error| damaged(&error))?;
        Ok(list.into_iter().map(|(entry, name)| (name, entry)).collect())
    }

    /// What an entry holds, unpacked.
    fn content(&mut self, name: &str, limit: u64) -> Result<Vec<u8>, ImportError> {
        let bytes = self.entry(name, limit)?;
        if self.version != Version::Three || name == "meta" {
            return Ok(bytes);
        }
        let limit = limit.min(self.allowance);
        let decoder =
            ruzstd::decoding::StreamingDecoder::new(&*bytes).map_err(|error| damaged(&error))?;
        self.read(decoder, limit)
    }

    fn entry(&mut self, name: &str, limit: u64) -> Result<Vec<u8>, ImportError> {
        let limit = limit.min(self.allowance);
        let mut bytes = Vec::new();
        let entry = self.zip.by_name(name).map_err(|error| damaged(&error))?;
        let read = entry.take(limit + 1).read_to_end(&mut bytes);
        read.map_err(|error| damaged(&error))?;
        self.spend(bytes, limit)
    }

    fn read(&mut self, reader: impl Read, limit: u64) -> Result<Vec<u8>, ImportError> {
        let mut bytes = Vec::new();
        reader.take(limit + 1).read_to_end(&mut bytes).map_err(|error| damaged(&error))?;
        self.spend(bytes, limit)
    }

    fn spend(&mut self, bytes: Vec<u8>, limit: u64) -> Result<Vec<u8>, ImportError> {
        if bytes.len() as u64 > limit {
            return Err(ImportError::TooLarge(format!("{} MB", (limit >> 20).max(1))));
        }
        self.allowance -= bytes.len() as u64;
        Ok(bytes)
    }
}

/// What libraries say of it is for their authors.
fn damaged(_: &dyn std::fmt::Display) -> ImportError {
    ImportError::Damaged("it is cut off, or no package that can be unpacked".to_owned())
}
