//! What joining people needs of each profile, in its stored form.

use std::collections::HashMap;
use std::path::Path;

use super::codec::{Decoder, Encoder};
use super::log::{Payload, damaged, identities_path, read_log};
use crate::error::Result;
use crate::model::{Affiliation, Identity, Owner};

/// Reads the identities of a commit, by profile number.
pub(super) fn read_identities(
    folder: &Path,
    payload: &Payload,
) -> Result<HashMap<u32, Identity>> {
    let path = identities_path(folder, payload.epoch);
    let bytes = read_log(&path, payload.identities)?;
    let mut identities = HashMap::new();
    let mut log = Decoder::new(&bytes);
    while !log.is_empty() {
        let number = u32::try_from(log.number()).unwrap_or(u32::MAX);
        let mut record = Decoder::new(log.bytes());
        identities.insert(number, decode_identity(&mut record));
        if !log.is_whole() || !record.is_whole() {
            return Err(damaged(&path));
        }
    }
    Ok(identities)
}

/// The bytes of one profile's identity.
pub(super) fn encode_identity(number: u32, identity: &Identity) -> Vec<u8> {
    let Identity { id, owner, path, works, coauthors, common_author } =
        identity;
    let mut out = Encoder::default();
    out.option(id.as_deref()).text(path).option(common_author.as_deref());
    encode_owner(&mut out, owner);
    for hashes in [works, coauthors] {
        out.number(hashes.len() as u64);
        // Sorted: steps are smaller numbers than hashes.
        let mut before = 0;
        for &hash in hashes {
            out.number(hash.wrapping_sub(before));
            before = hash;
        }
    }
    let record = out.finish();
    let mut out = Encoder::default();
    out.number(u64::from(number)).bytes(&record);
    out.finish()
}

fn decode_identity(from: &mut Decoder<'_>) -> Identity {
    let id = from.option();
    let path = from.text().to_owned();
    let common_author = from.option();
    let owner = decode_owner(from);
    let mut hashes = || {
        let mut hashes = Vec::new();
        let mut before = 0_u64;
        for _ in 0..from.number() {
            if !from.is_whole() {
                break;
            }
            before = before.wrapping_add(from.number());
            hashes.push(before);
        }
        hashes
    };
    let (works, coauthors) = (hashes(), hashes());
    Identity { id, owner, path, works, coauthors, common_author }
}

/// Writes whom a document is about.
pub(super) fn encode_owner(out: &mut Encoder, owner: &Owner) {
    let Owner {
        name,
        name_variants,
        name_inferred,
        emails,
        orcid,
        homepages,
        titles,
        affiliations,
    } = owner;
    out.option(name.as_deref()).number(u64::from(*name_inferred));
    out.option(orcid.as_deref());
    for texts in [name_variants, emails, homepages, titles] {
        out.texts(texts.iter());
    }
    out.number(affiliations.len() as u64);
    for Affiliation { organization, department, current } in affiliations {
        out.text(organization).option(department.as_deref());
        out.number(u64::from(*current));
    }
}

/// Reads whom a document is about.
pub(super) fn decode_owner(from: &mut Decoder<'_>) -> Owner {
    let name = from.option();
    let name_inferred = from.number() == 1;
    let orcid = from.option();
    let name_variants = from.texts();
    let emails = from.texts();
    let homepages = from.texts();
    let titles = from.texts();
    let mut affiliations = Vec::new();
    for _ in 0..from.number() {
        if !from.is_whole() {
            break;
        }
        affiliations.push(Affiliation {
            organization: from.text().to_owned(),
            department: from.option(),
            current: from.number() == 1,
        });
    }
    Owner {
        name,
        name_variants,
        name_inferred,
        emails,
        orcid,
        homepages,
        titles,
        affiliations,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identity_is_read_as_it_was_written() {
        let identity = Identity {
            id: Some("x".into()),
            owner: Owner {
                name: Some("Ada Bell".into()),
                emails: vec!["ada@example.org".into()],
                affiliations: vec![Affiliation {
                    organization: "Example University".into(),
                    department: None,
                    current: true,
                }],
                ..Owner::default()
            },
            path: "a.md".into(),
            works: vec![1, u64::MAX],
            coauthors: vec![3],
            common_author: None,
        };
        let bytes = encode_identity(9, &identity);
        let mut log = Decoder::new(&bytes);
        assert_eq!(log.number(), 9);
        let read = decode_identity(&mut Decoder::new(log.bytes()));
        assert_eq!(read, identity);
    }
}
