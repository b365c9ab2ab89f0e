// SPDX-License-Identifier: GPL-3.0-or-later
internal import LineProtocol
internal import SearchIndex

/// A request, by all of it that its reply depends on.
struct ReplyKey: Hashable, Sendable {
    let request: Request

    init(_ request: Request) { self.request = request }

    static func == (one: ReplyKey, other: ReplyKey) -> Bool {
        let (one, other) = (one.request, other.request)
        return one.verb == other.verb && one.rest == other.rest
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

/// Replies of one state of the index.
///
/// Memory is bounded: they lie in two halves, of which the older goes when the younger is full; what is asked moves to
/// the younger.
struct ReplyGeneration {
    private struct Entry {
        /// Nil where it was asked for, but the answer came from another state of the index.
        var reply: Reply?
        /// When a client last asked for it, as a count of such moments; 0 where none has.
        var used: UInt64
        var size: Int
    }

    /// The state of the index that the replies are from; nil for a shelf that keeps none.
    let state: IndexState?
    /// About how many bytes each half may take.
    private let half: Int
    private var young: [ReplyKey: Entry] = [:]
    private var old: [ReplyKey: Entry] = [:]
    private var youngSize = 0

    /// An empty shelf of about this many bytes.
    init(state: IndexState?, bytes: Int) {
        self.state = state
        half = bytes / 2
    }

    /// The reply to a client that asks at the moment `now`.
    mutating func reply(to key: ReplyKey, at now: UInt64) -> Reply? {
        if let place = young.index(forKey: key) {
            young.values[place].used = now
            return young.values[place].reply
        }
        guard var entry = old.removeValue(forKey: key) else { return nil }
        entry.used = now
        put(entry, key)
        return entry.reply
    }

    /// Keeps `reply`; nil notes that it was asked for.
    mutating func keep(_ reply: Reply?, to key: ReplyKey, at now: UInt64) {
        guard state != nil else { return }
        if reply == nil, young[key] != nil || old[key] != nil { return }
        let size = 300 + key.request.rest.utf8.count + (reply?.roughSize ?? 0)
        guard size <= half / 4 else { return }
        if let known = young.removeValue(forKey: key) { youngSize -= known.size }
        old[key] = nil
        put(Entry(reply: reply, used: now, size: size), key)
    }

    private mutating func put(_ entry: Entry, _ key: ReplyKey) {
        if youngSize + entry.size > half {
            old = young
            young = [:]
            youngSize = 0
        }
        young[key] = entry
        youngSize += entry.size
    }

    /// What clients have asked for since the shelf is served, the latest first.
    func asked() -> [ReplyKey] {
        var asked: [(key: ReplyKey, used: UInt64)] = []
        for (key, entry) in young where entry.used > 0 { asked.append((key, entry.used)) }
        for (key, entry) in old where entry.used > 0 { asked.append((key, entry.used)) }
        return asked.sorted { $0.used > $1.used }.map(\.key)
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
