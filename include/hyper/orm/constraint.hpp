// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <hyper/config.hpp>
#include <hyper/orm/is_model.hpp>
#include <hyper/orm/schema_names.hpp>
#include <string_view>

namespace hyper {
namespace detail {
std::string_view member_of_constraint(model_info const& model, std::string_view constraint);
}

/// Which member of a model a constraint of its table is about: `posts_address_key` is `address`. Of
/// a constraint over several columns, the first. Empty when the constraint is not of this model.
/// With it, the answer to a `unique_violation` can name the member.
template <class Model>
std::string_view member_of_constraint(std::string_view constraint) {
  if constexpr (is_model<Model>) {
    return detail::member_of_constraint(detail::model_of<Model>, constraint);
  } else {
    detail::explain_flawed_model<Model>();
    return {};
  }
}

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/orm/constraint.ipp>
#endif
