// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/pooled_source.hpp"

#include <utility>

namespace keks::client::disk {

PooledSource::PooledSource(DiskThreads& threads, std::unique_ptr<Producer> producer,
                           Options options)
    : threads_{threads},
      explain_{std::move(options.explain)},
      workshop_{std::make_shared<Workshop>(std::move(producer), options.hash)} {}

PooledSource::Made PooledSource::Workshop::make() {
    Made made{producer->next()};
    if (!made.piece || !hash) return made;
    hash->update(made.piece->block);
    if (made.piece->last) made.digest = hash->digest();
    return made;
}

void PooledSource::next(Ready ready) {
    asked_ = std::move(ready);
    if (ahead_ || over_)
        deliver_soon();
    else
        make_next();
}

void PooledSource::make_next() {
    if (making_) return;
    making_ = true;
    threads_.share([workshop = workshop_] { return workshop->make(); },
                   [this, alive = std::weak_ptr{alive_}](Made made) {
                       if (!alive.expired()) came(std::move(made));
                   });
}

void PooledSource::came(Made made) {
    making_ = false;
    ahead_ = std::move(made);
    if (asked_) deliver();
}

void PooledSource::deliver_soon() {
    boost::asio::post(threads_.loop(), [this, alive = std::weak_ptr{alive_}] {
        if (!alive.expired() && asked_) deliver();
    });
}

void PooledSource::deliver() {
    const auto ready = std::exchange(asked_, {});
    if (over_) return ready(failed_ ? std::nullopt : std::optional<Block>{Block{}});
    auto made = *std::exchange(ahead_, std::nullopt);
    if (!made.piece) {
        over_ = failed_ = true;
        const auto explain = explain_;
        if (explain) explain(made.piece.error().why);
        return ready(std::nullopt);
    }
    over_ = made.piece->last;
    digest_ = made.digest;
    if (!over_) make_next();
    ready(std::move(made.piece->block));
}

}  // namespace keks::client::disk
