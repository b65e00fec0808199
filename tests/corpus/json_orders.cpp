// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT

// Sample of the instantiation count: structs as an order system has them, written and read as JSON.
#include <hyper/json.hpp>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace {

enum class state { draft, placed, paid, shipped, returned };

struct address {
  std::string street;
  std::string city;
  std::string postcode;
  std::optional<std::string> region;
  std::string country;
};

struct customer {
  std::int64_t id;
  std::string name;
  std::string email;
  bool active;
  double score;
  std::vector<std::string> tags;
  std::optional<address> home;
};

struct line {
  std::int64_t product;
  std::string title;
  int quantity;
  double price;
};

struct order {
  std::int64_t id;
  customer buyer;
  address shipping;
  std::vector<line> lines;
  std::map<std::string, std::string> notes;
  state at;
  std::optional<std::string> coupon;
};

struct order_page {
  std::optional<std::string> next;
  std::optional<std::string> previous;
  std::vector<order> results;
};

}  // namespace

std::string written(std::string const& text) {
  auto const page = hyper::read_json<order_page>(text);
  auto const one = hyper::read_json<customer>(text);
  return page ? hyper::to_json(*page) : hyper::to_json(*one);
}
