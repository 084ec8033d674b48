#include <zlib.h>

// zlib's initialisers are macros that pass its version and the size of its struct: Swift cannot import them.

static inline int zlib_inflate_begin(z_streamp stream, int window_bits) {
    return inflateInit2(stream, window_bits);
}

static inline int zlib_deflate_begin(z_streamp stream, int level, int window_bits) {
    return deflateInit2(stream, level, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY);
}

// CRC-32 by carry-less multiplication, where the processor has it: a checksum is the remainder of a polynomial, and
// 64 bytes at a time are folded onto the next 64 before the remainder is taken once (V. Gopal and others, "Fast CRC
// Computation for Generic Polynomials Using PCLMULQDQ Instruction", Intel 2009). Swift has no such instruction.
#if defined(__x86_64__)

typedef long long stocktake_lanes __attribute__((vector_size(16), aligned(1), may_alias));

static inline int stocktake_can_fold_crc32(void) {
    unsigned int a = 1, b, c = 0, d;
    __asm__ volatile("cpuid" : "+a"(a), "=b"(b), "+c"(c), "=d"(d));
    return (int)(c >> 1 & 1);
}

static inline stocktake_lanes stocktake_shifted(stocktake_lanes lanes, int bits) {
    unsigned __int128 whole = (unsigned __int128)lanes >> bits;
    return (stocktake_lanes)whole;
}

// The checksum of at least 64 bytes, a multiple of 16, behind those of which `crc` is the checksum.
__attribute__((target("pclmul"))) static inline unsigned int stocktake_fold_crc32(
    unsigned int crc, const unsigned char *bytes, unsigned long count
) {
    // Powers of x modulo the polynomial, reflected: by 512 and 576 bits, by 128 and 192, by 64; and what Barrett's
    // reduction takes.
    const stocktake_lanes far = {0x154442bd4, 0x1c6e41596};
    const stocktake_lanes near = {0x1751997d0, 0x0ccaa009e};
    const stocktake_lanes last = {0x163cd6124, 0};
    const stocktake_lanes barrett = {0x1db710641, 0x1f7011641};
    const stocktake_lanes low = {0xffffffff, 0xffffffff};
    const stocktake_lanes *next = (const stocktake_lanes *)bytes;
    stocktake_lanes first = {(long long)(unsigned int)~crc, 0};
    stocktake_lanes a = next[0] ^ first, b = next[1], c = next[2], d = next[3];
    next += 4;
    count -= 64;
    while (count >= 64) {
        a = __builtin_ia32_pclmulqdq128(a, far, 0x00) ^ __builtin_ia32_pclmulqdq128(a, far, 0x11) ^ next[0];
        b = __builtin_ia32_pclmulqdq128(b, far, 0x00) ^ __builtin_ia32_pclmulqdq128(b, far, 0x11) ^ next[1];
        c = __builtin_ia32_pclmulqdq128(c, far, 0x00) ^ __builtin_ia32_pclmulqdq128(c, far, 0x11) ^ next[2];
        d = __builtin_ia32_pclmulqdq128(d, far, 0x00) ^ __builtin_ia32_pclmulqdq128(d, far, 0x11) ^ next[3];
        next += 4;
        count -= 64;
    }
    a = __builtin_ia32_pclmulqdq128(a, near, 0x00) ^ __builtin_ia32_pclmulqdq128(a, near, 0x11) ^ b;
    a = __builtin_ia32_pclmulqdq128(a, near, 0x00) ^ __builtin_ia32_pclmulqdq128(a, near, 0x11) ^ c;
    a = __builtin_ia32_pclmulqdq128(a, near, 0x00) ^ __builtin_ia32_pclmulqdq128(a, near, 0x11) ^ d;
    while (count >= 16) {
        a = __builtin_ia32_pclmulqdq128(a, near, 0x00) ^ __builtin_ia32_pclmulqdq128(a, near, 0x11) ^ next[0];
        next += 1;
        count -= 16;
    }
    a = stocktake_shifted(a, 64) ^ __builtin_ia32_pclmulqdq128(a, near, 0x10);
    a = stocktake_shifted(a, 32) ^ __builtin_ia32_pclmulqdq128(a & low, last, 0x00);
    b = __builtin_ia32_pclmulqdq128(a & low, barrett, 0x10);
    b = __builtin_ia32_pclmulqdq128(b & low, barrett, 0x00);
    return ~(unsigned int)((unsigned long long)(a ^ b)[0] >> 32);
}

#else

static inline int stocktake_can_fold_crc32(void) { return 0; }

static inline unsigned int stocktake_fold_crc32(
    unsigned int crc, const unsigned char *bytes, unsigned long count
) {
    return (unsigned int)crc32_z(crc, bytes, count);
}

#endif
