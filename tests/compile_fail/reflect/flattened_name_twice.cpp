// error: member_name_is_there_twice post "title" "name its struct by" "prefixed_members_of"
#include <hyper/reflect/flattened.hpp>
#include <string>

struct heading {
  std::string title;
};
struct post {
  std::string title;
  heading above;
};
template <>
struct hyper::adapted_members<post>
#ifdef COMPILE_FAIL
    : hyper::flattened<post, hyper::members_of<"above">> {
#else
    : hyper::flattened<post, hyper::prefixed_members_of<"above">> {
#endif
};

auto last() { return hyper::member_names<post>[1]; }
