// SPDX-License-Identifier: GPL-3.0-or-later

/// Parts a stream of bytes into records: lines, or in tables lines whose line ends do not stand in quotes.
struct RecordSplitter {
    enum Kind: Hashable {
        case csv
        case jsonLines
    }

    private let kind: Kind
    private let longest: Int
    private var begun: [UInt8] = []
    private var isQuoted = false
    /// True if the record that has begun is too long already, and is not kept.
    private var isPassedOver = false

    /// A splitter that keeps no record of more than `longest` bytes.
    init(_ kind: Kind, longest: Int = .max) {
        self.kind = kind
        self.longest = longest
    }

    /// The record that has begun, where it has an open quotation mark.
    var openRecord: [UInt8]? { isQuoted ? begun : nil }

    /// The records that end in `bytes`, which follow what came before; without their line ends. With `isLast` also the
    /// one that nothing ends. Nil for one that is too long.
    mutating func records(in bytes: ArraySlice<UInt8>, isLast: Bool) -> [[UInt8]?] {
        var records: [[UInt8]?] = []
        var start = bytes.startIndex
        for index in bytes.indices {
            let byte = bytes[index]
            // A doubled quote switches twice.
            if kind == .csv && byte == 0x22 { isQuoted.toggle() }
            guard byte == 0x0A && !isQuoted else { continue }
            add(bytes[start..<index])
            records.append(finished())
            start = index + 1
        }
        add(bytes[start...])
        if isLast, isPassedOver || !begun.isEmpty { records.append(finished()) }
        return records
    }

    private mutating func add(_ bytes: ArraySlice<UInt8>) {
        if isPassedOver { return }
        if bytes.count > longest - begun.count {
            isPassedOver = true
            begun = []
        } else {
            begun += bytes
        }
    }

    private mutating func finished() -> [UInt8]? {
        defer {
            isPassedOver = false
            begun.removeAll(keepingCapacity: true)
        }
        if isPassedOver { return nil }
        if begun.last == 0x0D { begun.removeLast() }
        return begun
    }
}
