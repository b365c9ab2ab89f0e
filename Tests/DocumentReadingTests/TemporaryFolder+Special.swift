// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport

extension TemporaryFolder {
    /// Writes `bytes` to the file `name`, with the folders it needs, and answers its path.
    @discardableResult
    func write(_ bytes: [UInt8], to name: String) throws -> String { try file(name, Data(bytes)) }

    /// Makes a symbolic link `name` to `target`.
    func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: path + "/" + name, withDestinationPath: target)
    }

    /// Makes a pipe, and answers its path.
    func pipe(_ name: String) -> String {
        let result = unsafe mkfifo(path + "/" + name, 0o600)
        precondition(result == 0, "mkfifo failed")
        return path + "/" + name
    }

    /// Makes an empty file whose name is any bytes.
    func touch(_ name: [UInt8]) {
        let file = (Array((path + "/").utf8) + name + [0]).map { CChar(bitPattern: $0) }
        let handle = unsafe open(file, O_CREAT | O_WRONLY, 0o600)
        precondition(handle >= 0, "open failed")
        close(handle)
    }
}
