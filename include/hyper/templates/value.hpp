// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// What a variable of a template may be at run time: Python's plain values, 32 bytes each.

#include <atomic>
#include <concepts>
#include <cstdint>
#include <hyper/config.hpp>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hyper {

class template_value;

namespace detail {

/// What several values may share: counted by its owners, which may live in several threads.
class shared_object {
 public:
  shared_object() = default;
  shared_object(shared_object const&) = delete;
  shared_object& operator=(shared_object const&) = delete;
  virtual ~shared_object() = default;

  void retain() const { references_.fetch_add(1, std::memory_order_relaxed); }
  void release() const {
    if (references_.fetch_sub(1, std::memory_order_acq_rel) == 1) destroy(this);
  }
  bool unique() const { return references_.load(std::memory_order_acquire) == 1; }

 private:
  /// One after the other: lists that hold lists a million deep must not exhaust the stack.
  static void destroy(shared_object const* object);

  mutable std::atomic<std::uint32_t> references_{1};
  mutable shared_object const* next_doomed_ = nullptr;
};

/// Counts how deep a walk over nested values is, and throws before the stack is at its end.
class depth_guard {
 public:
  depth_guard();
  ~depth_guard() { --depth(); }
  depth_guard(depth_guard const&) = delete;
  depth_guard& operator=(depth_guard const&) = delete;

 private:
  static int& depth();
};

struct list_object;
struct dict_object;
struct view_type;

}  // namespace detail

/// The arguments of a call: by position, and by name.
struct template_arguments {
  std::span<template_value const> positional;
  std::span<std::pair<std::string_view, template_value> const> named;
};

/// An object with behaviour of its own: derive from it to offer a callable, or attributes that are
/// computed. Its methods may throw `template_error`.
class template_object : public detail::shared_object {
 public:
  virtual std::string_view type_name() const = 0;
  /// Sets `found` to the attribute; false when there is none of this name.
  virtual bool attribute(std::string_view name, template_value& found) const;
  virtual bool callable() const { return false; }
  virtual template_value call(template_arguments const& arguments);
  virtual bool assign(std::string_view name, template_value value);
  virtual void append_text(std::string& out) const;
};

enum class value_kind : std::uint8_t {
  undefined,
  none,
  boolean,
  integer,
  floating,
  string,
  list,
  dict,
  object,
  view,  ///< a struct, sequence or map of C++, looked at where it lies
};

/// What may be done with a variable that is not there. Nothing but asking whether it is defined and
/// giving it a default works with all of them.
enum class undefined_policy : std::uint8_t {
  silent,     ///< empty and false; its attributes and calculations with it are errors
  chainable,  ///< silent, and its attributes are undefined again
  strict,     ///< every use is an error
  debug,      ///< silent, and shown as the expression that it stands for
};

/// How a sequence shows itself.
enum class list_form : std::uint8_t {
  list,
  tuple,
  generator,
  range,
  items,
  keys,
  values,
  group  ///< a tuple of `groupby`, whose members are `grouper` and `list` as well
};

class template_value {
 public:
  using list = std::vector<template_value>;
  using pair = std::pair<template_value, template_value>;

  template_value() = default;  ///< undefined
  template_value(std::nullptr_t) : kind_(value_kind::none) {}
  template_value(std::same_as<bool> auto truth) : kind_(value_kind::boolean) {
    payload_.integer = truth;
  }
  template_value(std::integral auto number)
    requires(!std::same_as<decltype(number), bool> && !std::same_as<decltype(number), char>)
      : kind_(value_kind::integer) {
    payload_.integer = static_cast<std::int64_t>(number);
  }
  template_value(std::floating_point auto number) : kind_(value_kind::floating) {
    payload_.floating = static_cast<double>(number);
  }
  template_value(std::string text);
  template_value(std::string_view text) : template_value(std::string(text)) {}
  template_value(char const* text) : template_value(std::string(text)) {}
  template_value(list elements, list_form form = list_form::list);
  /// Takes over one reference.
  explicit template_value(template_object* object) : kind_(value_kind::object), owns_(true) {
    payload_.object = object;
  }

  template_value(template_value const& other)
      : payload_(other.payload_),
        extra_(other.extra_),
        owner_(other.owner_),
        kind_(other.kind_),
        policy_(other.policy_),
        owns_(other.owns_),
        safe_(other.safe_) {
    if (owns_) payload_.object->retain();
  }
  template_value(template_value&& other) noexcept
      : payload_(other.payload_),
        extra_(other.extra_),
        owner_(other.owner_),
        kind_(other.kind_),
        policy_(other.policy_),
        owns_(std::exchange(other.owns_, false)),
        safe_(other.safe_) {
    other.kind_ = value_kind::undefined;
    other.extra_ = {};
    other.owner_ = nullptr;
  }
  template_value& operator=(template_value other) noexcept {
    swap(other);
    return *this;
  }
  ~template_value() {
    if (owns_) payload_.object->release();
  }
  void swap(template_value& other) noexcept {
    std::swap(payload_, other.payload_);
    std::swap(extra_, other.extra_);
    std::swap(owner_, other.owner_);
    std::swap(kind_, other.kind_);
    std::swap(policy_, other.policy_);
    std::swap(owns_, other.owns_);
    std::swap(safe_, other.safe_);
  }

  /// A text that lives longer than the value; nothing is copied.
  static template_value borrowed(std::string_view text) {
    template_value made;
    made.kind_ = value_kind::string;
    made.payload_.text = text.data();
    made.extra_.size = text.size();
    return made;
  }
  /// A text that is markup already: autoescaping leaves it as it is.
  static template_value safe(std::string text);
  static template_value tuple(list elements) { return {std::move(elements), list_form::tuple}; }
  /// A dict without entries; `set_item` adds them.
  static template_value dict();
  /// `owner` is the type that lacks the attribute `name`. Both texts must live longer.
  static template_value undefined(std::string_view name, char const* owner = nullptr,
                                  undefined_policy policy = undefined_policy::silent) {
    template_value made;
    made.policy_ = policy;
    made.payload_.text = name.data();
    made.extra_.size = name.size();
    made.owner_ = owner;
    return made;
  }
  /// An object of C++ that lives longer than the value; `template_view` makes these.
  static template_value view(void const* data, detail::view_type const& type) {
    template_value made;
    made.kind_ = value_kind::view;
    made.payload_.data = data;
    made.extra_.type = &type;
    return made;
  }

  value_kind kind() const { return kind_; }
  bool is(value_kind kind) const { return kind_ == kind; }
  bool is_undefined() const { return kind_ == value_kind::undefined; }
  bool is_safe() const { return safe_; }
  bool is_number() const { return kind_ >= value_kind::boolean && kind_ <= value_kind::floating; }
  /// Whether it is a boolean or an integer: what Python counts with.
  bool is_integral() const { return kind_ == value_kind::boolean || kind_ == value_kind::integer; }

  bool truth() const;
  std::int64_t integer() const { return payload_.integer; }  ///< of a boolean or integer
  double number() const {                                    ///< of any number
    return kind_ == value_kind::floating ? payload_.floating
                                         : static_cast<double>(payload_.integer);
  }
  std::string_view text() const;  ///< of a string; what an undefined value was called
  char const* undefined_owner() const { return is_undefined() ? owner_ : nullptr; }
  undefined_policy policy() const { return policy_; }  ///< of an undefined value
  list const& elements() const;                        ///< of a list
  list_form form() const;                              ///< of a list
  std::vector<pair> const& entries() const;
  template_object& object() const { return *static_cast<template_object*>(payload_.object); }
  void const* data() const { return payload_.data; }
  detail::view_type const& type() const { return *extra_.type; }

  /// The entry of a dict, or nullptr.
  template_value const* find(std::same_as<template_value> auto const& key) const {
    return find_value(key);
  }
  template_value const* find(std::string_view key) const;
  void set_item(template_value key, template_value value);  ///< of a dict that it alone owns
  bool remove_item(template_value const& key);
  list& mutable_elements();

  template_value as_safe() &&;

  std::string_view type_name() const;  ///< as Python calls the type

 private:
  template_value const* find_value(template_value const& key) const;
  union payload {
    std::int64_t integer = 0;
    double floating;
    char const* text;
    void const* data;
    detail::shared_object* object;
  };
  union extra {
    std::size_t size = 0;
    detail::view_type const* type;
  };
  payload payload_;
  extra extra_;
  char const* owner_ = nullptr;  // of an undefined value: the type that lacks it
  value_kind kind_ = value_kind::undefined;
  undefined_policy policy_ = undefined_policy::silent;
  bool owns_ = false;
  bool safe_ = false;
};

namespace detail {

/// What the live renderer knows of a C++ type: a few functions, one table for each type.
struct view_type {
  std::string_view name;
  /// Of a struct or map: the member or entry; false when there is none.
  bool (*attribute)(void const* data, std::string_view name, template_value& found) = nullptr;
  std::size_t (*size)(void const* data) = nullptr;
  /// Of a sequence: the element. Of a map: the key, and with `value` its value.
  template_value (*element)(void const* data, std::size_t position) = nullptr;
  void (*pairs)(void const* data, template_value::list& keys,
                template_value::list& values) = nullptr;
};

/// Python's `==`, `<` and hash. `compare` throws a `template_error` when there is no order.
bool equal(template_value const& left, template_value const& right);
int compare(template_value const& left, template_value const& right);
std::size_t hash(template_value const& value);

/// Why an undefined value cannot be used: "'user' is undefined".
std::string undefined_sentence(template_value const& value);
/// Throws that when the policy is strict.
void check_defined(template_value const& value);

/// The elements of anything that can be walked over; throws a `template_error` otherwise.
template_value::list elements_of(template_value const& value);
bool is_iterable(template_value const& value);
/// How many elements or characters it has; throws a `template_error` when that is not known.
std::size_t length_of(template_value const& value);
bool contains(template_value const& container, template_value const& element);
/// The characters of a string as strings of their own.
template_value::list characters_of(std::string_view text);

}  // namespace detail
}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/templates/value.ipp>
#endif
