// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// The live renderer: templates that use other templates, and the beginning and end of a rendering.

#include <algorithm>
#include <hyper/templates/live_objects.hpp>

namespace hyper::detail {

HYPER_INLINE template_value const* live_context::find_own(std::string_view name) const {
  for (auto const& [known, value] : variables)
    if (known == name) return &value;
  return nullptr;
}
HYPER_INLINE live_block_chain* live_context::find_blocks(std::string_view name) {
  for (auto& chain : blocks)
    if (chain.name == name) return &chain;
  return nullptr;
}

HYPER_INLINE live_renderer::live_renderer(environment_state& environment, std::string& out)
    : environment_(environment),
      out_(&out),
      autoescape_(environment.options.autoescape),
      began_(std::chrono::steady_clock::now()) {}

/// Macros hold frames and contexts that hold macros: the circles are opened here.
HYPER_INLINE live_renderer::~live_renderer() {
  for (auto& context : contexts_) {
    context->variables.clear();
    context->outer = {};
  }
  for (auto& frame : kept_)
    for (auto& slot : frame->slots) slot = {};
}

HYPER_INLINE template_options const& live_renderer::options() const { return environment_.options; }

HYPER_INLINE void live_renderer::fail(std::string reason) const {
  throw template_error(std::move(reason));
}
HYPER_INLINE void live_renderer::check_size(std::size_t bytes) const {
  if (bytes > options().limits.text) throw template_error("a text of the template is too large");
}
HYPER_INLINE void live_renderer::check_count(std::size_t count) const {
  if (count > options().limits.range) throw template_error("a list of the template is too large");
}
HYPER_INLINE void live_renderer::step() {
  if ((++steps_ & 255) == 0) check_limits();
}
HYPER_INLINE void live_renderer::check_limits() {
  template_limits const& limits = options().limits;
  if (steps_ > limits.steps) fail("the template takes too many steps");
  if (out_->size() > limits.output) fail("the output of the template is too large");
  if (limits.time.count() > 0 && std::chrono::steady_clock::now() - began_ > limits.time)
    fail("the template takes too long");
}

HYPER_INLINE void live_renderer::render(live_template& made, template_value const& context) {
  shared_handle<live_context> own(new live_context);
  own->base = context;
  used_.push_back(shared_handle<live_template>::share(&made));
  here_owner_ = &made;
  try {
    render_root(made, own);
    if (out_->size() > options().limits.output) fail("the output of the template is too large");
  } catch (template_not_found const& error) {
    auto const where = locate(here_owner_->tree.source(),
                              here_ == no_template_node ? 0 : here_owner_->tree[here_].at);
    throw template_not_found(error.reason(), here_owner_->name, here_owner_->tree.source(),
                             where.line, where.column);
  } catch (template_error const& error) {
    if (error.line() != 0) throw;
    throw_located(error.reason(), *here_owner_,
                  here_ == no_template_node ? 0 : here_owner_->tree[here_].at);
  }
}

HYPER_INLINE void live_renderer::render_root(live_template& made,
                                             shared_handle<live_context> context) {
  depth_counter const counter(*this);
  live_frame* const outer = frame_;
  std::int32_t const outer_here = here_;
  bool const outer_escape = std::exchange(autoescape_, options().autoescape);
  run_root(made, std::move(context));
  autoescape_ = outer_escape;
  here_ = outer_here;
  if (outer != nullptr) enter(*outer);
}

/// `super`, and the members of `self`.
class block_object final : public template_object {
 public:
  block_object(live_renderer& renderer, live_context& context, std::string_view name,
               std::size_t depth)
      : renderer_(renderer),
        context_(shared_handle<live_context>::share(&context)),
        name_(name),
        depth_(depth) {}
  std::string_view type_name() const override { return "BlockReference"; }
  bool callable() const override { return true; }
  template_value call(template_arguments const&) override {
    return renderer_.render_block(*context_, name_, depth_);
  }
  bool attribute(std::string_view name, template_value& found) const override {
    live_block_chain const* chain = context_->find_blocks(name_);
    if (name != "super" || chain == nullptr || depth_ + 1 >= chain->blocks.size()) return false;
    found = template_value(new block_object(renderer_, *context_, name_, depth_ + 1));
    return true;
  }

 private:
  live_renderer& renderer_;
  shared_handle<live_context> context_;
  std::string_view name_;
  std::size_t depth_;
};

class self_object final : public template_object {
 public:
  self_object(live_renderer& renderer, live_context& context)
      : renderer_(renderer), context_(shared_handle<live_context>::share(&context)) {}
  std::string_view type_name() const override { return "TemplateReference"; }
  bool attribute(std::string_view name, template_value& found) const override {
    live_block_chain const* chain = context_->find_blocks(name);
    if (chain == nullptr) return false;
    found = template_value(new block_object(renderer_, *context_, chain->name, 0));
    return true;
  }

 private:
  live_renderer& renderer_;
  shared_handle<live_context> context_;
};

HYPER_INLINE void live_renderer::run_root(live_template& made,
                                          shared_handle<live_context> context) {
  for (std::int32_t const block : made.blocks) {
    std::string_view const name = made.tree.view(made.tree[block]);
    if (context->find_blocks(name) == nullptr) context->blocks.push_back({name, {}});
    context->find_blocks(name)->blocks.push_back({&made, block});
  }
  frame_owner const frame(*this, &made, context, made.extents[0]);
  enter(*frame);
  if (made.extents[0].uses_self)
    frame->slots[made.symbols[static_cast<std::size_t>(made.extents[0].self)].slot] =
        template_value(new self_object(*this, *context));
  std::size_t const shown = out_->size();
  execute(made.tree.body);
  if (shared_handle<live_template> const parent = frame->extends) {
    out_->resize(shown);
    render_root(*parent, context);
  }
}

HYPER_INLINE shared_handle<live_template> live_renderer::find_template(std::string_view name) {
  auto found = environment_.get(name);
  if (found) used_.push_back(found);
  if (used_.size() > 64)
    std::sort(used_.begin(), used_.end(), [](auto& a, auto& b) { return a.get() < b.get(); });
  if (used_.size() > 64)
    used_.erase(std::unique(used_.begin(), used_.end(),
                            [](auto& a, auto& b) { return a.get() == b.get(); }),
                used_.end());
  return found;
}

HYPER_INLINE shared_handle<live_template> live_renderer::select_template(template_value const& name,
                                                                         bool ignore_missing) {
  if (name.is_undefined()) fail(undefined_sentence(name));
  std::string tried;
  bool const several = !name.is(value_kind::string);
  for (auto const& each : several ? elements_of(name) : template_value::list{name}) {
    std::string const text = to_text(each);
    if (auto found = find_template(text)) return found;
    tried += (tried.empty() ? "'" : ", '") + text + "'";
  }
  if (ignore_missing) return {};
  throw template_not_found(several ? "none of the templates given were found: " + tried
                                   : "the template " + tried + " was not found");
}

HYPER_INLINE void live_renderer::execute_extends(std::int32_t position) {
  if (frame_->extends) fail("extended multiple times");
  template_value const name = evaluate(node(position).a);
  here_ = position;
  frame_->extends = select_template(name, false);
}

// ---- blocks ----

HYPER_INLINE void live_renderer::execute_block(std::int32_t position) {
  if (frame_->level == 0 && frame_->extends) return;
  live_context& context = *frame_->context;
  live_block_chain* const chain = context.find_blocks(text(position));
  if (chain == nullptr || chain->blocks.empty()) return;
  live_block const first = chain->blocks[0];
  if ((node(position).flags & 2) != 0 && chain->blocks.size() == 1)
    fail("Required block '" + std::string(text(position)) + "' not found");
  template_value made;
  if ((node(position).flags & 1) != 0) {
    shared_handle<live_context> const scoped = inner_context(position, true);
    scoped->blocks = context.blocks;
    made = run_block(first, *scoped, 0);
  } else {
    made = run_block(first, context, 0);
  }
  out_->append(made.text());
}

HYPER_INLINE template_value live_renderer::render_block(live_context& context,
                                                        std::string_view name, std::size_t depth) {
  live_block_chain const* chain = context.find_blocks(name);
  if (chain == nullptr || depth >= chain->blocks.size())
    fail("there is no parent block called '" + std::string(name) + "'.");
  return run_block(chain->blocks[depth], context, depth);
}

HYPER_INLINE template_value live_renderer::run_block(live_block block, live_context& context,
                                                     std::size_t depth) {
  depth_counter const counter(*this);
  live_frame* const outer = frame_;
  std::int32_t const outer_here = here_;
  bool const outer_escape = std::exchange(autoescape_, options().autoescape);
  auto const at = block.owner->extent_of[static_cast<std::size_t>(block.node)];
  live_extent const& extents = block.owner->extents[static_cast<std::size_t>(at)];
  frame_owner const frame(*this, block.owner, shared_handle<live_context>::share(&context),
                          extents);
  enter(*frame);
  std::string_view const name = text(block.node);
  if (extents.uses_super) {
    live_block_chain const* chain = context.find_blocks(name);
    bool const last = chain == nullptr || depth + 1 >= chain->blocks.size();
    assign_symbol(extents.special,
                  last ? missing("there is no parent block of this name")
                       : template_value(new block_object(*this, context, name, depth + 1)));
  }
  if (extents.uses_self)
    assign_symbol(extents.self, template_value(new self_object(*this, context)));
  std::string made = capture(node(block.node).c);
  enter(*outer);
  here_ = outer_here;
  template_value result = captured(std::move(made));
  autoescape_ = outer_escape;
  return result;
}

// ---- include and import ----

/// The context of an included template: what is around, then what the program gave.
HYPER_INLINE shared_handle<live_context> live_renderer::inner_context(std::int32_t position,
                                                                      bool with_context) {
  shared_handle<live_context> made(new live_context);
  if (!with_context) return made;
  made->outer = frame_->context;
  auto const visible = frame_->owner->visible_of[static_cast<std::size_t>(position)];
  if (visible < 0) return made;
  for (std::int32_t const each : frame_->owner->visible[static_cast<std::size_t>(visible)]) {
    live_symbol const& found = symbol(each);
    template_value const& value = frame_of(found).slots[found.slot];
    std::string_view const name = frame_->owner->tree.view(found.name);
    bool const absent = value.is_undefined() && value.text().data() == nullptr;
    if (!absent && made->find_own(name) == nullptr) made->variables.emplace_back(name, value);
  }
  return made;
}

HYPER_INLINE void live_renderer::execute_include(std::int32_t position) {
  template_value const name = evaluate(node(position).a);
  here_ = position;
  bool const ignore = (node(position).flags & 1) != 0;
  if (ignore && name.is(value_kind::list) && name.elements().empty()) return;
  auto const found = select_template(name, ignore);
  if (found) render_root(*found, inner_context(position, (node(position).flags & 2) != 0));
}

/// What `import` makes of a template: the names that it sets.
class module_object final : public template_object {
 public:
  module_object(shared_handle<live_context> context, std::string name, std::string text)
      : context_(std::move(context)), name_(std::move(name)), text_(std::move(text)) {}
  std::string_view type_name() const override { return "TemplateModule"; }
  bool attribute(std::string_view name, template_value& found) const override {
    auto const* value = name.starts_with('_') ? nullptr : context_->find_own(name);
    if (value != nullptr) found = *value;
    return value != nullptr;
  }
  void append_text(std::string& out) const override { out += text_; }

 private:
  shared_handle<live_context> context_;
  std::string name_;
  std::string text_;
};

HYPER_INLINE template_value live_renderer::import_module(std::int32_t position) {
  template_value const name = evaluate(node(position).a);
  here_ = position;
  auto const found = select_template(name, false);
  bool const with_context = (node(position).flags & 2) != 0;
  shared_handle<live_context> const context(new live_context);
  if (with_context) context->outer = inner_context(position, true);
  std::string made;
  std::string* const out = std::exchange(out_, &made);
  render_root(*found, context);
  out_ = out;
  contexts_.push_back(context);
  return template_value(new module_object(context, found->name, std::move(made)));
}

HYPER_INLINE void live_renderer::execute_import(std::int32_t position) {
  depth_counter const counter(*this);
  template_value const module = import_module(position);
  if (node(position).kind == node_kind::import_module)
    return assign_symbol(frame_->owner->symbol_of[static_cast<std::size_t>(position)], module);
  for (std::int32_t i = node(position).b; i != no_template_node; i = node(i).next) {
    template_value found;
    if (!module.object().attribute(text(i), found))
      found = missing("the imported template does not export the requested name");
    assign_symbol(frame_->owner->symbol_of[static_cast<std::size_t>(i)], std::move(found));
  }
}

}  // namespace hyper::detail
