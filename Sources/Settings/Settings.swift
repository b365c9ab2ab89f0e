// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors
internal import Configuration

/// The settings of a program: by its flags, else by the environment, else by haku.conf.
public struct Settings: Sendable {
    /// Values by key, in the form of the file.
    public typealias Layer = [SettingsKey: [String]]

    private let reader: ConfigReader
    /// The file that was read; nil for none.
    public let path: String?

    /// Settings out of these layers, of which an earlier one wins.
    ///
    /// - Parameters:
    ///   - flags: What the command line says.
    ///   - environment: What the environment says.
    ///   - file: What haku.conf says.
    /// - Throws: ``SettingsError`` where a value of a flag or of the environment is not of its key's kind.
    public init(flags: Layer = [:], environment: Layer = [:], file: SettingsFile? = nil) throws(SettingsError) {
        path = file?.path
        var providers: [InMemoryProvider] = []
        for (name, layer) in [("flags", flags), ("environment", environment), ("haku.conf", file?.values ?? [:])] {
            providers.append(InMemoryProvider(name: name, values: try Self.values(layer, of: name)))
        }
        reader = ConfigReader(providers: providers)
    }

    /// The text of `key`; the first where there are several.
    public func text(_ key: SettingsKey) -> String? {
        key.kind == .texts ? texts(key).first : reader.string(forKey: ConfigKey([key.name]))
    }

    /// All values of `key`, in their order, those of the layer that wins.
    public func texts(_ key: SettingsKey) -> [String] {
        reader.stringArray(forKey: ConfigKey([key.name])) ?? []
    }

    /// The whole number of `key`.
    public func whole(_ key: SettingsKey) -> Int? { reader.int(forKey: ConfigKey([key.name])) }

    /// The number of seconds of `key`.
    public func seconds(_ key: SettingsKey) -> Double? { reader.double(forKey: ConfigKey([key.name])) }

    /// True if `key` says yes.
    public func flag(_ key: SettingsKey) -> Bool { reader.bool(forKey: ConfigKey([key.name]), default: false) }

    private static func values(
        _ layer: Layer, of name: String
    ) throws(SettingsError) -> [AbsoluteConfigKey: ConfigValue] {
        var values: [AbsoluteConfigKey: ConfigValue] = [:]
        for (key, texts) in layer {
            guard let text = texts.last else { continue }
            if let why = texts.lazy.compactMap({ key.objection(to: $0) }).first {
                throw SettingsError(.unexpected, "--\(key.name) is \(why), not “\(text.prefix(60))”")
            }
            let content: ConfigContent =
                switch key.kind {
                case .text, .word, .socketMode: .string(text)
                case .texts: .stringArray(texts)
                case .whole: .int(Int(text) ?? 0)
                case .seconds: .double(Double(text) ?? 0)
                case .flag: .bool(text == "yes")
                }
            values[AbsoluteConfigKey([key.name])] = ConfigValue(content, isSecret: false)
        }
        return values
    }
}
