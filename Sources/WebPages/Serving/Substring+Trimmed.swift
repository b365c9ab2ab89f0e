// SPDX-License-Identifier: GPL-3.0-or-later

extension Substring {
    /// The text without spaces around it.
    var trimmed: Substring {
        let start = drop { $0 == " " }
        guard let last = start.lastIndex(where: { $0 != " " }) else { return start }
        return start[...last]
    }
}
