// SPDX-License-Identifier: GPL-3.0-or-later

/// A file of files, in which Office kept its documents before 2007, and Outlook keeps messages ([MS-CFB]).
struct CompoundFile {
    /// A storage or a stream.
    struct Entry {
        var name: String
        var isStorage: Bool
        var size: Int
        var children: [Int]
        fileprivate var start: Int
    }

    static let magic: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

    /// The entries; the first is the root.
    private(set) var entries: [Entry] = []
    private let bytes: [UInt8]
    private let sectorSize: Int
    private var table: [Int] = []
    private var smallTable: [Int] = []
    private var small: [UInt8] = []

    private let allowance: Allowance

    /// The bytes that may still be taken out: many entries may be the same bytes.
    private final class Allowance {
        var left: Int
        init(_ left: Int) { self.left = left }
    }

    private static let smallSector = 64
    private static let mostEntries = 200_000

    /// The file in `bytes`; nil where it is none, or breaks the rules from the beginning.
    init?(_ bytes: [UInt8]) {
        guard bytes.starts(with: Self.magic), bytes.count >= 512 else { return nil }
        self.bytes = bytes
        allowance = Allowance(4 * bytes.count)
        let shift = Int(bytes.number(at: 30, 2))
        guard shift == 9 || shift == 12 else { return nil }
        sectorSize = 1 << shift
        readTable()
        guard !table.isEmpty else { return nil }
        let directory = chain(from: Int(bytes.number(at: 48, 4)), most: bytes.count)
        readDirectory(directory)
        guard let root = entries.first else { return nil }
        small = chain(from: root.start, most: root.size)
        let tables = chain(from: Int(bytes.number(at: 60, 4)), most: bytes.count)
        smallTable = stride(from: 0, to: tables.count - 3, by: 4).map { Int(tables.number(at: $0, 4)) }
    }

    /// The entry `name` below the entry `parent`; the root where that is nil.
    func entry(_ name: String, in parent: Entry? = nil) -> Entry? {
        guard let parent = parent ?? entries.first else { return nil }
        let wanted = name.lowercased()
        return parent.children.lazy.map { entries[$0] }.first { $0.name.lowercased() == wanted }
    }

    /// The entries below `parent`.
    func children(of parent: Entry) -> [Entry] { parent.children.map { entries[$0] } }

    /// The bytes of a stream; fewer where the file ends too early, or more was taken out than it can hold.
    func contents(of entry: Entry) -> [UInt8] {
        guard allowance.left > 0 else { return [] }
        let contents = read(entry)
        allowance.left -= contents.count
        return contents
    }

    private func read(_ entry: Entry) -> [UInt8] {
        guard entry.size >= Int(bytes.number(at: 56, 4)) else {
            var made: [UInt8] = []
            var sector = entry.start
            while made.count < entry.size, smallTable.indices.contains(sector), made.count <= small.count {
                let start = sector * Self.smallSector
                guard start + Self.smallSector <= small.count else { break }
                made += small[start..<start + Self.smallSector]
                sector = smallTable[sector]
            }
            return Array(made.prefix(entry.size))
        }
        return chain(from: entry.start, most: entry.size)
    }

    // MARK: - Parts

    private func sector(_ number: Int) -> ArraySlice<UInt8> {
        guard number >= 0, number < bytes.count / sectorSize else { return [] }
        let start = (number + 1) * sectorSize
        return bytes[min(start, bytes.count)..<min(start + sectorSize, bytes.count)]
    }

    /// The numbers of the sectors that follow each sector.
    private mutating func readTable() {
        var sectors = (0..<109).map { Int(bytes.number(at: 76 + 4 * $0, 4)) }
        var next = Int(bytes.number(at: 68, 4))
        var left = bytes.count / sectorSize + 1
        while left > 0, next < bytes.count / sectorSize {
            let more = Array(sector(next))
            guard more.count == sectorSize else { break }
            sectors += stride(from: 0, to: sectorSize - 4, by: 4).map { Int(more.number(at: $0, 4)) }
            next = Int(more.number(at: sectorSize - 4, 4))
            left -= 1
        }
        let most = bytes.count / sectorSize + 1
        for number in sectors where number < most {
            guard table.count < most else { break }
            let part = Array(sector(number))
            table += stride(from: 0, to: part.count - 3, by: 4).map { Int(part.number(at: $0, 4)) }
        }
    }

    /// The bytes of the sectors from `first` on, at most `most`.
    private func chain(from first: Int, most: Int) -> [UInt8] {
        var made: [UInt8] = []
        var number = first
        // No chain is longer than the file, so one that leads in a circle ends, too.
        while made.count < most, made.count <= bytes.count {
            let part = sector(number)
            if part.isEmpty { break }
            made += part
            guard table.indices.contains(number) else { break }
            number = table[number]
        }
        return Array(made.prefix(most))
    }

    private mutating func readDirectory(_ directory: [UInt8]) {
        var links: [(left: Int, right: Int, child: Int)] = []
        for start in stride(from: 0, to: directory.count - 127, by: 128) where entries.count < Self.mostEntries {
            let length = min(64, Int(directory.number(at: start + 64, 2)))
            let name = Array(directory[start..<start + max(0, length - 2)])
            let kind = directory[start + 66]
            entries.append(
                Entry(
                    name: kind == 0 ? "" : OutlookProperties.utf16(name), isStorage: kind == 1 || kind == 5,
                    size: Int(directory.number(at: start + 120, 4)), children: [],
                    start: Int(directory.number(at: start + 116, 4))))
            links.append(
                (
                    Int(directory.number(at: start + 68, 4)), Int(directory.number(at: start + 72, 4)),
                    Int(directory.number(at: start + 76, 4))
                ))
        }
        // The children of a storage are a tree; each entry is the child of one only.
        var seen: Set<Int> = [0]
        for index in entries.indices where entries[index].isStorage {
            var pending = [links[index].child]
            while let next = pending.popLast() {
                guard entries.indices.contains(next), seen.insert(next).inserted else { continue }
                entries[index].children.append(next)
                pending += [links[next].left, links[next].right]
            }
        }
    }
}
