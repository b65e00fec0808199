// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/postgres/wire.hpp>
//

namespace hyper::detail {

/// Begins a message; `end_message` fills its length in.
HYPER_INLINE std::size_t begin_message(std::string& out, char type) {
  out += type;
  out.append(4, '\0');
  return out.size();
}
HYPER_INLINE void end_message(std::string& out, std::size_t at) {
  std::uint32_t const length = swap_to_network(static_cast<std::uint32_t>(out.size() - at + 4));
  std::memcpy(out.data() + at - 4, &length, 4);
}
HYPER_INLINE void put_text(std::string& out, std::string_view text) {
  out.append(text).push_back('\0');
}

HYPER_INLINE void put_parse(std::string& out, std::string_view name, statement const& what) {
  std::size_t const at = begin_message(out, 'P');
  put_text(out, name);
  put_text(out, what.sql);
  append_network<std::uint16_t>(out, static_cast<std::uint16_t>(what.parameter_types.size()));
  for (type_oid const type : what.parameter_types) append_network<std::uint32_t>(out, type);
  end_message(out, at);
}

HYPER_INLINE void put_bind_execute(std::string& out, std::string_view name,
                                   parameters const& values) {
  std::size_t const at = begin_message(out, 'B');
  out += '\0';  // the unnamed portal
  put_text(out, name);
  out.append("\0\1\0\1", 4);  // one format for all parameters: binary
  append_network<std::uint16_t>(out, values.count());
  out.append(values.bytes());
  out.append("\0\1\0\1", 4);  // one format for all columns: binary
  end_message(out, at);
  out.append("E\0\0\0\x09\0\0\0\0\0", 10);
}

HYPER_INLINE void put_close(std::string& out, std::string_view name) {
  std::size_t const at = begin_message(out, 'C');
  out += 'S';
  put_text(out, name);
  end_message(out, at);
}

HYPER_INLINE void put_sync(std::string& out) { out.append("S\0\0\0\4", 5); }

HYPER_INLINE void put_query(std::string& out, std::string_view sql) {
  std::size_t const at = begin_message(out, 'Q');
  put_text(out, sql);
  end_message(out, at);
}

HYPER_INLINE bool put_copy_piece(std::string& out, copy_source const& from) {
  std::size_t const before = out.size();
  std::size_t const begin = begin_message(out, 'd');
  try {
    bool const more = from.append(from.target, out);
    if (out.size() - begin > parameters::most_bytes)
      throw std::length_error("a piece of a COPY may have at most 512 MiB");
    end_message(out, begin);
    return more;
  } catch (...) {
    out.resize(before);
    throw;
  }
}

HYPER_INLINE void put_copy_done(std::string& out) { out.append("c\0\0\0\4", 5); }
HYPER_INLINE void put_copy_fail(std::string& out) { out.append("f\0\0\0\5\0", 6); }

HYPER_INLINE std::size_t read_message(std::string_view bytes, std::size_t limit, wire_message& into,
                                      std::size_t& wanted) {
  wanted = 5;
  if (bytes.size() < 5) return 0;
  std::uint32_t const length = read_network<std::uint32_t>(bytes, 1);
  if (length < 4 || length > limit)
    throw protocol_violation("a message from the database has an impossible length");
  wanted = std::size_t{length} + 1;
  if (bytes.size() < wanted) return 0;
  into = {bytes[0], bytes.substr(5, length - 4)};
  return wanted;
}

HYPER_INLINE error_fields read_error(std::string_view content) {
  error_fields fields;
  while (!content.empty() && content[0] != '\0') {
    char const kind = content[0];
    std::size_t const end = content.find('\0', 1);
    if (end == content.npos)
      throw protocol_violation("an error message from the database does not end");
    std::string_view const text = content.substr(1, end - 1);
    content.remove_prefix(end + 1);
    if (kind == 'C') fields.sqlstate = text;
    if (kind == 'M') fields.message = text;
    if (kind == 'D') fields.detail = text;
    if (kind == 'n') fields.constraint = text;
    if (kind == 't') fields.table = text;
    if (kind == 'c') fields.column = text;
    if (kind == 'V') fields.severity = text;
  }
  return fields;
}

HYPER_INLINE std::uint64_t read_command_rows(std::string_view content) {
  if (content.empty() || content.back() != '\0')
    throw protocol_violation("a command's tag from the database does not end");
  content.remove_suffix(1);
  std::uint64_t rows = 0;
  for (char const c : content.substr(content.rfind(' ') + 1)) {
    if (c < '0' || c > '9') return 0;
    rows = rows * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return rows;
}

/// Every row of every result comes by here: the arrays are reached through locals, because a byte
/// that is stored could be a part of `this`.
HYPER_INLINE void wire_row::read(std::string_view content) {
  if (content.size() < 2) throw protocol_violation("a row from the database is too short");
  std::size_t const count = read_network<std::uint16_t>(content);
  if (columns.size() != count) {
    nulls.resize(count);  // first: without memory for these, nothing may look as if it were there
    columns.resize(count);
  }
  std::string_view* column = columns.data();
  char* null = nulls.data();
  char const* at = content.data() + 2;
  std::size_t left = content.size() - 2;
  for (std::size_t i = 0; i < count; ++i) {
    if (left < 4) throw protocol_violation("a row from the database is too short");
    auto const length = static_cast<std::int32_t>(read_network<std::uint32_t>({at, 4}));
    at += 4;
    left -= 4;
    null[i] = length == -1;
    if (length < -1 || (length > 0 && static_cast<std::size_t>(length) > left))
      throw protocol_violation("a column from the database has an impossible length");
    std::size_t const size = length == -1 ? 0 : static_cast<std::size_t>(length);
    column[i] = length == -1 ? std::string_view() : std::string_view(at, size);
    at += size;
    left -= size;
  }
  if (left != 0) throw protocol_violation("a row from the database is too long");
}

}  // namespace hyper::detail
