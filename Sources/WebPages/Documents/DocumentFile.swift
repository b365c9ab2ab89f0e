// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc
internal import NIOPosix

/// A file that is open for reading.
final class DocumentFile: Sendable {
    /// Its real path.
    let path: String
    /// Its size in bytes when it was opened.
    let size: Int
    private let descriptor: Int32

    /// The file open at `descriptor`, which it closes in the end; nil where it is no regular file.
    init?(_ descriptor: Int32) {
        var status = stat()
        var target = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        let length = unsafe readlink("/proc/self/fd/\(descriptor)", &target, target.count - 1)
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, length > 0 else {
            close(descriptor)
            return nil
        }
        path = String(decoding: target.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        size = Int(status.st_size)
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// The name of the file.
    var name: String { String(path.split(separator: "/").last ?? "") }

    /// Bytes of the file, read on a thread that may wait; fewer than `count` at its end.
    ///
    /// - Throws: The system's error as an `IOError`.
    func bytes(at offset: Int, count: Int) async throws -> [UInt8] {
        try await NIOThreadPool.singleton.runIfActive { [self] in
            var failure: Int32 = 0
            let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, read in
                let got = unsafe pread(descriptor, buffer.baseAddress, count, off_t(offset))
                failure = got < 0 ? errno : 0
                read = max(got, 0)
            }
            if failure != 0 { throw WebError(500, "unreadable") }
            return bytes
        }
    }
}
