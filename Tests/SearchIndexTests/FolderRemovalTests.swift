// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import TestSupport
import Testing

@testable import SearchIndex

/// The order in which the files of a database are deleted.
@Suite(.timeLimit(.minutes(20))) struct FolderRemovalTests {
    @Test func theFileThatMakesItADatabaseGoesFirst() throws {
        let folder = TemporaryFolder()
        for name in ["docdata.glass", "flintlock", "iamglass", "postlist.glass", "termlist.glass", "a", "z"] {
            try folder.file("1/" + name, name)
        }
        let watch = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
        try #require(watch >= 0)
        defer { close(watch) }
        try #require(unsafe inotify_add_watch(watch, folder("1"), UInt32(IN_DELETE)) >= 0)
        Files.removeFlatFolder(folder("1"))
        #expect(unsafe access(folder("1"), F_OK) != 0)
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = unsafe read(watch, &buffer, buffer.count)
        try #require(count > 16)
        // struct inotify_event: 16 bytes, then the name, ended by NUL.
        #expect(String(decoding: buffer[16...].prefix { $0 != 0 }, as: UTF8.self) == "iamglass")
    }
}
