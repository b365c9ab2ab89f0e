// SPDX-License-Identifier: GPL-3.0-or-later
public import Sayings

/// A sentence of a reply by its code, which stays the same when its words change, and what it is about: how a client says it
/// in another language.
public struct CodedSentence: Hashable, Sendable {
    /// The code, a name of a–z, digits and `-`.
    public var code: String
    /// The texts in the places of the sentence, in their order in English.
    public var values: [String]

    /// A sentence of these parts.
    public init(_ code: String, _ values: [String]) {
        (self.code, self.values) = (code, values)
    }

    /// Reads what ``wire`` made.
    init(wire: String) {
        let parts = wire.split(separator: "|", omittingEmptySubsequences: false)
        code = String(parts[0])
        values = parts.dropFirst().map { part in
            var text: [UInt8] = []
            var rest = part.utf8[...]
            while let byte = rest.popFirst() {
                let digits = rest.prefix(2)
                if byte == UInt8(ascii: "%"), digits.count == 2,
                    let escaped = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
                {
                    text.append(escaped)
                    rest = rest.dropFirst(2)
                } else {
                    text.append(byte)
                }
            }
            return String(decoding: text, as: UTF8.self)
        }
    }

    /// The sentence as a reply has it: the code and the values, `|` before each; in them `%`, `|` and `,` are %XX.
    var wire: String {
        let escapes: [Unicode.Scalar: String] = ["%": "%25", "|": "%7C", ",": "%2C"]
        return values.reduce(code) { line, value in
            line + "|" + value.unicodeScalars.map { escapes[$0] ?? String($0) }.joined()
        }
    }
}

extension Reply {
    /// The key of the final line under which sentences come by their codes.
    static let saidKey = "said"

    /// The reply with the codes of its sentences, where `code` tells one for each.
    public func coded(by code: (Saying) -> String?) -> Reply {
        let sayings = error.map { $0.saying.map { [$0] } ?? [] } ?? self.sayings
        let said = sayings.compactMap { saying in code(saying).map { CodedSentence($0, saying.values) } }
        guard !said.isEmpty, said.count == sayings.count else { return self }
        var reply = self
        if case .error(var error) = final {
            error.said = said
            reply.final = .error(error)
        } else {
            reply.said = said
        }
        return reply
    }

    /// The reply with `sayings` behind what it notes already.
    public func noting(_ sayings: [Saying]) -> Reply {
        guard !sayings.isEmpty else { return self }
        var reply = self
        reply.sayings += sayings
        reply.set(note: reply.sayings.map(\.description).joined(separator: " "))
        return reply
    }

    /// The reply without the note of `code`; as it is where that, or the words of another note, are not known.
    ///
    /// - Parameters:
    ///   - code: The code of the note.
    ///   - words: The English of a sentence by its code.
    /// - Returns: The reply.
    public func without(_ code: String, words: (CodedSentence) -> String?) -> Reply {
        let left = said.filter { $0.code != code }
        let texts = left.compactMap(words)
        guard left.count < said.count, texts.count == left.count else { return self }
        var reply = self
        reply.said = left
        reply.set(note: texts.isEmpty ? nil : texts.joined(separator: " "))
        return reply
    }

    private mutating func set(note: String?) {
        guard case .ok(var pairs) = final else { return }
        let place = pairs.firstIndex { $0.key == "note" }
        if let note {
            let pair = Pair("note", .text(note))
            if let place { pairs[place] = pair } else { pairs.append(pair) }
        } else if let place {
            pairs.remove(at: place)
        }
        final = .ok(pairs)
    }
}
