// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Members of a model that are no columns: they hold rows of other models. What they are stands in a
// `relation_info`; orm/related.hpp and orm/many_to_many.hpp are the members themselves.

#include <cstddef>
#include <hyper/orm/column.hpp>
#include <hyper/reflect/members.hpp>

namespace hyper::detail {

/// What `related` and `many_to_many` have:
///   template <class Owner> static constexpr void describe_relation(relation_info&)
template <class Member>
concept relation_member = requires { typename Member::related_model; };

template <class Model, std::size_t Position>
constexpr relation_info describe_relation() {
  relation_info made;
  made.member = member_names<Model>[Position];
  member_type<Model, Position>::template describe_relation<Model, Position>(made);
  return made;
}

}  // namespace hyper::detail
