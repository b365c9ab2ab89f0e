// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses

/// The terms of one word while they are collected: ordered, each under the strongest kind it came by.
struct LemmaSet {
    /// Lemmas as a dictionary writes them, likely ones only.
    private(set) var display: [String] = []
    /// The parts of a compound in their order, in lower case.
    private(set) var parts: [String] = []
    /// Terms and the strongest kind each came by, in the order they came.
    private(set) var entries: [(text: String, kind: TermKind)] = []

    /// A bit for each of the first 64 of ``entries`` that is known to be a noun, adjective or verb.
    private(set) var content: UInt64 = 0

    /// True if the word may be a noun made of a verb, in -minen.
    var isVerbalNoun = false

    /// The terms found so far under `kind`.
    func texts(_ kind: TermKind) -> [String] { entries.filter { $0.kind == kind }.map(\.text) }

    /// Adds a lemma, in lower case, with the form to show where it is a likely one.
    mutating func addLemma(_ lemma: String, _ kind: TermKind = .lemma, display form: String? = nil) {
        guard !lemma.isEmpty else { return }
        put(lemma, kind)
        if kind == .lemma, let form, !display.contains(where: { Casing.lowercased($0) == lemma }) {
            display.append(form)
        }
    }

    /// Notes that `lemma`, which was added, is a noun, adjective or verb.
    mutating func noteContent(_ lemma: String) {
        if let index = entries.firstIndex(where: { $0.text == lemma }), index < 64 { content |= 1 << UInt64(index) }
    }

    /// Adds what the word, or a part of it, was derived from.
    mutating func addBase(_ base: String, ofPart: Bool = false) { put(base, ofPart ? .partBase : .base) }

    /// Adds a part of a compound. Letters and numbers alone are none.
    mutating func addPart(_ part: String) {
        guard Self.isPart(part) else { return }
        if !parts.contains(part) { parts.append(part) }
        put(part, .part)
    }

    /// Adds a number that begins a compound: of years and such only, *1900* in *1900-luku*.
    mutating func addPart(number: String) {
        guard number.utf8.count > 2 else { return }
        if !parts.contains(number) { parts.append(number) }
        put(number, .part)
    }

    /// Adds a compound within the compound: `korkeakoulu` in `ammattikorkeakoulu`.
    mutating func addSubCompound(_ compound: String) {
        if Self.isPart(compound) { put(compound, .part) }
    }

    /// The index terms for a word written `form`.
    func terms(form: String) -> [Term] {
        var terms = entries.map { Term(kind: $0.kind, text: $0.text) }
        terms.append(Term(kind: .form, text: form))
        let first = terms.count
        for entry in entries where entry.kind == .lemma || entry.kind == .guess {
            if let plain = Folding.folded(entry.text), !terms[first...].contains(where: { $0.text == plain }) {
                terms.append(Term(kind: .folded, text: plain))
            }
        }
        return terms
    }

    private static func isPart(_ text: String) -> Bool {
        text.unicodeScalars.count > 1 && !text.utf8.allSatisfy(\.isASCIIDigit)
    }

    private mutating func put(_ text: String, _ kind: TermKind) {
        guard !text.isEmpty else { return }
        if let index = entries.firstIndex(where: { $0.text == text }) {
            if kind.rawValue < entries[index].kind.rawValue { entries[index].kind = kind }
        } else {
            entries.append((text, kind))
        }
    }
}
