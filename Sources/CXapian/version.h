// SPDX-License-Identifier: GPL-3.0-or-later
// What the file `iamglass` says of a Xapian database ("glass"): where its tables begin, and figures of its documents.
// Not for anybody outside this target.
#ifndef CXAPIAN_VERSION_H
#define CXAPIAN_VERSION_H

#include <cstddef>
#include <cstdint>
#include <string>

namespace cx {

/// What it says of a table.
struct TableInfo {
    uint32_t root = 0;
    unsigned level = 0;
    bool is_empty = true;
    size_t block_size = 0;
};

/// Figures of all documents together.
struct Statistics {
    uint32_t documents = 0;
    uint32_t last_document = 0;
    /// Of documents with a length; 0 where there is none.
    uint64_t least_length = 0, greatest_length = 0;
    uint64_t greatest_frequency = 0;
    uint64_t total_length = 0;

    /// Adds those of other documents.
    void add(const Statistics &other);
};

/// The tables in the order in which they are named; spelling and synonyms, which haku's databases do not have, follow.
enum TableNumber { postlist_table, docdata_table, termlist_table, position_table, table_count = 6 };

/// The file of a table.
std::string table_path(const std::string &folder, int table);

struct Version {
    TableInfo tables[table_count];
    Statistics statistics;

    /// Reads that of the database in `folder`.
    static Version read(const std::string &folder);
};

/// Makes the tables in `folder` a database, whose name is its last file: whatever is cut off before leaves none.
///
/// `tables` is what cx::Table::finish said of each table, in their order.
void write_version(const std::string &folder, const std::string (&tables)[table_count], const Statistics &statistics);

}  // namespace cx

#endif
