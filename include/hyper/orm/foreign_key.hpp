// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <hyper/json/traits.hpp>
#include <hyper/orm/column.hpp>
#include <hyper/orm/errors.hpp>
#include <hyper/orm/primary_key.hpp>
#include <hyper/reflect/fixed_string.hpp>
#include <hyper/reflect/members.hpp>
#include <hyper/reflect/type_name.hpp>
#include <hyper/reflect/value.hpp>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

namespace hyper {

// What becomes of a row when the row that it points to is deleted. PostgreSQL sees to it.

/// The row is deleted, too.
struct cascade {
  static constexpr std::string_view sql = "CASCADE";
};
/// The foreign key becomes NULL; so the column may be NULL.
struct set_null {
  static constexpr std::string_view sql = "SET NULL";
};
/// The foreign key takes the default that the database has for it: `db_default<foreign_key<…>, …>`.
struct set_default {
  static constexpr std::string_view sql = "SET DEFAULT";
};
/// The deletion is refused.
struct protect {
  static constexpr std::string_view sql = "RESTRICT";
};
/// The deletion is refused at the end of the statement, unless the row has gone by then.
struct do_nothing {
  static constexpr std::string_view sql = "NO ACTION";
};

/// A column that points to a row of another model, by its key: the member `writer` becomes the
/// column `writer_id`. It holds the key, and the row itself after
/// `select_related<"writer">()`: then `post.writer->name` works. It is made from a key or an
/// object.
///
/// `foreign_key<author, set_null>` may be NULL, and so may `std::optional<foreign_key<author>>`. A
/// model that points to itself and has a key of another type than the usual one names that type
/// last: `foreign_key<node, cascade, uuid>`. Behind it may stand the column's name, for a table
/// that has another than `writer_id`: `foreign_key<staff, protect, std::int64_t, "reports_to">`.
template <class Model, class OnDelete = cascade,
          class Key = typename decltype(detail::find_key_type<Model>())::type,
          fixed_string Column = "">
class foreign_key {
 public:
  using model_type = Model;
  using key_type = Key;
  using column_value = Key;

  foreign_key() = default;
  foreign_key(Key key) : key_(std::move(key)), set_(true) {}
  template <class Value>
    requires(!std::same_as<Value, Key> && !std::same_as<Value, foreign_key> &&
             !std::same_as<Value, Model> && std::convertible_to<Value const&, Key>)
  foreign_key(Value const& key) : foreign_key(Key(key)) {}
  foreign_key(std::optional<Key> key) : set_(key.has_value()) {
    if (key) key_ = std::move(*key);
  }
  /// Points to an object and keeps a copy of it, as if it had been loaded. The object must have
  /// been saved.
  foreign_key(Model const& object) : loaded_(new Model(object)) {
    auto const& key = member<detail::key_position<Model>>(object);
    set_ = key.is_set();
    key_ = key.value();
  }
  foreign_key(foreign_key const& other)
      : key_(other.key_),
        set_(other.set_),
        loaded_(other.loaded_ == nullptr ? nullptr : new Model(*other.loaded_)) {}
  foreign_key(foreign_key&& other) noexcept
      : key_(std::move(other.key_)),
        set_(std::exchange(other.set_, false)),
        loaded_(std::exchange(other.loaded_, nullptr)) {}
  foreign_key& operator=(foreign_key other) noexcept {
    std::swap(key_, other.key_);
    std::swap(set_, other.set_);
    std::swap(loaded_, other.loaded_);
    return *this;
  }
  ~foreign_key() { delete loaded_; }

  /// Whether it points anywhere.
  bool is_set() const { return set_; }
  bool has_value() const { return set_; }
  void reset() { column_clear(); }

  /// The key of the row it points to; a default value when it points nowhere.
  Key const& key() const { return key_; }

  /// Whether the row itself is here.
  bool is_loaded() const { return loaded_ != nullptr; }
  /// The row; throws relation_not_loaded when it was not loaded.
  Model const& operator*() const {
    if (loaded_ == nullptr) detail::throw_relation_not_loaded(type_name<Model>());
    return *loaded_;
  }
  Model const* operator->() const { return &**this; }

  friend bool operator==(foreign_key const& a, foreign_key const& b) {
    return a.set_ == b.set_ && a.key_ == b.key_;
  }

  static constexpr void describe(column_type& column) {
    if constexpr (Column.size() == 0)
      column.suffix = "_id";
    else
      column.name = Column.view();
    column.relation = true;
    column.on_delete = OnDelete::sql;
    column.wrong_key = !std::same_as<Key, typename detail::target_key<Model>::type>;
    column.nullable = std::same_as<OnDelete, set_null>;
  }
  Key const* column_look() const { return set_ ? &key_ : nullptr; }
  Key& column_place() {
    column_clear();
    set_ = true;
    return key_;
  }
  void column_clear() {
    delete std::exchange(loaded_, nullptr);
    key_ = Key{};
    set_ = false;
  }
  /// Where a joined row goes.
  Model* column_load() {
    if (loaded_ == nullptr) loaded_ = new Model();
    return loaded_;
  }

 private:
  Key key_{};
  bool set_ = false;
  Model* loaded_ = nullptr;
};

/// In JSON a foreign key is the key; null when it points nowhere.
template <class Model, class OnDelete, class Key, fixed_string Column>
struct json_traits<foreign_key<Model, OnDelete, Key, Column>> {
  using as = std::optional<Key>;
  static as to(foreign_key<Model, OnDelete, Key, Column> const& value) {
    return value.is_set() ? as(value.key()) : as();
  }
  static std::optional<problem> from(as key, foreign_key<Model, OnDelete, Key, Column>& value) {
    value = foreign_key<Model, OnDelete, Key, Column>(std::move(key));
    return std::nullopt;
  }
};

}  // namespace hyper
