// error: column_has_no_such_lookup post "title__like" "like" "the column is" "text"
#include <hyper/orm.hpp>
using namespace hyper;

struct author {
  primary_key<> id;
  text<1, 80> name;
  using meta = model<table<"authors">>;
};
struct post {
  primary_key<> id;
  text<1, 200> title;
  std::int32_t views;
  foreign_key<author> writer;
  using meta = model<table<"posts">>;
};

#ifdef COMPILE_FAIL
auto search(std::string const& word) { return objects<post>.filter<"title__like">(word).count(); }
#else
auto search(std::string const& word) {
  return objects<post>.filter<"title__icontains">(word).count();
}
#endif
