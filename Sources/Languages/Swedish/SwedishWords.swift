// SPDX-License-Identifier: GPL-3.0-or-later

/// Swedish words to base forms and parts of compounds: by the dictionary of forms, and by Snowball's stems where it has
/// none. For one thread at a time.
public final class SwedishWords {
    private let forms: SwedishForms?
    private let compounds: SwedishCompounds?
    private let stemmer: SnowballStemmer?

    /// A reader by `forms`; without them by stems alone.
    public init(forms: SwedishForms? = .shipped) {
        self.forms = forms
        compounds = forms.map(SwedishCompounds.init)
        stemmer = SnowballStemmer("swedish")
    }

    /// True if the dictionary has `word`, in lower case, or the words that it is made of.
    public func isKnown(_ word: String) -> Bool {
        let scalars = Array(word.unicodeScalars)
        guard let forms, let compounds else { return false }
        return !forms.entries(of: scalars[...]).isEmpty || compounds.parts(of: scalars) != nil
    }

    /// True if the dictionary itself has `word`, in lower case.
    public func isListed(_ word: String) -> Bool {
        forms.map { !$0.entries(of: Array(word.unicodeScalars)[...]).isEmpty } ?? false
    }

    /// The parts of the compound `word`, in lower case, as they are written; nil where it is none.
    public func parts(of word: String) -> [String]? {
        compounds?.parts(of: Array(word.unicodeScalars))?.map { String(String.UnicodeScalarView($0)) }
    }

    /// The reading of `word`, in lower case. A function word is itself. 5–20 µs.
    public func reading(of word: String) -> WordReading {
        if FunctionWords.swedish.contains(word) {
            var reading = WordReading(lemmas: [word])
            reading.isKnown = true
            return reading
        }
        if let colon = word.firstIndex(of: ":"), colon != word.startIndex {
            return reading(of: String(word[..<colon]))
        }
        if let hyphen = word.lastIndex(of: "-"), hyphen != word.startIndex, word.index(after: hyphen) != word.endIndex {
            return hyphenated(word, hyphen)
        }
        guard let forms, let compounds else { return unknown(word) }
        let scalars = Array(word.unicodeScalars)
        var reading = WordReading(lemmas: [])
        for entry in forms.entries(of: scalars[...]) where !reading.lemmas.contains(entry.lemma) {
            reading.lemmas.append(entry.lemma)
        }
        var head: String?
        var tail: [String] = []
        if let parts = compounds.parts(of: scalars), let last = parts.last {
            addParts(parts, forms, &reading)
            // The parts as they are written, but for a third like letter.
            let start = String(String.UnicodeScalarView(scalars[..<last.startIndex]))
            tail = lemmas(of: last, forms)
            if reading.lemmas.isEmpty { reading.lemmas = tail.map { start + $0 } }
            head = start
        }
        guard !reading.lemmas.isEmpty else { return unknown(word) }
        reading.isKnown = true
        for lemma in reading.lemmas {
            for base in SwedishDerivation.bases(of: lemma, in: forms) where !reading.lemmas.contains(base) {
                reading.bases.append(base)
            }
        }
        if reading.bases.isEmpty, let head { reading.bases = bases(ofCompound: head, tail, forms) }
        return reading
    }

    /// The verbs that a compound of a verbal noun is of: *återbryta* of *återbrytande*, which no dictionary need have.
    private func bases(ofCompound head: String, _ tail: [String], _ forms: SwedishForms) -> [String] {
        var bases: [String] = []
        for lemma in tail where SwedishDerivation.isVerbalNoun(lemma) {
            for base in SwedishDerivation.bases(of: lemma, in: forms) where !bases.contains(head + base) {
                bases.append(head + base)
            }
        }
        return bases
    }

    /// `eg-domstolen`: the last piece is inflected, the others stand as they are.
    private func hyphenated(_ word: String, _ hyphen: String.Index) -> WordReading {
        let head = String(word[..<hyphen])
        let tail = reading(of: String(word[word.index(after: hyphen)...]))
        var reading = WordReading(lemmas: tail.lemmas.map { head + "-" + $0 })
        reading.lemmas += tail.lemmas.map { head.filter { $0 != "-" } + $0 }
        reading.guesses = tail.guesses.map { head + "-" + $0 }
        for piece in head.split(separator: "-") where piece.count > 1 {
            reading.parts += self.reading(of: String(piece)).lemmas.prefix(2)
        }
        reading.parts += tail.lemmas + tail.parts
        reading.bases = tail.bases
        reading.isKnown = tail.isKnown
        return reading
    }

    /// A word that the dictionary does not have: itself, and its stem.
    private func unknown(_ word: String) -> WordReading {
        var reading = WordReading(lemmas: [word])
        if let stem = stemmer?.stem(word), stem != word, stem.count > 2 { reading.guesses = [stem] }
        return reading
    }

    /// The base forms of the parts, and the compounds at the end of the compound.
    private func addParts(_ parts: [ArraySlice<Unicode.Scalar>], _ forms: SwedishForms, _ reading: inout WordReading) {
        func add(_ lemma: String) {
            if !reading.parts.contains(lemma) { reading.parts.append(lemma) }
        }
        for part in parts.dropLast() { forms.lemmas(ofFirstPart: part).prefix(2).forEach(add) }
        guard let last = parts.last else { return }
        let ends = lemmas(of: last, forms)
        ends.forEach(add)
        for start in 1..<max(1, parts.count - 1) {
            let head = String(String.UnicodeScalarView(parts[start..<parts.count - 1].joined()))
            for end in ends { add(head + end) }
        }
        // A last part may be a compound that the dictionary has: *bostads-aktiebolag*.
        guard let compounds else { return }
        for end in ends.prefix(1) {
            guard let inner = compounds.parts(of: Array(end.unicodeScalars)), let last = inner.last else { continue }
            for part in inner.dropLast() { forms.lemmas(ofFirstPart: part).prefix(1).forEach(add) }
            lemmas(of: last, forms).forEach(add)
        }
    }

    private func lemmas(of part: ArraySlice<Unicode.Scalar>, _ forms: SwedishForms) -> [String] {
        let entries = forms.entries(of: part)
        let ends = entries.filter(\.mayEnd)
        var result: [String] = []
        for entry in ends.isEmpty ? entries : ends where !result.contains(entry.lemma) { result.append(entry.lemma) }
        return Array(result.prefix(2))
    }
}
