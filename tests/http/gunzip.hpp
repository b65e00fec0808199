// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <zlib.h>
#include <stdexcept>
#include <string>
#include <string_view>

/// Undoes gzip as far as the bytes go; `whole` is false when the end is missing.
struct unzipped {
  std::string text;
  bool whole = false;
};

inline unzipped gunzip(std::string_view bytes) {
  z_stream stream{};
  if (inflateInit2(&stream, 15 + 16) != Z_OK) throw std::bad_alloc();
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  unzipped out;
  int state = Z_OK;
  while (state == Z_OK) {
    unsigned char piece[4096];
    stream.next_out = piece;
    stream.avail_out = sizeof piece;
    state = inflate(&stream, Z_SYNC_FLUSH);
    out.text.append(reinterpret_cast<char const*>(piece), sizeof piece - stream.avail_out);
    if (stream.avail_in == 0 && stream.avail_out != 0) break;
  }
  out.whole = state == Z_STREAM_END && stream.avail_in == 0;
  inflateEnd(&stream);
  if (state < 0 && state != Z_BUF_ERROR) throw std::runtime_error("this is no gzip");
  return out;
}
