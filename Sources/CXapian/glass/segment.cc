// SPDX-License-Identifier: GPL-3.0-or-later
// The C functions of segments.
#include "glass/segment.h"

#include "glass/packing.h"
#include "shim/guarded.h"

#include <cstring>

extern "C" {

cx_segment *cx_segment_new(cx_error *error) {
    return cx::guarded<cx_segment *>(error, nullptr, [&] { return new cx_segment{}; });
}

void cx_segment_free(cx_segment *segment) { cx::dispose(segment); }

bool cx_segment_begin(cx_segment *segment, uint32_t number, const void *data, size_t size, cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        if (number == 0 || (!segment->documents.empty() && segment->documents.back().number >= number))
            throw Xapian::InvalidArgumentError("documents of a segment come by rising number");
        segment->documents.push_back(cx_segment::Document{number, 0, 0, cx::bytes(data, size), std::string()});
        segment->other_bytes += sizeof(cx_segment::Document) + size;
        return true;
    });
}

bool cx_segment_set_value(cx_segment *segment, uint32_t slot, const void *value, size_t size, cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        if (size == 0) return true;
        cx_segment::Document &document = segment->documents.back();
        segment->values[slot].push_back(cx_segment::Value{document.number, cx::bytes(value, size)});
        segment->other_bytes += sizeof(cx_segment::Value) + size;
        // Packed at the end of the document.
        document.slots.append(reinterpret_cast<const char *>(&slot), sizeof slot);
        return true;
    });
}

bool cx_segment_add_terms(cx_segment *segment, const void *names, const cx_term *terms, size_t count,
                          const uint32_t *positions, size_t position_count, const int32_t *numbers,
                          uint64_t vocabulary, cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        const char *next = static_cast<const char *>(names);
        // The segment takes the first vocabulary it meets; documents of other threads have others, and are looked up.
        if (numbers != nullptr && segment->vocabulary == 0) segment->vocabulary = vocabulary;
        if (segment->vocabulary != vocabulary) numbers = nullptr;
        for (size_t i = 0; i < count; ++i) {
            const cx_term &term = terms[i];
            const size_t given = std::min<size_t>(term.position_count, position_count);
            const std::string_view name(next, term.name_size);
            const uint32_t number =
                numbers == nullptr ? segment->terms.number(name) : segment->number(name, numbers[i]);
            segment->add_term(name, number, term.frequency, positions, given);
            next += term.name_size;
            positions += given;
            position_count -= given;
        }
        return true;
    });
}

bool cx_segment_end(cx_segment *segment, cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        std::string &slots = segment->documents.back().slots;
        std::vector<uint32_t> used(slots.size() / sizeof(uint32_t));
        if (!used.empty()) std::memcpy(used.data(), slots.data(), slots.size());
        std::sort(used.begin(), used.end());
        slots.clear();
        uint32_t before = UINT32_MAX;
        for (uint32_t slot : used) {
            cx::pack(slots, slot - before - 1);
            before = slot;
        }
        segment->end_document();
        return true;
    });
}

bool cx_segment_set_metadata(cx_segment *segment, const void *key, size_t key_size, const void *value, size_t size,
                             cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        segment->metadata[cx::bytes(key, key_size)] = cx::bytes(value, size);
        segment->other_bytes += 128 + size;
        return true;
    });
}

size_t cx_segment_cost(const cx_segment *segment) { return segment->cost(); }

bool cx_segment_write(const cx_segment *segment, const char *path, cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        if (segment->documents.empty()) throw Xapian::InvalidOperationError("a segment without documents");
        segment->write(path);
        return true;
    });
}

}
