//! Language tags, and the names of languages that people type instead of them. Knows the two-letter codes of
//! ISO 639-1; three-letter codes and the tags of BCP 47 are known by their form.

/// The primary code of a tag that is well formed and known, with the rest as typed; else the code that a name
/// stands for.
pub(super) fn tag(typed: &str) -> Result<String, Option<&'static str>> {
    let typed = typed.trim();
    let mut parts = typed.split(['-', '_']);
    let primary = parts.next().unwrap_or_default().to_lowercase();
    if let Some(code) = named(typed).or_else(|| named(&primary)) {
        return Err(Some(code));
    }
    let is_known = match primary.len() {
        1 => matches!(&*primary, "x" | "i") && typed.len() > 2,
        2 => LANGUAGES.iter().any(|(code, _)| *code == primary),
        3 => primary.bytes().all(|it| it.is_ascii_lowercase()),
        _ => false,
    };
    let fits =
        |it: &str| (1..=8).contains(&it.len()) && it.bytes().all(|b| b.is_ascii_alphanumeric());
    if !is_known || !parts.clone().all(fits) {
        return Err(None);
    }
    Ok(std::iter::once(primary.as_str()).chain(parts).collect::<Vec<_>>().join("-"))
}

/// The code of a language by one of its names, or by a longer code.
fn named(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    LANGUAGES.iter().find(|(_, names)| names.contains(&&*name)).map(|(code, _)| *code)
}

/// The codes of ISO 639-1, each with names of the language and its codes of ISO 639-2.
#[rustfmt::skip]
const LANGUAGES: &[(&str, &[&str])] = &[
    ("aa", &["afar", "aar"]),
    ("ab", &["abkhazian", "abkhaz", "abk"]),
    ("ae", &["avestan", "ave"]),
    ("af", &["afrikaans", "afr"]),
    ("ak", &["akan", "aka"]),
    ("am", &["amharic", "amh"]),
    ("an", &["aragonese", "arg"]),
    ("ar", &["arabic", "العربية", "ara"]),
    ("as", &["assamese", "asm"]),
    ("av", &["avaric", "ava"]),
    ("ay", &["aymara", "aym"]),
    ("az", &["azerbaijani", "aze"]),
    ("ba", &["bashkir", "bak"]),
    ("be", &["belarusian", "беларуская", "bel"]),
    ("bg", &["bulgarian", "български", "bul"]),
    ("bi", &["bislama", "bis"]),
    ("bm", &["bambara", "bam"]),
    ("bn", &["bengali", "bangla", "ben"]),
    ("bo", &["tibetan", "bod", "tib"]),
    ("br", &["breton", "bre"]),
    ("bs", &["bosnian", "bosanski", "bos"]),
    ("ca", &["catalan", "català", "cat"]),
    ("ce", &["chechen", "che"]),
    ("ch", &["chamorro", "cha"]),
    ("co", &["corsican", "cos"]),
    ("cr", &["cree", "cre"]),
    ("cs", &["czech", "čeština", "ces", "cze"]),
    ("cu", &["church slavic", "old church slavonic", "chu"]),
    ("cv", &["chuvash", "chv"]),
    ("cy", &["welsh", "cymraeg", "cym", "wel"]),
    ("da", &["danish", "dansk", "dan"]),
    ("de", &["german", "deutsch", "deu", "ger"]),
    ("dv", &["divehi", "div"]),
    ("dz", &["dzongkha", "dzo"]),
    ("ee", &["ewe", "ewe"]),
    ("el", &["greek", "ελληνικά", "ell", "gre"]),
    ("en", &["english", "englisch", "anglais", "inglés", "eng"]),
    ("eo", &["esperanto", "epo"]),
    ("es", &["spanish", "español", "castilian", "castellano", "spa"]),
    ("et", &["estonian", "eesti", "est"]),
    ("eu", &["basque", "euskara", "eus", "baq"]),
    ("fa", &["persian", "farsi", "فارسی", "fas", "per"]),
    ("ff", &["fulah", "ful"]),
    ("fi", &["finnish", "suomi", "fin"]),
    ("fj", &["fijian", "fij"]),
    ("fo", &["faroese", "fao"]),
    ("fr", &["french", "français", "fra", "fre"]),
    ("fy", &["western frisian", "frisian", "fry"]),
    ("ga", &["irish", "gaeilge", "gle"]),
    ("gd", &["scottish gaelic", "gla"]),
    ("gl", &["galician", "galego", "glg"]),
    ("gn", &["guarani", "grn"]),
    ("gu", &["gujarati", "guj"]),
    ("gv", &["manx", "glv"]),
    ("ha", &["hausa", "hau"]),
    ("he", &["hebrew", "עברית", "heb"]),
    ("hi", &["hindi", "हिन्दी", "hin"]),
    ("ho", &["hiri motu", "hmo"]),
    ("hr", &["croatian", "hrvatski", "hrv"]),
    ("ht", &["haitian", "haitian creole", "hat"]),
    ("hu", &["hungarian", "magyar", "hun"]),
    ("hy", &["armenian", "hye", "arm"]),
    ("hz", &["herero", "her"]),
    ("ia", &["interlingua", "ina"]),
    ("id", &["indonesian", "bahasa indonesia", "ind"]),
    ("ie", &["interlingue", "ile"]),
    ("ig", &["igbo", "ibo"]),
    ("ii", &["sichuan yi", "iii"]),
    ("ik", &["inupiaq", "ipk"]),
    ("io", &["ido", "ido"]),
    ("is", &["icelandic", "íslenska", "isl", "ice"]),
    ("it", &["italian", "italiano", "ita"]),
    ("iu", &["inuktitut", "iku"]),
    ("ja", &["japanese", "日本語", "jpn"]),
    ("jv", &["javanese", "jav"]),
    ("ka", &["georgian", "kat", "geo"]),
    ("kg", &["kongo", "kon"]),
    ("ki", &["kikuyu", "kik"]),
    ("kj", &["kuanyama", "kua"]),
    ("kk", &["kazakh", "kaz"]),
    ("kl", &["kalaallisut", "greenlandic", "kal"]),
    ("km", &["khmer", "khm"]),
    ("kn", &["kannada", "kan"]),
    ("ko", &["korean", "한국어", "kor"]),
    ("kr", &["kanuri", "kau"]),
    ("ks", &["kashmiri", "kas"]),
    ("ku", &["kurdish", "kur"]),
    ("kv", &["komi", "kom"]),
    ("kw", &["cornish", "cor"]),
    ("ky", &["kyrgyz", "kir"]),
    ("la", &["latin", "lat"]),
    ("lb", &["luxembourgish", "ltz"]),
    ("lg", &["ganda", "lug"]),
    ("li", &["limburgish", "lim"]),
    ("ln", &["lingala", "lin"]),
    ("lo", &["lao", "lao"]),
    ("lt", &["lithuanian", "lietuvių", "lit"]),
    ("lu", &["luba-katanga", "lub"]),
    ("lv", &["latvian", "latviešu", "lav"]),
    ("mg", &["malagasy", "mlg"]),
    ("mh", &["marshallese", "mah"]),
    ("mi", &["maori", "māori", "mri", "mao"]),
    ("mk", &["macedonian", "mkd", "mac"]),
    ("ml", &["malayalam", "mal"]),
    ("mn", &["mongolian", "mon"]),
    ("mr", &["marathi", "mar"]),
    ("ms", &["malay", "msa", "may"]),
    ("mt", &["maltese", "mlt"]),
    ("my", &["burmese", "mya", "bur"]),
    ("na", &["nauru", "nau"]),
    ("nb", &["norwegian bokmål", "bokmål", "nob"]),
    ("nd", &["north ndebele", "nde"]),
    ("ne", &["nepali", "nep"]),
    ("ng", &["ndonga", "ndo"]),
    ("nl", &["dutch", "nederlands", "nld", "dut"]),
    ("nn", &["norwegian nynorsk", "nynorsk", "nno"]),
    ("no", &["norwegian", "norsk", "nor"]),
    ("nr", &["south ndebele", "nbl"]),
    ("nv", &["navajo", "nav"]),
    ("ny", &["chichewa", "nya"]),
    ("oc", &["occitan", "oci"]),
    ("oj", &["ojibwa", "oji"]),
    ("om", &["oromo", "orm"]),
    ("or", &["odia", "oriya", "ori"]),
    ("os", &["ossetian", "oss"]),
    ("pa", &["punjabi", "pan"]),
    ("pi", &["pali", "pli"]),
    ("pl", &["polish", "polski", "pol"]),
    ("ps", &["pashto", "pus"]),
    ("pt", &["portuguese", "português", "por"]),
    ("qu", &["quechua", "que"]),
    ("rm", &["romansh", "roh"]),
    ("rn", &["rundi", "run"]),
    ("ro", &["romanian", "română", "ron", "rum"]),
    ("ru", &["russian", "русский", "rus"]),
    ("rw", &["kinyarwanda", "kin"]),
    ("sa", &["sanskrit", "san"]),
    ("sc", &["sardinian", "srd"]),
    ("sd", &["sindhi", "snd"]),
    ("se", &["northern sami", "sme"]),
    ("sg", &["sango", "sag"]),
    ("si", &["sinhala", "sin"]),
    ("sk", &["slovak", "slovenčina", "slk", "slo"]),
    ("sl", &["slovenian", "slovene", "slovenščina", "slv"]),
    ("sm", &["samoan", "smo"]),
    ("sn", &["shona", "sna"]),
    ("so", &["somali", "som"]),
    ("sq", &["albanian", "shqip", "sqi", "alb"]),
    ("sr", &["serbian", "српски", "srp"]),
    ("ss", &["swati", "ssw"]),
    ("st", &["southern sotho", "sot"]),
    ("su", &["sundanese", "sun"]),
    ("sv", &["swedish", "svenska", "swe"]),
    ("sw", &["swahili", "kiswahili", "swa"]),
    ("ta", &["tamil", "tam"]),
    ("te", &["telugu", "tel"]),
    ("tg", &["tajik", "tgk"]),
    ("th", &["thai", "ไทย", "tha"]),
    ("ti", &["tigrinya", "tir"]),
    ("tk", &["turkmen", "tuk"]),
    ("tl", &["tagalog", "tgl"]),
    ("tn", &["tswana", "tsn"]),
    ("to", &["tonga", "ton"]),
    ("tr", &["turkish", "türkçe", "tur"]),
    ("ts", &["tsonga", "tso"]),
    ("tt", &["tatar", "tat"]),
    ("tw", &["twi", "twi"]),
    ("ty", &["tahitian", "tah"]),
    ("ug", &["uyghur", "uig"]),
    ("uk", &["ukrainian", "українська", "ukr"]),
    ("ur", &["urdu", "urd"]),
    ("uz", &["uzbek", "uzb"]),
    ("ve", &["venda", "ven"]),
    ("vi", &["vietnamese", "tiếng việt", "vie"]),
    ("vo", &["volapük", "vol"]),
    ("wa", &["walloon", "wln"]),
    ("wo", &["wolof", "wol"]),
    ("xh", &["xhosa", "xho"]),
    ("yi", &["yiddish", "yid"]),
    ("yo", &["yoruba", "yor"]),
    ("za", &["zhuang", "zha"]),
    ("zh", &["chinese", "mandarin", "中文", "zho", "chi"]),
    ("zu", &["zulu", "zul"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_known_and_names_lead_to_them() {
        let known = |typed: &str| tag(typed).unwrap();
        assert_eq!(known("en"), "en");
        assert_eq!(known("EN"), "en");
        assert_eq!(known("pt_BR"), "pt-BR");
        assert_eq!(known("zh-Hant-TW"), "zh-Hant-TW");
        assert_eq!(known("grc"), "grc");
        assert_eq!(known("x-klingon"), "x-klingon");
        for (name, code) in
            [("English", "en"), ("Deutsch", "de"), ("eng", "en"), ("Ger", "de"), ("日本語", "ja")]
        {
            assert_eq!(tag(name), Err(Some(code)), "{name}");
        }
        for name in ["xx", "Klingon", "en us", "e", "", "en-", "de, en"] {
            assert_eq!(tag(name), Err(None), "{name}");
        }
    }
}
