// SPDX-License-Identifier: AGPL-3.0-only
#include "client/net/connect_race.hpp"

#include <list>
#include <optional>

#include "signaling/guests.hpp"
#include "signaling/scripted_server.hpp"

namespace keks::client::test {
namespace {

using boost::asio::ip::make_address;
using boost::asio::ip::tcp;
using boost::system::error_code;
using net::ConnectRace;
using net::Endpoints;

tcp::endpoint at(const char* address, std::uint16_t port = 1) {
    return {make_address(address), port};
}

class ConnectRaceTest : public Guests {
  protected:
    /** Of a race to its end. */
    std::pair<error_code, tcp::socket> winner(Endpoints endpoints) {
        const auto race = std::make_shared<ConnectRace>(loop.get_executor(), std::move(endpoints));
        start(*race);
        EXPECT_TRUE(run_until([&] { return error.has_value(); }));
        return {error.value_or(error_code{}), std::move(socket)};
    }
    void start(ConnectRace& race) {
        race.start([this](error_code how, tcp::socket connected) {
            EXPECT_FALSE(error) << "called twice";
            error = how;
            socket = std::move(connected);
        });
    }
    /** Takes no connection beyond what fills its queue: the next one waits without an answer. */
    tcp::endpoint dead_end() {
        full.emplace_back(loop);
        full.back().open(tcp::v4());
        full.back().bind(at("127.0.0.1", 0));
        full.back().listen(0);
        auto endpoint = full.back().local_endpoint();
        for (int i = 0; i < 4; ++i) {
            filling.emplace_back(loop).async_connect(endpoint, [](error_code) {});
        }
        return endpoint;
    }

    std::optional<error_code> error;
    tcp::socket socket{loop};
    std::list<tcp::acceptor> full;
    std::list<tcp::socket> filling;
};

TEST(Interleaved, LetsTheFamiliesTakeTurns) {
    EXPECT_EQ(net::interleaved({at("::1"), at("::2"), at("::3"), at("127.0.0.1")}),
              (Endpoints{at("::1"), at("127.0.0.1"), at("::2"), at("::3")}));
    EXPECT_EQ(net::interleaved({at("127.0.0.1"), at("127.0.0.2"), at("::1"), at("::2")}),
              (Endpoints{at("127.0.0.1"), at("::1"), at("127.0.0.2"), at("::2")}));
    EXPECT_EQ(net::interleaved({}), Endpoints{});
}

TEST_F(ConnectRaceTest, IsWonByTheFirstThatAnswers) {
    ScriptedServer server{loop, silence()};
    const auto [how, connected] = winner({at("127.0.0.1"), at("127.0.0.1", server.port())});
    EXPECT_EQ(how, error_code{});
    EXPECT_EQ(connected.remote_endpoint().port(), server.port());
}

TEST_F(ConnectRaceTest, IsNotHeldUpByADeadEnd) {
    ScriptedServer server{loop, silence()};
    const auto [how, connected] = winner({dead_end(), at("127.0.0.1", server.port())});
    EXPECT_EQ(how, error_code{});
    EXPECT_EQ(connected.remote_endpoint().port(), server.port());
}

TEST_F(ConnectRaceTest, EndsWithTheErrorOfTheLastWhereNobodyAnswers) {
    const auto how = winner({at("127.0.0.1"), at("127.0.0.1", 2)}).first;
    EXPECT_EQ(how, boost::asio::error::connection_refused);
}

TEST_F(ConnectRaceTest, EndsWhenItIsCancelled) {
    const auto race =
        std::make_shared<ConnectRace>(loop.get_executor(), Endpoints{dead_end(), dead_end()});
    start(*race);
    loop.poll();
    EXPECT_FALSE(error);
    race->cancel();
    EXPECT_EQ(error, boost::asio::error::operation_aborted);
    race->cancel();
}

}  // namespace
}  // namespace keks::client::test
