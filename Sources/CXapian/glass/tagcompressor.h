// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CXAPIAN_GLASS_TAGCOMPRESSOR_H
#define CXAPIAN_GLASS_TAGCOMPRESSOR_H

#include <memory>
#include <string>
#include <string_view>

struct z_stream_s;

namespace cx {

/// Compresses tags as Xapian does: a raw deflate stream without header.
class TagCompressor {
    std::unique_ptr<z_stream_s> stream;
    std::string out;

  public:
    TagCompressor();
    TagCompressor(const TagCompressor &) = delete;
    TagCompressor &operator=(const TagCompressor &) = delete;
    ~TagCompressor();

    /// The compressed tag, valid until the next call; empty where it is not shorter than `tag`, which is not empty.
    std::string_view compress(std::string_view tag);
};

}  // namespace cx

#endif
