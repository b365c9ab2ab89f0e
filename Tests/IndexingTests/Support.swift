// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import TestSupport

extension TemporaryFolder {
    func write(_ text: String, _ name: String) {
        let written = try? file(name, text)
        precondition(written != nil, "\(name) cannot be written")
    }

    func remove(_ name: String) { _ = unsafe unlink(self(name)) }
}
