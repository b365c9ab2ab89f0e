// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CXAPIAN_GLASS_TAGCOMPRESSOR_H
#define CXAPIAN_GLASS_TAGCOMPRESSOR_H

#include <memory>
#include <string>
#include <string_view>

struct libdeflate_compressor;

namespace cx {

/// Compresses tags as Xapian does: a raw deflate stream without header.
class TagCompressor {
    struct Free {
        void operator()(libdeflate_compressor *compressor) const;
    };
    std::unique_ptr<libdeflate_compressor, Free> compressor;
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
