// SPDX-License-Identifier: GPL-3.0-or-later
internal import Answering
internal import ArgumentParser
internal import Glibc
internal import Logging
internal import ProgramOptions
internal import SearchDaemon
internal import ServiceLifecycle
internal import Settings
internal import UnixSignals

@main
struct Hakud: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hakud",
        abstract: "Answer searches of an index over a socket.",
        discussion: """
            hakud speaks the line protocol of PROTOCOL.md. It says READY on standard output once it can answer, ends on \
            SIGTERM and SIGINT when open requests are answered, and opens the indexes and the certificate again on \
            SIGHUP. New commits of haku index are seen by themselves.

            Every option but --config and --check-config can stand in haku.conf too, as a line “key = value” without \
            the dashes; options win. It is --config FILE, else $HAKU_CONFIG, else ~/.config/haku/haku.conf, else \
            /etc/haku/haku.conf.
            """,
        version: "hakud \(hakuVersion)"
    )

    @OptionGroup var config: ConfigOption

    @Flag(help: "Say whether hakud could serve with these settings, and end.")
    var checkConfig = false

    @Option(
        help: ArgumentHelp(
            "An index's folder (else $HAKU_INDEX, else ./index). Several, each as name=dir, are chosen by index=name.",
            valueName: "[name=]dir"))
    var index: [String] = []

    @OptionGroup var socket: SocketOptions
    @OptionGroup var addresses: AddressOptions
    @OptionGroup var protection: ProtectionOptions
    @OptionGroup var load: LoadOptions
    @OptionGroup var waiting: WaitingOptions
    @OptionGroup var words: SynonymOption
    @OptionGroup var log: LogOptions

    static func main() async { await speak() }

    func run() async throws {
        // Whatever this process makes is its user's alone.
        umask(0o077)
        signal(SIGPIPE, SIG_IGN)
        raiseFileLimit()
        do {
            let plan = try ServingPlan(settings(), isCheck: checkConfig)
            if checkConfig { try plan.check() } else { try await plan.serve() }
        } catch {
            if let error = error as? ValidationError { throw error }
            say("hakud: " + Speech.translated("\(error)"))
            throw ExitCode(exitStatus(of: error))
        }
    }

    /// Returns the settings: the options over the environment over haku.conf.
    private func settings() throws -> Settings {
        var flags: Settings.Layer = [.index: index, .synonyms: words.files, .thesaurus: words.thesaurus]
        for group: any SettingOptions in [socket, addresses, protection, load, waiting, log] {
            flags.merge(group.layer) { $1 }
        }
        let named = environment("HAKU_INDEX").map { [$0] } ?? []
        return try Settings(flags: flags, environment: [.index: named], file: try config.file())
    }
}
