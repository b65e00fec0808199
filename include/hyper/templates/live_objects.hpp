// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private, for live.hpp: the objects that a rendering itself puts into templates.

#include <hyper/templates/live.hpp>

namespace hyper::detail {

/// `{% macro %}`, and the body of a `{% call %}` block.
class macro_object final : public template_object {
 public:
  macro_object(live_renderer& renderer, live_frame& frame, std::int32_t node, bool autoescape)
      : renderer(renderer),
        frame(shared_handle<live_frame>::share(&frame)),
        node(node),
        autoescape(autoescape) {}
  std::string_view type_name() const override { return "Macro"; }
  bool callable() const override { return true; }
  template_value call(template_arguments const& arguments) override {
    return renderer.call_macro(*this, arguments);
  }
  bool attribute(std::string_view name, template_value& found) const override;
  void append_text(std::string& out) const override;
  std::string_view name() const { return frame->owner->tree.view(frame->owner->tree[node]); }

  live_renderer& renderer;
  shared_handle<live_frame> frame;
  std::int32_t node;
  bool autoescape;
};

/// `loop`.
class loop_object final : public template_object {
 public:
  loop_object(live_renderer& renderer, std::int32_t node, std::size_t depth)
      : renderer(renderer), node(node), depth(depth) {}
  std::string_view type_name() const override { return "LoopContext"; }
  bool callable() const override { return recursive; }
  template_value call(template_arguments const& arguments) override {
    return renderer.call_loop(*this, arguments);
  }
  bool attribute(std::string_view name, template_value& found) const override;
  void append_text(std::string& out) const override;

  live_renderer& renderer;
  std::int32_t node;
  std::size_t depth;
  bool recursive = false;
  shared_handle<live_frame> defined_in;
  std::size_t position = 0;
  std::size_t count = 0;
  template_value::list elements;  // only when the loop looks at its neighbours
  mutable template_value::list changed;
  mutable bool has_changed = false;
};

/// A method of a value, or a function that the renderer must see.
class bound_function final : public template_object {
 public:
  bound_function(live_renderer& renderer, builtin_function function, template_value self)
      : renderer_(renderer), function_(function), self_(std::move(self)) {}
  std::string_view type_name() const override { return "method"; }
  bool callable() const override { return true; }
  template_value call(template_arguments const& arguments) override {
    template_call made{renderer_, self_, arguments};
    return function_(made);
  }

 private:
  live_renderer& renderer_;
  builtin_function function_;
  template_value self_;
};

/// The result of `namespace()`: an object whose attributes can be set.
class namespace_object final : public template_object {
 public:
  std::string_view type_name() const override { return "Namespace"; }
  bool attribute(std::string_view name, template_value& found) const override;
  bool assign(std::string_view name, template_value value) override;
  void append_text(std::string& out) const override;

  template_value attributes = template_value::dict();
};

/// The number that chooses a plural form; what is no number chooses as zero does.
std::int64_t plural_number(template_value const* count);

}  // namespace hyper::detail
