// error: method_has_no_body "GET /posts" hyper::body "use POST, PUT or PATCH"
#include <hyper/routing/body.hpp>
#include <hyper/routing/router.hpp>
#include <string>

using namespace hyper;

struct post {
  std::string title;
};
std::string write_post(body<post> in) { return in->title; }

#ifdef COMPILE_FAIL
using blog = routes<route<"GET /posts", write_post>>;
#else
using blog = routes<route<"POST /posts", write_post>>;
#endif
void serve(exchange& with) { blog::handle(with); }
