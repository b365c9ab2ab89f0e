// SPDX-License-Identifier: GPL-3.0-or-later

extension StringProtocol {
    /// The text without the characters at its ends of which `isLoose` holds.
    func trimmed(_ isLoose: (Character) -> Bool) -> String {
        guard let first = firstIndex(where: { !isLoose($0) }), let last = lastIndex(where: { !isLoose($0) })
        else { return "" }
        return String(self[first...last])
    }
}
