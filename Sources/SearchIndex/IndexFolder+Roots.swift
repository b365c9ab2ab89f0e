// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors

/// The file beside the generations in which an index's roots are remembered; its content is the indexer's business.
extension IndexFolder {
    var rootsPath: String { path + "/roots" }

    /// The bytes of the file; nil where there is none.
    public func rootsFile() throws(IndexError) -> [UInt8]? {
        try Files.read(rootsPath, limit: max(1, min(Self.largestRootsFile, Int(Files.size(of: rootsPath)))))
    }

    /// Puts `text` in the place of the file, so that a reader sees the old or the new one, also after a crash.
    public func replaceRootsFile(with text: String) throws(IndexError) { try Files.replace(rootsPath, with: text) }

    /// A thousand roots with long names come to a few hundred kilobytes.
    private static let largestRootsFile = 16 << 20

    /// Bytes that may be what ``IndexWriter/setMetadata(_:for:)`` kept for `key`, out of tables that cannot be opened any
    /// more: those that follow the key wherever it stands, up to the first that is of no text. To be shown to a person, not
    /// to be trusted.
    public func rememberedBytes(of key: String) throws(IndexError) -> [UInt8] {
        let key = Array((Schema.Metadata.own + key).utf8)
        var found: [UInt8] = []
        for name in try generations() {
            let path = path(ofGeneration: name) + "/postlist.glass"
            let bytes = try Files.read(path, limit: Int(clamping: min(Self.mostSearched, Files.size(of: path)))) ?? []
            var rest = bytes[...]
            while let start = rest.firstIndex(of: key[0]) {
                rest = rest[start...]
                if rest.starts(with: key) {
                    found += rest.dropFirst(key.count).prefix { $0 >= 0x20 || $0 == 0x0A } + [0x0A]
                }
                rest = rest.dropFirst()
            }
        }
        return found
    }

    /// Metadata lies near the beginning of its table.
    private static let mostSearched: Int64 = 64 << 20
}
