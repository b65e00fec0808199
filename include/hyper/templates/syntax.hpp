// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// How a template is spelled: the delimiters and the treatment of white space, by Jinja2's names.

#include <string_view>

namespace hyper {

/// The spelling of templates. The defaults are Jinja2's; empty prefixes switch line statements off.
struct template_syntax {
  std::string_view block_start = "{%";
  std::string_view block_end = "%}";
  std::string_view variable_start = "{{";
  std::string_view variable_end = "}}";
  std::string_view comment_start = "{#";
  std::string_view comment_end = "#}";
  std::string_view line_statement_prefix = "";
  std::string_view line_comment_prefix = "";
  std::string_view newline = "\n";     ///< what a line of the output ends with
  bool trim_blocks = false;            ///< drop the newline behind a tag
  bool lstrip_blocks = false;          ///< drop the blanks between the line's start and a tag
  bool keep_trailing_newline = false;  ///< keep the newline at the end of a template
  /// Names of tags of one's own, with blanks between: `{% name(…) %}` is `{{ name(…) }}`.
  std::string_view tags = "";
  /// Those with a body: `{% name(…) %}…{% endname %}` puts the body through the filter `name`.
  std::string_view block_tags = "";

  bool operator==(template_syntax const&) const = default;
};

}  // namespace hyper
