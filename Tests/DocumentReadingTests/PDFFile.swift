// SPDX-License-Identifier: GPL-3.0-or-later

/// Writes small PDF files: text in Helvetica, grey pictures, text fields.
struct PDFFile {
    /// Something on a page; places in points from the lower left corner.
    enum Item {
        case text(String, x: Int, y: Int)
        /// A picture of one byte a pixel that covers the page.
        case picture(width: Int, height: Int, pixels: [UInt8])
        /// A remark that a reader put on the page.
        case remark(String)
        /// A filled text field of a form.
        case field(String, x: Int, y: Int)
    }

    var pages: [[Item]]
    /// The font's character codes and the characters that it says they are; nil for Windows-1252 as usual.
    var toUnicode: [UInt8: String]?
    var size = (width: 595, height: 842)
    /// Files that are attached, by name.
    var attachments: [(name: String, bytes: [UInt8])] = []

    init(_ pages: [[Item]], toUnicode: [UInt8: String]? = nil) {
        self.pages = pages
        self.toUnicode = toUnicode
    }

    /// Pages of lines, from the top down.
    init(lines pages: [[String]]) {
        self.init(
            pages.map { lines in
                lines.enumerated().map { .text($1, x: 72, y: 760 - $0 * 16) }
            })
    }

    /// The file.
    func bytes() -> [UInt8] {
        var objects = Objects()
        // 1 is the catalogue, 2 the tree of pages, 3 the font; written at the end, when they know the others.
        objects.bodies = [[], [], []]
        let font = font(in: &objects)
        var kids: [Int] = []
        var fields: [Int] = []
        for items in pages { kids.append(add(items, to: &objects, fields: &fields)) }
        let form = fields.map { "\($0) 0 R" }.joined(separator: " ")
        objects.bodies[0] = Array(
            "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[\(form)]/DR<</Font<</F1 3 0 R>>>>>>\(files(in: &objects))>>"
                .utf8)
        objects.bodies[1] = Array(
            "<</Type/Pages/Count \(kids.count)/Kids[\(kids.map { "\($0) 0 R" }.joined(separator: " "))]>>".utf8)
        objects.bodies[2] = font
        return objects.file
    }

    /// The entry of the catalogue that names the attached files; empty where there are none.
    private func files(in objects: inout Objects) -> String {
        guard !attachments.isEmpty else { return "" }
        let names = attachments.map { file in
            let stream = objects.add("/Type/EmbeddedFile", file.bytes)
            let name = String(decoding: literal(file.name), as: UTF8.self)
            return "(\(name)) <</Type/Filespec/F(\(name))/EF<</F \(stream) 0 R>>>>"
        }
        return "/Names<</EmbeddedFiles<</Names[\(names.joined(separator: " "))]>>>>"
    }

    /// The objects of a file, numbered from 1.
    private struct Objects {
        var bodies: [[UInt8]] = []

        /// Adds an object; returns its number.
        mutating func add(_ body: [UInt8]) -> Int {
            bodies.append(body)
            return bodies.count
        }

        /// Adds a stream; returns its number.
        mutating func add(_ dictionary: String, _ data: [UInt8]) -> Int {
            add(Array("<<\(dictionary) /Length \(data.count)>>\nstream\n".utf8) + data + Array("\nendstream".utf8))
        }

        /// Header, objects, table of their places and trailer.
        var file: [UInt8] {
            var file = Array("%PDF-1.4\n".utf8)
            var places: [Int] = []
            for (index, body) in bodies.enumerated() {
                places.append(file.count)
                file += Array("\(index + 1) 0 obj\n".utf8) + body + Array("\nendobj\n".utf8)
            }
            let table = file.count
            file += Array("xref\n0 \(places.count + 1)\n0000000000 65535 f \n".utf8)
            for place in places {
                let digits = String(place)
                file += Array((String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n").utf8)
            }
            return file
                + Array("trailer\n<</Size \(places.count + 1)/Root 1 0 R>>\nstartxref\n\(table)\n%%EOF\n".utf8)
        }
    }

    /// The font's object, with its map to Unicode where the file has one.
    private func font(in objects: inout Objects) -> [UInt8] {
        var font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding"
        if let toUnicode {
            let map = toUnicode.sorted { $0.key < $1.key }.map { code, text in
                "<\(hex([code]))> <\(hex(text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }))>"
            }
            let body =
                "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
                + "1 begincodespacerange <00> <FF> endcodespacerange\n"
                + "\(map.count) beginbfchar\n" + map.joined(separator: "\n") + "\nendbfchar\nendcmap end end"
            font += "/ToUnicode \(objects.add("", Array(body.utf8))) 0 R"
        }
        return Array((font + ">>").utf8)
    }

    /// Adds a page of these items, and its form fields to `fields`; returns its number.
    private func add(_ items: [Item], to objects: inout Objects, fields: inout [Int]) -> Int {
        var content: [UInt8] = []
        var pictures = ""
        var annotations: [Int] = []
        var remarks: [Int] = []
        for item in items {
            switch item {
            case .text(let text, let x, let y):
                content += Array("BT /F1 12 Tf \(x) \(y) Td (".utf8) + literal(text) + Array(") Tj ET\n".utf8)
            case .picture(let width, let height, let pixels):
                let image = objects.add(
                    "/Type/XObject/Subtype/Image/Width \(width)/Height \(height)/ColorSpace/DeviceGray/BitsPerComponent 8",
                    pixels)
                pictures += "/P\(image) \(image) 0 R "
                content += Array("q \(size.width) 0 0 \(size.height) 0 0 cm /P\(image) Do Q\n".utf8)
            case .remark(let text):
                let value = String(decoding: literal(text), as: UTF8.self)
                let remark = "<</Type/Annot/Subtype/Text/Rect[20 20 40 40]/Contents (\(value))>>"
                remarks.append(objects.add(Array(remark.utf8)))
            case .field(let text, let x, let y):
                let value = String(decoding: literal(text), as: UTF8.self)
                let appearance = objects.add(
                    "/Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<</Font<</F1 3 0 R>>>>",
                    Array("/Tx BMC BT /F1 12 Tf 2 5 Td (\(value)) Tj ET EMC".utf8))
                let widget =
                    "<</Type/Annot/Subtype/Widget/FT/Tx/T(f\(x))/V(\(value))/DA(/F1 12 Tf)"
                    + "/Rect[\(x) \(y) \(x + 200) \(y + 20)]/AP<</N \(appearance) 0 R>>/F 4>>"
                annotations.append(objects.add(Array(widget.utf8)))
            }
        }
        fields += annotations
        let text = objects.add("", content)
        let list = (annotations + remarks).map { "\($0) 0 R" }.joined(separator: " ")
        let page =
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 \(size.width) \(size.height)]/Contents \(text) 0 R/Annots[\(list)]"
            + "/Resources<</Font<</F1 3 0 R>>/XObject<<\(pictures)>>>>>>"
        return objects.add(Array(page.utf8))
    }

    private func literal(_ text: String) -> [UInt8] {
        text.unicodeScalars.flatMap { scalar -> [UInt8] in
            switch scalar {
            case "(", ")", "\\": [0x5C, UInt8(scalar.value)]
            default: Array(("\\" + octal(UInt8(truncatingIfNeeded: scalar.value))).utf8)
            }
        }
    }

    private func octal(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 8)
        return String(repeating: "0", count: 3 - digits.count) + digits
    }

    private func hex(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
