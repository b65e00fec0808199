// error: not_a_websocket_option "/chat" small_messages
#include <hyper/routing/router.hpp>
#include <hyper/routing/websocket.hpp>

using namespace hyper;

struct small_messages {
#ifdef COMPILE_FAIL
  static constexpr std::size_t limit = 100;
#else
  static void configure(websocket_settings& settings) { settings.limits.message = 100; }
#endif
};

task<void> chat(websocket_session& with) { co_await with.send_text("welcome"); }

using site = routes<websocket<"/chat", chat, small_messages>>;
void serve(exchange& with) { site::handle(with); }
