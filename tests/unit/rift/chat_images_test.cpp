// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/commands/chat_images.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/room_people.hpp"
#include "support/session_host.hpp"
#include "support/temporary_directory.hpp"

namespace keks::rift {
namespace {

using test::Person;
using test::Place;
using test::SessionHost;

class SaidImages : public ::testing::Test {
  protected:
    SaidImages() { place_.loop.run(); }

    test::TemporaryDirectory folder_;
    const std::string gif_ = folder_.write("cat.gif", "GIF89a");
    Place place_;
    Person alice_{place_, "alice"};
    Person bob_{place_, "bob"};
    SessionHost host_{alice_};
    std::vector<bool> over_;
};

TEST_F(SaidImages, go_one_after_the_other_also_after_one_that_cannot_be_read) {
    ChatImages images{host_, [this](bool sent) { over_.push_back(sent); }};
    images.send((folder_.path() / "missing").string());
    images.send(gif_);
    images.send(gif_);
    host_.run_until([&] { return over_.size() == 3; });
    place_.loop.run();
    EXPECT_EQ(over_, (std::vector{false, true, true}));
    EXPECT_EQ(place_.count("bob: alice shows"), 2);
    EXPECT_FALSE(images.busy());
}

TEST_F(SaidImages, that_follow_the_last_word_are_not_begun) {
    ChatImages* all = nullptr;
    bool others_waited = false;
    ChatImages images{host_, [&](bool sent) {
                          over_.push_back(sent);
                          others_waited = all->busy();
                          all->stop();
                      }};
    all = &images;
    images.send((folder_.path() / "missing").string());
    images.send(gif_);
    host_.run_until([&] { return !over_.empty(); });
    EXPECT_TRUE(others_waited);
    EXPECT_FALSE(images.busy());
    // Another works as if there had been none.
    images.send(gif_);
    host_.run_until([&] { return over_.size() == 2; });
    place_.loop.run();
    EXPECT_EQ(over_, (std::vector{false, true}));
    EXPECT_EQ(place_.count("bob: alice shows"), 1);
}

}  // namespace
}  // namespace keks::rift
