// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Bytes that are already in the form in which they travel. Private to orm/.

#include <hyper/postgres/scalar_codec.hpp>
#include <string>
#include <string_view>

namespace hyper {
namespace detail {

struct wire_value {
  std::string_view bytes;
};

}  // namespace detail

template <>
struct codec<detail::wire_value> {
  static constexpr type_oid oid = 0, array_oid = 0;
  static constexpr std::string_view sql_type = "";
  static void encode(std::string& out, detail::wire_value value) { out.append(value.bytes); }
};

}  // namespace hyper
