// SPDX-License-Identifier: GPL-3.0-or-later

/// Lemmas, bases and parts of one word while they are collected: ordered, without repeats.
struct LemmaSet {
    /// Lemmas as a dictionary writes them.
    private(set) var display: [String] = []
    /// The same in lower case, and spellings of the same word that are searched alike.
    private(set) var lemmas: [String] = []
    /// Verbs of participles, adjectives of adverbs…, in lower case.
    private(set) var bases: [String] = []
    /// The parts of a compound in their order, in lower case.
    private(set) var parts: [String] = []
    /// Compounds within the compound (`korkeakoulu` in `ammattikorkeakoulu`), in lower case.
    private(set) var subCompounds: [String] = []

    mutating func addLemma(_ lemma: String, display form: String? = nil) {
        guard !lemma.isEmpty else { return }
        if let form, !display.contains(form), !display.contains(where: { $0.lowercased() == lemma }) {
            display.append(form)
        }
        if !lemmas.contains(lemma) { lemmas.append(lemma) }
    }

    mutating func addBase(_ base: String) {
        if !base.isEmpty, !bases.contains(base) { bases.append(base) }
    }

    mutating func addPart(_ part: String) {
        guard part.unicodeScalars.count > 1, !part.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return }
        if !parts.contains(part) { parts.append(part) }
    }

    mutating func addSubCompound(_ compound: String) {
        if !compound.isEmpty, !subCompounds.contains(compound) { subCompounds.append(compound) }
    }

    /// The index terms for a word written `form`.
    func terms(form: String) -> [Term] {
        var terms = lemmas.map { Term(.lemma, $0) }
        terms.append(Term(.form, form))
        for base in bases where !lemmas.contains(base) { terms.append(Term(.base, base)) }
        var seen = Set(lemmas)
        for part in parts + subCompounds where seen.insert(part).inserted { terms.append(Term(.part, part)) }
        var folded = Set<String>()
        for lemma in lemmas {
            if let plain = Folding.folded(lemma), folded.insert(plain).inserted { terms.append(Term(.folded, plain)) }
        }
        return terms
    }
}
