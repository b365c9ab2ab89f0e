// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CXAPIAN_GLASS_TABLE_H
#define CXAPIAN_GLASS_TABLE_H

#include "glass/outputfile.h"
#include "glass/tagcompressor.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cx {

/// A table of a glass database, written by rising key.
///
/// Xapian's own writer takes changes in any order: each entry is looked for, and postings wait in maps until they are
/// added. Entries of a segment, and of an index merged of segments, are all known and in order, so that blocks are filled
/// one after another and written once. Xapian then reads and changes the table as its own.
class Table {
  public:
    static constexpr size_t block_size = 8192;
    /// Bytes of a block, from its beginning: 0 revision (4), 4 level (1), 5 largest free stretch (2), 7 free bytes (2),
    /// 9 end of the directory (2), 11 the directory: the offset of each item (2).
    static constexpr size_t directory_end_offset = 9;
    static constexpr size_t directory_start = 11;
    static constexpr size_t directory_entry = 2;
    /// An item begins with its size less 3 in the low 13 bits, and these flags: the tag is compressed; this is its last
    /// component; this is its first.
    static constexpr unsigned compressed_flag = 0x8000, last_flag = 0x4000, first_flag = 0x2000;
    static constexpr unsigned size_mask = 0x1FFF;
    /// Tags of more bytes than this are compressed in the tables that compress.
    static constexpr size_t compress_min = 18;

    /// A table to be written to `path`. The file is made with the first entry: an empty table has none.
    Table(std::string path, bool compresses);

    /// Adds an entry. `key` has 1 to 255 bytes and sorts after all before it.
    void add(std::string_view key, std::string_view tag);

    /// Adds an entry as another table has it, with its tag as it stands there.
    void copy(std::string_view key, std::string_view tag, bool is_compressed);

    /// Writes the rest to the disk, and appends the table's entry of the version file to `version`.
    void finish(std::string &version);

  private:
    /// A block being filled: its directory grows upwards from the beginning, the items downwards from the end.
    struct Block {
        std::vector<unsigned char> bytes;
        size_t directory_end;
        size_t items_begin;

        explicit Block(int level);
        void reset(int level);
        size_t free() const { return items_begin - directory_end; }
        bool is_empty() const;
        /// Makes room for an item of `size` bytes and returns its place.
        unsigned char *place(size_t size);
    };

    /// Adds a component of a tag to the leaf, or to a new leaf where this one is full.
    void add_item(std::string_view key, std::string_view tag, unsigned component, bool is_last, bool is_compressed);
    /// Adds an item to the branch block of `level` that leads to `child`, whose keys are at least `key`.
    void add_branch(size_t level, std::string_view key, unsigned component, uint32_t child);
    /// Writes a block and returns its number.
    uint32_t write(Block &block);

    std::string path;
    bool compresses;
    std::unique_ptr<OutputFile> file;
    std::unique_ptr<TagCompressor> compressor;
    /// The blocks being filled, one a level, leaves first.
    std::vector<Block> levels;
    std::string last_key;
    uint64_t entries = 0;
    uint32_t blocks = 0;
    /// The key and component that separate the leaf being filled from the one before.
    std::string separator;
    unsigned separator_component = 0;
    /// The same for branch blocks, by level.
    std::vector<std::pair<std::string, unsigned>> branch_separators;
};

}  // namespace cx

#endif
