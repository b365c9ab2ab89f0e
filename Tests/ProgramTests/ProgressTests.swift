// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Glibc
import ProgramSupport
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct ProgressTests {
    /// The progress that haku writes to standard error where that is a terminal.
    private func written(_ arguments: [String], _ environment: [String: String] = [:]) throws -> String {
        let master = unsafe open("/dev/ptmx", O_RDWR | O_NOCTTY)
        defer { close(master) }
        // TIOCSPTLCK and TIOCGPTN of asm-generic/ioctls.h: unlock the other end, and tell its number.
        var number: Int32 = 0
        #expect(unsafe ioctl(master, 0x4004_5431, &number) == 0 && ioctl(master, 0x8004_5430, &number) == 0)
        let name = "/dev/pts/\(number)"
        let slave = unsafe open(name, O_RDWR | O_NOCTTY)
        let process = Process()
        process.executableURL = Program.folder.appendingPathComponent("haku")
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment
            .merging(["HAKU_CONFIG": "/dev/null", "TERM": "xterm"]) { $1 }.merging(environment) { $1 }
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle(fileDescriptor: slave, closeOnDealloc: false)
        try process.run()
        close(slave)
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        // A terminal that nobody has open any more is an error to read from.
        while true {
            let count = unsafe read(master, &buffer, buffer.count)
            guard count > 0 else { break }
            bytes += buffer.prefix(count)
        }
        process.waitUntilExit()
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test
    func aTerminalHasABarWithRateAndTimeLeftWhichIsGoneAtTheEnd() throws {
        let scratch = TemporaryFolder()
        try scratch.file("docs/a.txt", "Teksti.\n")
        try scratch.file("docs/b.txt", "")
        let command = ["index", "--no-repair", "--index", scratch("index"), scratch("docs")]
        let text = try written(command)
        #expect(text.contains("of 2 files, ") && text.contains(" a second, ") && text.contains(" left"), "\(text)")
        #expect(text.contains("█"))
        let clear = "\r\u{1B}[K"
        #expect(text.contains(clear))
        // What is said of a file stands on a line of its own, and no bar is left behind.
        #expect(text.contains("haku: \(scratch("docs/b.txt")): is empty"))
        let end = try #require(text.range(of: clear, options: .backwards))
        #expect(!text[end.upperBound...].contains("█"))
        #expect(try !written(command + ["--rebuild"], ["TERM": "dumb"]).contains("\u{1B}"))
    }

    @Test
    func elsewhereThereArePlainLines() throws {
        let scratch = TemporaryFolder()
        let run = try Program.haku(["index", "--no-repair", "--index", scratch("index"), Program.seeds])
        #expect(!run.errors.contains("\u{1B}") && !run.errors.contains("\r"))
        #expect(run.lines.count == 1 && run.output.contains("5 documents (5 new"))
    }
}
