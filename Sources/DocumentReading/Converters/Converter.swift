// SPDX-License-Identifier: GPL-3.0-or-later

/// A program that reads a format for haku, and the Debian package that brings it.
public struct Converter: Hashable, Sendable {
    /// The program's name.
    public let name: String
    /// The package that brings it.
    public let package: String

    /// True if it is part of haku, and lies beside the program that runs.
    let isOwn: Bool

    private init(_ name: String, package: String, isOwn: Bool = false) {
        self.name = name
        self.package = package
        self.isOwn = isOwn
    }

    /// Tells a PDF's pages and their sizes.
    public static let pdfinfo = Converter("pdfinfo", package: "poppler-utils")
    /// Takes the text out of a PDF.
    public static let pdftotext = Converter("pdftotext", package: "poppler-utils")
    /// Lists a PDF's pictures.
    public static let pdfimages = Converter("pdfimages", package: "poppler-utils")
    /// Makes pictures of a PDF's pages.
    public static let pdftoppm = Converter("pdftoppm", package: "poppler-utils")
    /// Takes out the files that are attached to a PDF.
    public static let pdfdetach = Converter("pdfdetach", package: "poppler-utils")
    /// Reads the text in a picture.
    public static let tesseract = Converter(
        "tesseract", package: "tesseract-ocr tesseract-ocr-fin tesseract-ocr-swe")
    /// Takes the text out of office documents and electronic books.
    public static let office = Converter("haku-office", package: "haku", isOwn: true)
    /// Starts the others and keeps them in.
    static let confiner = Converter("haku-confine", package: "haku", isOwn: true)
    /// Makes tar archives of others.
    public static let bsdtar = Converter("bsdtar", package: "libarchive-tools")
    /// Expands what was compressed.
    public static let bsdcat = Converter("bsdcat", package: "libarchive-tools")
    /// Takes the text out of the Word files of before 2007.
    public static let catdoc = Converter("catdoc", package: "catdoc")
    /// Takes the text out of the Excel files of before 2007.
    public static let xls2csv = Converter("xls2csv", package: "catdoc")
    /// Takes the text out of the PowerPoint files of before 2007.
    public static let catppt = Converter("catppt", package: "catdoc")

    /// All of them.
    static let all: [Converter] = [
        .pdfinfo, .pdftotext, .pdfimages, .pdftoppm, .pdfdetach, .tesseract, .office, .bsdtar, .bsdcat, .catdoc,
        .xls2csv,
        .catppt,
    ]
}
