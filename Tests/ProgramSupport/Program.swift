// SPDX-License-Identifier: GPL-3.0-or-later
public import Foundation
internal import TestSupport

/// The outcome of a run of a program.
public struct Outcome {
    public var status: Int32
    public var output: String
    public var errors: String

    /// The lines of standard output.
    public var lines: [String] { output.split(separator: "\n").map(String.init) }
}

/// The real programs, built beside the tests.
public enum Program {
    /// The folder that the build laid the programs in.
    public static let folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent()
    /// The sample documents of the package.
    public static let seeds = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("seeds").path

    /// The folder of the tools that the tests need beside the packages of the system.
    public static let testTools = URL(fileURLWithPath: seeds).deletingLastPathComponent()
        .appendingPathComponent(".test-tools")

    /// A folder of `Tests/Fixtures`.
    public static func fixture(_ name: String) -> String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Fixtures/" + name).path
    }

    /// Runs `haku` as ``run(_:_:input:environment:through:)`` does.
    public static func haku(
        _ arguments: [String], input: String = "", environment: [String: String] = [:], through: [String] = []
    ) throws -> Outcome {
        try run("haku", arguments, input: input, environment: environment, through: through)
    }

    /// Runs `program`, its output collected in files so that no pipe can fill up; `through` is a program that runs it.
    public static func run(
        _ program: String, _ arguments: [String], input: String = "", environment: [String: String] = [:],
        through: [String] = []
    ) throws -> Outcome {
        let scratch = TemporaryFolder()
        let process = Process()
        let command = through + [folder.appendingPathComponent(program).path] + arguments
        process.executableURL = URL(fileURLWithPath: through.isEmpty ? command[0] : "/usr/bin/env")
        process.arguments = through.isEmpty ? arguments : command
        process.currentDirectoryURL = URL(fileURLWithPath: scratch.path)
        var variables = ProcessInfo.processInfo.environment
        variables["HAKU_INDEX"] = nil
        variables["NO_COLOR"] = nil
        // The settings of whoever runs the tests are none of theirs.
        variables["HAKU_CONFIG"] = "/dev/null"
        process.environment = variables.merging(environment) { $1 }
        try Data(input.utf8).write(to: scratch.url("input"))
        for name in ["output", "errors"] { try Data().write(to: scratch.url(name)) }
        process.standardInput = try FileHandle(forReadingFrom: scratch.url("input"))
        process.standardOutput = try FileHandle(forWritingTo: scratch.url("output"))
        process.standardError = try FileHandle(forWritingTo: scratch.url("errors"))
        try process.run()
        process.waitUntilExit()
        let read = { (name: String) in
            String(decoding: try Data(contentsOf: scratch.url(name)), as: UTF8.self)
        }
        return Outcome(
            status: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
            output: try read("output"), errors: try read("errors"))
    }
}

/// The index of the seeds, made once by the real program; tests only read it.
public enum SeedIndex {
    private static let made = Result { () throws -> TemporaryFolder in
        let scratch = TemporaryFolder()
        let run = try Program.haku(["index", "--index", scratch("index"), Program.seeds])
        guard run.status == 0 else { throw CocoaError(.fileWriteUnknown, userInfo: ["errors": run.errors]) }
        return scratch
    }

    /// The index's folder.
    public static func path() throws -> String { try made.get()("index") }
}
