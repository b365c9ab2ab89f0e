// SPDX-License-Identifier: GPL-3.0-or-later
internal import CChildProcess
internal import Glibc

/// The converters of this system: optional programs, looked for when they are needed.
public struct Converters: Sendable {
    /// A confinement of a converter while it reads data that nobody vouches for.
    public struct Confinement: OptionSet, Hashable, Sendable {
        /// The bits.
        public let rawValue: Int32
        /// A set of these bits.
        public init(rawValue: Int32) { self.rawValue = rawValue }
        /// Only the system calls that reading and computing take: no network, no other processes (seccomp).
        public static let calls = Confinement(rawValue: 1)
        /// Nothing written, and nothing read but the system's files and the document (Landlock).
        public static let files = Confinement(rawValue: 2)
        /// Other files and processes aren't there to be seen (namespaces).
        public static let hidden = Confinement(rawValue: 4)
        /// All of them.
        public static let all: Confinement = [.calls, .files, .hidden]
    }

    /// The folders where programs are looked for, in order.
    public var folders: [String]
    /// The factor of every limit of time: converters may be slower, or faster, than usual.
    public var patience: Double
    /// When the time is over that the file being read is given as a whole; nil for none.
    var deadline: ContinuousClock.Instant?

    /// The converters found in `folders`; in those of the variable PATH where none are named.
    public init(folders: [String]? = nil, patience: Double = 1) {
        self.folders = folders ?? Self.searchPath
        self.patience = patience
    }

    private static let searchPath: [String] = {
        let path = unsafe getenv("PATH").map { unsafe String(cString: $0) } ?? "/usr/local/bin:/usr/bin:/bin"
        // A relative folder would find other programs in other places.
        return path.split(separator: ":").map(String.init).filter { $0.utf8.first == 0x2F }
    }()

    /// The folder of the libraries that Swift programs need; nil where this program brings its own.
    private static let libraries: String? = {
        var folder = [CChar](repeating: 0, count: Int(PATH_MAX))
        guard unsafe haku_child_folder_of("swift_retain", &folder, folder.count) == 0 else { return nil }
        return String(decoding: folder.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }()

    /// The confinements that this system offers. Less than all where the kernel is old or forbids it. All where haku-confine
    /// is missing: then no converter is started.
    public static let confinement =
        OwnPrograms.confiner.map { Confinement(rawValue: max(0, unsafe haku_child_confinement($0))) } ?? .all

    /// The path of a converter; nil where it is not installed.
    public func path(of converter: Converter) -> String? {
        OwnPrograms.path(of: converter.name, in: converter.isOwn ? OwnPrograms.folders : folders)
    }

    /// The output of a converter, and its end.
    struct Output {
        var bytes: [UInt8]
        var errors: String
        var status: Int32
    }

    /// Runs a converter on a file.
    ///
    /// - Parameters:
    ///   - converter: Which one.
    ///   - arguments: Its arguments, without its name.
    ///   - input: The file, which it finds as its standard input and as `/dev/stdin`.
    ///   - limits: What it may use.
    ///   - name: The document to name in errors.
    /// - Returns: What it wrote, with its status.
    /// - Throws: ``ReadingError`` where it is missing, cannot be started, or goes past a limit. That it ends with a
    ///   status of its own is no error here.
    func run(
        _ converter: Converter, _ arguments: [String], input: Int32, limits: ChildProcess.Limits, name: String
    ) throws(ReadingError) -> Output {
        let started = try start(converter, arguments, input: input, limits: limits, name: name)
        var output: [UInt8] = []
        while started.stream.next(into: &output) {}
        let status = try Self.status(of: started, name: name)
        return Output(bytes: output, errors: started.stream.errors, status: status)
    }

    /// A converter that runs.
    struct Started {
        var stream: ChildStream
        var converter: Converter
        /// The limits that it was given, in the end.
        var limits: ChildProcess.Limits
    }

    /// Starts a converter, as ``run(_:_:input:limits:name:)`` does.
    func start(
        _ converter: Converter, _ arguments: [String], input: Int32, limits: ChildProcess.Limits, name: String
    ) throws(ReadingError) -> Started {
        guard let path = path(of: converter) else { throw Self.missing(converter, name: name) }
        guard let confiner = OwnPrograms.confiner else { throw Self.missing(.confiner, name: name) }
        var limits = limits
        limits.seconds *= patience
        if let deadline {
            let left = (deadline - .now) / .seconds(1)
            guard left > 0 else {
                throw ReadingError(
                    .converterLimit, "was given up: the time is over that its file is given as a whole", path: name)
            }
            limits.seconds = min(limits.seconds, left)
        }
        do {
            let stream = try ChildStream(
                confiner, path, arguments, input: input, limits: limits,
                libraries: converter.isOwn ? Self.libraries : nil)
            return Started(stream: stream, converter: converter, limits: limits)
        } catch {
            throw ReadingError(
                .io, "cannot be read, because \(path) could not be started: \(error.text)", path: name,
                errno: error.errno)
        }
    }

    /// The status that a converter ended with.
    ///
    /// - Throws: ``ReadingError`` where it went past a limit, or was ended by a signal.
    static func status(of started: Started, name: String) throws(ReadingError) -> Int32 {
        let (converter, limits) = (started.converter, started.limits)
        switch started.stream.end() {
        case .exited(let status): return status
        case .tookTooLong:
            throw ReadingError(
                .converterLimit, "was given up: \(converter.name) was not done with it after \(Int(limits.seconds)) s",
                path: name)
        case .wroteTooMuch:
            throw ReadingError(
                .converterLimit,
                "was given up: \(converter.name) makes more than \(limits.output >> 20) MiB of it", path: name)
        case .complainedTooMuch:
            throw ReadingError(
                .damaged, "is too damaged to be read: \(converter.name) finds error after error in it", path: name)
        case .signalled(let signal) where signal == SIGXCPU || signal == SIGKILL || signal == SIGABRT:
            throw ReadingError(
                .converterLimit,
                "was given up: \(converter.name) wanted more than \(limits.memory >> 20) MiB of memory or "
                    + "\(Int(limits.processorSeconds ?? limits.seconds)) s for it", path: name)
        case .signalled(let signal):
            throw ReadingError(
                .damaged, "cannot be read: \(converter.name) failed on it (signal \(signal))", path: name)
        }
    }

    /// The error for a converter that is not installed. The same words each time, so that it can be told once.
    static func missing(_ converter: Converter, name: String) -> ReadingError {
        ReadingError(
            .missingConverter,
            "is not read without \(converter.name); install \(converter.package) and run again", path: name)
    }
}
