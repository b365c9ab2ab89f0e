// SPDX-License-Identifier: GPL-3.0-or-later

/// Returns the parser's complaint about options as one sentence with advice.
enum UsageMessage {
    /// `message` of the parser with what to do.
    static func sentence(_ message: String) -> String {
        let line = message.split(separator: "\n", maxSplits: 1).first.map(String.init) ?? message
        let full = line.last.map { ".?!".contains($0) } == true ? line : line + "."
        if line.hasPrefix("Unknown option") {
            return full + " Words of a query that begin with -- go after an argument of their own: --."
                + " The options are listed by --help."
        }
        return full.contains("--help") ? full : full + " See --help."
    }
}
