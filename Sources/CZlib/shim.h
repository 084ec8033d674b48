#include <zlib.h>

// zlib's initialisers are macros that pass its version and the size of its struct: Swift cannot import them.

static inline int zlib_inflate_begin(z_streamp stream, int window_bits) {
    return inflateInit2(stream, window_bits);
}

static inline int zlib_deflate_begin(z_streamp stream, int level, int window_bits) {
    return deflateInit2(stream, level, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY);
}
