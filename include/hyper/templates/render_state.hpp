// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private, for render.hpp: what a compiled template needs while it is rendered, besides its
// context. Whatever has no static type, filters above all, goes through the functions of the live
// renderer.

#include <hyper/templates/call.hpp>
#include <hyper/templates/embedded.hpp>
#include <hyper/templates/escape.hpp>

namespace hyper::detail {

/// Arguments that go to a function of the live renderer.
struct argument_values {
  template_value::list positional;
  std::vector<std::pair<std::string_view, template_value>> named;
  template_value::list keys;  // own the names that `**` brought
  operator template_arguments() const { return {positional, named}; }
};
/// How an argument stands in a template: by position, by name, or with stars.
struct argument_form {
  node_kind kind;
  std::string_view name;
  std::uint32_t at;
};
class render_state;
void add_argument(argument_values& arguments, render_state& state, embedded_template const& in,
                  argument_form const& form, template_value value);

class render_state {
 public:
  explicit render_state(std::string& to) : out(&to), page_(&to) {}
  ~render_state();
  render_state(render_state const&) = delete;
  render_state& operator=(render_state const&) = delete;

  /// Notes what is being done, for the message of an error.
  void at(embedded_template const& in, std::uint32_t where) {
    entry = &in;
    position = where;
  }
  /// Appends text of the template. No overload set: each choice among them is the compiler's time.
  [[gnu::always_inline]] inline void text(std::string_view constant) {
    out->append(constant.data(), constant.size());
  }
  [[noreturn]] void rethrow_located(std::string const& reason) const;

  // What appears without a static type.
  // Filters and tests are named by their places in the lists of signature.hpp.
  template_value filter(std::size_t index, template_value const& input,
                        template_arguments const& arguments);
  bool test(std::size_t index, template_value const& input, template_arguments const& arguments);
  template_value attribute(template_value const& object, std::string_view name);
  template_value item(template_value const& object, template_value const& key);
  template_value slice(template_value const& object, template_value const (&parts)[3]);
  template_value call(template_value const& function, template_arguments const& arguments);
  template_value call_method(template_value const& object, std::string_view name,
                             template_arguments const& arguments);
  template_value binary(token_kind kind, template_value const& left, template_value const& right);
  template_value unary(token_kind kind, template_value const& value);
  template_value concatenate(std::span<template_value const> parts);
  bool compare(token_kind kind, template_value const& left, template_value const& right);
  template_value global(std::string_view name);
  template_value translated(std::string_view context, std::string_view singular,
                            std::string_view plural, template_value const* count,
                            template_value const& variables);
  /// A name of a context whose type is not known.
  template_value look_up(template_value const& context, std::string_view name);
  template_value make_dict(template_value::list const& pairs);
  /// The `count` parts of a value that is unpacked.
  template_value::list unpack(template_value const& value, std::size_t count);
  void assign_attribute(template_value const& object, std::string_view name, template_value value);
  template_value captured(std::string text) const;
  void write(template_value const& value);
  void check_depth();

  std::string* out;
  bool autoescape = true;
  std::size_t depth = 0;  // of macros and recursive loops
  embedded_template const* entry = nullptr;
  std::uint32_t position = 0;

 private:
  live_renderer& live();
  std::string* page_;  // where the whole goes; `out` may be a part of it
  struct parts;
  parts* parts_ = nullptr;  // made when it is first needed
};

/// The output goes into a text of its own while this lives.
class captured_output {
 public:
  explicit captured_output(render_state& state) : state_(state), outer_(state.out) {
    state.out = &text;
  }
  ~captured_output() { end(); }
  captured_output(captured_output const&) = delete;
  captured_output& operator=(captured_output const&) = delete;

  void end() { state_.out = outer_; }

  std::string text;

 private:
  render_state& state_;
  std::string* outer_;
};

/// Escaping is on or off while this lives.
class escaping_mode {
 public:
  escaping_mode(render_state& state, bool on)
      : state_(state), outer_(std::exchange(state.autoescape, on)) {}
  ~escaping_mode() { state_.autoescape = outer_; }
  escaping_mode(escaping_mode const&) = delete;
  escaping_mode& operator=(escaping_mode const&) = delete;

 private:
  render_state& state_;
  bool outer_;
};

/// Counts how deep macros and recursive loops call each other.
class call_depth {
 public:
  explicit call_depth(render_state& state) : state_(state) {
    ++state_.depth;
    state_.check_depth();
  }
  ~call_depth() { --state_.depth; }
  call_depth(call_depth const&) = delete;
  call_depth& operator=(call_depth const&) = delete;

 private:
  render_state& state_;
};

double read_floating(std::string_view digits);
void append_number(std::string& out, std::int64_t number);
void append_number(std::string& out, std::uint64_t number);

}  // namespace hyper::detail

#if !defined(HYPER_COMPILED)
#include <hyper/templates/render_state.ipp>
#endif
