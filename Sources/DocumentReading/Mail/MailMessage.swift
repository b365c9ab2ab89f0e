// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentModel

/// A mail: its text, and the files that came with it.
struct MailMessage {
    /// A file that came with a mail.
    struct Attachment {
        /// Its name, as one part of a path.
        var name: String
        var bytes: [UInt8]
    }

    /// The headers a reader looks at, and the text.
    private(set) var text = ""
    private(set) var attachments: [Attachment] = []
    /// The values that the mail names: subject, sender, recipients, day.
    private(set) var fields: [DocumentField] = []
    /// Sentences on what could not be read.
    private(set) var notes: [String] = []
    private var names = AttachmentNames()
    private var parts = 0
    /// True for a page that a browser saved as a mail: what came with it belongs to it.
    private var isPage = false

    /// Deeper parts, and more, are those of an attack.
    private static let deepest = 16
    private static let mostParts = 5000

    /// The mail in `bytes`.
    init(_ bytes: [UInt8]) {
        var start = 0
        if bytes.starts(with: "From ".utf8) { start = (bytes.firstIndex(of: 0x0A) ?? bytes.count - 1) + 1 }
        var end = start
        let headers = MailHeaders(bytes[start...], end: &end)
        setHeaders(
            subject: headers.value("subject"), from: headers.value("from"), to: headers.value("to"),
            copies: headers.value("cc"), date: headers.value("date"))
        read(headers, bytes[end...], depth: 0)
    }

    /// The page that a browser saved as `bytes`.
    init(page bytes: [UInt8]) {
        isPage = true
        var end = 0
        let headers = MailHeaders(bytes[...], end: &end)
        read(headers, bytes[end...], depth: 0)
    }

    /// The mail in what Outlook packed into one file.
    init(_ file: TransportFile) { take(file) }

    /// A mail without parts; see ``setHeaders(subject:from:to:copies:date:)``, ``add(_:)``, ``attach(_:_:)``.
    init() {}

    /// Begins the text with what the headers say.
    mutating func setHeaders(subject: String?, from: String?, to: String?, copies: String?, date: String?) {
        let subject = subject?.trimmed(\.isWhitespace) ?? ""
        if !subject.isEmpty { text = subject + "\n\n" }
        for (label, value) in [("From", from), ("To", to), ("Cc", copies), ("Date", date)] {
            if let value, !value.isEmpty { text += "\(label): \(value)\n" }
        }
        text += "\n"
        let recipients = [to, copies].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ", ")
        for (name, value) in [
            ("otsikko", subject), ("lähettäjä", from ?? ""), ("vastaanottaja", recipients),
            ("pvm", date.flatMap { MailDate.day(of: $0) } ?? ""),
        ] where !value.isEmpty {
            fields.append(DocumentField(name, value))
        }
    }

    /// Adds a part of the text.
    mutating func add(_ part: String) { text += part + "\n\n" }

    private mutating func read(_ headers: MailHeaders, _ content: ArraySlice<UInt8>, depth: Int) {
        parts += 1
        guard depth < Self.deepest, parts < Self.mostParts else { return }
        let (kind, parameters) = headers.parameters("content-type") ?? ("text/plain", [:])
        let disposition = headers.parameters("content-disposition")
        if kind == "multipart/encrypted" {
            note(Self.encrypted)
            return
        }
        if kind.hasPrefix("multipart/"), let boundary = parameters["boundary"], !boundary.isEmpty {
            var children = Self.split(content, boundary: boundary).map { child in
                var end = child.startIndex
                let headers = MailHeaders(child, end: &end)
                return (headers, child[end...])
            }
            if kind == "multipart/alternative" {
                // The same said several times: as text where it is there.
                let kinds = children.map { $0.0.parameters("content-type")?.value ?? "text/plain" }
                let choice =
                    kinds.firstIndex(of: "text/plain") ?? kinds.firstIndex { $0.hasPrefix("multipart/") }
                    ?? kinds.firstIndex(of: "text/html")
                if let choice {
                    // An invitation says more than its text.
                    let calendars = children.indices.filter { $0 != choice && kinds[$0] == "text/calendar" }
                    children = ([choice] + calendars).map { children[$0] }
                }
            }
            for child in children { read(child.0, child.1, depth: depth + 1) }
            return
        }
        let coding = headers.value("content-transfer-encoding")?.lowercased().trimmed(\.isWhitespace)
        let bytes =
            switch coding {
            case "base64": TransferCoding.base64(content)
            case "quoted-printable": TransferCoding.quotedPrintable(content)
            default: Array(content)
            }
        if kind == "application/pkcs7-mime" || kind == "application/x-pkcs7-mime", let message = SignedMessage(bytes) {
            take(message, depth: depth)
            return
        }
        let name = disposition?.parameters["filename"] ?? parameters["name"]
        let isAttached = disposition?.value == "attachment" || name != nil
        if !isAttached, kind == "text/plain" || kind == "text/html" {
            let text = Self.text(bytes, label: parameters["charset"])
            add(kind == "text/html" ? HTMLText.text(of: text) : text)
        } else if isPage {
            // Pictures, fonts and styles of the page.
            return
        } else if kind == "application/ms-tnef" || TransportFile.isOne(bytes) {
            take(TransportFile(bytes))
        } else if !bytes.isEmpty, !kind.hasPrefix("image/") || disposition?.value == "attachment",
            !Self.signatures.contains(kind)
        {
            let usual = ["message/rfc822": "viesti.eml", "text/calendar": "kutsu.ics"]
            attach(name ?? usual[kind] ?? "liite", bytes)
        }
    }

    /// Adds a file that came with the mail.
    mutating func attach(_ name: String, _ bytes: [UInt8]) {
        attachments.append(Attachment(name: names.unique(name), bytes: bytes))
    }

    /// Takes a part that was signed, or says that it is encrypted.
    private mutating func take(_ message: SignedMessage, depth: Int) {
        switch message {
        case .signed(let bytes):
            var end = 0
            let headers = MailHeaders(bytes[...], end: &end)
            read(headers, bytes[end...], depth: depth + 1)
        case .encrypted: note(Self.encrypted)
        }
    }

    /// Kinds of parts that say nothing to a reader.
    private static let signatures: Set<String> = [
        "application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature",
    ]
    private static let encrypted = "is encrypted, or a part of it is; save it without that to have it read"

    private mutating func note(_ sentence: String) {
        if !notes.contains(sentence) { notes.append(sentence) }
    }

    /// Takes what Outlook packed into one file, `winmail.dat`.
    private mutating func take(_ file: TransportFile) {
        if let body = file.text, !text.contains(body) { add(body) }
        for attachment in file.attachments { attach(attachment.name, attachment.bytes) }
    }

    private static func text(_ bytes: [UInt8], label: String?) -> String {
        if let label, let text = EightBitText.decode(bytes, label: label) { return text }
        return String(validating: bytes, as: UTF8.self) ?? EightBitText.decodeWindows1252(bytes)
    }

    /// The parts between lines `--boundary`, up to `--boundary--` or the end.
    private static func split(_ content: ArraySlice<UInt8>, boundary: String) -> [ArraySlice<UInt8>] {
        let mark = Array(("--" + boundary).utf8)
        var parts: [ArraySlice<UInt8>] = []
        var start: Int?
        var line = content.startIndex
        while line < content.endIndex {
            let end = content[line...].firstIndex(of: 0x0A) ?? content.endIndex
            if content[line..<end].starts(with: mark) {
                let rest = content[(line + mark.count)..<end].filter { $0 > 0x20 }
                if rest.isEmpty || rest.elementsEqual([0x2D, 0x2D]) {
                    if let start { parts.append(content[start..<max(start, line)]) }
                    start = rest.isEmpty ? min(end + 1, content.endIndex) : nil
                    if start == nil { return parts }
                }
            }
            line = min(end + 1, content.endIndex)
            if end == content.endIndex { break }
        }
        if let start, start < content.endIndex { parts.append(content[start...]) }
        return parts
    }
}
