// SPDX-License-Identifier: GPL-3.0-or-later
internal import Foundation
internal import Glibc
internal import TestSupport

/// A program on a terminal of its own, as a person has it before them.
public final class PseudoTerminal {
    private let process = Process()
    private let master: FileHandle
    private var seen = Data()
    private let ended = DispatchSemaphore(value: 0)

    /// Starts the program `name` of this build.
    public init(_ name: String, _ arguments: [String], environment: [String: String]) throws {
        var (first, second): (Int32, Int32) = (0, 0)
        guard unsafe openpty(&first, &second, nil, nil, nil) == 0 else { throw CocoaError(.fileReadUnknown) }
        master = FileHandle(fileDescriptor: first, closeOnDealloc: true)
        let slave = FileHandle(fileDescriptor: second, closeOnDealloc: true)
        process.executableURL = Program.folder.appendingPathComponent(name)
        process.arguments = arguments
        var variables = ProcessInfo.processInfo.environment
        variables["HAKU_INDEX"] = nil
        variables["XDG_RUNTIME_DIR"] = nil
        variables["HAKU_CONFIG"] = "/dev/null"
        variables["TERM"] = "xterm"
        variables["LC_ALL"] = "C.UTF-8"
        process.environment = variables.merging(environment) { $1 }
        (process.standardInput, process.standardOutput, process.standardError) = (slave, slave, slave)
        process.terminationHandler = { [ended] _ in ended.signal() }
        try process.run()
        // The program's alone, so that its end is seen.
        try slave.close()
    }

    /// Types `text`.
    public func type(_ text: String) throws { try master.write(contentsOf: Data(text.utf8)) }

    /// Waits until the program has written `text` after what was awaited before, and returns what came until then.
    public func until(_ text: String) throws -> String {
        while true {
            if let place = seen.range(of: Data(text.utf8)) {
                let said = seen[..<place.upperBound]
                seen = Data(seen[place.upperBound...])
                return String(decoding: said, as: UTF8.self)
            }
            var bytes = [UInt8](repeating: 0, count: 4_096)
            let count = unsafe read(master.fileDescriptor, &bytes, bytes.count)
            guard count > 0 else {
                throw CocoaError(.fileReadUnknown, userInfo: ["seen": String(decoding: seen, as: UTF8.self)])
            }
            seen += bytes[..<count]
        }
    }

    /// Waits for the program's end, and returns its status; one that does not end in five minutes is ended, by SIGKILL.
    public func end() -> Int32 {
        if ended.wait(timeout: .now() + 300) == .timedOut {
            kill(process.processIdentifier, SIGKILL)
            ended.wait()
        }
        return process.terminationStatus
    }
}
