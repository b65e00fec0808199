// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
// clang-format off
// Made by inspectdb from a database; from now on yours to change.
#pragma once

#include <hyper/hyper.hpp>
#include <hyper/orm/tenant_key.hpp>

namespace inspected {

struct firms {
  hyper::primary_key<std::int64_t> id{};
  hyper::text<0, 80> name{};
  using meta =
      hyper::model<hyper::table<"firms">,
                   hyper::constrained_by<"firms_name_check", "CHECK ((char_length((name)::text) >= 1))">>;
};

struct flags {
  hyper::primary_key<std::string> name{};
  hyper::tenant_key<inspected::firms, hyper::protect> owner{};
  bool on{};
  using meta =
      hyper::model<hyper::table<"flags">>;
};

struct marks {
  hyper::primary_key<std::int64_t> id{};
  hyper::tenant_key<inspected::firms, hyper::cascade> owner{};
  hyper::text<0, 20> label{};
  using meta =
      hyper::model<hyper::table<"marks">,
                   hyper::constrained_by<"marks_label_check", "CHECK ((char_length((label)::text) >= 1))">>;
};

struct persons {
  hyper::primary_key<std::int64_t> id{};
  hyper::tenant_key<inspected::firms, hyper::cascade> owner{};
  hyper::text<0, 80> name{};
  hyper::foreign_key<inspected::persons, hyper::set_null, std::int64_t> boss{};
  using meta =
      hyper::model<hyper::table<"persons">,
                   hyper::unique_together<"owner_id", "name">,
                   hyper::constrained_by<"persons_name_check", "CHECK ((char_length((name)::text) >= 1))">,
                   hyper::indexed_by<"boss_id">>;
};

struct tokens {
  hyper::primary_key<hyper::uuid> id{};
  hyper::tenant_key<inspected::firms, hyper::cascade> owner{};
  std::vector<std::string> words{};
  hyper::db_default<std::int64_t, "1"> version{};
  using meta =
      hyper::model<hyper::table<"tokens">,
                   hyper::unique_together<"owner_id">>;
};

struct documents {
  hyper::primary_key<std::int64_t> id{};
  hyper::tenant_key<inspected::firms, hyper::cascade> owner{};
  hyper::foreign_key<inspected::persons, hyper::cascade> author{};
  hyper::text<0, 80> title{};
  std::int32_t pages{};
  std::optional<hyper::timestamp> deleted{};
  using meta =
      hyper::model<hyper::table<"documents">,
                   hyper::constrained_by<"documents_title_check", "CHECK ((char_length((title)::text) >= 1))">,
                   hyper::indexed_by<"author_id">>;
};

struct documents_marks {
  hyper::foreign_key<inspected::documents, hyper::cascade> document{};
  hyper::foreign_key<inspected::marks, hyper::cascade> mark{};
  hyper::tenant_key<inspected::firms, hyper::cascade> tenant{};
  using meta =
      hyper::model<hyper::table<"documents_marks">,
                   hyper::keyed_by<"document", "mark">,
                   hyper::indexed_by<"mark_id">,
                   hyper::indexed_by<"tenant_id">>;
};

struct remarks {
  hyper::primary_key<std::int64_t> id{};
  hyper::tenant_key<inspected::firms, hyper::cascade> owner{};
  hyper::foreign_key<inspected::documents, hyper::cascade> about{};
  std::string words{};
  using meta =
      hyper::model<hyper::table<"remarks">,
                   hyper::indexed_by<"about_id">>;
};

using all = hyper::models<firms, flags, marks, persons, tokens, documents, documents_marks, remarks>;

}  // namespace inspected
