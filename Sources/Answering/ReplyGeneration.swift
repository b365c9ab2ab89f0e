// SPDX-License-Identifier: GPL-3.0-or-later
internal import Caching
internal import LineProtocol
internal import SearchIndex

/// A request, by all of it that its reply depends on.
struct ReplyKey: Hashable, Sendable {
    let request: Request

    init(_ request: Request) { self.request = request }

    static func == (one: ReplyKey, other: ReplyKey) -> Bool {
        let (one, other) = (one.request, other.request)
        return one.verb == other.verb && one.rest == other.rest && one.version == other.version
            && one.options.elementsEqual(other.options) { $0.key == $1.key && $0.value == $1.value }
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(request.verb)
        hasher.combine(request.rest)
        for option in request.options {
            hasher.combine(option.key)
            hasher.combine(option.value)
        }
    }
}

/// Replies of one state of the index, bounded by the bytes they take.
struct ReplyGeneration {
    private struct Entry {
        /// Nil where it was asked for, but the answer came from another state of the index.
        var reply: Reply?
        /// The moment when a client last asked for it, as a count of such moments; 0 where none has.
        var used: UInt64
    }

    /// The state of the index that the replies are from; nil where none are kept.
    let state: IndexState?
    private var entries: WeightedCache<ReplyKey, Entry>

    /// No replies yet of `state`; about so many bytes of them are kept.
    init(state: IndexState?, bytes: Int) {
        self.state = state
        entries = WeightedCache(cost: bytes)
    }

    /// The reply to a client that asks at the moment `now`.
    mutating func reply(to key: ReplyKey, at now: UInt64) -> Reply? {
        entries.update(key) { entry in
            entry.used = now
            return entry.reply
        } ?? nil
    }

    /// Keeps `reply`; nil notes that it was asked for.
    mutating func keep(_ reply: Reply?, to key: ReplyKey, at now: UInt64) {
        guard state != nil else { return }
        if reply == nil, entries.contains(key) { return }
        let size = 300 + key.request.rest.utf8.count + (reply?.roughSize ?? 0)
        entries.insert(Entry(reply: reply, used: now), for: key, cost: size)
    }

    /// The requests of clients since the state is served, the latest first.
    func asked() -> [ReplyKey] {
        var asked: [(key: ReplyKey, used: UInt64)] = []
        entries.forEach { key, entry in
            if entry.used > 0 { asked.append((key, entry.used)) }
        }
        return asked.sorted { $0.used > $1.used }.map(\.key)
    }
}

extension Reply {
    /// About the bytes that the reply takes in memory.
    fileprivate var roughSize: Int {
        func size(_ value: Value) -> Int {
            switch value {
            case .text(let text), .marked(let text, _): 40 + text.utf8.count
            case .list(let texts), .values(let texts): texts.reduce(40) { $0 + 32 + $1.utf8.count }
            case .integer, .number, .truth, .none: 40
            }
        }
        return rows.reduce(100) { sum, row in
            let values = row.values.reduce(sum + 64) { $0 + size($1) }
            return row.fields.reduce(values) { $0 + 40 + size($1.value) }
        }
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
