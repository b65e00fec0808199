// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <string_view>

namespace hyper {

namespace detail {

struct known_extension {
  std::string_view extension;
  std::string_view type;
  bool compresses;  // it is text, or like it: gzip makes it smaller
};

/// Sorted by extension. Text is UTF-8: what is in another encoding should not be served as text.
inline constexpr known_extension known_extensions[] = {
    {"7z", "application/x-7z-compressed", false},
    {"aac", "audio/aac", false},
    {"atom", "application/atom+xml", true},
    {"avif", "image/avif", false},
    {"bin", "application/octet-stream", false},
    {"bmp", "image/bmp", true},
    {"bz2", "application/x-bzip2", false},
    {"css", "text/css; charset=utf-8", true},
    {"csv", "text/csv; charset=utf-8", true},
    {"doc", "application/msword", true},
    {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", false},
    {"eot", "application/vnd.ms-fontobject", true},
    {"epub", "application/epub+zip", false},
    {"flac", "audio/flac", false},
    {"geojson", "application/geo+json", true},
    {"gif", "image/gif", false},
    {"gz", "application/gzip", false},
    {"htm", "text/html; charset=utf-8", true},
    {"html", "text/html; charset=utf-8", true},
    {"ico", "image/vnd.microsoft.icon", true},
    {"ics", "text/calendar; charset=utf-8", true},
    {"jpeg", "image/jpeg", false},
    {"jpg", "image/jpeg", false},
    {"js", "text/javascript; charset=utf-8", true},
    {"json", "application/json", true},
    {"jsonld", "application/ld+json", true},
    {"jxl", "image/jxl", false},
    {"m4a", "audio/mp4", false},
    {"m4v", "video/mp4", false},
    {"map", "application/json", true},
    {"md", "text/markdown; charset=utf-8", true},
    {"mjs", "text/javascript; charset=utf-8", true},
    {"mov", "video/quicktime", false},
    {"mp3", "audio/mpeg", false},
    {"mp4", "video/mp4", false},
    {"mpeg", "video/mpeg", false},
    {"odp", "application/vnd.oasis.opendocument.presentation", false},
    {"ods", "application/vnd.oasis.opendocument.spreadsheet", false},
    {"odt", "application/vnd.oasis.opendocument.text", false},
    {"oga", "audio/ogg", false},
    {"ogg", "audio/ogg", false},
    {"ogv", "video/ogg", false},
    {"opus", "audio/ogg", false},
    {"otf", "font/otf", true},
    {"pdf", "application/pdf", false},
    {"png", "image/png", false},
    {"pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", false},
    {"rss", "application/rss+xml", true},
    {"rtf", "application/rtf", true},
    {"svg", "image/svg+xml", true},
    {"tar", "application/x-tar", true},
    {"tif", "image/tiff", false},
    {"tiff", "image/tiff", false},
    {"ttf", "font/ttf", true},
    {"txt", "text/plain; charset=utf-8", true},
    {"vtt", "text/vtt; charset=utf-8", true},
    {"wasm", "application/wasm", true},
    {"wav", "audio/wav", false},
    {"weba", "audio/webm", false},
    {"webm", "video/webm", false},
    {"webmanifest", "application/manifest+json", true},
    {"webp", "image/webp", false},
    {"woff", "font/woff", false},
    {"woff2", "font/woff2", false},
    {"xhtml", "application/xhtml+xml", true},
    {"xls", "application/vnd.ms-excel", true},
    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", false},
    {"xml", "application/xml", true},
    {"xz", "application/x-xz", false},
    {"yaml", "application/yaml", true},
    {"yml", "application/yaml", true},
    {"zip", "application/zip", false},
    {"zst", "application/zstd", false},
};

constexpr char lower_case(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 32) : c; }

constexpr known_extension find_extension(std::string_view file_name) {
  std::size_t const dot = file_name.rfind('.');
  std::string_view const extension =
      dot == std::string_view::npos ? std::string_view() : file_name.substr(dot + 1);
  char lowered[16] = {};
  if (extension.empty() || extension.size() > sizeof lowered) return {};
  for (std::size_t i = 0; i < extension.size(); ++i) lowered[i] = lower_case(extension[i]);
  std::string_view const wanted(lowered, extension.size());
  auto const* const found = std::lower_bound(
      std::begin(known_extensions), std::end(known_extensions), wanted,
      [](known_extension const& each, std::string_view text) { return each.extension < text; });
  return found != std::end(known_extensions) && found->extension == wanted ? *found
                                                                           : known_extension{};
}

}  // namespace detail

/// The media type of what nobody knows better.
inline constexpr std::string_view unknown_media_type = "application/octet-stream";

/// The media type that a file's name says by its extension, whatever its case. It is not looked
/// into: send `X-Content-Type-Options: nosniff` along, so that browsers do not guess either.
constexpr std::string_view media_type_of(std::string_view file_name) {
  detail::known_extension const known = detail::find_extension(file_name);
  return known.type.empty() ? unknown_media_type : known.type;
}

/// Whether content of this type is worth compressing: texts, and formats that are not compressed in
/// themselves. Parameters do not matter.
constexpr bool is_compressible(std::string_view media_type) {
  media_type = media_type.substr(0, media_type.find(';'));
  if (media_type.starts_with("text/")) return media_type != "text/event-stream";
  if (media_type.ends_with("+json") || media_type.ends_with("+xml")) return true;
  for (detail::known_extension const& each : detail::known_extensions)
    if (each.type.substr(0, each.type.find(';')) == media_type) return each.compresses;
  return false;
}

}  // namespace hyper
