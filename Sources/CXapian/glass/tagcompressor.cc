// SPDX-License-Identifier: GPL-3.0-or-later
#include "glass/tagcompressor.h"

#include <xapian.h>
#include <zlib.h>

#include <new>

namespace cx {

TagCompressor::TagCompressor() : stream(new z_stream_s()) {
    // Level 1: lists of terms become a few per cent longer than at Xapian's level 9, in a fraction of its time.
    if (deflateInit2(stream.get(), 1, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY) != Z_OK)
        throw std::bad_alloc();
}

TagCompressor::~TagCompressor() { deflateEnd(stream.get()); }

std::string_view TagCompressor::compress(std::string_view tag) {
    if (deflateReset(stream.get()) != Z_OK) throw Xapian::DatabaseError("zlib cannot begin anew");
    // Room for less than the tag, so that deflate fails where it does not shorten it.
    if (out.size() < tag.size()) out.resize(tag.size());
    stream->next_in = reinterpret_cast<unsigned char *>(const_cast<char *>(tag.data()));
    stream->avail_in = static_cast<unsigned>(tag.size());
    stream->next_out = reinterpret_cast<unsigned char *>(out.data());
    stream->avail_out = static_cast<unsigned>(tag.size() - 1);
    if (deflate(stream.get(), Z_FINISH) != Z_STREAM_END) return {};
    return std::string_view(out.data(), stream->total_out);
}

}  // namespace cx
