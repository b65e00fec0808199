// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private, for environment.hpp: one rendering of a template. It walks the tree and knows the
// limits.

#include <chrono>
#include <hyper/templates/environment_class.hpp>
#include <hyper/templates/prepared.hpp>

namespace hyper::detail {

/// Owns one reference to a shared object.
template <class T>
class shared_handle {
 public:
  shared_handle() = default;
  explicit shared_handle(T* taken_over) : object_(taken_over) {}
  shared_handle(shared_handle const& other) : object_(other.object_) {
    if (object_ != nullptr) object_->retain();
  }
  shared_handle(shared_handle&& other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
  shared_handle& operator=(shared_handle other) noexcept {
    std::swap(object_, other.object_);
    return *this;
  }
  ~shared_handle() {
    if (object_ != nullptr) object_->release();
  }
  static shared_handle share(T* object) {
    if (object != nullptr) object->retain();
    return shared_handle(object);
  }
  T* get() const { return object_; }
  T* operator->() const { return object_; }
  T& operator*() const { return *object_; }
  explicit operator bool() const { return object_ != nullptr; }

 private:
  T* object_ = nullptr;
};

struct live_block {
  live_template* owner;
  std::int32_t node;
};
struct live_block_chain {
  std::string_view name;
  std::vector<live_block> blocks;  // the child's first
};

/// What names mean that a template does not set itself.
struct live_context : shared_object {
  template_value base;  // what the program gave
  shared_handle<live_context> outer;
  std::vector<std::pair<std::string_view, template_value>> variables;
  std::vector<live_block_chain> blocks;

  template_value const* find_own(std::string_view name) const;
  live_block_chain* find_blocks(std::string_view name);
};

/// The slots of a function that is being rendered, and the frame it was defined in.
struct live_frame : shared_object {
  shared_handle<live_frame> parent;
  shared_handle<live_context> context;
  live_template* owner = nullptr;
  std::uint16_t level = 0;
  bool extended = false;  // a root whose parent is known: it shows nothing
  shared_handle<live_template> extends;
  std::vector<template_value> slots;
};

enum class live_flow : std::uint8_t { normal, stop, next };

class macro_object;
class loop_object;

class live_renderer {
 public:
  live_renderer(environment_state& environment, std::string& out);
  ~live_renderer();
  live_renderer(live_renderer const&) = delete;
  live_renderer& operator=(live_renderer const&) = delete;

  /// Renders; every error leaves it with its place.
  void render(live_template& made, template_value const& context);

  // ---- what filters, tests and functions need ----
  bool autoescape() const { return autoescape_; }
  template_options const& options() const;
  template_value undefined(std::string_view name, char const* owner = nullptr) const;
  /// An undefined value that says a sentence of its own.
  template_value missing(char const* sentence) const;
  template_value attribute(template_value const& object, std::string_view name);
  template_value item(template_value const& object, template_value const& key);
  template_value call(template_value const& function, template_arguments const& arguments);
  template_value apply_filter(std::string_view name, template_value const& input,
                              template_arguments const& arguments);
  bool apply_test(std::string_view name, template_value const& input,
                  template_arguments const& arguments);
  template_value call_function(live_function const& function, template_value const& input,
                               template_arguments const& arguments);
  template_value binary(token_kind kind, template_value const& left, template_value const& right);
  template_value unary(token_kind kind, template_value const& value) const;
  template_value concatenate(std::span<template_value const> parts) const;
  /// `name` stands for `in`, `data` for `not in`.
  bool compare_with(token_kind kind, template_value const& left, template_value const& right) const;
  /// `object[start:stop:step]`; none where a part is not given.
  template_value slice(template_value const& object, template_value const (&parts)[3]) const;
  /// Calls a method that values of this kind have, or the attribute of this name.
  template_value call_method(template_value const& object, std::string_view name,
                             template_arguments const& arguments);
  /// What a name means that no template and no context gives; undefined if nothing.
  template_value global(std::string_view name);
  template_value translated(std::string_view context, std::string_view singular,
                            std::string_view plural, template_value const* count,
                            template_value const& variables);
  void set_autoescape(bool on) { autoescape_ = on; }
  void check_size(std::size_t bytes) const;   ///< of a computed text
  void check_count(std::size_t count) const;  ///< of a computed list
  void step();

  // ---- for macros, loops, blocks and modules ----
  template_value call_macro(macro_object& macro, template_arguments const& arguments);
  template_value call_loop(loop_object& loop, template_arguments const& arguments);
  template_value render_block(live_context& context, std::string_view name, std::size_t depth);

 private:
  friend class depth_counter;
  friend class frame_owner;
  using handle = shared_handle<live_frame>;

  // statements
  live_flow execute(std::int32_t list);
  live_flow execute_one(std::int32_t node);
  live_flow execute_branch(std::int32_t node);
  live_flow execute_loop(std::int32_t node);
  live_flow run_loop(std::int32_t node, template_value const& iterable, std::size_t depth);
  live_flow run_elements(std::int32_t node, template_value const& source, std::size_t depth);
  template_value filtered(std::int32_t node, template_value const& iterable);
  void execute_output(std::int32_t list);
  void write(template_value const& value);
  void execute_set_block(std::int32_t node);
  void execute_with(std::int32_t node);
  void execute_filter_block(std::int32_t node);
  live_flow execute_autoescape(std::int32_t node);
  void execute_macro(std::int32_t node);
  void execute_call_block(std::int32_t node);
  void execute_extends(std::int32_t node);
  void execute_block(std::int32_t node);
  void execute_include(std::int32_t node);
  void execute_import(std::int32_t node);
  void execute_translation(std::int32_t node);
  template_value import_module(std::int32_t node);
  shared_handle<live_template> select_template(template_value const& name, bool ignore_missing);
  shared_handle<live_template> find_template(std::string_view name);
  shared_handle<live_context> inner_context(std::int32_t node, bool with_context);
  void render_root(live_template& made, shared_handle<live_context> context);
  void run_root(live_template& made, shared_handle<live_context> context);
  template_value run_block(live_block block, live_context& context, std::size_t depth);
  void assign(std::int32_t target, template_value value);
  void assign_symbol(std::int32_t symbol, template_value value);
  void clear_slots(live_extent const& extent);
  void bind_parameters(macro_object& macro, template_arguments const& arguments);
  void bind_rest(macro_object& macro, template_arguments const& arguments,
                 std::vector<bool> const& used, std::size_t count);
  void enter(live_frame& frame);
  void keep_if_shared(handle const& frame);
  std::string capture(std::int32_t body);
  template_value captured(std::string text) const;

  // expressions
  template_value evaluate(std::int32_t node);
  template_value evaluate_node(std::int32_t node);
  /// The value of a plain name where it lies, or nullptr.
  template_value const* peek(std::int32_t node);
  template_value const& load(std::int32_t symbol);
  template_value const& load_free(live_symbol const& symbol, live_frame& frame);
  template_value evaluate_list(std::int32_t node);
  template_value evaluate_dict(std::int32_t node);
  template_value evaluate_item(std::int32_t node);
  template_value evaluate_slice(template_value const& object, std::int32_t slice);
  template_value evaluate_call(std::int32_t node, template_value const* caller = nullptr);
  template_value evaluate_filter(std::int32_t node, template_value const* input);
  template_value evaluate_test(std::int32_t node);
  template_value evaluate_unary(std::int32_t node);
  template_value evaluate_comparison(std::int32_t node);
  template_value evaluate_concatenation(std::int32_t node);
  template_value filter_chain(std::int32_t node, template_value input);

  struct argument_list {
    std::vector<template_value> positional;
    std::vector<std::pair<std::string_view, template_value>> named;
    std::vector<template_value> keys;  // own the names that `**` brought
    operator template_arguments() const { return {positional, named}; }
  };
  void gather(std::int32_t list, argument_list& arguments);
  void gather_double_star(template_value const& value, argument_list& arguments);

  [[noreturn]] void fail(std::string reason) const;
  template_node const& node(std::int32_t position) const { return frame_->owner->tree[position]; }
  std::string_view text(std::int32_t position) const {
    return frame_->owner->tree.view(node(position));
  }
  live_extent const& extent(std::int32_t position) const {
    auto const at = frame_->owner->extent_of[static_cast<std::size_t>(position)];
    return frame_->owner->extents[static_cast<std::size_t>(at)];
  }
  live_frame& frame_of(live_symbol const& symbol) const {
    live_frame* frame = frame_;
    while (frame->level > symbol.level) frame = frame->parent.get();
    return *frame;
  }
  live_symbol const& symbol(std::int32_t position) const {
    return frame_->owner->symbols[static_cast<std::size_t>(position)];
  }
  void check_limits();

  environment_state& environment_;
  std::string* out_;
  live_frame* frame_ = nullptr;
  live_template* here_owner_ = nullptr;  // what is being done, for messages
  std::int32_t here_ = no_template_node;
  bool autoescape_ = true;
  std::size_t steps_ = 0;
  std::size_t depth_ = 0;
  std::chrono::steady_clock::time_point began_;
  std::vector<shared_handle<live_context>> contexts_;  // of modules
  std::vector<handle> kept_;  // frames that closures hold: emptied at the end
  std::vector<shared_handle<live_template>> used_;
};

/// Counts how deep the renderer is in expressions, tags and calls.
class depth_counter {
 public:
  explicit depth_counter(live_renderer& renderer) : depth_(renderer.depth_) {
    if (++depth_ > renderer.options().limits.depth) {
      --depth_;
      throw template_error("maximum recursion depth exceeded");
    }
  }
  ~depth_counter() { --depth_; }
  depth_counter(depth_counter const&) = delete;
  depth_counter& operator=(depth_counter const&) = delete;

 private:
  std::size_t& depth_;
};

inline bool is_absent(template_value const& value) {
  return value.is_undefined() && value.text().data() == nullptr;
}

/// A frame for as long as its function is rendered.
class frame_owner {
 public:
  frame_owner(live_renderer& renderer, live_template* owner, shared_handle<live_context> context,
              live_extent const& extents)
      : renderer_(renderer), frame_(new live_frame) {
    if (renderer.kept_.size() > renderer.options().limits.range)
      throw template_error("too many macros were made");
    frame_->context = std::move(context);
    frame_->owner = owner;
    frame_->level = extents.level;
    frame_->slots.resize(extents.slots);
  }
  ~frame_owner() { renderer_.keep_if_shared(frame_); }
  frame_owner(frame_owner const&) = delete;
  frame_owner& operator=(frame_owner const&) = delete;
  live_frame& operator*() const { return *frame_; }
  live_frame* operator->() const { return frame_.get(); }

 private:
  live_renderer& renderer_;
  shared_handle<live_frame> frame_;
};

struct builtin_entry {
  std::string_view name;
  builtin_function function;
};
/// The member of a dict, struct or object; false when it has none of this name.
bool find_member(template_value const& object, std::string_view name, template_value& found);
builtin_function find_builtin_filter(std::string_view name);
builtin_function find_builtin_test(std::string_view name);
builtin_function find_builtin_global(std::string_view name);
builtin_function find_method(template_value const& object, std::string_view name);
inline builtin_function find_entry(std::span<builtin_entry const> entries, std::string_view name) {
  for (auto const& entry : entries)
    if (entry.name == name) return entry.function;
  return nullptr;
}

/// What the environment keeps between renderings.
class environment_state : public function_table {
 public:
  environment_state(template_options options, std::shared_ptr<template_loader> loader);
  ~environment_state() override;
  live_function find_filter(std::string_view name) const override;
  live_function find_test(std::string_view name) const override;
  template_value const* find_global(std::string_view name) const;
  shared_handle<live_template> get(std::string_view name);

  template_options options;
  std::shared_ptr<template_loader> loader;
  std::map<std::string, template_value, std::less<>> filters;
  std::map<std::string, template_value, std::less<>> tests;
  std::map<std::string, template_value, std::less<>> globals;

  void clear();
  std::size_t bytes() const;

 private:
  struct cache;
  std::unique_ptr<cache> cache_;
};

}  // namespace hyper::detail
