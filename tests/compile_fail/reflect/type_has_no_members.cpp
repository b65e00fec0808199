// error: type_has_no_members session "make it an aggregate struct, or" "specialise adapted_members"
#include <hyper/reflect/members.hpp>

#ifdef COMPILE_FAIL
class session {
 public:
  explicit session(int number) : number_(number) {}

 private:
  int number_;
};
#else
struct session {
  int number;
};
#endif

std::size_t count(session const& visited) {
  std::size_t members = 0;
  hyper::for_each_member(visited, [&](std::string_view, auto const&) { ++members; });
  return members;
}
