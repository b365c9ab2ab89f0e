// SPDX-License-Identifier: GPL-3.0-or-later
internal import LineProtocol
internal import SearchIndex

/// Replies that were given already, as long as the index is the same.
///
/// What is asked again and again is answered without asking the index. Memory is bounded: replies are kept in two
/// halves, of which the older goes when the younger is full; what is asked moves to the younger.
struct AnswerCache {
    /// All of a request that its reply depends on.
    private struct Key: Hashable {
        var verb: Verb
        var options: [String]
        var rest: String

        init(_ request: Request) {
            verb = request.verb
            options = request.options.map { "\($0.key)=\($0.value)" }
            rest = request.rest
        }
    }

    /// About how many bytes each half may take.
    private let half: Int
    private var state: IndexState?
    private var young: [Key: Reply] = [:]
    private var old: [Key: Reply] = [:]
    private var youngSize = 0

    /// A cache of about this many bytes; 0 for none.
    init(bytes: Int) { half = bytes / 2 }

    /// Whether replies to `verb` are kept: those that ask the index much and depend on nothing else.
    private func keeps(_ verb: Verb) -> Bool {
        switch verb {
        case .search, .count, .similar, .facets, .suggest: half > 0
        default: false
        }
    }

    /// The reply that was given to `request` in this state of the index; nil if there is none.
    mutating func reply(to request: Request, in state: IndexState) -> Reply? {
        guard keeps(request.verb) else { return nil }
        guard state == self.state else {
            young = [:]
            old = [:]
            youngSize = 0
            self.state = state
            return nil
        }
        let key = Key(request)
        if let reply = young[key] { return reply }
        guard let reply = old.removeValue(forKey: key) else { return nil }
        keep(reply, key)
        return reply
    }

    /// Keeps `reply` to `request`, given in this state of the index.
    mutating func keep(_ reply: Reply, to request: Request, in state: IndexState) {
        guard keeps(request.verb), reply.error == nil, state == self.state else { return }
        keep(reply, Key(request))
    }

    private mutating func keep(_ reply: Reply, _ key: Key) {
        let size = 200 + key.rest.utf8.count + reply.roughSize
        guard size <= half / 4 else { return }
        if youngSize + size > half {
            old = young
            young = [:]
            youngSize = 0
        }
        young[key] = reply
        youngSize += size
    }
}

extension Reply {
    /// About how many bytes the reply takes in memory.
    fileprivate var roughSize: Int {
        func size(_ value: Value) -> Int {
            switch value {
            case .text(let text), .marked(let text): 40 + text.utf8.count
            case .list(let texts): texts.reduce(40) { $0 + 32 + $1.utf8.count }
            case .integer, .number, .none: 40
            }
        }
        return rows.reduce(100) { $1.values.reduce($0 + 64) { $0 + size($1) } }
    }

    /// The same reply with another time, where it tells one.
    func taking(_ milliseconds: Value) -> Reply {
        guard case .ok(var pairs) = final, let place = pairs.firstIndex(where: { $0.key == "ms" }) else { return self }
        pairs[place].value = milliseconds
        var reply = self
        reply.final = .ok(pairs)
        return reply
    }
}
