// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CXAPIAN_GLASS_POSTINGLIST_H
#define CXAPIAN_GLASS_POSTINGLIST_H

#include "glass/packing.h"
#include "glass/postinghead.h"
#include "glass/table.h"

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace cx {

/// A chunk of a posting list: some of its documents, by rising number.
struct PostingChunk {
    uint32_t first = 0, last = 0;
    /// The first document's frequency; then for each that follows its distance from the one before less 1, and its
    /// frequency. All packed with pack().
    std::string_view body;
};

/// Writes one posting list into the table of postings, cut into chunks.
class PostingListWriter {
    Table &table;
    const std::string_view name;
    const PostingHead head;
    std::string chunk, key, tag;
    uint32_t first = 0, last = 0;
    bool is_first_chunk = true;

    /// Prepares for `document`: begins a chunk where this one cannot take `size` more bytes, else packs the distance.
    void go_on(uint32_t document, size_t size) {
        if (last != 0 && document <= last) throw Xapian::DatabaseCorruptError("documents of a posting list do not rise");
        if (last != 0 && chunk.size() + size > chunk_size) {
            write(false);
            first = document;
        } else if (last == 0) {
            first = document;
        } else {
            pack(chunk, document - last - 1);
        }
    }

    /// Adds the chunk to the table.
    void write(bool is_last_chunk) {
        key.assign(name);
        tag.clear();
        if (is_first_chunk) {
            pack(tag, head.documents);
            pack(tag, head.frequency);
            pack(tag, first - 1);
        } else {
            if (name != lengths_name()) key += '\0';
            pack_sorting(key, first);
        }
        tag += is_last_chunk ? '1' : '0';
        pack(tag, last - first);
        tag += chunk;
        table.add(key, tag);
        chunk.clear();
        is_first_chunk = false;
    }

  public:
    /// About how many bytes a chunk of postings or values has (CHUNKSIZE in glass_postlist.cc, CHUNK_SIZE_THRESHOLD in
    /// glass_values.h).
    static constexpr size_t chunk_size = 2000;

    /// The key of the list of document lengths, which count as frequencies.
    static std::string_view lengths_name() { return std::string_view("\0\xe0", 2); }

    /// Begins the list whose first key is `name`, which must outlive this.
    PostingListWriter(Table &table, std::string_view name, PostingHead head) : table(table), name(name), head(head) {}

    /// Adds a document with its frequency (or length); documents rise.
    void add(uint32_t document, uint64_t count) {
        go_on(document, 1);
        last = document;
        pack(chunk, count);
    }

    /// Adds a chunk of another list, whose documents all come after those added; small ones become one.
    void add(const PostingChunk &other) {
        go_on(other.first, other.body.size() + 5);
        last = other.last;
        chunk += other.body;
    }

    /// Writes the last chunk. To be called once, after one document at least.
    void finish() { write(true); }
};

}  // namespace cx

#endif
