//! What people type, and what is understood.

use proptest::prelude::*;

use super::*;

/// The tree of a query as text again, and its notes.
fn read(query: &str) -> (String, Vec<String>) {
    let read = parse(query).unwrap_or_else(|e| panic!("{query}: {e}"));
    let notes = read.notes.into_iter().map(|note| note.message).collect();
    (read.root.map(|node| node.to_string()).unwrap_or_default(), notes)
}

#[test]
fn every_row_of_the_language_is_read() {
    for (query, want) in [
        ("kv cache quantization", "kv cache quantization"),
        ("\"kv cache\"", "\"kv cache\""),
        ("\"cache quantization\"~3", "\"cache quantization\"~3"),
        ("quantiz*", "quantiz*"),
        ("quantizaton~1", "quantizaton~1"),
        ("quantizaton~", "quantizaton~1"),
        ("=LLMs", "=LLMs"),
        ("gpu -training", "gpu -training"),
        ("gpu NOT training", "gpu -training"),
        ("-training", "-training"),
        ("(icml OR iclr) 2024", "(icml OR iclr) 2024"),
        ("a AND b OR c", "+a +b OR c"),
        ("a AND NOT b", "+a -b"),
        ("+kv cache", "+kv cache"),
        ("venue:icml,iclr", "venue:icml,iclr"),
        ("venue:\"neural information\"", "venue:\"neural information\""),
        ("year:2024", "year:2024"),
        ("year:2022..2025", "year:2022..2025"),
        ("year:2022..", "year:2022.."),
        ("year:..2019", "year:..2019"),
        ("year:>=2022", "year:2022.."),
        ("year:<2022", "year:..2021"),
        ("year:2020,2022..2023", "year:2020,2022..2023"),
        ("author:\"Liu, Z\"", "author:\"Liu, Z\""),
        ("author:=\"Liu, Zirui\"", "author:=\"Liu, Zirui\""),
        ("author:^\"Liu, Z\"", "author:^\"Liu, Z\""),
        ("topic:rag^2", "topic:rag^2"),
        ("(a b)^0.5 c", "(a b)^0.5 c"),
        ("has:email", "has:email"),
        ("*", "*"),
        ("person(rag venue:acl)", "person(rag venue:acl)"),
        ("title:(kv OR \"a b\")", "title:kv OR title:\"a b\""),
        ("Venue:ICML", "venue:ICML"),
        ("status:Accepted", "status:accepted"),
    ] {
        assert_eq!(read(query), (want.into(), vec![]), "{query}");
    }
}

#[test]
fn what_stands_in_text_is_no_syntax() {
    for (query, want) in [
        ("C++ C# F# R&D TCP/IP", "C++ C# F# R&D TCP/IP"),
        ("GPT-4 2-bit 2bit", "GPT-4 2-bit 2bit"),
        ("KIVI: a tuning-free method.", "KIVI a tuning-free method"),
        ("10.1016/S0140-6736(20)30183-5", "10.1016/S0140-6736(20)30183-5"),
        ("ada@example.org", "ada@example.org"),
        ("see https://x.org/~ada?q=1*2", "see https://x.org/~ada?q=1*2"),
        ("doi:10.1145/1", "doi:10.1145/1"),
        ("“kv cache” ‘two words’ don’t", "\"kv cache\" \"two words\" don't"),
        ("«kv cache» 「量子」", "\"kv cache\" \"量子\""),
        ("（ｉｃｍｌ　OR　iclr）", "icml OR iclr"),
        ("ｖｅｎｕｅ：icml，iclr", "venue:icml,iclr"),
        ("量子 − 计算、学习", "量子 计算 学习"),
        ("a - b -- c", "a b c"),
        ("AND, or", "and or"),
        ("", ""),
        (" ... ?! ", ""),
    ] {
        assert_eq!(read(query).0, want, "{query}");
    }
}

#[test]
fn lenient_reading_leaves_a_note() {
    for (query, want, note) in [
        ("\"kv cache", "\"kv cache\"", "never closed"),
        ("(a b", "a b", "never closed"),
        ("a) b", "a b", "closes nothing"),
        ("OR a", "a", "nothing before"),
        ("a OR", "a", "nothing after"),
        ("a AND", "a", "nothing after"),
        ("a or b", "a or b", "write `OR`"),
        ("a not b", "a not b", "write `NOT`"),
        ("a b OR c", "a b OR c", "tighter"),
        ("()", "", "empty"),
        ("\"\"", "", "no words"),
        ("venue: icml", "venue:icml", "blank"),
        ("year:2025..2022", "year:2022..2025", "reverse"),
        ("year>=2022", "year:2022..", "comparison"),
        ("year:2020-2022", "year:2020..2022", "2020..2024"),
        ("word~7", "word~2", "two wrong"),
        ("a*", "a", "too short"),
        ("foo:bar", "foo:bar", "no field"),
        ("author:Liu,Z", "author:Liu,Z", "comma"),
        ("a^", "a^", ""),
    ] {
        let (text, notes) = read(query);
        if note.is_empty() {
            continue;
        }
        assert_eq!(text, want, "{query}");
        assert!(notes.iter().any(|n| n.contains(note)), "{query}: {notes:?}");
    }
}

#[test]
fn a_regular_expression_is_said_to_be_none() {
    for (query, want) in [
        ("/quant.*/", "quant*"),
        ("-/quant/ kv", "-quant kv"),
        ("/kv (cache|store)/", "kv (cache store)"),
        ("/kv cache/", "kv cache"),
        ("title:/foo/", "title:foo"),
        ("author:/Liu/", "author:Liu"),
        ("colou?r", "colou r"),
        ("gr[ae]y", "gr ae y"),
        ("[Qq]uant", "Qq uant"),
        ("quant.+", "quant"),
        ("(quant|prun)ing", "(quant prun) ing"),
        ("\\bkv", "bkv"),
        ("a{2}", "a 2"),
    ] {
        let (text, notes) = read(query);
        assert_eq!(text, want, "{query}");
        let said = notes.iter().any(|n| n.contains("regular expression"));
        assert!(said && notes.len() == 1, "{query}: {notes:?}");
    }
    for query in [
        "TCP/IP and/or I/O",
        "/home/ada/cv/",
        "path:/2024/",
        "what about LLMs? And KV?",
        "caches[12] [KV] cache",
        "{KIVI}: a method",
        "\"gr[ae]y\" \"/a/ b\"",
        "https://x.org/a?b=c",
        "icml || iclr",
        "quant.* 10.1/a?b",
        "/ a /",
        "1/2 a / b",
    ] {
        assert_eq!(read(query).1, Vec::<String>::new(), "{query}");
    }
    assert_eq!(
        read("icml | iclr"),
        (
            "icml iclr".into(),
            vec!["`|` is read as a blank; write `OR` for either".into()]
        )
    );
}

#[test]
fn a_sign_reaches_over_punctuation() {
    for (query, want) in [
        ("gpu -.net", "gpu -net"),
        ("gpu -'kv'", "gpu -kv"),
        ("+/kv gpu", "+kv gpu"),
        ("a -. b", "a b"),
        ("./venue:icml", "venue:icml"),
    ] {
        assert_eq!(read(query).0, want, "{query}");
    }
}

#[test]
fn what_cannot_be_read_is_an_error_with_a_suggestion() {
    for (query, message, suggestion) in [
        ("yeer:2020", "no field `yeer`", "`year:`"),
        ("venue:", "nothing stands after `venue:`", "venue:icml"),
        ("year:abc", "`abc` is no year", "year:2024"),
        ("year:24", "`24` is no year", "year:2024"),
        ("year:..", "`..` is no year", "range"),
        ("*tion", "`*` can only stand at the end", "`tion*`"),
        ("qu*ion", "`*` can only stand at the end", "`qu*`"),
        ("has:emial", "`has:` does not know `emial`", "`email`"),
        ("has:", "nothing stands after `has:`", "email, orcid"),
        ("status:acepted", "no status `acepted`", "`accepted`"),
        ("venue:-icml", "`-` stands before the field", "`-venue:icml`"),
    ] {
        let error = parse(query).expect_err(query);
        assert!(error.message.starts_with(message), "{query}: {error}");
        let said = error.suggestion.unwrap_or_default();
        assert!(said.contains(suggestion), "{query}: {said}");
    }
}

#[test]
fn long_and_deep_input_is_bounded() {
    let deep = "(".repeat(10_000) + "a" + &")".repeat(10_000);
    assert_eq!(read(&deep).0, "a");
    let long = "word ".repeat(4_000);
    let (text, notes) = read(&long);
    assert_eq!(text.split(' ').count(), MAX_TERMS);
    assert!(notes.iter().any(|note| note.contains("first 1024")));
    assert!(read(&"a".repeat(50_000)).1[0].contains("too long"));
}

/// Pieces that mean something to the parser, and some that do not.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "(",
            ")",
            "\"",
            "“",
            "’",
            "‘",
            "-",
            "+",
            "!",
            "=",
            "*",
            "~",
            "^",
            "~1",
            "^2",
            "^.5",
            "^2.",
            ":",
            ",",
            ".",
            "..",
            " ",
            "  ",
            "AND",
            "OR",
            "NOT",
            "and",
            "or",
            "person(",
            "venue:",
            "year:",
            "author:",
            "^=",
            "has:",
            "has:email",
            "status:accepted",
            "2024",
            "2020..",
            ">=",
            "kv",
            "cache",
            "C++",
            "GPT-4",
            "10.1/x",
            "https://a.b/",
            "量子",
            "é",
            "\u{301}",
            "\u{0}",
            "\u{202e}",
            "：",
            "（",
            "）",
            "foo:",
            "title:(",
            "||",
            "&&",
            "'",
            "/",
            "|",
            "?",
            "[",
            "]",
            "\\",
            "@",
            "#",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,4}",
        any::<char>().prop_map(String::from),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn no_text_panics_and_printing_is_stable(
        pieces in prop::collection::vec(piece(), 0..24)
    ) {
        let text = pieces.concat();
        match parse(&text) {
            Err(error) => { let _ = error.to_string(); }
            Ok(read) => if let Some(root) = read.root {
                let printed = root.to_string();
                let again = parse(&printed);
                prop_assert!(again.is_ok(), "{:?} -> {:?}", text, printed);
                let again = again.map(|query| query.root);
                prop_assert_eq!(
                    Ok(Some(root)), again, "{:?} -> {:?}", text, printed
                );
            }
        }
    }
}
