// SPDX-License-Identifier: GPL-3.0-or-later
public import LineProtocol
internal import Synchronization

/// What a server counts, and its form for Prometheus (text format 0.0.4).
///
/// Labels are bounded: verbs and error codes only. Counting takes some tens of nanoseconds.
public final class Metrics: Sendable {
    private struct Figures {
        var requests = [Int](repeating: 0, count: Verb.allCases.count)
        var nanoseconds = [UInt64](repeating: 0, count: Verb.allCases.count)
        var errors: [Int: Int] = [:]
    }

    private let figures = Mutex(Figures())
    private let open = Atomic<Int>(0)
    private let accepted = Atomic<Int>(0)
    private let refused = Atomic<Int>(0)
    private static let places = Dictionary(uniqueKeysWithValues: zip(Verb.allCases, 0...))

    /// Nothing counted yet.
    public init() {}

    /// A request was answered. `verb` is nil for a line that was none.
    public func count(_ verb: Verb?, _ error: ReplyError?, taking time: Duration) {
        figures.withLock { figures in
            if let place = verb.flatMap({ Self.places[$0] }) {
                figures.requests[place] += 1
                figures.nanoseconds[place] += UInt64(max(0, time / .nanoseconds(1)))
            }
            if let error { figures.errors[error.code.number, default: 0] += 1 }
        }
    }

    /// A connection was taken.
    public func connectionOpened() {
        accepted.add(1, ordering: .relaxed)
        open.add(1, ordering: .relaxed)
    }

    /// A connection that was taken has ended.
    public func connectionClosed() { open.subtract(1, ordering: .relaxed) }

    /// A connection was turned away.
    public func connectionRefused() { refused.add(1, ordering: .relaxed) }

    /// The figures, a line each.
    func lines(documents: Int) -> [String] {
        let figures = figures.withLock { $0 }
        var lines: [String] = []
        func add(_ name: String, _ kind: String, _ help: String, _ samples: [(String, String)]) {
            lines.append("# HELP \(name) \(help)")
            lines.append("# TYPE \(name) \(kind)")
            for (labels, value) in samples { lines.append("\(name)\(labels) \(value)") }
        }
        let verbs = zip(Verb.allCases, figures.requests).map { ("{verb=\"\($0.rawValue)\"}", String($1)) }
        let times = zip(Verb.allCases, figures.nanoseconds).map {
            ("{verb=\"\($0.rawValue)\"}", String(Double($1) / 1e9))
        }
        let errors = figures.errors.sorted { $0.key < $1.key }.map { ("{code=\"\($0.key)\"}", String($0.value)) }
        add("haku_requests_total", "counter", "Requests answered.", verbs)
        add("haku_request_seconds_total", "counter", "Time spent on answering them.", times)
        add("haku_errors_total", "counter", "Requests answered with an error.", errors)
        add("haku_connections", "gauge", "Connections now open.", [("", String(open.load(ordering: .relaxed)))])
        add(
            "haku_connections_total", "counter", "Connections taken.", [("", String(accepted.load(ordering: .relaxed)))]
        )
        add(
            "haku_connections_refused_total", "counter", "Connections turned away.",
            [("", String(refused.load(ordering: .relaxed)))])
        add("haku_documents", "gauge", "Documents in the index.", [("", String(documents))])
        return lines
    }
}
