// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Opt-in: who made a row, and who saved it last.

#include <concepts>
#include <cstddef>
#include <hyper/json/traits.hpp>
#include <hyper/orm/errors.hpp>
#include <hyper/orm/foreign_key.hpp>
#include <hyper/orm/save.hpp>
#include <hyper/orm/tracked.hpp>
#include <hyper/reflect/compile_error.hpp>
#include <hyper/reflect/members.hpp>
#include <hyper/reflect/type_name.hpp>
#include <utility>

namespace hyper {

/// Who has saved the row: `created_by` or `updated_by`. `NULL` when nobody is known, or is there
/// any longer.
template <class User, bool Once, class Key = typename decltype(detail::find_key_type<User>())::type>
class owner_key : public foreign_key<User, set_null, Key> {
  using base = foreign_key<User, set_null, Key>;

 public:
  using owner_type = User;
  using base::base;
  owner_key() = default;

  void column_sign(Key const& who) {
    if (!Once || !this->is_set()) *this = owner_key(who);
  }
};

/// Who made the row: a foreign key that `save_as` sets in an object that has none.
template <class User>
using created_by = owner_key<User, true>;
/// Who saved the row last: a foreign key that `save_as` sets each time.
template <class User>
using updated_by = owner_key<User, false>;

template <class User, bool Once, class Key>
struct json_traits<owner_key<User, Once, Key>> : json_traits<foreign_key<User, set_null, Key>> {};

/// Said by the compiler when `save_as` finds no member that it could set.
template <class Model, class User, fixed_string... Advice>
struct model_has_no_owner;

namespace detail {

template <class Member, class User>
concept signed_by = std::same_as<typename Member::owner_type, User>;

template <class Model, class User, std::size_t... I>
constexpr bool has_owner(std::index_sequence<I...>) {
  return (signed_by<member_type<Model, I>, User> || ...);
}

template <class User, class Member>
void sign_member(User const& who, Member& member) {
  if constexpr (signed_by<Member, User>)
    member.column_sign(hyper::member<key_position<User>>(who).value());
}

template <class User, class Model>
void sign_object(User const& who, Model& object) {
  if constexpr (has_owner<Model, User>(std::make_index_sequence<member_count<Model>>{})) {
    if (!hyper::member<key_position<User>>(who).is_set())
      throw model_error(type_name<User>(), "an object that was never saved cannot own another");
    with_members(object, [&who](auto&... members) { (sign_member(who, members), ...); });
  } else {
    compile_error<
        model_has_no_owner<Model, User, "give it a created_by", "or updated_by member">>();
  }
}

}  // namespace detail

/// Stores an object, as `save` does, for somebody, who must have been saved: its `created_by`
/// members of this type are set if they were not, its `updated_by` members in any case. Throws
/// model_error when `who` has no key, and as `save` does.
template <class User, class Model>
task<void> save_as(User const& who, Model& object) {
  detail::sign_object(who, object);
  return save(object);
}

/// The same with an object that remembers its row: when nothing else has changed, nothing happens.
template <class User, class Model>
task<void> save_as(User const& who, tracked<Model>& object) {
  if (object.is_changed() || detail::is_new(*object)) detail::sign_object(who, *object);
  return save(object);
}

}  // namespace hyper
