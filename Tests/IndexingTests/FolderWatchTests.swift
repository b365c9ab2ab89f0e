// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing

@testable import Indexing

/// Changes of real files, as the system tells them.
@Suite(.timeLimit(.minutes(20))) struct FolderWatchTests {
    let folder = TemporaryFolder()
    private let watch: FolderWatch
    /// The files made beforehand, as they were then.
    private var made: [String: timespec] = [:]
    private var root: [UInt8] { Roots.absolute(folder("docs")) }

    init() throws {
        try folder.file("docs/a.txt", "a")
        try folder.file("docs/kansio/syvä/b.txt", "b")
        try folder.file("docs/index/current", "x")
        for name in ["a.txt", "kansio/syvä/b.txt"] { made[name] = Self.changeTime(of: folder("docs/" + name)) }
        watch = try FolderWatch(ignoring: Roots.absolute(folder("docs/index")))
        try watch.cover([root])
        #expect(watch.takeChanges().within(root) == .everything)
    }

    /// The paths that changed since the last time, below the root.
    private func changed() throws -> Set<String> {
        try watch.read()
        try watch.cover([root])
        switch watch.takeChanges().within(root) {
        case .nothing: return []
        case .everything: return ["*"]
        case .places(let places):
            // A child that another test starts holds a file open that was just written here until it runs its program,
            // and the system tells of the last close: such a file may be told though nothing was done to it since.
            return Set(places.map { String(decoding: $0, as: UTF8.self) }).filter { place in
                guard let before = made[place], let now = Self.changeTime(of: folder("docs/" + place)) else {
                    return true
                }
                return (before.tv_sec, before.tv_nsec) != (now.tv_sec, now.tv_nsec)
            }
        }
    }

    private static func changeTime(of path: String) -> timespec? {
        var status = stat()
        return unsafe lstat(path, &status) == 0 ? status.st_ctim : nil
    }

    private func run(_ command: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", "cd '\(folder("docs"))' && \(command)"]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }

    @Test(
        arguments: [
            (":", []),
            ("echo uusi > c.txt", ["c.txt"]),
            ("echo muuttunut >> a.txt", ["a.txt"]),
            ("rm kansio/syvä/b.txt", ["kansio/syvä/b.txt"]),
            ("mv a.txt kansio/d.txt", ["a.txt", "kansio/d.txt"]),
            ("mv kansio/syvä kansio/matala", ["kansio/syvä", "kansio/matala"]),
            ("mv kansio toinen && echo x > toinen/syvä/e.txt", ["kansio", "toinen"]),
            ("rm -r kansio", ["kansio", "kansio/syvä", "kansio/syvä/b.txt"]),
            ("chmod 600 a.txt", ["a.txt"]),
            ("ln a.txt kova.txt", ["kova.txt"]),
            ("ln -s a.txt linkki.txt", ["linkki.txt"]),
            ("mkdir -p x/y/z && echo e > x/y/z/e.txt", ["x"]),
            ("echo x > .piilo && mkdir .kansio && echo y > .kansio/y", []),
            ("echo x > index/writer.lock && mkdir index/uusi", []),
            ("mv kansio ../pois && echo x > ../pois/c.txt", ["kansio"]),
        ] as [(String, Set<String>)])
    func whatIsDoneToFilesIsTold(_ command: String, _ expected: Set<String>) throws {
        try run(command)
        #expect(try changed() == expected)
    }

    @Test func aFileCountsOnceItsWriterClosesIt() throws {
        let path = folder("docs/kesken.txt")
        #expect(FileManager.default.createFile(atPath: path, contents: nil))
        _ = try changed()
        let file = try #require(FileHandle(forWritingAtPath: path))
        try file.write(contentsOf: Data("puolet".utf8))
        #expect(try changed().isEmpty)
        try file.close()
        #expect(try changed() == ["kesken.txt"])
    }

    @Test func whatHappensInFoldersThatCameAndMovedIsTold() throws {
        try run("mkdir -p x/y && mv kansio/syvä x/y/syvä")
        #expect(try changed() == ["x", "kansio/syvä"])
        try run("echo c > x/y/c.txt && echo d >> x/y/syvä/b.txt")
        #expect(try changed() == ["x/y/c.txt", "x/y/syvä/b.txt"])
        try run("mv x ../ulkona && mkdir x")
        #expect(try changed() == ["x"])
        // What left is no longer watched.
        try run("echo c > ../ulkona/y/c.txt")
        #expect(try changed().isEmpty)
    }

    @Test func aRootThatGoesAndComesBackIsFollowed() throws {
        try run("mv ../docs ../pois")
        #expect(try changed() == ["*"])
        #expect(try changed().isEmpty)
        try folder.file("docs/uusi.txt", "x")
        #expect(try changed() == ["*"])
        try run("echo x > f.txt")
        #expect(try changed() == ["f.txt"])
    }

    @Test func aRootThatIsNotThereOrIsAFileIsWaitedFor() throws {
        let later = Roots.absolute(folder("puuttuu/vielä/kansio"))
        let file = Roots.absolute(folder("docs/a.txt"))
        let watch = try FolderWatch(ignoring: [])
        func changed() throws -> [ChangedPaths.Extent] {
            try watch.read()
            try watch.cover([later, file])
            let changes = watch.takeChanges()
            return [changes.within(later), changes.within(file)]
        }
        #expect(try changed() == [.nothing, .nothing])
        try run("mkdir -p ../puuttuu && echo b > b.txt")
        _ = try changed()
        try run("mkdir -p ../puuttuu/vielä/kansio")
        #expect(try changed() == [.everything, .nothing])
        try run("echo x >> a.txt")
        #expect(try changed() == [.nothing, .everything])
        try run("echo x >> ../puuttuu/vielä/kansio/c.txt")
        #expect(try changed() == [.places([Array("c.txt".utf8)]), .nothing])
    }

    @Test func whereEventsWereLostEverythingCountsAsChanged() throws {
        let most = try #require(Int(try Self.text("/proc/sys/fs/inotify/max_queued_events")))
        // Each is four events, and none is like the one before.
        for _ in 0..<(most / 4 + 100) {
            _ = unsafe rename(folder("docs/a.txt"), folder("docs/b.txt"))
            _ = unsafe rename(folder("docs/b.txt"), folder("docs/a.txt"))
        }
        #expect(try changed() == ["*"])
        try run("echo x > kansio/syvä/c.txt")
        #expect(try changed() == ["kansio/syvä/c.txt"])
    }

    private static func text(_ path: String) throws -> String {
        try String(contentsOfFile: path, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
