// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser

/// The options about what is told of repairs instead of the text.
struct ReportOptions: ParsableArguments {
    @Flag(help: "Print what was repaired instead of the text.")
    var report = false
    @Flag(help: "With --report: print the evidence for each repair.")
    var explain = false
    @Flag(help: "With --explain: print what was weighed and not repaired, too.")
    var rejected = false

    func validate() throws {
        guard report || !explain else { throw ValidationError("--explain needs --report.") }
        guard explain || !rejected else { throw ValidationError("--rejected needs --explain.") }
    }
}
