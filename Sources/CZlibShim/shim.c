#include "CZlibShim.h"

#include <limits.h>
#include <string.h>
#include <zlib.h>

/* zlib counts in unsigned int; no part of a workbook is larger. */
static int fits(size_t count, size_t size) { return count <= UINT_MAX && size <= UINT_MAX; }

int64_t cartera_inflate(const uint8_t *packed, size_t count, uint8_t *room, size_t size) {
  z_stream stream;
  uint8_t nothing = 0;
  memset(&stream, 0, sizeof stream);
  if (!fits(count, size) || inflateInit2(&stream, -MAX_WBITS) != Z_OK) return -1;
  stream.next_in = (Bytef *)(uintptr_t)packed;
  stream.avail_in = (uInt)count;
  stream.next_out = room == NULL ? &nothing : room;
  stream.avail_out = (uInt)size;
  int end = inflate(&stream, Z_FINISH);
  int64_t written = end == Z_STREAM_END ? (int64_t)(size - stream.avail_out) : -1;
  inflateEnd(&stream);
  return written;
}

int64_t cartera_deflate(const uint8_t *bytes, size_t count, uint8_t *room, size_t size) {
  z_stream stream;
  memset(&stream, 0, sizeof stream);
  if (!fits(count, size)) return -1;
  if (deflateInit2(&stream, 6, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK) return -1;
  stream.next_in = (Bytef *)(uintptr_t)bytes;
  stream.avail_in = (uInt)count;
  stream.next_out = room;
  stream.avail_out = (uInt)size;
  int end = deflate(&stream, Z_FINISH);
  int64_t written = end == Z_STREAM_END ? (int64_t)(size - stream.avail_out) : -1;
  deflateEnd(&stream);
  return written;
}

size_t cartera_deflate_bound(size_t count) { return compressBound((uLong)count) + 16; }

uint32_t cartera_crc32(const uint8_t *bytes, size_t count) {
  uLong sum = crc32(0L, Z_NULL, 0);
  while (count > 0) {
    uInt part = count > UINT_MAX ? UINT_MAX : (uInt)count;
    sum = crc32(sum, bytes, part);
    bytes += part;
    count -= part;
  }
  return (uint32_t)sum;
}
