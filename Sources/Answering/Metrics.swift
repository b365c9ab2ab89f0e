// SPDX-License-Identifier: GPL-3.0-or-later
public import LineProtocol
internal import NIOConcurrencyHelpers
internal import SearchIndex
internal import Synchronization

/// The figures of a server, and their form for Prometheus (text format 0.0.4).
///
/// Labels are bounded: verbs, error codes and the names of the server's indexes. Counting takes some tens of
/// nanoseconds.
public final class Metrics: Sendable {
    private struct Figures {
        var requests: [Verb: Requests] = [:]
        var errors: [Int: Int] = [:]
        var indexes: [String: IndexFigures] = [:]
        var slow = 0
    }

    /// The figures of one index.
    struct IndexFigures {
        var documents: Int
        var generation: UInt64
        /// The bytes of its files, and when it was last committed to, in seconds since 1970; nil where that cannot be told.
        var files: (bytes: Int64, committed: Int64)?
    }

    /// The requests of one verb.
    private struct Requests {
        var nanoseconds: UInt64 = 0
        /// The number that took no longer than each of ``Metrics/bounds``, and of those that took longer.
        var counts = [Int](repeating: 0, count: Metrics.bounds.count + 1)
    }

    private let figures = NIOLockedValueBox(Figures())
    private let open = Atomic<Int>(0)
    private let accepted = Atomic<Int>(0)
    private let refused = Atomic<Int>(0)
    private let reloads = Atomic<Int>(0)
    private let cached = Atomic<Int>(0)
    private let queue = NIOLockedValueBox<(@Sendable () -> Int)?>(nil)
    /// The upper bounds of the histogram of times: milliseconds, and what Prometheus calls them, which is seconds.
    private static let bounds: [(milliseconds: UInt64, label: String)] = [
        (1, "0.001"), (3, "0.003"), (10, "0.01"), (30, "0.03"), (100, "0.1"), (300, "0.3"), (1000, "1"), (3000, "3"),
        (10_000, "10"),
    ]

    /// Nothing counted yet.
    public init() {}

    /// Has `length` tell the number of connections whose requests wait for a thread.
    public func setQueue(_ length: @escaping @Sendable () -> Int) { queue.withLockedValue { $0 = length } }

    /// A request was answered. `verb` is nil for a line that was none.
    public func count(_ verb: Verb?, _ error: ReplyError?, taking time: Duration) {
        let (seconds, attoseconds) = time.components
        let nanoseconds = UInt64(max(0, seconds)) * 1_000_000_000 + UInt64(max(0, attoseconds / 1_000_000_000))
        let bound = Self.bounds.firstIndex { nanoseconds <= $0.milliseconds * 1_000_000 } ?? Self.bounds.count
        figures.withLockedValue { figures in
            if let verb {
                figures.requests[verb, default: Requests()].counts[bound] += 1
                figures.requests[verb, default: Requests()].nanoseconds += nanoseconds
            }
            if let error { figures.errors[error.code.number, default: 0] += 1 }
        }
    }

    /// A request took longer than what the slow-query log is set to.
    public func countSlow() { figures.withLockedValue { $0.slow += 1 } }

    /// A request was answered with a reply that was kept.
    func countCached() { cached.add(1, ordering: .relaxed) }

    /// A connection was taken.
    public func connectionOpened() {
        accepted.add(1, ordering: .relaxed)
        open.add(1, ordering: .relaxed)
    }

    /// A connection that was taken has ended.
    public func connectionClosed() { open.subtract(1, ordering: .relaxed) }

    /// A connection was turned away.
    public func connectionRefused() { refused.add(1, ordering: .relaxed) }

    /// An index that got lost, or that was to be opened again, was opened.
    public func indexOpened() { reloads.add(1, ordering: .relaxed) }

    /// Takes in a thread's figures of the index that is called `name`.
    func setIndex(_ name: String, _ index: IndexFigures) {
        figures.withLockedValue { $0.indexes[name] = index }
    }

    /// The figures in Prometheus' text form, a line each.
    public func lines() -> [String] {
        let figures = figures.withLockedValue { $0 }
        var lines: [String] = []
        func add(_ name: String, _ kind: String, _ help: String, _ samples: [(String, String)]) {
            lines.append("# HELP \(name) \(help)")
            lines.append("# TYPE \(name) \(kind)")
            for (labels, value) in samples { lines.append("\(name)\(labels) \(value)") }
        }
        func number(_ value: Int) -> [(String, String)] { [("", String(value))] }
        let name = "haku_request_seconds"
        var times: [(String, String)] = []
        for verb in Verb.allCases {
            let requests = figures.requests[verb] ?? Requests()
            let label = "verb=\"\(verb.rawValue)\""
            var total = 0
            for (bound, count) in zip(Self.bounds.map(\.label) + ["+Inf"], requests.counts) {
                total += count
                times.append(("_bucket{\(label),le=\"\(bound)\"}", String(total)))
            }
            times.append(("_sum{\(label)}", String(Double(requests.nanoseconds) / 1e9)))
            times.append(("_count{\(label)}", String(total)))
        }
        add(name, "histogram", "Time that answering a request took, waiting not counted.", times)
        let errors = figures.errors.sorted { $0.key < $1.key }.map { ("{code=\"\($0.key)\"}", String($0.value)) }
        add("haku_errors_total", "counter", "Requests answered with an error.", errors)
        add("haku_slow_requests_total", "counter", "Requests that the slow-query log holds.", number(figures.slow))
        add(
            "haku_cached_replies_total", "counter", "Requests answered with a reply that was kept.",
            number(cached.load(ordering: .relaxed)))
        add("haku_build_info", "gauge", "The program's version.", [("{version=\"\(hakuVersion)\"}", "1")])
        if let resident = ProcessMemory.residentBytes {
            add("haku_resident_bytes", "gauge", "Memory of the process that is resident.", number(resident))
        }
        if let length = queue.withLockedValue({ $0 }) {
            add("haku_waiting", "gauge", "Connections whose requests wait for a thread.", number(length()))
        }
        add("haku_connections", "gauge", "Connections now open.", number(open.load(ordering: .relaxed)))
        add("haku_connections_total", "counter", "Connections taken.", number(accepted.load(ordering: .relaxed)))
        add(
            "haku_connections_refused_total", "counter", "Connections turned away.",
            number(refused.load(ordering: .relaxed)))
        add(
            "haku_index_opens_total", "counter", "Times a thread opened an index.",
            number(reloads.load(ordering: .relaxed)))
        let indexes = figures.indexes.sorted { $0.key < $1.key }
        add(
            "haku_documents", "gauge", "Documents in an index.",
            indexes.map { ("{index=\"\($0.key)\"}", String($0.value.documents)) })
        add(
            "haku_generation", "gauge", "The commit of an index that is served.",
            indexes.map { ("{index=\"\($0.key)\"}", String($0.value.generation)) })
        let files = indexes.compactMap { name, index in index.files.map { ("{index=\"\(name)\"}", $0) } }
        add("haku_index_bytes", "gauge", "Bytes of the files of an index.", files.map { ($0, String($1.bytes)) })
        let now = IndexFolder.now
        add(
            "haku_index_age_seconds", "gauge", "Time since an index was last committed to.",
            files.map { ($0, String(max(0, now - $1.committed))) })
        return lines
    }
}
