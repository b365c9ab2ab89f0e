// SPDX-License-Identifier: GPL-3.0-or-later

/// Tells whether a text layer was badly read by the machine that put it into a PDF. One belongs to one thread.
public protocol LayerJudging {
    /// True if the words of `text` say that a machine misread many of them.
    func isBadlyRead(_ text: String) -> Bool
}
