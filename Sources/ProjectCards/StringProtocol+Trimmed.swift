// SPDX-License-Identifier: GPL-3.0-or-later

extension StringProtocol {
    /// The text without white space at its ends.
    var trimmed: String {
        var rest = Substring(self)
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest.drop(while: \.isWhitespace))
    }
}
