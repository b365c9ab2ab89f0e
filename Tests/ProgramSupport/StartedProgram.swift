// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

extension Process {
    /// Starts the program `name` of this build, and waits for the first line that it prints.
    ///
    /// - Throws: Where it cannot be started, or ends before that.
    func start(_ name: String, _ arguments: [String], environment: [String: String] = [:]) throws -> String {
        executableURL = Program.folder.appendingPathComponent(name)
        self.arguments = arguments
        self.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let output = Pipe()
        standardInput = FileHandle.nullDevice
        standardOutput = output
        try run()
        var said = Data()
        while !said.contains(0x0A) {
            let more = output.fileHandleForReading.availableData
            guard !more.isEmpty else { throw CocoaError(.executableLoad) }
            said += more
        }
        return String(decoding: said, as: UTF8.self)
    }
}
