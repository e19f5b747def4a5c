// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <openssl/ssl.h>

#include <cstddef>
#include <memory>
#include <span>

#include "descriptor.hpp"

namespace keks::bench {

/** TLS 1.3 over a connected socket that blocks. Everything throws std::runtime_error on failure. */
class TlsStream {
  public:
    enum class Side { client, server };

    /** Shakes hands. */
    TlsStream(Descriptor socket, Side side);

    void write(std::span<const char> bytes);
    /** Fills `into`; fewer bytes: the other side has ended. */
    [[nodiscard]] std::size_t read(std::span<char> into);
    /** Says close_notify, and waits for the other side to close the connection. */
    void end();

  private:
    template <auto free>
    struct Freed {
        template <typename Object>
        void operator()(Object* object) const {
            free(object);
        }
    };
    Descriptor socket_;
    std::unique_ptr<SSL_CTX, Freed<SSL_CTX_free>> context_;
    std::unique_ptr<SSL, Freed<SSL_free>> ssl_;
};

}  // namespace keks::bench
