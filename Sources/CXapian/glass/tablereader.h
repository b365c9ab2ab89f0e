// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CXAPIAN_GLASS_TABLEREADER_H
#define CXAPIAN_GLASS_TABLEREADER_H

#include "glass/version.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cx {

/// A cursor over a table of a glass database, from its first key to its last. It checks each offset before it follows it,
/// so that a damaged table ends in an exception. One thread at a time; holds eight blocks and the current entry.
class TableReader {
  public:
    /// Opens the table in `path`, before its first entry; an empty table needs no file.
    TableReader(std::string path, const TableInfo &table);
    TableReader(TableReader &&other) noexcept;
    TableReader(const TableReader &) = delete;
    TableReader &operator=(const TableReader &) = delete;
    ~TableReader();

    /// Goes to the next entry; false at the end. Throws Xapian::DatabaseCorruptError where the table is damaged.
    bool next();

    /// The entry's key and tag, and if that is compressed; valid until the next call of next().
    std::string_view key() const { return key_; }
    std::string_view tag() const { return tag_; }
    bool is_compressed() const { return compressed; }

  private:
    /// A branch block on the way to the current leaf, and the place of the item followed.
    struct Branch {
        std::vector<unsigned char> bytes;
        size_t place;
    };

    /// An item of a leaf: a component of an entry.
    struct Item {
        std::string_view key, data;
        bool is_first, is_last, is_compressed;
    };

    /// The block of this number, which must be of `level`; valid until another one is asked for.
    const unsigned char *block(uint32_t number, unsigned level);
    /// Goes down from a block of `level` to the first leaf below it.
    void descend(uint32_t number, size_t level);
    /// Goes to the next leaf, or the first; false at the end.
    bool next_leaf();
    /// Reads the next item, of this leaf or another; false at the end.
    bool next_item(Item &item);
    [[noreturn]] void damaged() const;

    std::string path;
    TableInfo table;
    int descriptor = -1;
    /// Blocks read at once: those of one level mostly lie one after another.
    std::vector<unsigned char> window;
    uint32_t window_start = 0;
    size_t window_count = 0;
    /// By level; the one of the leaves is not used.
    std::vector<Branch> branches;
    const unsigned char *leaf = nullptr;
    size_t place = 0, places_end = 0;
    bool is_begun = false;
    std::string_view key_, tag_;
    bool compressed = false;
    /// The key and tag of an entry that stands in several items.
    std::string whole_key, whole_tag;
};

}  // namespace cx

#endif
