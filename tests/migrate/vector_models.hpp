// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
// clang-format off
// Made by inspectdb from a database; from now on yours to change.
#pragma once

#include <hyper/hyper.hpp>
#include <hyper/postgres/pgvector.hpp>

namespace inspected {

// The database has the extension vector.

struct pictures {
  hyper::primary_key<std::int64_t> id{};
  std::string title{};
  hyper::pgvector<3> place{};
  std::optional<hyper::pgvector<1536>> more{};
  std::optional<hyper::stored_as<std::vector<std::byte>, "vector">> any_length{};
  std::optional<hyper::stored_as<std::vector<std::byte>, "halfvec(3)">> half{};
  std::optional<hyper::stored_as<std::vector<std::byte>, "sparsevec(1000)">> sparse{};
  std::optional<hyper::stored_as<std::vector<std::byte>, "bit(16)">> bits{};
  using meta =
      hyper::model<hyper::table<"pictures">,
                   hyper::table_index<hyper::index_body<"USING hnsw (bits bit_hamming_ops)">, hyper::index_name<"pictures_bits">>,
                   hyper::table_index<hyper::index_body<"USING hnsw (half halfvec_ip_ops)">, hyper::index_name<"pictures_half">>,
                   hyper::table_index<hyper::index_body<"USING ivfflat (place) WITH (lists='4')">, hyper::index_name<"pictures_lists">>,
                   hyper::table_index<hyper::index_body<"USING hnsw (((more)::halfvec(1536)) halfvec_cosine_ops)">, hyper::index_name<"pictures_more">>,
                   hyper::table_index<hyper::index_body<"USING hnsw (place vector_cosine_ops) WITH (m='8', ef_construction='32')">, hyper::index_name<"pictures_place">>,
                   hyper::table_index<hyper::index_body<"USING hnsw (sparse sparsevec_l2_ops) WHERE (sparse IS NOT NULL)">, hyper::index_name<"pictures_sparse">>>;
};

using all = hyper::models<pictures>;

}  // namespace inspected
