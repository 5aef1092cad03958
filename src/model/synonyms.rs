//! Words that a user holds to mean the same, one group a line.

/// Groups of words and phrases that find each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Synonyms {
    /// Each group's members as written, at least two, none twice.
    pub groups: Vec<Vec<String>>,
}

impl Synonyms {
    /// Reads one group a line, its members parted by commas; blank lines and
    /// what follows a `#` at the start of a line or after a blank are left
    /// out, and so are groups of one.
    ///
    /// ```
    /// use vitae::model::Synonyms;
    /// let text = "# memory\nkv cache, key-value cache\n\nC#, csharp # 2\n";
    /// let synonyms = Synonyms::parse(text);
    /// assert_eq!(synonyms.groups[0], ["kv cache", "key-value cache"]);
    /// assert_eq!(synonyms.groups[1], ["C#", "csharp"]);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Synonyms {
        let groups = text.lines().map(group);
        Synonyms { groups: groups.filter(|group| group.len() > 1).collect() }
    }

    /// Whether there is no group.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }
}

fn group(line: &str) -> Vec<String> {
    // "C#" is a member, " # why" a remark.
    let mut marks = line.match_indices('#').map(|(at, _)| at);
    let end = marks.find(|&at| {
        let before = line[..at].chars().next_back();
        before.is_none_or(char::is_whitespace)
    });
    let mut members: Vec<String> = Vec::new();
    for member in line[..end.unwrap_or(line.len())].split(',') {
        let words: Vec<&str> = member.split_whitespace().collect();
        let member = words.join(" ");
        let lower = member.to_lowercase();
        let is_new = members.iter().all(|known| known.to_lowercase() != lower);
        if !member.is_empty() && is_new {
            members.push(member);
        }
    }
    members
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_group() {
        for (text, want) in [
            ("", vec![]),
            ("one\n,one,\none, One", vec![]),
            ("a b,c", vec![vec!["a b", "c"]]),
            ("  a  b , c ,\r\n", vec![vec!["a b", "c"]]),
            ("# a, b\n  # c, d\ne, f # g, h", vec![vec!["e", "f"]]),
            ("c#, f#", vec![vec!["c#", "f#"]]),
        ] {
            assert_eq!(Synonyms::parse(text).groups, want, "{text}");
        }
    }
}
