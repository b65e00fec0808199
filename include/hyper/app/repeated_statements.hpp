// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private to app/database_program.hpp: finds handlers that ask one statement for each row of a list
// (N+1 queries), while the application is developed.

#include <cstddef>
#include <hyper/config.hpp>
#include <span>
#include <string>
#include <string_view>

namespace hyper {
class exchange;
class statement_counts;
struct model_info;
}  // namespace hyper

namespace hyper::detail {

/// Lets something go with a request that counts its statements and, at its end, writes into the
/// journal which one was executed more than so many times: once for each route and statement.
void watch_statements(exchange& with, std::size_t most, std::span<model_info const* const> models);

/// What it says of a request, or nothing.
std::string describe_repetition(std::string_view method, std::string_view path,
                                statement_counts const& asked, std::size_t most,
                                std::span<model_info const* const> models);

/// The relation that a statement about one row of a list follows, as its text shows: by
/// `post::writer` when it reads rows of the table by their key, and against it when by that foreign
/// key. Empty when it follows none.
std::string followed_relation(std::string_view sql, std::string_view table,
                              std::span<model_info const* const> models);

/// Whether a thing is said for the first time. No more than 1000 are remembered.
bool is_news(std::string_view thing);

}  // namespace hyper::detail

#if !defined(HYPER_COMPILED)
#include <hyper/app/repeated_statements.ipp>
#endif
