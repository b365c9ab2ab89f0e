// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef HAKU_CZLIB_SHIM_H
#define HAKU_CZLIB_SHIM_H

#include <zlib.h>

/// inflateInit2, which is a macro.
static inline int haku_inflate_init(z_stream *stream, int window_bits) { return inflateInit2(stream, window_bits); }

/// deflateInit2 of the usual memory, which is a macro.
static inline int haku_deflate_init(z_stream *stream, int level, int window_bits) {
    return deflateInit2(stream, level, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY);
}

#endif
