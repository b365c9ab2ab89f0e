// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Glibc
import ProgramSupport
import TestSupport
import Testing

/// A small file system of a test's own, where this user may mount one.
private final class SmallDisk {
    let scratch = TemporaryFolder()
    var path: String { scratch("disk") }

    static let isAllowed = (try? SmallDisk(megabytes: 1)) != nil

    init(megabytes: Int) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        guard unsafe mount("tmpfs", path, "tmpfs", 0, "size=\(megabytes)m") == 0 else {
            throw CocoaError(.fileWriteNoPermission)
        }
    }

    deinit { _ = unsafe umount2(path, Int32(MNT_DETACH)) }

    /// Leaves so many bytes free, in whole pages.
    func leave(_ free: Int) throws {
        try? FileManager.default.removeItem(atPath: path + "/filler")
        var figures = statvfs()
        unsafe statvfs(path, &figures)
        let fill = Int(figures.f_bavail) * Int(figures.f_frsize) - free
        if fill > 0 { try Data(count: fill).write(to: URL(fileURLWithPath: path + "/filler")) }
    }
}

@Suite(.timeLimit(.minutes(20))) struct DiskTests {
    /// The damage that is done to an index, and the beginning of its message.
    enum Stage: CaseIterable { case first, update, rebuild, upgrade }

    @Test(.enabled(if: SmallDisk.isAllowed), arguments: Stage.allCases)
    func aFullDiskIsAnErrorOfItsOwnLosesNothingAndTheNextRunCompletes(_ stage: Stage) throws {
        let disk = try SmallDisk(megabytes: 4)
        let scratch = TemporaryFolder()
        let index = disk.path + "/index"
        // Much to store and little to analyse.
        var chance = SystemRandomNumberGenerator()
        func write(_ range: Range<Int>) throws {
            for number in range {
                let noise = (0..<60).map { _ in String(repeating: String(chance.next(), radix: 36), count: 12) + "\n" }
                try scratch.file("docs/\(number).txt", "Asiakirja \(number)\n" + noise.joined())
            }
        }
        try write(0..<10)
        var command = ["index", "--no-repair", "--index", index]
        var before: Int? = 10
        switch stage {
        case .first:
            command += [scratch("docs")]
            before = nil
        case .upgrade:
            try FileManager.default.copyItem(atPath: Program.fixture("schema-1"), toPath: index)
            command += ["--upgrade"]
            before = 3
        case .update, .rebuild:
            #expect(try Program.haku(command + [scratch("docs")]).status == 0)
            if stage == .rebuild { command += ["--rebuild"] }
            try write(10..<20)
        }
        let after = stage == .first ? 10 : stage == .upgrade ? 3 : 20
        var failures = 0
        for free in [0, 8192, 30_000, 100_000, 200_000] {
            try disk.leave(free)
            let run = try Program.haku(command)
            if run.status == 0 { break }
            failures += 1
            #expect(run.status == 74 && run.errors.contains("o space"), "\(free): \(run.errors)")
            let check = try Program.haku(["check", "--index", index])
            #expect(check.status == (before == nil ? 66 : 0), "\(free): \(check.errors)")
            if let before { #expect(check.output.contains("\(before) documents, nothing damaged")) }
        }
        #expect(failures > 0)
        try disk.leave(.max)
        #expect(try Program.haku(command).status == 0)
        let check = try Program.haku(["check", "--index", index])
        #expect(check.output.contains("\(after) documents, nothing damaged"))
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: index).filter { $0.hasPrefix("generation") }.count == 1)
    }
}

/// Another user than root, who may do everything.
@Suite(.timeLimit(.minutes(20))) struct PermissionTests {
    /// The way to run as somebody whom permissions bind.
    private static let nobody =
        geteuid() == 0 ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : []
    private static let canRun =
        (try? Program.haku(["--version"], through: nobody))?.status == 0

    @Test(.enabled(if: Self.canRun))
    func whatMayNotBeReadOrWrittenIsNamedAndEndsWithItsStatus() throws {
        let scratch = TemporaryFolder()
        let files = FileManager.default
        try scratch.file("docs/a.txt", "Teksti.\n")
        try scratch.file("docs/salaisuus.txt", "Salainen teksti.\n")
        try scratch.file("docs/kansio/b.txt", "Toinen teksti.\n")
        let index = scratch("oma/index")
        try files.createDirectory(atPath: scratch("oma"), withIntermediateDirectories: true)
        if !Self.nobody.isEmpty { #expect(unsafe chown(scratch("oma"), 65534, 65534) == 0) }
        func haku(_ arguments: [String]) throws -> Outcome { try Program.haku(arguments, through: Self.nobody) }
        #expect(unsafe chmod(scratch.path, 0o755) == 0)
        #expect(try haku(["index", "--index", index, scratch("docs")]).status == 0)

        #expect(unsafe chmod(scratch("docs/salaisuus.txt"), 0) == 0)
        #expect(unsafe chmod(scratch("docs/kansio"), 0) == 0)
        try scratch.file("docs/c.txt", "Kolmas teksti.\n")
        try scratch.file("docs/d.txt", "Neljäs.\n")
        #expect(unsafe chmod(scratch("docs/d.txt"), 0) == 0)
        let run = try haku(["index", "--index", index])
        #expect(run.status == 65 && run.output.contains("1 new"))
        for name in ["d.txt", "kansio"] { #expect(run.errors.contains("/docs/\(name): "), "\(run.errors)") }
        // What could be read once stays.
        #expect(run.output.contains("4 documents (1 new, 0 changed, 0 removed"))
        #expect(unsafe chmod(scratch("docs/kansio"), 0o755) == 0)

        // A folder in which nothing can be made, and an index that may only be read.
        let refused = try haku(["index", "--index", scratch("docs/uusi"), scratch("docs")])
        #expect(refused.status == 77 || refused.status == 73, "\(refused)")
        for name in ["", "/generation-000001"] { #expect(unsafe chmod(index + name, 0o500) == 0) }
        #expect(unsafe chmod(index + "/writer.lock", 0o400) == 0)
        let locked = try haku(["index", "--index", index])
        #expect(locked.status == 77 && locked.errors.contains(index), "\(locked)")
        #expect(try haku(["check", "--index", index]).output.contains("4 documents, nothing damaged"))
        #expect(try haku(["search", "--index", index, "--ids", "teksti"]).lines.count == 4)
    }
}
