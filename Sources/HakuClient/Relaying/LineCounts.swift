// SPDX-License-Identifier: GPL-3.0-or-later
internal import LineProtocol

/// Counts the lines that a server owes a reply: those that are not empty.
struct OwedReplies {
    /// The lines that have ended.
    private(set) var lines = 0
    private var isEmpty = true

    /// The lines with an unfinished last one, as they are when nothing more is sent.
    var linesAtEnd: Int { lines + (isEmpty ? 0 : 1) }

    /// Counts what is sent next.
    mutating func count(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            if byte == UInt8(ascii: "\n") {
                if !isEmpty { lines += 1 }
                isEmpty = true
            } else if byte != UInt8(ascii: "\r") {
                isEmpty = false
            }
        }
    }
}

extension LineRelay {
    /// The replies that came.
    public struct Tally: Hashable, Sendable {
        /// The number of replies that came.
        public var replies = 0
        /// The number of those that were `ERR`.
        public var errors = 0

        /// The beginning of the line that is being read.
        private var head: [UInt8] = []

        /// Counts the replies whose final lines end in the bytes that were read next.
        mutating func count(_ bytes: some Sequence<UInt8>) {
            for byte in bytes {
                guard byte == UInt8(ascii: "\n") else {
                    if head.count < ReplyLine.tellingLength { head.append(byte) }
                    continue
                }
                let line = ReplyLine(head)
                if line == .error { errors += 1 }
                if line.isFinal { replies += 1 }
                head.removeAll(keepingCapacity: true)
            }
        }
    }
}
