// error: template_argument_is_wrong "home.html" 1 8 "url" "no route has this name. Near:" "article"
#include <hyper/pages/site_globals.hpp>
#include <hyper/routing/router.hpp>
#include <hyper/templates/render.hpp>
using namespace hyper;

std::string show(path<"id", int> id) { return std::to_string(*id); }
using site = routes<route<"GET /articles/{id:int}", show, named<"article">>>;

struct texts {
  static constexpr embedded_template all[] = {
#ifdef COMPILE_FAIL
      {"home.html", "{{ url('artikel', id=id) }}"},
#else
      {"home.html", "{{ url('article', id=id) }}"},
#endif
  };
};
struct home_page {
  int id;
};

std::string home(home_page const& shown) {
  return render<"home.html", site_templates<texts, site>>(shown);
}
