// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Glibc
import SearchIndex
import TestSupport
import Testing

@testable import Indexing

/// Shares below a root, where this user may mount one.
@Suite struct MountTests {
    private static let isAllowed = {
        let folder = TemporaryFolder()
        guard unsafe mount("tmpfs", folder.path, "tmpfs", 0, "size=1m") == 0 else { return false }
        return unsafe umount2(folder.path, Int32(MNT_DETACH)) == 0
    }()

    let folder = TemporaryFolder()
    var index: IndexFolder { IndexFolder(folder("index")) }

    private func update(_ options: IndexingOptions = .init()) throws -> IndexingSummary {
        try Indexer(folder: index, options: options).update([folder("docs")])
    }

    private func unmount() { #expect(unsafe umount2(folder("docs/jako levy"), Int32(MNT_DETACH)) == 0) }

    @Test(.enabled(if: isAllowed)) func whatLiesOnAShareThatIsNotMountedStays() throws {
        for number in 0..<4 { folder.write("Oma \(number)\n", "docs/\(number).txt") }
        folder.write("Kansiossa\n", "docs/kansio/k.txt")
        try FileManager.default.createDirectory(atPath: folder("docs/jako levy"), withIntermediateDirectories: true)
        #expect(unsafe mount("tmpfs", folder("docs/jako levy"), "tmpfs", 0, "size=1m") == 0)
        var isMounted = true
        defer { if isMounted { unmount() } }
        folder.write("Jaettu\n", "docs/jako levy/j.txt")
        #expect(try update().documents == 6)
        // Mounted and suddenly empty, as when the server has lost its disk.
        folder.remove("docs/jako levy/j.txt")
        // An ordinary folder that becomes empty is the user's doing.
        folder.remove("docs/kansio/k.txt")
        let emptied = try update()
        #expect(emptied.removed == 1 && emptied.failures.map(\.kind) == [.rootGone])
        #expect(emptied.failures.first?.path.hasSuffix("docs/jako levy") == true)
        unmount()
        isMounted = false
        let kept = try update()
        #expect(kept.removed == 0 && kept.documents == 5 && kept.failures.map(\.kind) == [.rootGone])
        #expect(throws: IndexError.self) { try update(.init(rebuild: true)) }
        #expect(try update(.init(prune: true)).removed == 1)
        #expect(try update().failures.isEmpty)
    }
}
