// SPDX-License-Identifier: GPL-3.0-or-later
internal import CodedErrors
internal import FinnishText

/// The files `.hakuignore` below a root: what they leave out, as `.gitignore` does for Git. A folder's lines come after
/// those of the folders above it, the last line that matches decides, and nothing comes back out of a folder that is left
/// out. Names are compared in Unicode's normalisation form C, case and all. One belongs to one walk.
final class IgnoreFiles {
    /// The name of the files.
    static let name = ".hakuignore"
    /// A longer one is no list that a person keeps.
    private static let largest = 1 << 20

    private let root: [UInt8]
    /// The patterns of each folder's file, by the folder's path below the root.
    private var patterns: [[UInt8]: [IgnorePattern]] = [:]
    /// The files that are there and could not be read.
    private(set) var failures: [ReadingError] = []
    /// The folder that was asked for last: a walk asks for one file of it after the other.
    private var last: (folder: [UInt8], chain: [(depth: Int, patterns: [IgnorePattern])])?

    /// The files below the folder `root`.
    init(below root: [UInt8]) { self.root = root }

    /// True if `path` below the root is left out by its own name; the folders above it are not asked.
    func leavesOut(_ path: [UInt8], isFolder: Bool) -> Bool {
        let slash = path.lastIndex(of: 0x2F)
        let chain = chain(above: slash.map { Array(path[..<$0]) } ?? [])
        guard !chain.isEmpty else { return false }
        let names = path.split(separator: 0x2F).map(Self.composed)
        var isOut = false
        for (depth, patterns) in chain {
            for pattern in patterns where pattern.isNegated == isOut {
                if pattern.matches(names[depth...], isFolder: isFolder) { isOut.toggle() }
            }
        }
        return isOut
    }

    /// The patterns of the root and of each folder down to `folder`, where there are any, by how deep these lie.
    private func chain(above folder: [UInt8]) -> [(depth: Int, patterns: [IgnorePattern])] {
        if let last, last.folder == folder { return last.chain }
        let ends = folder.indices.filter { folder[$0] == 0x2F } + (folder.isEmpty ? [] : [folder.count])
        let folders: [[UInt8]] = [[]] + ends.map { Array(folder[..<$0]) }
        let found = folders.enumerated().map { (depth: $0, patterns: patterns(in: $1)) }.filter { !$0.patterns.isEmpty }
        last = (folder, found)
        return found
    }

    /// True if a folder above `path`, below the root, is left out.
    func leavesOutFolder(above path: [UInt8]) -> Bool {
        path.indices.contains { path[$0] == 0x2F && leavesOut(Array(path[..<$0]), isFolder: true) }
    }

    private func patterns(in folder: [UInt8]) -> [IgnorePattern] {
        if let known = patterns[folder] { return known }
        var found: [IgnorePattern] = []
        let path = root + [0x2F] + (folder.isEmpty ? [] : folder + [0x2F]) + Array(Self.name.utf8)
        do throws(ReadingError) {
            let file = try OpenFile(path)
            guard file.size <= Self.largest else {
                throw ReadingError(.tooLarge, "is longer than any list of patterns; it was not heeded", path: file.name)
            }
            let bytes = DocumentFormat.withoutMark(try file.bytes(at: 0, count: Int(file.size)))
            let text = Composition.canonical(
                (try? TextDecoding.decode(bytes).text) ?? String(decoding: bytes, as: UTF8.self))
            found = text.split(whereSeparator: \.isNewline).compactMap { IgnorePattern(String($0)) }
        } catch {
            if error.code != .notFound && error.code != .empty { failures.append(error) }
        }
        patterns[folder] = found
        return found
    }

    private static func composed(_ name: ArraySlice<UInt8>) -> [UInt8] {
        guard name.contains(where: { $0 >= 0x80 }), let text = String(validating: name, as: UTF8.self) else {
            return Array(name)
        }
        return Array(Composition.canonical(text).utf8)
    }
}
