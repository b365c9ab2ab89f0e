// SPDX-License-Identifier: GPL-3.0-or-later
public import LineProtocol
internal import Sayings
internal import SearchIndex
internal import Wording

/// The ways in which version 2 of the protocol is answered otherwise than version 1.
extension Request {
    /// True or false, as a client of the request's version reads it: to version 1 it is the text `yes` or `no`.
    func truth(_ isTrue: Bool) -> Value { version > 1 ? .truth(isTrue) : .text(isTrue ? "yes" : "no") }

    /// Throws where there is no query at all; to version 1 that is a query which matches nothing.
    func checkQuery() throws(ReplyError) {
        guard version > 1, rest.unicodeScalars.allSatisfy(\.properties.isWhitespace) else { return }
        throw ReplyError(.syntax, "the query is missing; use it as: \(verb.usage)", column: restColumn)
    }

    /// A note on options of the verb that stand behind the query, where they are text; nil where none does.
    var lateOptions: Saying? {
        guard version > 1, verb.takesRest, !verb.keys.isEmpty else { return nil }
        let late = rest.split(separator: " ").filter { word in
            guard let equals = word.firstIndex(of: "=") else { return false }
            let key = String(word.prefix(upTo: equals))
            return verb.keys.contains(key) || Verb.keysOfAll.contains(key)
        }
        guard !late.isEmpty else { return nil }
        return "Options stand before the text: “\(late.joined(separator: " "))” was read as text."
    }
}

extension Reply {
    /// The reply, marked as partial where it lacks the documents of `places`.
    func lacking(_ places: [IndexPlace]) -> Reply {
        guard !places.isEmpty, case .ok(let pairs) = final else { return self }
        var reply = self
        let names = places.map(\.folder.path)
        reply.final = .ok(pairs + [Pair("partial", .list(names))])
        let list = names.joined(separator: ", ")
        let saying: Saying =
            names.count == 1
            ? "The answer is partial: \(list) does not answer." : "The answer is partial: \(list) do not answer."
        return reply.noting([saying])
    }
}

extension Reply {
    /// The reply as a client of the protocol's `version` has it: from version 2 on sentences have codes, the names of their
    /// rows in the table of sentences.
    public func coded(for version: Int) -> Reply {
        version > 1 ? coded { SentenceTable.shipped.code(ofTemplate: $0.template) } : self
    }
}
