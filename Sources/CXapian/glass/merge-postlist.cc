// SPDX-License-Identifier: GPL-3.0-or-later
#include "glass/merge-postlist.h"

#include "glass/packing.h"
#include "glass/postinglist.h"

#include <xapian.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace cx {

namespace {

[[noreturn]] void damaged(const char *what) {
    throw Xapian::DatabaseCorruptError(std::string("a segment has a damaged ") + what);
}

bool begins_with(std::string_view text, std::string_view beginning) {
    return text.substr(0, beginning.size()) == beginning;
}

/// Copies metadata; a key that several sources have is taken from one, for all have the same value.
void copy_metadata(Merging &from, Table &to) {
    const std::string_view beginning("\0\xc0", 2);
    std::string last;
    for (; TableReader *reader = from.first(); from.go_on()) {
        if (!begins_with(reader->key(), beginning)) return;
        if (reader->key() == last) continue;
        last.assign(reader->key());
        to.copy(reader->key(), reader->tag(), reader->is_compressed());
    }
}

/// Merges the statistics of each slot: number of values, least and greatest value, which are those of `bounds` where it has
/// the slot.
void merge_value_statistics(Merging &from, Table &to, const ValueBounds &bounds) {
    const std::string_view beginning("\0\xd0", 2);
    std::string key, least, greatest, tag;
    while (from.first() != nullptr && begins_with(from.first()->key(), beginning)) {
        key.assign(from.first()->key());
        uint64_t count = 0;
        for (; from.first() != nullptr && from.first()->key() == key; from.go_on()) {
            Unpacker in(from.first()->tag());
            const uint64_t more = in.number();
            const std::string_view low = in.string();
            if (in.is_damaged()) damaged("statistic of values");
            // Where they are the same, it is said once.
            const std::string_view high = in.is_at_end() ? low : in.remaining();
            if (count == 0 || low < least) least.assign(low);
            if (count == 0 || high > greatest) greatest.assign(high);
            count += more;
        }
        // Here the slot's bytes are those of the number, least first; 0 has none.
        uint64_t slot = 0;
        for (size_t place = key.size(); place > beginning.size(); --place)
            slot = slot << 8 | static_cast<unsigned char>(key[place - 1]);
        const auto exact = bounds.find(slot);
        if (exact != bounds.end()) std::tie(least, greatest) = exact->second;
        tag.clear();
        pack(tag, count);
        pack_string(tag, least);
        if (greatest != least) tag += greatest;
        to.add(key, tag);
    }
}

/// Copies chunks of values, which are keyed by slot and first document.
void copy_values(Merging &from, Table &to) {
    const std::string_view beginning("\0\xd8", 2);
    for (; TableReader *reader = from.first(); from.go_on()) {
        if (!begins_with(reader->key(), beginning)) return;
        to.copy(reader->key(), reader->tag(), reader->is_compressed());
    }
}

/// A source's part of a posting list, with its reader taken out of the heap.
struct Part {
    TableReader *reader;
    PostingHead head;
    PostingChunk chunk;
};

/// Reads a chunk whose first document is `first`; `in` stands behind that.
PostingChunk chunk(Unpacker &in, uint64_t first) {
    in.byte();  // '1' in the last chunk
    const uint64_t distance = in.number();
    if (in.is_damaged() || first == 0 || first > UINT32_MAX || distance > UINT32_MAX - first) damaged("posting list");
    const uint64_t last = first + distance;
    return {static_cast<uint32_t>(first), static_cast<uint32_t>(last), in.remaining()};
}

/// Reads the first chunk of a list, with its head.
Part begin_list(TableReader *reader) {
    Unpacker in(reader->tag());
    Part part{reader, {}, {}};
    part.head.documents = in.number();
    part.head.frequency = in.number();
    const uint64_t first = in.number() + 1;
    part.chunk = chunk(in, first);
    return part;
}

/// Reads the next chunk of the list `name`; false where the reader is past the list, or (`is_at_end`) at its own end.
bool next_chunk(Part &part, std::string_view name, bool &is_at_end) {
    is_at_end = !part.reader->next();
    if (is_at_end || !begins_with(part.reader->key(), name)) return false;
    std::string_view rest = part.reader->key().substr(name.size());
    if (name != PostingListWriter::lengths_name()) {
        // The name ends with a NUL; one that is followed by 0xFF is of a longer name.
        if (rest.size() < 2 || rest[0] != '\0' || rest[1] == '\xFF') return false;
        rest.remove_prefix(1);
    }
    Unpacker number(rest);
    const uint32_t first = number.sorting_number();
    if (number.is_damaged()) damaged("key of a posting list");
    Unpacker in(part.reader->tag());
    part.chunk = chunk(in, first);
    return true;
}

/// Merges the lists of document lengths and of terms.
void merge_lists(Merging &from, Table &to) {
    std::string name;
    std::vector<Part> parts;
    while (from.first() != nullptr) {
        name.assign(from.first()->key());
        parts.clear();
        PostingHead all;
        while (from.first() != nullptr && from.first()->key() == name) {
            parts.push_back(begin_list(from.take()));
            all.documents += parts.back().head.documents;
            all.frequency += parts.back().head.frequency;
        }
        std::sort(parts.begin(), parts.end(), [](const Part &one, const Part &other) {
            return one.chunk.first < other.chunk.first;
        });
        PostingListWriter list(to, name, all);
        for (Part &part : parts) {
            bool is_at_end = false;
            do list.add(part.chunk);
            while (next_chunk(part, name, is_at_end));
            if (!is_at_end) from.put(part.reader);
        }
        list.finish();
    }
}

}  // namespace

ValueBounds value_bounds(Merging &from) {
    const std::string_view beginning("\0\xd8", 2);
    ValueBounds bounds;
    for (; TableReader *reader = from.first(); from.go_on()) {
        const std::string_view key = reader->key();
        if (key.substr(0, beginning.size()) > beginning) break;
        if (!begins_with(key, beginning)) continue;
        Unpacker slot(key.substr(beginning.size()));
        auto &[least, greatest] = bounds[slot.number()];
        Unpacker values(reader->tag());
        if (slot.is_damaged() || reader->is_compressed() || reader->tag().empty()) damaged("chunk of values");
        for (bool is_first = true; is_first || !values.is_at_end(); is_first = false) {
            if (!is_first) values.number();  // how far the document is from the one before
            const std::string_view value = values.string();
            if (values.is_damaged()) damaged("chunk of values");
            if (least.empty() || value < least) least.assign(value);
            if (value > greatest) greatest.assign(value);
        }
    }
    return bounds;
}

void merge_postlist(Merging &from, Table &to, const ValueBounds &bounds) {
    copy_metadata(from, to);
    merge_value_statistics(from, to, bounds);
    copy_values(from, to);
    merge_lists(from, to);
}

}  // namespace cx
