// SPDX-License-Identifier: GPL-3.0-or-later

/// The names of roots before the ids of their documents, where an earlier root has a document of the same path.
public enum RootLabel {
    /// The label of the root `number` at `path`: its folder's name, and where an earlier root of `paths` has the same,
    /// its number too. A file has the name of the folder it lies in.
    public static func label(of number: UInt32, at path: [UInt8], isFile: Bool, among paths: [UInt32: [UInt8]])
        -> String
    {
        let name = name(of: path, isFile: isFile)
        let isTaken = paths.contains { $0.key < number && self.name(of: $0.value, isFile: isFile) == name }
        return isTaken ? numbered(name, number) : name
    }

    /// The labels that the root may have had when its documents got their ids.
    static func labels(of number: UInt32, at path: [UInt8]) -> [String] {
        [false, true].map { name(of: path, isFile: $0) }.flatMap { [$0, numbered($0, number)] }
    }

    private static func numbered(_ name: String, _ number: UInt32) -> String { "\(name)-\(number)" }

    private static func name(of path: [UInt8], isFile: Bool) -> String {
        let parts = path.split(separator: 0x2F)
        return (isFile ? parts.dropLast() : parts[...]).last.map { DocumentID.encode(Array($0)) } ?? "juuri"
    }
}
