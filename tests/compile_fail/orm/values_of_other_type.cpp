// error: lookup_takes_another_type title_only "title" std::vector<int> "the column is" "text"
#include <hyper/orm.hpp>
using namespace hyper;

struct post;
struct author {
  primary_key<> id;
  text<1, 80> name;
  related<post, "writer"> posts;
  using meta = model<table<"authors">>;
};
struct post {
  primary_key<> id;
  text<1, 200> title;
  std::int32_t views;
  foreign_key<author> writer;
  using meta = model<table<"posts">>;
};

struct title_only {
#ifdef COMPILE_FAIL
  std::vector<int> title{};
#else
  std::string title{};
#endif
};
auto titles() { return objects<post>.values<title_only>(); }
