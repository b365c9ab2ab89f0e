// SPDX-License-Identifier: GPL-3.0-or-later
public import Foundation

/// A folder of a test's own below the system's folder for such (`$TMPDIR`), gone with this object.
public final class TemporaryFolder: Sendable {
    /// The folder's path, short enough for a socket to lie in it.
    public let path: String

    /// Makes the folder.
    public init() {
        let name = "haku-" + UUID().uuidString.prefix(13)
        path = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
        let made: Void? = try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        precondition(made != nil, "\(path) cannot be made")
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The address of a file in the folder.
    public func url(_ name: String) -> URL { URL(fileURLWithPath: path).appendingPathComponent(name) }

    /// The path of a file in the folder.
    public func callAsFunction(_ name: String) -> String { path + "/" + name }

    /// Writes a file, with the folders that it lies in.
    ///
    /// - Returns: Its path.
    @discardableResult
    public func file(_ name: String, _ bytes: Data) throws -> String {
        let url = url(name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try bytes.write(to: url)
        return self(name)
    }

    /// Writes a text into a file, with the folders that it lies in.
    ///
    /// - Returns: Its path.
    @discardableResult
    public func file(_ name: String, _ text: String) throws -> String { try file(name, Data(text.utf8)) }
}

/// The names of what lies in the folder `path`, sorted; none where there is no such folder.
public func names(in path: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
}
