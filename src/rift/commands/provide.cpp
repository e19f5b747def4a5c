// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/commands/provide.hpp"

#include <utility>

namespace keks::rift {

Provide::Provide(TaskHost& host, ProvideOptions options)
    : host_(host),
      options_(std::move(options)),
      tasks_(host, [this](ExitCode code) { over(code); }),
      missing_(options_.paths.size()) {}

void Provide::prepare(std::function<void()> ready) {
    ready_ = std::move(ready);
    for (const auto& path : options_.paths) tasks_.provide(path, [this] { one_ready(); });
}

void Provide::one_ready() {
    if (--missing_ == 0) std::exchange(ready_, nullptr)();
}

void Provide::over(ExitCode code) {
    // Before we came, all is wrong if one is; later one that cannot be read any more is gone alone.
    if (missing_ > 0 || tasks_.all().empty()) host_.end(code);
}

}  // namespace keks::rift
