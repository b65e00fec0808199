// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// PostgreSQL's protocol 3, as far as a connected session needs it: frames out, messages in.

#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/postgres/copy_source.hpp>
#include <hyper/postgres/errors.hpp>
#include <hyper/postgres/parameters.hpp>
#include <hyper/postgres/row.hpp>
#include <hyper/postgres/statement.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace hyper::detail {

/// The server sent what no server may send; the connection must be dropped.
struct protocol_violation : std::runtime_error {
  using std::runtime_error::runtime_error;
};

void put_parse(std::string& out, std::string_view name, statement const& what);
void put_bind_execute(std::string& out, std::string_view name, parameters const& values);
void put_close(std::string& out, std::string_view name);
void put_sync(std::string& out);
void put_query(std::string& out, std::string_view sql);
/// The next piece of a COPY; answers whether there is more. When the source throws, nothing is
/// added.
bool put_copy_piece(std::string& out, copy_source const& from);
void put_copy_done(std::string& out);
void put_copy_fail(std::string& out);

/// One message from the server: its type and its content.
struct wire_message {
  char type = 0;
  std::string_view content;
};

/// The first message of the bytes. Returns how many bytes it takes, 0 when it is not whole yet
/// (`wanted` then says how many it needs). Throws protocol_violation.
std::size_t read_message(std::string_view bytes, std::size_t limit, wire_message& into,
                         std::size_t& wanted);
error_fields read_error(std::string_view content);
/// The number at the end of a command's tag: "INSERT 0 3" is 3.
std::uint64_t read_command_rows(std::string_view content);

/// The columns of one DataRow, taken apart in place.
struct wire_row {
  std::vector<std::string_view> columns;
  std::vector<char> nulls;
  void read(std::string_view content);
};

}  // namespace hyper::detail

#if !defined(HYPER_COMPILED)
#include <hyper/postgres/wire.ipp>
#endif
