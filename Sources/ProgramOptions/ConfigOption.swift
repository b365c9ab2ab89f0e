// SPDX-License-Identifier: GPL-3.0-or-later
public import ArgumentParser
public import CodedErrors
public import Settings

/// `--config FILE`, of both programs.
public struct ConfigOption: ParsableArguments {
    /// The file of settings, where one is named.
    @Option(
        name: .customLong("config"), help: ArgumentHelp("The file of settings.", valueName: "file"),
        completion: .file())
    public var path: String?

    /// No file named.
    public init() {}

    /// Reads the file that is named, else the one at its usual place.
    ///
    /// - Returns: The file; nil where none is named and none is there.
    /// - Throws: ``SettingsError``, also where a file that is named cannot be read.
    public func file() throws(SettingsError) -> SettingsFile? {
        guard let path = path ?? SettingsFile.defaultPath() else { return nil }
        return try SettingsFile(path: path)
    }
}
