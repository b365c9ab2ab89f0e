// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc
internal import NIOCore

/// The pace at which an address may try tokens: after a wrong one it waits, so that it has ten tries a second. Who has
/// the right one is not held up but by others at the same address. Of the event loop.
struct TokenAttempts {
    /// An IPv4 address, or the network of an IPv6 address: its first 64 bits, which are one customer's or less (RFC 6177).
    struct Origin: Hashable {
        private let bytes: [UInt8]

        /// The origin of a connection from `address`; all that have none are one.
        init(_ address: SocketAddress?) {
            guard let text = address?.ipAddress else {
                bytes = []
                return
            }
            var all = [UInt8](repeating: 0, count: 16)
            if unsafe inet_pton(AF_INET, text, &all) == 1 {
                bytes = Array(all.prefix(4))
            } else {
                unsafe inet_pton(AF_INET6, String(text.prefix { $0 != "%" }), &all)
                // An IPv4 address written as one of IPv6 (RFC 4291, 2.5.5.2).
                let isMapped = all.prefix(12).elementsEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF])
                bytes = Array(isMapped ? all.suffix(4) : all.prefix(8))
            }
        }
    }

    private struct Entry {
        /// Tries that were begun and have not been decided.
        var open = 0
        /// Before this no other is begun.
        var next: NIODeadline
    }

    /// The time that a wrong token costs.
    private static let pause = TimeAmount.milliseconds(100)
    /// The most that are tried at once, and the time after which one more is tried again.
    private static let most = 10
    private static let retry = TimeAmount.milliseconds(10)
    /// With more addresses than these, those that wait for nothing are forgotten.
    private static let manyEntries = 1024

    private var entries: [Origin: Entry] = [:]

    /// Begins a try; where it is too early for one, returns the time after which to ask again.
    mutating func begin(_ origin: Origin, now: NIODeadline = .now()) -> TimeAmount? {
        if entries.count >= Self.manyEntries { entries = entries.filter { $0.value.open > 0 || $0.value.next > now } }
        var entry = entries[origin] ?? Entry(next: now)
        if entry.next > now { return entry.next - now }
        guard entry.open < Self.most else { return Self.retry }
        entry.open += 1
        entries[origin] = entry
        return nil
    }

    /// Ends a try that was begun.
    mutating func end(_ origin: Origin, isRight: Bool, now: NIODeadline = .now()) {
        guard var entry = entries[origin] else { return }
        entry.open -= 1
        if !isRight { entry.next = max(entry.next, now) + Self.pause }
        entries[origin] = isRight && entry.open == 0 && entry.next <= now ? nil : entry
    }
}
