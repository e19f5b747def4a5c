// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/sorted_names.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>

#include <algorithm>

#include "support/temporary_directory.hpp"

namespace {

using keks::client::disk::FileDescriptor;
using keks::client::disk::SortedNames;
using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::IsEmpty;

class SortedNamesTest : public ::testing::Test {
  protected:
    [[nodiscard]] std::vector<std::string> names(std::size_t budget) const {
        SortedNames sorted{
            FileDescriptor{::open(folder_.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)},
            budget, "folder"};
        std::vector<std::string> found;
        while (auto name = sorted.next().value()) found.push_back(*std::move(name));
        return found;
    }

    keks::test::TemporaryDirectory folder_;
};

TEST_F(SortedNamesTest, come_in_the_order_of_their_bytes) {
    for (const auto* name : {"b", "B", "a10", "a9", ".hidden", "ü"}) folder_.write(name, "");
    EXPECT_THAT(names(1'000'000), ElementsAre(".hidden", "B", "a10", "a9", "b", "ü"));
}

TEST_F(SortedNamesTest, are_all_there_however_few_fit_into_memory) {
    std::vector<std::string> all;
    all.reserve(300);
    for (int number = 0; number < 300; ++number)
        all.push_back("name that is long enough to be on the heap " + std::to_string(number));
    for (const auto& name : all) folder_.write(name, "");
    std::sort(all.begin(), all.end());
    EXPECT_THAT(names(1'000'000), ElementsAreArray(all));
    EXPECT_THAT(names(1000), ElementsAreArray(all));
    EXPECT_THAT(names(0), ElementsAreArray(all));
}

TEST_F(SortedNamesTest, of_an_empty_folder_are_none) {
    EXPECT_THAT(names(1000), IsEmpty());
}

TEST_F(SortedNamesTest, of_what_is_no_folder_are_an_error) {
    SortedNames sorted{FileDescriptor{::open("/dev/null", O_RDONLY | O_CLOEXEC)}, 1000, "null"};
    EXPECT_TRUE(sorted.next().has_error());
}

}  // namespace
