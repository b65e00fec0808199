// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/query_statements.hpp>
//
#include "blog.hpp"
#include "pinned_text.hpp"

namespace {
using namespace blog;

using two = detail::query_statements<post, query_action::select,
                                     clause<clause_kind::filter_if, "title__icontains">,
                                     clause<clause_kind::filter, "writer__in">>;
static_assert(two::statements.size() == 2);
static_assert(!has_text(two::statements[0].sql, "ILIKE"));
static_assert(has_text(two::statements[1].sql, "ILIKE $1 AND"));
static_assert(two::statements[0].parameter_types.size() == 1);
static_assert(two::statements[0].parameter_types[0] == codec<std::int64_t>::array_oid);
static_assert(two::statements[1].parameter_types[0] == codec<std::string>::oid);
static_assert(two::statements[0].hash != two::statements[1].hash);
static_assert(two::statements[1].hash == statement_hash(two::statements[1].sql));
static_assert(*(two::statements[0].sql.data() + two::statements[0].sql.size()) == '\0');
static_assert(two::statements[0].pure_read);
static_assert(!detail::query_statements<post, query_action::erase>::statements[0].pure_read);
}  // namespace
