// SPDX-License-Identifier: GPL-3.0-or-later
// The file `iamglass` of a glass database: the roots of its tables, and figures of its documents.
#ifndef CXAPIAN_GLASS_VERSION_H
#define CXAPIAN_GLASS_VERSION_H

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace cx {

/// The entry of a table.
struct TableInfo {
    uint32_t root = 0;
    unsigned level = 0;
    bool is_empty = true;
    size_t block_size = 0;
};

/// Figures of all documents of a database together.
struct Statistics {
    uint32_t documents = 0;
    uint32_t last_document = 0;
    /// The least and the greatest length of a document that is not empty; 0 where all are.
    uint64_t least_length = 0, greatest_length = 0;
    /// The greatest frequency of a term in a document.
    uint64_t greatest_frequency = 0;
    uint64_t total_length = 0;

    /// Adds the figures of other documents.
    void add(const Statistics &other);
};

/// The tables in the order of their entries; spelling and synonyms, which are always empty here, follow.
enum TableNumber { postlist_table, docdata_table, termlist_table, position_table, table_count = 6 };

/// The path of the file of a table, by its number.
std::string table_path(const std::string &folder, int table);

/// The contents of the file, but for what only a writer needs.
struct Version {
    /// Counts commits.
    uint64_t revision = 0;
    TableInfo tables[table_count];
    Statistics statistics;

    /// Reads the file in `folder`. Throws Xapian::DatabaseCorruptError where it is of another format or damaged.
    static Version read(const std::string &folder);
    /// Reads the file in `folder`, whose database is open at `revision`; none where it is at another one by now, or cannot be
    /// read.
    static std::optional<Version> read(const std::string &folder, uint64_t revision);
};

/// Writes the file, which makes the tables in `folder` a database: on the disk and under its name only when it is whole, so
/// that a crash before leaves no database. `tables` are the entries of cx::Table::finish, by table number.
void write_version(const std::string &folder, const std::string (&tables)[table_count], const Statistics &statistics);

}  // namespace cx

#endif
