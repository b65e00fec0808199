// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <hyper/json/traits.hpp>
#include <hyper/orm/column.hpp>
#include <hyper/orm/errors.hpp>
#include <hyper/reflect/fixed_string.hpp>
#include <hyper/reflect/type_name.hpp>
#include <hyper/reflect/value.hpp>
#include <optional>
#include <utility>
#include <vector>

namespace hyper {
namespace detail {

/// Rows of another model that `prefetch_related` has put into an object.
template <class Model>
class related_rows {
 public:
  using related_model = Model;

  related_rows() = default;
  related_rows(related_rows const& other)
      : rows_(other.rows_ == nullptr ? nullptr : new std::vector<Model>(*other.rows_)) {}
  related_rows(related_rows&& other) noexcept : rows_(std::exchange(other.rows_, nullptr)) {}
  related_rows& operator=(related_rows other) noexcept {
    std::swap(rows_, other.rows_);
    return *this;
  }
  ~related_rows() { delete rows_; }

  bool is_loaded() const { return rows_ != nullptr; }
  /// The rows; throws relation_not_loaded when they were not loaded.
  std::vector<Model>& operator*() {
    if (rows_ == nullptr) throw_relation_not_loaded(type_name<Model>());
    return *rows_;
  }
  std::vector<Model> const& operator*() const { return *const_cast<related_rows&>(*this); }
  std::vector<Model> const* operator->() const { return &**this; }

  auto begin() const { return (**this).begin(); }
  auto end() const { return (**this).end(); }
  std::size_t size() const { return (**this).size(); }

  /// The rows, to be filled; from now on they count as loaded.
  std::vector<Model>& load() {
    if (rows_ == nullptr) rows_ = new std::vector<Model>();
    return *rows_;
  }

 private:
  std::vector<Model>* rows_ = nullptr;  // on the heap: the model may be incomplete here
};

}  // namespace detail

/// The other side of a foreign key: no column, but the rows that point here. The member
/// `related<post, "writer"> posts{};` of `author` lets queries say `posts__title`, and holds the
/// posts after `prefetch_related<"posts">()`. `struct post;` must be declared before.
template <class Model, fixed_string Link>
class related : public detail::related_rows<Model> {
 public:
  template <class Owner, std::size_t Position>
  static constexpr void describe_relation(relation_info& made) {
    made.target = &detail::model_of<Model>;
    made.link = Link.view();
  }
  static constexpr auto link = Link;
};

/// In JSON the rows are a list, empty when they were not loaded.
template <class Model, fixed_string Link>
struct json_traits<related<Model, Link>> {
  using as = std::vector<Model>;
  static as to(related<Model, Link> const& value) { return value.is_loaded() ? *value : as(); }
  static std::optional<problem> from(as rows, related<Model, Link>& value) {
    value.load() = std::move(rows);
    return std::nullopt;
  }
};

}  // namespace hyper
