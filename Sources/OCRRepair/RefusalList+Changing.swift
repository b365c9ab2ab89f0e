// SPDX-License-Identifier: GPL-3.0-or-later
internal import CodedErrors
internal import Glibc

extension RefusalList {
    /// Changes the list that the index in `folder` keeps. Programs and threads that change it at once do so one after the
    /// other, and who reads it meanwhile reads it as it was before.
    ///
    /// - Parameters:
    ///   - folder: The index's folder.
    ///   - change: What is done to the refusals.
    /// - Returns: The list as it is then.
    /// - Throws: ``RepairError`` where the list cannot be read or written.
    public static func changing(
        in folder: String, _ change: (inout Set<RefusedRepair>) throws -> Void
    ) throws -> RefusalList {
        let place = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard place >= 0 else { throw failure(folder) }
        // Lets the lock go, too.
        defer { close(place) }
        while flock(place, LOCK_EX) != 0 { guard errno == EINTR else { throw failure(folder) } }
        var list = try RefusalList(folder: folder)
        try change(&list.refused)
        let path = folder + "/" + fileName
        let new = path + ".new"
        let descriptor = unsafe open(new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw failure(new) }
        var left = Array(list.text.utf8)[...]
        while !left.isEmpty {
            let count = unsafe left.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            left = left.dropFirst(count)
        }
        let isWritten = left.isEmpty && fsync(descriptor) == 0
        let failed = failure(new)
        close(descriptor)
        guard isWritten else {
            unsafe unlink(new)
            throw failed
        }
        guard unsafe rename(new, path) == 0 else { throw failure(path) }
        return list
    }

    private static func failure(_ path: String) -> RepairError {
        RepairError(.unwritable, "\(path) cannot be written: \(unsafe String(cString: strerror(errno)))", path: path)
    }
}
