// SPDX-License-Identifier: GPL-3.0-or-later
// Tables of a Xapian database ("glass", format 2016-03-14, which all of Xapian 1.4 reads and writes), written from the
// first key to the last. Not for anybody outside this target.
//
// Xapian writes a table for changes in any order: each added entry is looked for, and each posting waits in a tree of
// trees for being added. Where all entries are known and in order, as those of a segment are, blocks can be filled one
// after another: those of segments, and those of an index that is merged of them, which Xapian then reads and changes.
#ifndef CXAPIAN_TABLE_H
#define CXAPIAN_TABLE_H

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

struct z_stream_s;

namespace cx {

/// A file being written. Errors are thrown as Xapian's, with the system's reason.
class OutputFile {
    std::string path;
    int descriptor;
    std::string waiting;
    off_t written = 0;

    void flush();

  public:
    explicit OutputFile(const std::string &path);
    OutputFile(const OutputFile &) = delete;
    OutputFile &operator=(const OutputFile &) = delete;
    ~OutputFile();

    void append(const void *data, size_t size);
    /// Writes out what waits, has it reach the disk, and closes the file.
    void finish();
};

/// Shortens tags as Xapian does (raw deflate), where that shortens them.
class TagCompressor {
    std::unique_ptr<z_stream_s> stream;
    std::string out;

  public:
    TagCompressor();
    TagCompressor(const TagCompressor &) = delete;
    TagCompressor &operator=(const TagCompressor &) = delete;
    ~TagCompressor();

    /// The shorter form of `tag`, valid until the next call; empty where there is none.
    std::string_view compress(std::string_view tag);
};

/// A B-tree table whose entries come by rising key.
class Table {
  public:
    static constexpr size_t block_size = 8192;
    /// A block begins with its revision, level and free bytes, and where its directory of items ends.
    static constexpr size_t directory_end_offset = 9;
    static constexpr size_t directory_start = 11;
    static constexpr size_t directory_entry = 2;
    /// An item's size, less 3, with these flags: of its tag, and which of the tag's components it is.
    static constexpr unsigned compressed_flag = 0x8000, last_flag = 0x4000, first_flag = 0x2000;
    static constexpr unsigned size_mask = 0x1FFF;
    /// Tags above this size are compressed in the tables that compress.
    static constexpr size_t compress_min = 18;

    /// A table to be written to `path`. The file is made with the first entry.
    Table(std::string path, bool compresses);

    /// Adds an entry. `key` has 1 to 255 bytes and sorts after all before it.
    void add(std::string_view key, std::string_view tag);

    /// Adds an entry as another table has it: whether its tag is compressed was decided there.
    void copy(std::string_view key, std::string_view tag, bool is_compressed);

    /// Writes the rest, and appends to `version` what Xapian's version file says of the table.
    void finish(std::string &version);

  private:
    /// A block being filled. Items lie from its end downwards, their directory from its beginning upwards.
    struct Block {
        std::vector<unsigned char> bytes;
        size_t directory_end;
        size_t items_begin;

        explicit Block(int level);
        void reset(int level);
        size_t free() const { return items_begin - directory_end; }
        bool is_empty() const;
        /// Makes room for an item and answers where it goes.
        unsigned char *place(size_t size);
    };

    void add_item(std::string_view key, std::string_view tag, unsigned component, bool is_last, bool is_compressed);
    void add_branch(size_t level, std::string_view key, unsigned component, uint32_t child);
    uint32_t write(Block &block);

    std::string path;
    bool compresses;
    std::unique_ptr<OutputFile> file;
    std::unique_ptr<TagCompressor> compressor;
    /// From the leaves up.
    std::vector<Block> levels;
    std::string last_key;
    uint64_t entries = 0;
    uint32_t blocks = 0;
    /// What parts the leaf being filled from the one before it.
    std::string separator;
    unsigned separator_component = 0;
    /// The like for branch blocks, by level.
    std::vector<std::pair<std::string, unsigned>> branch_separators;
};

}  // namespace cx

#endif
