// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads the labels of SKOS concepts, and which is broader than which, in Turtle (W3C Recommendation *SKOS Reference*, 18
/// August 2009). All else is passed over.
struct SKOSReader {
    private static let namespace = "http://www.w3.org/2004/02/skos/core#"

    private var tokens: TurtleTokens
    private var prefixes: [String: String] = [:]

    /// Adds the concepts of `text` to `concepts`.
    static func read(_ text: String, into concepts: inout ConceptLabels) throws(TurtleError) {
        var reader = SKOSReader(tokens: TurtleTokens(text))
        while let token = try reader.tokens.next() { try reader.statement(token, into: &concepts) }
    }

    private mutating func statement(_ first: TurtleTokens.Token, into concepts: inout ConceptLabels) throws(TurtleError)
    {
        if case .word(let word) = first, ["@prefix", "prefix"].contains(word.lowercased()) {
            return try prefix(ends: word.hasPrefix("@"))
        }
        let subject = name(first)
        var predicate: String?
        var depth = first == .mark(UInt8(ascii: "[")) ? 1 : 0
        while let token = try tokens.next() {
            switch token {
            case .mark(UInt8(ascii: "[")), .mark(UInt8(ascii: "(")): depth += 1
            case .mark(UInt8(ascii: "]")), .mark(UInt8(ascii: ")")): depth -= 1
            case .mark(UInt8(ascii: ".")): if depth <= 0 { return }
            case .mark(UInt8(ascii: ";")): if depth <= 0 { predicate = nil }
            case .mark: break
            default:
                guard depth <= 0 else { continue }
                if let predicate, let subject {
                    add(token, as: predicate, of: subject, into: &concepts)
                } else {
                    predicate = name(token) ?? ""
                }
            }
        }
        throw tokens.fail("a sentence has no full stop at its end")
    }

    private func add(
        _ object: TurtleTokens.Token, as predicate: String, of subject: String, into concepts: inout ConceptLabels
    ) {
        guard predicate.hasPrefix(Self.namespace) else { return }
        switch (predicate.dropFirst(Self.namespace.count), object) {
        case ("prefLabel", .text(let text, let tag)), ("altLabel", .text(let text, let tag)),
            ("hiddenLabel", .text(let text, let tag)):
            let code = String((tag ?? "fi").prefix { $0 != "-" })
            if let language = Language(rawValue: code) {
                concepts.add(ThesaurusLabel(language: language, text: text), to: subject)
            }
        case ("broader", _): if let other = name(object) { concepts.add(broader: other, of: subject) }
        case ("narrower", _): if let other = name(object) { concepts.add(broader: subject, of: other) }
        default: break
        }
    }

    private mutating func prefix(ends: Bool) throws(TurtleError) {
        guard case .word(let name)? = try tokens.next(), name.hasSuffix(":"),
            case .address(let address)? = try tokens.next()
        else { throw tokens.fail("a prefix wants a name with a colon and an address in < >") }
        prefixes[String(name.dropLast())] = address
        if ends { _ = try tokens.next() }
    }

    /// The full address that a token names; nil where it names none.
    private func name(_ token: TurtleTokens.Token) -> String? {
        switch token {
        case .address(let address): return address
        case .word(let word):
            guard let colon = word.firstIndex(of: ":"), let start = prefixes[String(word[..<colon])] else {
                return word
            }
            return start + word[word.index(after: colon)...]
        case .text, .mark: return nil
        }
    }
}
