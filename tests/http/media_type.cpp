// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/media_type.hpp>
//
#include <algorithm>
#include <hyper/http/grammar.hpp>
#include "support/catch.hpp"

using namespace hyper;

namespace {
constexpr bool by_extension(detail::known_extension const& a, detail::known_extension const& b) {
  return a.extension < b.extension;
}
static_assert(std::is_sorted(std::begin(detail::known_extensions),
                             std::end(detail::known_extensions), by_extension));
static_assert(media_type_of("app.3f2a.css") == "text/css; charset=utf-8");
static_assert(media_type_of("a/b/PHOTO.JPG") == "image/jpeg");
static_assert(media_type_of("7z.7z") == "application/x-7z-compressed");
static_assert(media_type_of("x.zst") == "application/zstd");
static_assert(media_type_of("README") == unknown_media_type);
static_assert(media_type_of("x.") == unknown_media_type);
static_assert(media_type_of("") == unknown_media_type);
static_assert(media_type_of("x.averyveryverylongextension") == unknown_media_type);
static_assert(media_type_of("x.html%00.png") == "image/png");
}  // namespace

TEST_CASE("every type can stand in a header, and text says its encoding", "[http]") {
  for (detail::known_extension const& each : detail::known_extensions) {
    CHECK(detail::all_are(each.type, detail::value_character));
    CHECK(each.type.starts_with("text/") == each.type.ends_with("; charset=utf-8"));
    CHECK(media_type_of("x." + std::string(each.extension)) == each.type);
  }
}

TEST_CASE("what is worth compressing", "[http]") {
  for (char const* type : {"text/html; charset=utf-8", "text/plain", "text/x-anything",
                           "application/json", "application/problem+json", "image/svg+xml",
                           "application/wasm", "application/xml;charset=utf-8"})
    CHECK(is_compressible(type));
  for (char const* type : {"", "image/png", "application/zip", "application/octet-stream",
                           "text/event-stream", "font/woff2", "video/mp4", "multipart/byteranges"})
    CHECK_FALSE(is_compressible(type));
}
