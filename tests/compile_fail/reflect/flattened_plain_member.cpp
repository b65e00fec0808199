// error: member_has_no_members post "title" "name a member of the struct that is" "a struct itself"
#include <hyper/reflect/flattened.hpp>
#include <string>

struct stamps {
  int created;
  int updated;
};
struct post {
  std::string title;
  stamps times;
};
template <>
struct hyper::adapted_members<post>
#ifdef COMPILE_FAIL
    : hyper::flattened<post, hyper::members_of<"title">> {
#else
    : hyper::flattened<post, hyper::members_of<"times">> {
#endif
};

auto first() { return hyper::member_names<post>[0]; }
