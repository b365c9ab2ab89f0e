// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc

/// The folders whose files may be opened, and nothing outside them.
struct DocumentFolders: Sendable {
    /// Their real paths, with `/` at the end.
    private let folders: [String]

    /// The folders among `paths`.
    init(_ paths: [String]) {
        folders = paths.compactMap { path in
            guard let real = unsafe realpath(path, nil) else { return nil }
            defer { unsafe free(real) }
            let text = unsafe String(cString: real)
            return text == "/" ? text : text + "/"
        }
    }

    /// True if no file may be opened.
    var isEmpty: Bool { folders.isEmpty }

    /// Opens the file at `path`; of a path into an archive or a mailbox, that file.
    ///
    /// - Returns: The file; nil where it is not a file within one of the folders, links followed.
    func open(_ path: String) -> DocumentFile? {
        var path = Substring(path)
        guard path.hasPrefix("/"), !path.utf8.contains(0) else { return nil }
        while path.utf8.count > 1 {
            let descriptor = unsafe Glibc.open(String(path), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
            let failure = errno
            if descriptor >= 0 {
                let file = DocumentFile(descriptor)
                // Where the descriptor really lies is asked after it is open: a link that changes meanwhile leads nowhere else.
                guard let file, folders.contains(where: { file.path.hasPrefix($0) }) else { return nil }
                return file
            }
            guard failure == ENOTDIR, let slash = path.lastIndex(of: "/") else { return nil }
            path = path[..<slash]
        }
        return nil
    }
}
