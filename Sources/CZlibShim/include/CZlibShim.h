/* The three things that the package needs of zlib, each one call from buffer to buffer.
 *
 * zlib's own interface is a struct of pointers that must outlive several calls, and macros that
 * Swift cannot see. Neither passes this header.
 */
#ifndef CARTERA_CZLIBSHIM_H
#define CARTERA_CZLIBSHIM_H

#include <stddef.h>
#include <stdint.h>

/* Unpacks a raw deflate stream. Returns the count of bytes written, or -1 if the stream is broken,
 * cut short, or longer than the room. */
int64_t cartera_inflate(const uint8_t *packed, size_t count, uint8_t *room, size_t size);

/* Packs bytes as a raw deflate stream. Returns the count of bytes written, or -1 if the room, which
 * must be cartera_deflate_bound, does not suffice. */
int64_t cartera_deflate(const uint8_t *bytes, size_t count, uint8_t *room, size_t size);

/* The most bytes that packing so many can need. */
size_t cartera_deflate_bound(size_t count);

/* The CRC-32 of the bytes. */
uint32_t cartera_crc32(const uint8_t *bytes, size_t count);

#endif
