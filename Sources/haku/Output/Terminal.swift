// SPDX-License-Identifier: GPL-3.0-or-later
internal import ArgumentParser
internal import Glibc

/// When answers are coloured.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
    /// On a terminal, unless `NO_COLOR` is set or the terminal is dumb.
    case auto
    /// In a pipe too.
    case always
    /// Never.
    case never
}

/// The kind of the other end of standard output and standard error is.
enum Terminal {
    /// True if `descriptor` is a terminal.
    static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    /// The value of an environment variable; nil where it is not set, or empty.
    static func environment(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        let text = unsafe String(cString: value)
        return text.isEmpty ? nil : text
    }

    /// Returns the number of columns of the terminal at `descriptor`; nil where it is none.
    static func width(_ descriptor: Int32) -> Int? {
        var size = winsize()
        guard isTerminal(descriptor), unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return nil
        }
        return Int(size.ws_col)
    }
}

/// The colours of what is written to standard output.
struct Palette {
    /// True if anything is coloured.
    let colours: Bool
    /// The width that lines may have; nil is without end.
    let width: Int?
    /// True if standard output is a terminal that may show links.
    let hasLinks: Bool

    /// The palette that `choice` means here.
    init(_ choice: ColorChoice) {
        switch choice {
        case .always: colours = true
        case .never: colours = false
        case .auto:
            // https://no-color.org: any value but an empty one turns colours off.
            colours =
                Terminal.isTerminal(STDOUT_FILENO) && Terminal.environment("NO_COLOR") == nil
                && Terminal.environment("TERM") != "dumb"
        }
        width = Terminal.width(STDOUT_FILENO)
        // Consoles without windows print what they do not know.
        let plain: Set<String?> = [nil, "dumb", "linux", "vt100", "vt220"]
        hasLinks = Terminal.isTerminal(STDOUT_FILENO) && !plain.contains(Terminal.environment("TERM"))
    }

    /// Text in bold.
    func bold(_ text: String) -> String { paint(text, "1") }
    /// Text that steps back.
    func dim(_ text: String) -> String { paint(text, "2") }
    /// An id.
    func id(_ text: String) -> String { paint(text, "36") }
    /// A matching word.
    func match(_ text: String) -> String { paint(text, "1;31") }

    /// `text` as a link to `url` (OSC 8), where the terminal shows links.
    func link(_ text: String, to url: String) -> String {
        guard hasLinks, !url.isEmpty, url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return text }
        return "\u{1B}]8;;\(url)\u{1B}\\\(text)\u{1B}]8;;\u{1B}\\"
    }

    private func paint(_ text: String, _ code: String) -> String {
        colours && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
