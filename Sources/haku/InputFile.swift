// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc

/// Files that are read whole.
enum InputFile {
    /// The bytes of the file at `path`.
    ///
    /// - Throws: A ``Failure`` that names the file and what the system said.
    static func contents(_ path: String) throws -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path, errno) }
        defer { close(descriptor) }
        var status = stat()
        if unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
            throw Failure(.noInput, "\(path) is a folder; name a file.")
        }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe chunk.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
            if count == 0 { return bytes }
            if count < 0 {
                if errno == EINTR { continue }
                throw failure(path, errno)
            }
            bytes.append(contentsOf: chunk[..<count])
        }
    }

    /// What an error of the system about the file at `path` means.
    static func failure(_ path: String, _ code: Int32) -> Failure {
        switch code {
        case ENOENT, ENOTDIR: Failure(.noInput, "There is no file \(path).")
        case EACCES, EPERM: Failure(.noPermission, "\(path) may not be read: \(systemMessage(code)).")
        default: Failure(.inputOutput, "\(path) could not be read: \(systemMessage(code)).")
        }
    }
}
