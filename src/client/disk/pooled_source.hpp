// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <memory>
#include <optional>

#include "client/disk/disk_error.hpp"
#include "client/disk/disk_threads.hpp"
#include "client/disk/sha256.hpp"
#include "client/resources/block_source.hpp"

namespace keks::client::disk {

/** A source whose blocks are made on the shared threads, one ahead of what was asked for. */
class PooledSource : public BlockSource {
  public:
    struct Piece {
        Block block;
        /** Nothing follows. */
        bool last = false;
    };
    /** Makes the blocks. On a thread of the pool, never on two at once. */
    class Producer {
      public:
        Producer() = default;
        Producer(const Producer&) = delete;
        Producer& operator=(const Producer&) = delete;
        virtual ~Producer() = default;
        virtual DiskResult<Piece> next() = 0;
    };
    struct Options {
        /** Of what comes before the first block; without one nothing is hashed. */
        std::optional<Sha256> hash = {};
        Explain explain = {};
    };

    PooledSource(DiskThreads& threads, std::unique_ptr<Producer> producer, Options options);
    ~PooledSource() override = default;

    void next(Ready ready) override;
    [[nodiscard]] std::optional<Digest> digest() const override { return digest_; }

  private:
    struct Made {
        DiskResult<Piece> piece;
        std::optional<Sha256::Digest> digest = {};  // with the last
    };
    // What jobs work with, which may outlive the source.
    struct Workshop {
        std::unique_ptr<Producer> producer;
        std::optional<Sha256> hash;

        Made make();
    };

    void make_next();
    void came(Made made);
    void deliver();
    void deliver_soon();

    DiskThreads& threads_;
    const Explain explain_;
    std::shared_ptr<Workshop> workshop_;
    Ready asked_;
    std::optional<Made> ahead_;
    bool making_ = false;
    bool over_ = false;  // the last piece, or a failure, was handed over
    bool failed_ = false;
    std::optional<Sha256::Digest> digest_;
    const std::shared_ptr<bool> alive_ =
        std::make_shared<bool>(true);  // for answers that come late
};

}  // namespace keks::client::disk
