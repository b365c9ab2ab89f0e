// SPDX-License-Identifier: GPL-3.0-or-later

/// The regions of Finland as tiles: each where it lies among the others, roughly, all of one size, so that a small region is
/// seen as well as Lapland.
enum Regions {
    /// A region's name, a short one for its tile, and the tile's column and row.
    struct Tile: Sendable {
        let name: String
        let short: String
        let column: Int
        let row: Int
    }

    /// The 19 regions (Statistics Finland, classification of regions 2024), placed by eye after the map.
    static let tiles = [
        Tile(name: "Lappi", short: "Lappi", column: 3, row: 0),
        Tile(name: "Pohjois-Pohjanmaa", short: "P-Pohjanm.", column: 3, row: 1),
        Tile(name: "Kainuu", short: "Kainuu", column: 4, row: 1),
        Tile(name: "Keski-Pohjanmaa", short: "K-Pohjanm.", column: 2, row: 2),
        Tile(name: "Pohjois-Savo", short: "P-Savo", column: 4, row: 2),
        Tile(name: "Pohjois-Karjala", short: "P-Karjala", column: 5, row: 2),
        Tile(name: "Keski-Suomi", short: "K-Suomi", column: 3, row: 2),
        Tile(name: "Pohjanmaa", short: "Pohjanmaa", column: 1, row: 2),
        Tile(name: "Etelä-Pohjanmaa", short: "E-Pohjanm.", column: 2, row: 3),
        Tile(name: "Pirkanmaa", short: "Pirkanmaa", column: 2, row: 4),
        Tile(name: "Satakunta", short: "Satakunta", column: 1, row: 4),
        Tile(name: "Päijät-Häme", short: "P-Häme", column: 3, row: 4),
        Tile(name: "Etelä-Savo", short: "E-Savo", column: 4, row: 3),
        Tile(name: "Etelä-Karjala", short: "E-Karjala", column: 5, row: 4),
        Tile(name: "Kymenlaakso", short: "Kymenl.", column: 4, row: 4),
        Tile(name: "Kanta-Häme", short: "K-Häme", column: 2, row: 5),
        Tile(name: "Varsinais-Suomi", short: "V-Suomi", column: 1, row: 5),
        Tile(name: "Uusimaa", short: "Uusimaa", column: 3, row: 5),
        Tile(name: "Ahvenanmaa", short: "Ahvenanm.", column: 0, row: 5),
    ]
}
