// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CXAPIAN_GLASS_TABLEFINDER_H
#define CXAPIAN_GLASS_TABLEFINDER_H

#include "glass/version.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cx {

/// Finds entries of a table of a glass database by their keys, in one revision of it.
///
/// Xapian reads the blocks on the way to each entry anew, two system calls or more; this keeps those that it read last,
/// so that keys asked for in their order cost one for each block. It checks each offset before it follows it. One thread
/// at a time.
class TableFinder {
  public:
    /// Opens the table in `path` as it is in `revision`; an empty table needs no file. At most so many `blocks` are kept, 8
    /// KB each.
    TableFinder(std::string path, const TableInfo &table, uint64_t revision, size_t blocks);
    TableFinder(const TableFinder &) = delete;
    TableFinder &operator=(const TableFinder &) = delete;
    ~TableFinder();

    /// Sets `tag` to that of the entry `key`; false where there is none. Valid until the next call. Throws
    /// Xapian::DatabaseModifiedError where a writer has used a block again, Xapian::DatabaseCorruptError where the table is
    /// damaged, and Xapian::UnimplementedError where the tag is compressed.
    bool find(std::string_view key, std::string_view &tag);

  private:
    /// A block as it was read.
    struct Block {
        uint32_t number = UINT32_MAX;
        std::vector<unsigned char> bytes;
    };

    /// An item of a leaf: a component of an entry.
    struct Item {
        std::string_view key, data;
        unsigned component;
        bool is_last;
    };

    /// The block of this number, which must be of `level`; valid until another one is asked for.
    const Block &block(uint32_t number, unsigned level);
    void read(uint32_t number, std::vector<unsigned char> &bytes) const;
    /// The key and component of the item in place `place` of the directory of a block of `level`.
    std::string_view key(const Block &block, size_t place, unsigned level, unsigned &component) const;
    Item item(const Block &block, size_t place) const;
    /// The last place of a block's directory, from `first` on, whose key is not above; `first` where all are.
    size_t search(const Block &block, unsigned level, std::string_view key, unsigned component, size_t first) const;
    /// Finds a component of an entry.
    bool find(std::string_view key, unsigned component, Item &item);
    [[noreturn]] void damaged() const;

    std::string path;
    TableInfo table;
    uint64_t revision;
    int descriptor = -1;
    /// By the rest of their numbers.
    std::vector<Block> blocks;
    /// The leaf that the last entry was looked for in, and the place there.
    uint32_t leaf = UINT32_MAX;
    size_t leaf_place = 0;
    std::string whole_tag;
};

}  // namespace cx

#endif
