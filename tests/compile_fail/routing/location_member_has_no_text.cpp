// error: location_member_has_no_text post "score" double "take a number or a text"
#include <hyper/routing/router.hpp>
#include <string>

using namespace hyper;

struct post {
  int id;
  double score;
};
#ifdef COMPILE_FAIL
created<post, "/posts/{score}"> write_post() { return post{1, 0.5}; }
#else
created<post, "/posts/{id}"> write_post() { return post{1, 0.5}; }
#endif

using blog = routes<route<"POST /posts", write_post>>;
void serve(exchange& with) { blog::handle(with); }
