// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc

/// The programs that are part of haku and that it starts: they lie beside the program that runs, or in `libexec/haku` beside its
/// folder.
enum OwnPrograms {
    /// The folders where they are looked for, in order.
    static let folders: [String] = {
        guard let program = unsafe realpath("/proc/self/exe", nil) else { return [] }
        defer { unsafe free(program) }
        let parts = unsafe String(cString: program).split(separator: "/").dropLast()
        let folder = "/" + parts.joined(separator: "/")
        return [folder, "/" + (parts.dropLast() + ["libexec", "haku"]).joined(separator: "/")]
    }()

    /// The path of the program that starts converters and keeps them in; nil where it is missing.
    static let confiner: String? = path(of: Converter.confiner.name, in: folders)

    /// The path of the program `name` in the first of `folders` that has it; nil where none has.
    static func path(of name: String, in folders: [String]) -> String? {
        folders.lazy.map { $0 + "/" + name }.first { path in
            var status = stat()
            guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
            return unsafe access(path, X_OK) == 0
        }
    }
}
