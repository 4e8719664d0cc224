//! The words by which rules know a language. A rule that hangs on words judges only languages listed here.

/// Words of a language, folded.
#[derive(Debug)]
pub(super) struct Tongue {
    tag: &'static str,
    /// Words that say nothing of what a text is about.
    pub function: &'static [&'static str],
    /// Words that turn a question round.
    pub negative: &'static [&'static str],
    /// Words before another that turn a question round with it: `ne peut`.
    pub negative_pairs: &'static [(&'static str, &'static str)],
    /// Words that ask, or point to what is asked for.
    pub asking: &'static [&'static str],
    /// Words that ask for a reason; a "not" in such a question belongs to what is explained.
    pub why: &'static [&'static str],
    /// Words that begin a clause in which nothing is asked.
    pub aside: &'static [&'static str],
    /// Words that a cautious test-taker takes for a sign of a wrong choice.
    pub absolute: &'static [&'static str],
    /// Those of them that claim without exception; the others may be a plain quantity: "only the driver".
    pub always: &'static [&'static str],
    /// Beginnings of choices that stand for all the others.
    pub all_of_them: &'static [&'static str],
    /// Beginnings of choices that stand for none of the others.
    pub none_of_them: &'static [&'static str],
    /// Words that point to a place or colour on the page.
    pub pointing: &'static [&'static str],
    /// Words for pictures.
    pub picture: &'static [&'static str],
    /// Articles that fit one beginning of a word only, before a vowel and before a consonant.
    pub telling_articles: Option<(&'static str, &'static str)>,
}

const ENGLISH: Tongue = Tongue {
    tag: "en",
    function: &[
        "a",
        "about",
        "after",
        "all",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "been",
        "before",
        "but",
        "by",
        "can",
        "did",
        "do",
        "does",
        "for",
        "from",
        "had",
        "has",
        "have",
        "he",
        "her",
        "his",
        "how",
        "in",
        "into",
        "is",
        "it",
        "its",
        "many",
        "more",
        "most",
        "much",
        "not",
        "of",
        "on",
        "one",
        "or",
        "she",
        "so",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "to",
        "was",
        "were",
        "what",
        "when",
        "where",
        "which",
        "who",
        "whom",
        "whose",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
        "according",
        "name",
        "first",
    ],
    negative: &[
        "not", "except", "never", "least", "isn't", "aren't", "doesn't", "don't", "wasn't",
        "cannot", "can't",
    ],
    negative_pairs: &[],
    asking: &[
        "which", "what", "who", "whom", "whose", "where", "when", "how", "this", "these", "that",
        "it", "one",
    ],
    why: &["why"],
    aside: &[
        "when", "while", "if", "although", "though", "since", "because", "as", "except", "unlike",
        "unless", "despite", "after", "before", "not",
    ],
    absolute: &[
        "always", "never", "all", "none", "only", "every", "must", "everyone", "nobody", "any",
        "anyone",
    ],
    always: &["always", "never", "everyone", "nobody"],
    all_of_them: &[
        "all these choices",
        "all of the these",
        "all choices",
        "all answers",
        "all of the choices",
        "all of the answers",
        "all are correct",
        "all are true",
        "all of the above",
        "any of the above",
        "all of these",
        "any of these",
        "all of them",
        "all the above",
        "both a and b",
        "both b and c",
        "both a and c",
        "both of the above",
    ],
    none_of_them: &["none of the above", "none of these", "neither of the above", "none of them"],
    pointing: &[
        "red", "green", "blue", "yellow", "left", "right", "above", "below", "top", "bottom",
    ],
    picture: &[
        "picture", "image", "photo", "diagram", "figure", "map", "circle", "box", "arrow", "part",
    ],
    telling_articles: Some(("an", "a")),
};

const GERMAN: Tongue = Tongue {
    tag: "de",
    function: &[
        "aber", "als", "am", "an", "auch", "auf", "aus", "bei", "das", "dass", "dem", "den", "der",
        "des", "die", "du", "durch", "ein", "eine", "einem", "einen", "einer", "er", "es", "fur",
        "für", "hat", "hatte", "ich", "im", "in", "ist", "kein", "keine", "man", "mit", "nach",
        "nicht", "oder", "sein", "sich", "sie", "sind", "so", "um", "und", "von", "vor", "war",
        "waren", "was", "welche", "welcher", "welches", "wem", "wen", "wer", "wie", "wird", "wo",
        "zu", "zum", "zur",
    ],
    negative: &["nicht", "kein", "keine", "keiner", "außer", "ausser", "niemals", "nie"],
    negative_pairs: &[],
    asking: &[
        "welche", "welcher", "welches", "welchen", "welchem", "was", "wer", "wen", "wem", "wo",
        "wann", "wie", "dieser", "diese", "dieses",
    ],
    why: &["warum", "weshalb", "wieso"],
    aside: &[
        "wenn", "falls", "obwohl", "weil", "da", "während", "außer", "ausser", "anders", "nicht",
        "nachdem", "bevor",
    ],
    absolute: &["immer", "nie", "niemals", "alle", "keine", "nur", "jeder", "jede", "muss"],
    always: &["immer", "nie", "niemals"],
    all_of_them: &[
        "alle der genannten",
        "alle genannten",
        "alles davon",
        "alle antworten",
        "alle oben genannten",
    ],
    none_of_them: &["keine der genannten", "nichts davon", "keine davon", "keine der antworten"],
    pointing: &["rot", "grün", "blau", "gelb", "links", "rechts", "oben", "unten"],
    picture: &["bild", "abbildung", "foto", "karte", "diagramm", "kreis", "pfeil"],
    telling_articles: None,
};

const FRENCH: Tongue = Tongue {
    tag: "fr",
    function: &[
        "a", "à", "au", "aux", "avec", "ce", "ces", "cette", "comment", "dans", "de", "des", "du",
        "elle", "en", "est", "et", "il", "ils", "la", "le", "les", "leur", "lui", "mais", "ne",
        "ou", "où", "par", "pas", "pour", "qu", "quand", "que", "quel", "quelle", "quels",
        "quelles", "qui", "se", "ses", "son", "sont", "sur", "un", "une",
    ],
    negative: &["pas", "sauf", "jamais", "excepté", "aucun", "aucune"],
    negative_pairs: &[("ne", "peut"), ("ne", "peuvent"), ("ne", "saurait"), ("ne", "sait")],
    asking: &[
        "quel",
        "quelle",
        "quels",
        "quelles",
        "lequel",
        "laquelle",
        "lesquels",
        "lesquelles",
        "qui",
        "que",
        "quoi",
        "où",
        "quand",
        "comment",
        "combien",
        "ce",
        "cet",
        "cette",
        "ces",
    ],
    why: &["pourquoi"],
    aside: &[
        "si",
        "quand",
        "lorsque",
        "bien",
        "puisque",
        "sauf",
        "excepté",
        "contrairement",
        "malgré",
        "après",
        "avant",
        "pas",
    ],
    absolute: &["toujours", "jamais", "tous", "toutes", "aucun", "seulement", "chaque"],
    always: &["toujours", "jamais"],
    all_of_them: &["toutes les réponses", "toutes ces réponses", "tout ce qui précède"],
    none_of_them: &["aucune de ces réponses", "aucune des réponses", "rien de tout cela"],
    pointing: &["rouge", "vert", "bleu", "jaune", "gauche", "droite", "haut", "bas"],
    picture: &["image", "photo", "carte", "figure", "diagramme", "cercle", "flèche"],
    telling_articles: None,
};

const SPANISH: Tongue = Tongue {
    tag: "es",
    function: &[
        "a", "al", "como", "con", "cuál", "cuáles", "cuándo", "cuántos", "cuántas", "de", "del",
        "desde", "donde", "dónde", "el", "ella", "en", "entre", "es", "esta", "este", "fue", "ha",
        "hay", "la", "las", "lo", "los", "más", "no", "o", "para", "pero", "por", "que", "qué",
        "quién", "se", "ser", "si", "sin", "sobre", "son", "su", "sus", "un", "una", "y",
    ],
    negative: &["no", "excepto", "salvo", "nunca", "ningún", "ninguna"],
    negative_pairs: &[],
    asking: &[
        "cuál", "cuáles", "qué", "quién", "quiénes", "dónde", "cuándo", "cómo", "cuántos",
        "cuántas", "este", "esta", "estos", "estas",
    ],
    why: &["por"],
    aside: &["si", "cuando", "aunque", "porque", "excepto", "salvo", "mientras", "no"],
    absolute: &[
        "siempre",
        "nunca",
        "jamás",
        "todos",
        "todas",
        "ningún",
        "ninguna",
        "solo",
        "sólo",
        "solamente",
        "cualquier",
    ],
    always: &["siempre", "nunca", "jamás"],
    all_of_them: &[
        "todas son ",
        "todas las anteriores",
        "todas las respuestas",
        "todas las opciones",
        "todos los anteriores",
        "todas las otras",
    ],
    none_of_them: &[
        "ninguna es correcta",
        "ninguna es cierta",
        "ninguna de las anteriores",
        "ninguna de las respuestas",
        "ninguna de ellas",
        "ninguno de los anteriores",
        "ninguna respuesta",
    ],
    pointing: &["rojo", "verde", "azul", "amarillo", "izquierda", "derecha", "arriba", "abajo"],
    picture: &["imagen", "foto", "figura", "mapa", "diagrama", "círculo", "flecha"],
    telling_articles: None,
};

/// The language of a deck: the one it states, else the one its words look like.
pub(super) fn of(stated: Option<&str>, words: &[&str]) -> Option<&'static Tongue> {
    let all: [&'static Tongue; 4] = [&ENGLISH, &GERMAN, &FRENCH, &SPANISH];
    if let Some(stated) = stated {
        let primary = stated.split(['-', '_']).next().unwrap_or(stated).to_lowercase();
        return all.into_iter().find(|it| it.tag == primary);
    }
    // A quarter of the words of running text are function words, of a foreign text nearly none.
    let share = |it: &&'static Tongue| {
        let n = words.iter().filter(|word| it.function.contains(*word)).count();
        n * 100 / words.len().max(1)
    };
    all.into_iter().max_by_key(share).filter(|it| share(it) >= 20)
}
