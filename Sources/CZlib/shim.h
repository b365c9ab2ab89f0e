// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef HAKU_CZLIB_SHIM_H
#define HAKU_CZLIB_SHIM_H

#include <zlib.h>

/// inflateInit2, which is a macro.
static inline int haku_inflate_init(z_stream *stream, int window_bits) { return inflateInit2(stream, window_bits); }

#endif
