// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors

/// The files of a ZIP archive by name, for programs that read packages: office documents.
///
/// Not `Sendable`: one belongs to one thread.
public final class ZipPackage {
    /// The names of the files, in the order of the directory.
    public let names: [String]
    private let source: any ByteSource
    private let entries: [String: ZipDirectory.Entry]
    private let budget: ExpansionBudget

    /// The archive in the file at `path`.
    ///
    /// - Throws: ``ReadingError`` where there is none, or its directory breaks the rules.
    public convenience init(_ path: String) throws(ReadingError) {
        try self.init(OpenFile(Array(path.utf8)))
    }

    init(_ source: any ByteSource) throws(ReadingError) {
        self.source = source
        let files = try ZipDirectory(source).entries.filter(\.isFile)
        names = files.map { String(decoding: $0.path, as: UTF8.self) }
        entries = Dictionary(zip(names, files)) { first, _ in first }
        budget = ExpansionBudget(size: source.size, most: 4 << 30, patience: 1)
    }

    /// The bytes of the file `name`, piece by piece; none at the end.
    ///
    /// - Throws: ``ReadingError`` where there is none, it is encrypted or damaged, or the archive grows too large.
    public func open(_ name: String) throws(ReadingError) -> () throws(ReadingError) -> [UInt8] {
        guard let entry = entries[name] else {
            throw ReadingError(.notFound, "has no part \(name)", path: source.name)
        }
        let stream = try ZipDirectory.stream(of: entry, in: source, name: name, budget: budget)
        return { () throws(ReadingError) in try stream.next() }
    }
}
