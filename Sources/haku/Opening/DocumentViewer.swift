// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc

/// The program that shows a file to a person: what `$HAKU_OPEN` says, for a PDF with a page a viewer that can begin there,
/// else what the desktop opens it with.
struct DocumentViewer {
    /// The words of the command; the first is the program.
    let command: [String]
    /// True if it has a window of its own, and haku need not wait for it.
    let isDetached: Bool

    /// Viewers of PDF that are looked for, in this order, with the arguments that make them begin at a page (their manual
    /// pages); `%f` is the file and `%p` the page, from 1.
    private static let viewers: [(program: String, arguments: [String])] = [
        ("evince", ["--page-index=%p", "%f"]), ("papers", ["--page-index=%p", "%f"]),
        ("atril", ["--page-index=%p", "%f"]), ("xreader", ["--page-index=%p", "%f"]),
        ("okular", ["--page", "%p", "%f"]),
        ("xpdf", ["%f", "%p"]), ("zathura", ["--page=%p", "%f"]), ("qpdfview", ["%f#%p"]), ("mupdf", ["%f", "%p"]),
    ]

    /// The viewer of the file at `path`, to begin at `page` where it has pages; nil where nothing is found that can show it.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - page: The page, from 1; nil is where the viewer likes.
    ///   - told: `$HAKU_OPEN`: a program and its arguments parted by spaces, `%f` for the file (else it comes last), `%p` for
    ///     the page.
    init?(of path: String, page: Int?, told: String?) {
        if let told {
            var words = told.split(separator: " ").map(String.init)
            if !words.contains(where: { $0.contains("%f") }) { words.append("%f") }
            command = words.map { Self.filled($0, path, page) }
            isDetached = false
            return
        }
        if let page, path.lowercased().hasSuffix(".pdf"),
            let viewer = Self.viewers.first(where: { Self.find($0.program) })
        {
            command = [viewer.program] + viewer.arguments.map { Self.filled($0, path, page) }
            isDetached = true
            return
        }
        guard Self.find("xdg-open") else { return nil }
        command = ["xdg-open", path]
        isDetached = true
    }

    /// Puts the program in the place of haku; one with a window of its own begins a session of its own, so that closing
    /// the terminal does not close it, and nobody waits for it (setsid(1)).
    ///
    /// - Throws: ``Failure`` where the system refuses.
    func show() throws {
        let words = (isDetached && Self.find("setsid") ? ["setsid", "--fork"] : []) + command
        var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
        unsafe execvp(words[0], &arguments)
        throw Failure(.unavailable, "\(words[0]) cannot be started: \(systemMessage(errno)).")
    }

    private static func filled(_ word: String, _ path: String, _ page: Int?) -> String {
        var result = ""
        var rest = Substring(word)
        while let percent = rest.firstIndex(of: "%") {
            result += rest[..<percent]
            rest = rest[percent...].dropFirst()
            switch rest.first {
            case "f": result += path
            case "p": result += "\(page ?? 1)"
            case "%": result += "%"
            default:
                result += "%"
                continue
            }
            rest = rest.dropFirst()
        }
        return result + rest
    }

    /// True if `program` is in a folder of `PATH`.
    private static func find(_ program: String) -> Bool {
        (Terminal.environment("PATH") ?? "/usr/bin:/bin").split(separator: ":").contains {
            unsafe access($0 + "/" + program, X_OK) == 0
        }
    }
}
