// SPDX-License-Identifier: GPL-3.0-or-later

/// The bytes of a part, one piece after the other; none at the end.
public typealias PartStream = () throws(OfficeError) -> [UInt8]

/// The parts of an office document: files in a ZIP archive.
///
/// Not `Sendable`: one belongs to one thread.
public final class OfficePackage {
    /// The names of the parts, by their name in small letters: names of OPC don't differ by case alone.
    private let names: [String: String]
    private let opening: (String) throws(OfficeError) -> PartStream

    /// A package of these parts.
    ///
    /// - Parameters:
    ///   - names: The paths of the parts, without a slash before them.
    ///   - opening: Opens the part of that name.
    public init(names: [String], opening: @escaping (String) throws(OfficeError) -> PartStream) {
        self.names = Dictionary(names.map { ($0.lowercased(), $0) }) { first, _ in first }
        self.opening = opening
    }

    /// True if there is a part `name`.
    func has(_ name: String) -> Bool { names[name.lowercased()] != nil }

    /// The names of the parts that end in `suffix`, sorted.
    func names(endingIn suffix: String) -> [String] { names.values.filter { $0.hasSuffix(suffix) }.sorted() }

    /// A reader of the part `name`; nil where there is none.
    ///
    /// - Throws: ``OfficeError`` where it cannot be opened.
    func reader(_ name: String) throws(OfficeError) -> XMLReader? {
        guard let name = names[name.lowercased()] else { return nil }
        return try XMLReader(name, try opening(name))
    }

    /// All bytes of the part `name`, at most `most`; nil where there is none, or it has more.
    func bytes(_ name: String, most: Int) throws(OfficeError) -> [UInt8]? {
        guard let name = names[name.lowercased()] else { return nil }
        let stream = try opening(name)
        var bytes: [UInt8] = []
        while true {
            let more = try stream()
            if more.isEmpty { return bytes }
            bytes += more
            if bytes.count > most { return nil }
        }
    }
}
