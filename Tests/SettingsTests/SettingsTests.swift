// SPDX-License-Identifier: GPL-3.0-or-later
import CodedErrors
import Settings
import Testing

@Suite(.timeLimit(.minutes(20))) struct SettingsTests {
    @Test func flagsWinOverTheEnvironmentAndThatOverTheFile() throws {
        let file = try SettingsFile("index = a\nindex = kko=b\nthreads = 3\nsocket = s\ninsecure = yes\n", path: "f")
        let settings = try Settings(
            flags: [.threads: ["5"]], environment: [.index: ["c"], .threads: ["4"]], file: file)
        #expect(settings.whole(.threads) == 5)
        #expect(settings.texts(.index) == ["c"])
        #expect(settings.text(.socket) == "s")
        #expect(settings.flag(.insecure) && !settings.flag(.logQueries))
        #expect(try Settings(file: file).texts(.index) == ["a", "kko=b"])
        #expect(settings.seconds(.deadline) == nil)
    }

    @Test func commentsSpacesAndLineEndsOfWindowsDoNotCount() throws {
        let file = try SettingsFile("# haku\r\n\r\n  index =  /a b/c \r\n\tdeadline=2.5\r\n", path: "f")
        let settings = try Settings(file: file)
        #expect(settings.text(.index) == "/a b/c")
        #expect(settings.seconds(.deadline) == 2.5)
    }

    @Test func aByteOrderMarkIsOfTheEditor() throws {
        #expect(try Settings(file: try SettingsFile("\u{FEFF}index = a\n", path: "f")).text(.index) == "a")
        #expect(try Settings(file: try SettingsFile("\u{FEFF}\r\nindex = a\n", path: "f")).text(.index) == "a")
        // One, at the beginning.
        for text in ["\u{FEFF}\u{FEFF}index = a\n", "threads = 1\n\u{FEFF}index = a\n"] {
            #expect(throws: SettingsError.self) { try SettingsFile(text, path: "f") }
        }
    }

    @Test(arguments: [
        ("kissa", "f:1: ", "key = value"), ("\nkoira = 5", "f:2: ", "there is no setting “koira”"),
        ("threads = kaksi", "f:1: ", "a whole number from 1 up"), ("threads = 0", "f:1: ", "a whole number"),
        ("deadline = -1", "f:1: ", "seconds"), ("insecure = ehkä", "f:1: ", "yes or no"),
        ("socket = a\nsocket = b", "f:2: ", "in line 1 already"), ("socket =", "f:1: ", "no value"),
    ])
    func whatIsWrongIsSaidWithItsLine(text: String, place: String, words: String) {
        let error = #expect(throws: SettingsError.self) { try SettingsFile(text, path: "f") }
        #expect(error?.message.hasPrefix(place) == true && error?.message.contains(words) == true)
    }

    @Test func aFileThatIsNotThereIsNamed() {
        let error = #expect(throws: SettingsError.self) { try SettingsFile(path: "/nonexistent/haku.conf") }
        #expect(error?.code == .missing && error?.message.contains("/nonexistent/haku.conf") == true)
    }
}
