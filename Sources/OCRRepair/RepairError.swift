// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors

/// Repair cannot be had: a file it needs is missing, cut short, or not what was expected.
///
/// Nothing else is affected: a program says this once and goes on without repair.
public typealias RepairError = CodedError<RepairErrorDetails>

/// The file that is not as it has to be.
public struct RepairErrorDetails: ErrorDetails {
    public typealias Code = FileErrorCode

    /// The file, where there is one.
    let path: String
}

extension CodedError<RepairErrorDetails> {
    /// An error of these parts.
    init(_ code: Code, _ message: String, path: String = "") {
        self.init(code, message, RepairErrorDetails(path: path))
    }
}
