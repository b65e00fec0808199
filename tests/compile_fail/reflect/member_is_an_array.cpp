// error: member_is_an_array point "use std::array" "in its place"
#include <array>
#include <hyper/reflect/members.hpp>

struct point {
#ifdef COMPILE_FAIL
  double at[3];
#else
  std::array<double, 3> at;
#endif
  int weight;
};

std::size_t count(point const& visited) {
  std::size_t members = 0;
  hyper::for_each_member(visited, [&](std::string_view, auto const&) { ++members; });
  return members;
}
