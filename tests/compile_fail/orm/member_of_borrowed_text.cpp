// error: member_borrows_its_text post "title" "write: std::string"
#include <hyper/orm.hpp>
using namespace hyper;

struct post {
  primary_key<> id;
#ifdef COMPILE_FAIL
  std::string_view title;
#else
  std::string title;
#endif
  using meta = model<table<"posts">>;
};

auto posts() { return objects<post>.filter<"title">(std::string_view("a")).all(); }
