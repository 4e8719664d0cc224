//! Maths as readable text: the common part of TeX in Unicode. What has no sign of its own stays as
//! typed; nothing is dropped but braces that only group.

#[cfg(test)]
mod tests;

/// How deep braces are followed; deeper ones stay as typed.
const MAX_DEPTH: usize = 16;

/// TeX source as a line of readable text.
pub fn readable(source: &str) -> String {
    let mut reader = Reader { rest: source, depth: 0 };
    reader.until(None).trim().to_owned()
}

struct Reader<'a> {
    rest: &'a str,
    depth: usize,
}

impl Reader<'_> {
    /// Reads up to `end` and past it, or to the end of the text.
    fn until(&mut self, end: Option<char>) -> String {
        let mut out = String::new();
        while let Some(c) = self.rest.chars().next() {
            if Some(c) == end {
                self.rest = &self.rest[1..];
                break;
            }
            out.push_str(&self.piece(c));
        }
        out
    }

    /// Reads what begins with `first`: a script, a command, a group or a character.
    fn piece(&mut self, first: char) -> String {
        match first {
            '^' => self.script('^'),
            '_' => self.script('_'),
            '\\' => self.command(),
            '{' => self.group(),
            _ => {
                self.rest = &self.rest[first.len_utf8()..];
                match first {
                    '~' | '&' => " ".to_owned(),
                    other => other.to_string(),
                }
            }
        }
    }

    fn group(&mut self) -> String {
        self.rest = &self.rest[1..];
        if self.depth >= MAX_DEPTH {
            return "{".to_owned();
        }
        self.depth += 1;
        let inside = self.until(Some('}'));
        self.depth -= 1;
        inside
    }

    /// What a command or script applies to: a group, a command or one character.
    fn argument(&mut self) -> String {
        self.rest = self.rest.trim_start();
        match self.rest.chars().next() {
            // A script's script would recurse without a brace to count.
            None | Some('}') => String::new(),
            Some(c @ ('^' | '_')) => {
                self.rest = &self.rest[1..];
                c.to_string()
            }
            Some(first) => self.piece(first),
        }
    }

    fn script(&mut self, mark: char) -> String {
        self.rest = &self.rest[1..];
        let text = self.argument();
        let table = if mark == '^' { SUPERSCRIPTS } else { SUBSCRIPTS };
        let signs: Option<String> = text.chars().map(|c| sign(table, c)).collect();
        match signs {
            Some(signs) => signs,
            None if text.chars().count() == 1 => format!("{mark}{text}"),
            None => format!("{mark}({text})"),
        }
    }

    fn command(&mut self) -> String {
        let after = &self.rest[1..];
        let len = after.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(after.len());
        if len == 0 {
            return self.escaped(after);
        }
        let (name, rest) = after.split_at(len);
        self.rest = rest;
        if self.depth >= MAX_DEPTH {
            return format!("\\{name}");
        }
        self.depth += 1;
        let text = self.named(name);
        self.depth -= 1;
        text
    }

    /// `\{`, `\,`, `\\` and their like.
    fn escaped(&mut self, after: &str) -> String {
        let Some(c) = after.chars().next() else {
            self.rest = "";
            return "\\".to_owned();
        };
        self.rest = &self.rest[1 + c.len_utf8()..];
        match c {
            ',' | ';' | ':' | ' ' => " ".to_owned(),
            '!' => String::new(),
            '\\' => "\n".to_owned(),
            other => other.to_string(),
        }
    }

    fn named(&mut self, name: &str) -> String {
        match name {
            "frac" | "dfrac" | "tfrac" => {
                let above = self.argument();
                let below = self.argument();
                format!("{}/{}", bracketed(&above), bracketed(&below))
            }
            "sqrt" => self.root(),
            "text" | "mathrm" | "mathbf" | "mathit" | "operatorname" | "textbf" | "textit"
            | "mathsf" | "mathcal" => self.argument(),
            "mathbb" => double_struck(&self.argument()),
            "left" | "right" | "big" | "Big" | "bigl" | "bigr" | "displaystyle" | "limits" => {
                String::new()
            }
            "overline" | "bar" => over(&self.argument(), '\u{304}'),
            "hat" => over(&self.argument(), '\u{302}'),
            "vec" => over(&self.argument(), '\u{20d7}'),
            "dot" => over(&self.argument(), '\u{307}'),
            "tilde" => over(&self.argument(), '\u{303}'),
            _ => self.symbol(name),
        }
    }

    fn root(&mut self) -> String {
        let index = match self.rest.strip_prefix('[') {
            Some(rest) => {
                self.rest = rest;
                self.until(Some(']'))
            }
            None => String::new(),
        };
        let sign = match index.as_str() {
            "" | "2" => "√".to_owned(),
            "3" => "∛".to_owned(),
            "4" => "∜".to_owned(),
            other => match other.chars().map(|c| sign(SUPERSCRIPTS, c)).collect::<Option<String>>()
            {
                Some(raised) => format!("{raised}√"),
                None => format!("({other})√"),
            },
        };
        format!("{sign}{}", bracketed(&self.argument()))
    }

    fn symbol(&mut self, name: &str) -> String {
        if FUNCTIONS.contains(&name) {
            return name.to_owned();
        }
        match SYMBOLS.iter().find(|(known, _)| *known == name) {
            Some((_, symbol)) => (*symbol).to_owned(),
            None if self.rest.starts_with('{') => format!("\\{name}{{{}}}", self.group()),
            None => format!("\\{name}"),
        }
    }
}

/// Brackets around what is more than one number, word or bracket.
fn bracketed(text: &str) -> String {
    let whole = text.chars().all(|c| c.is_alphanumeric() || c == '.');
    if whole && !text.is_empty() { text.to_owned() } else { format!("({text})") }
}

fn over(text: &str, mark: char) -> String {
    if text.chars().count() == 1 { format!("{text}{mark}") } else { text.to_owned() }
}

fn double_struck(text: &str) -> String {
    let signs = [('N', 'ℕ'), ('Z', 'ℤ'), ('Q', 'ℚ'), ('R', 'ℝ'), ('C', 'ℂ'), ('P', 'ℙ')];
    text.chars().map(|c| sign(&signs, c).unwrap_or(c)).collect()
}

fn sign(table: &[(char, char)], c: char) -> Option<char> {
    table.iter().find(|(plain, _)| *plain == c).map(|(_, sign)| *sign)
}

const FUNCTIONS: &[&str] = &[
    "sin", "cos", "tan", "cot", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh", "log", "ln",
    "exp", "lim", "max", "min", "sup", "inf", "det", "dim", "ker", "gcd", "mod", "arg", "deg",
];

#[rustfmt::skip]
const SUPERSCRIPTS: &[(char, char)] = &[
    ('0', '⁰'), ('1', '¹'), ('2', '²'), ('3', '³'), ('4', '⁴'), ('5', '⁵'), ('6', '⁶'), ('7', '⁷'),
    ('8', '⁸'), ('9', '⁹'), ('+', '⁺'), ('-', '⁻'), ('=', '⁼'), ('(', '⁽'), (')', '⁾'), ('n', 'ⁿ'),
    ('i', 'ⁱ'), ('a', 'ᵃ'), ('b', 'ᵇ'), ('c', 'ᶜ'), ('d', 'ᵈ'), ('e', 'ᵉ'), ('k', 'ᵏ'), ('m', 'ᵐ'),
    ('p', 'ᵖ'), ('t', 'ᵗ'), ('x', 'ˣ'), ('y', 'ʸ'), ('z', 'ᶻ'), ('T', 'ᵀ'), ('∘', '°'), ('′', '′'),
];

#[rustfmt::skip]
const SUBSCRIPTS: &[(char, char)] = &[
    ('0', '₀'), ('1', '₁'), ('2', '₂'), ('3', '₃'), ('4', '₄'), ('5', '₅'), ('6', '₆'), ('7', '₇'),
    ('8', '₈'), ('9', '₉'), ('+', '₊'), ('-', '₋'), ('=', '₌'), ('(', '₍'), (')', '₎'), ('a', 'ₐ'),
    ('e', 'ₑ'), ('i', 'ᵢ'), ('j', 'ⱼ'), ('k', 'ₖ'), ('m', 'ₘ'), ('n', 'ₙ'), ('o', 'ₒ'), ('p', 'ₚ'),
    ('r', 'ᵣ'), ('s', 'ₛ'), ('t', 'ₜ'), ('u', 'ᵤ'), ('v', 'ᵥ'), ('x', 'ₓ'),
];

#[rustfmt::skip]
const SYMBOLS: &[(&str, &str)] = &[
    ("alpha", "α"), ("beta", "β"), ("gamma", "γ"), ("delta", "δ"), ("epsilon", "ε"),
    ("varepsilon", "ε"), ("zeta", "ζ"), ("eta", "η"), ("theta", "θ"), ("vartheta", "ϑ"),
    ("iota", "ι"), ("kappa", "κ"), ("lambda", "λ"), ("mu", "μ"), ("nu", "ν"), ("xi", "ξ"),
    ("pi", "π"), ("rho", "ρ"), ("sigma", "σ"), ("tau", "τ"), ("upsilon", "υ"), ("phi", "φ"),
    ("varphi", "φ"), ("chi", "χ"), ("psi", "ψ"), ("omega", "ω"), ("Gamma", "Γ"), ("Delta", "Δ"),
    ("Theta", "Θ"), ("Lambda", "Λ"), ("Xi", "Ξ"), ("Pi", "Π"), ("Sigma", "Σ"), ("Phi", "Φ"),
    ("Psi", "Ψ"), ("Omega", "Ω"), ("hbar", "ℏ"), ("ell", "ℓ"), ("partial", "∂"), ("nabla", "∇"),
    ("infty", "∞"), ("times", "×"), ("cdot", "·"), ("div", "÷"), ("pm", "±"), ("mp", "∓"),
    ("ast", "*"), ("circ", "∘"), ("prime", "′"), ("degree", "°"), ("le", "≤"), ("leq", "≤"),
    ("ge", "≥"), ("geq", "≥"), ("ne", "≠"), ("neq", "≠"), ("approx", "≈"), ("equiv", "≡"),
    ("sim", "~"), ("propto", "∝"), ("ll", "≪"), ("gg", "≫"), ("sum", "∑"), ("prod", "∏"),
    ("int", "∫"), ("oint", "∮"), ("in", "∈"), ("notin", "∉"), ("subset", "⊂"),
    ("subseteq", "⊆"), ("supset", "⊃"), ("cup", "∪"), ("cap", "∩"), ("emptyset", "∅"),
    ("setminus", "∖"), ("forall", "∀"), ("exists", "∃"), ("neg", "¬"), ("land", "∧"),
    ("wedge", "∧"), ("lor", "∨"), ("vee", "∨"), ("oplus", "⊕"), ("otimes", "⊗"), ("to", "→"),
    ("rightarrow", "→"), ("leftarrow", "←"), ("leftrightarrow", "↔"), ("Rightarrow", "⇒"),
    ("implies", "⇒"), ("Leftarrow", "⇐"), ("Leftrightarrow", "⇔"), ("iff", "⇔"),
    ("mapsto", "↦"), ("rightleftharpoons", "⇌"), ("uparrow", "↑"), ("downarrow", "↓"),
    ("perp", "⊥"), ("parallel", "∥"), ("angle", "∠"), ("triangle", "△"), ("mid", "|"),
    ("ldots", "…"), ("dots", "…"), ("cdots", "⋯"), ("therefore", "∴"), ("langle", "⟨"),
    ("rangle", "⟩"), ("lfloor", "⌊"), ("rfloor", "⌋"), ("lceil", "⌈"), ("rceil", "⌉"),
    ("quad", "  "), ("qquad", "    "),
];
