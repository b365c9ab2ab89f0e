// SPDX-License-Identifier: GPL-3.0-or-later
internal import LineProtocol
internal import SearchIndex

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
    var lateOptions: String? {
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
        return reply.noting(
            "The answer is partial: \(names.joined(separator: ", ")) \(names.count == 1 ? "does" : "do") not answer.")
    }

    /// The reply with `note` behind what it notes already.
    func noting(_ note: String?) -> Reply {
        guard let note, case .ok(var pairs) = final else { return self }
        if let place = pairs.firstIndex(where: { $0.key == "note" }) {
            pairs[place].value = .text(pairs[place].value.description + " " + note)
        } else {
            pairs.append(Pair("note", .text(note)))
        }
        var reply = self
        reply.final = .ok(pairs)
        return reply
    }
}
