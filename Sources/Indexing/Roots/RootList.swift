// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentReading
internal import SearchIndex

/// The roots of an index as the file `roots` beside its generations holds them, so that an index whose tables are damaged
/// can be made anew.
///
/// The file is text in UTF-8. A line that begins with `#` is a remark. `format 1` comes first; each root is a line `root`,
/// its number and its path, followed by lines that are indented: `run` (when it was last looked through, UTC), `documents`
/// (how many it had then), `exclude` (a pattern), `default-excludes no`, `ocr`, `shard`, `repair no`, `mount` (a folder below it that is another file
/// system), `leaving`. In paths and patterns, controls, `%` and bytes that are not UTF-8 are written %XX. The last line,
/// `sum`, is a hash of all before (FNV-1a of 64 bits, in hexadecimal).
enum RootList {
    /// The first words of the file, for whoever opens it.
    private static let remark =
        "# The files and folders that this index holds, kept by haku; FILES in haku(1) says more.\n"

    /// The text of the file.
    static func encode(_ roots: [IndexRoot]) -> String {
        var text = remark + "format 1\n"
        for root in roots {
            text += "\nroot \(root.number) \(RootPath.encode(root.path))\n"
            if let run = root.lastRun { text += "  run \(Timestamp.text(run))\n" }
            if let documents = root.documents { text += "  documents \(documents)\n" }
            for glob in root.excludes { text += "  exclude \(RootPath.encode(Array(glob.utf8)))\n" }
            if !root.excludesDefaults { text += "  default-excludes no\n" }
            if root.ocr != .auto { text += "  ocr \(root.ocr.rawValue)\n" }
            if let shard = root.shard { text += "  shard \(shard)\n" }
            if !root.repair { text += "  repair no\n" }
            for mount in root.mounts { text += "  mount \(RootPath.encode(mount))\n" }
            if root.isLeaving { text += "  leaving\n" }
        }
        return text + "\nsum \(sum(text.utf8))\n"
    }

    /// The roots that the bytes of a file name; nil where they are not those of a whole one.
    static func decode(_ bytes: [UInt8]) -> [IndexRoot]? {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let end = text.firstRange(of: "\nsum "), text.hasSuffix("\n") else { return nil }
        let content = text[..<end.lowerBound]
        guard text[end.upperBound...].dropLast() == sum(content.utf8) else { return nil }
        return roots(in: content)
    }

    /// The paths that can be made out in the bytes of a damaged file, or of damaged metadata, to be told to a person: what
    /// follows a number and a space.
    static func paths(inDamaged bytes: [UInt8]) -> [[UInt8]] {
        String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
            guard let slash = line.firstIndex(of: "/"), line[..<slash].last == " ",
                line[..<slash].dropLast().last?.isNumber == true
            else { return nil }
            return RootPath.decode(String(line[slash...]))
        }
    }

    private static func roots(in content: Substring) -> [IndexRoot]? {
        var roots: [IndexRoot] = []
        var isFormatKnown = false
        for line in content.split(separator: "\n") where !line.hasPrefix("#") {
            if line == "format 1" {
                isFormatKnown = true
            } else if line.hasPrefix("root ") {
                let words = line.split(separator: " ", maxSplits: 2)
                guard words.count == 3, let number = UInt32(words[1]), let path = RootPath.decode(String(words[2]))
                else { return nil }
                roots.append(IndexRoot(number: number, path: path))
            } else if line.hasPrefix("  "), !roots.isEmpty {
                guard take(line.dropFirst(2), into: &roots[roots.count - 1]) else { return nil }
            } else {
                return nil
            }
        }
        return isFormatKnown ? roots : nil
    }

    /// Puts what an indented line says into `root`; false where its value is none. A key of a newer haku is passed over.
    private static func take(_ line: Substring, into root: inout IndexRoot) -> Bool {
        let words = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        let value = words.count == 2 ? String(words[1]) : ""
        switch words[0] {
        case "run": root.lastRun = Timestamp.seconds(value)
        case "documents": root.documents = Int(value)
        case "exclude":
            guard let glob = RootPath.decode(value) else { return false }
            root.excludes.append(String(decoding: glob, as: UTF8.self))
        case "default-excludes": root.excludesDefaults = value != "no"
        case "ocr":
            guard let mode = OCRMode(rawValue: value) else { return false }
            root.ocr = mode
        case "shard":
            guard let shard = ShardOfFiles(value) else { return false }
            root.shard = shard
        case "repair": root.repair = value != "no"
        case "mount":
            guard let path = RootPath.decode(value) else { return false }
            root.mounts.append(path)
        case "leaving": root.isLeaving = true
        default: break
        }
        return true
    }

    private static func sum(_ bytes: some Sequence<UInt8>) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
