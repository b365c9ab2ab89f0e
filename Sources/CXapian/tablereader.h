// SPDX-License-Identifier: GPL-3.0-or-later
// A table of a Xapian database ("glass"), read from its first key to its last. Not for anybody outside this target.
#ifndef CXAPIAN_TABLEREADER_H
#define CXAPIAN_TABLEREADER_H

#include "version.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cx {

/// Entries in the order of their keys. Holds some blocks of the table, and the entry at hand.
class TableReader {
  public:
    /// The table in `path`, before its first entry; the file is not looked for where the table is empty.
    TableReader(std::string path, const TableInfo &table);
    TableReader(TableReader &&other) noexcept;
    TableReader(const TableReader &) = delete;
    TableReader &operator=(const TableReader &) = delete;
    ~TableReader();

    /// Goes to the next entry; false at the end. Throws Xapian::DatabaseCorruptError where the table makes no sense.
    bool next();

    /// The entry's key, tag, and whether that is compressed; valid until the next call of next().
    std::string_view key() const { return key_; }
    std::string_view tag() const { return tag_; }
    bool is_compressed() const { return compressed; }

  private:
    /// A block of branches on the way to the leaf at hand.
    struct Branch {
        std::vector<unsigned char> bytes;
        size_t place;
    };

    /// One item of a leaf: an entry, or a component of one.
    struct Item {
        std::string_view key, data;
        bool is_first, is_last, is_compressed;
    };

    const unsigned char *block(uint32_t number, unsigned level);
    void descend(uint32_t number, size_t level);
    bool next_leaf();
    bool next_item(Item &item);
    [[noreturn]] void damaged() const;

    std::string path;
    TableInfo table;
    int descriptor = -1;
    /// Blocks that lie one after another, which those of one level mostly do.
    std::vector<unsigned char> window;
    uint32_t window_start = 0;
    size_t window_count = 0;
    /// By level; none for leaves.
    std::vector<Branch> branches;
    const unsigned char *leaf = nullptr;
    size_t place = 0, places_end = 0;
    bool is_begun = false;
    std::string_view key_, tag_;
    bool compressed = false;
    /// Of an entry that stands in several items.
    std::string whole_key, whole_tag;
};

}  // namespace cx

#endif
