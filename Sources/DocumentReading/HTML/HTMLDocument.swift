// SPDX-License-Identifier: GPL-3.0-or-later

/// Pages of HTML, for programs that find them within other documents.
public enum HTMLDocument {
    /// The text of the page `bytes`, in the encoding that it names, as a reader sees it; each line ended.
    public static func text(of bytes: [UInt8]) -> String {
        if let label = HTMLPage.label(in: bytes), let text = EightBitText.decode(bytes, label: label) {
            return HTMLText.text(of: text)
        }
        let decoded = try? TextDecoding.decode(bytes).text
        return HTMLText.text(of: decoded ?? String(decoding: bytes, as: UTF8.self))
    }
}
