// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <openssl/ssl.h>

#include <cstddef>
#include <functional>
#include <memory>
#include <span>

#include "client/webrtc/certificate.hpp"
#include "client/webrtc/sdp.hpp"

namespace keks::client::webrtc {

/** DTLS 1.2 (RFC 6347, RFC 8827) over datagrams that others carry. On the WebRTC thread only. */
class DtlsTransport {
  public:
    enum class End {
        /** The peer said close_notify. */
        closed,
        /** The handshake failed, or the certificate is not the one that was announced. */
        failed,
    };

    /** None may destroy the transport. Bytes are valid during the call only. */
    struct Events {
        std::function<void(std::span<const std::byte> datagram)> send;
        std::function<void()> connected;
        std::function<void(std::span<const std::byte> packet)> received;
        /** Once, and last. */
        std::function<void(End)> ended;
    };

    /** `client`: a=setup:active. Throws std::runtime_error if OpenSSL does not take it. */
    DtlsTransport(const Certificate& own, Fingerprint peer, bool client, Events events);
    DtlsTransport(const DtlsTransport&) = delete;
    DtlsTransport& operator=(const DtlsTransport&) = delete;
    ~DtlsTransport() = default;

    /** Begins, or goes on with, the handshake. */
    void start();
    /** One datagram, or several that the system has joined: whole records, one after another. */
    void input(std::span<const std::byte> datagram);

    /** Every some 10 ms: repeats what got lost of the handshake. */
    void tick();

    /** At most 16,384 bytes. Before `connected` and after `ended` they are dropped. */
    void send(std::span<const std::byte> packet);

    /** Says close_notify. */
    void close();

  private:
    enum class State { handshake, connected, ended };

    void use_certificate(const Certificate& own);
    void make_session(bool client);
    void read_packets();
    void finish_handshake();
    void end(End end);

    static BIO_METHOD* bio_method();
    static int bio_write(BIO* bio, const char* bytes, int length);
    static int bio_read(BIO* bio, char* into, int length);
    static long bio_control(BIO* bio, int command, long number, void* pointer);

    Fingerprint peer_;
    Events events_;
    std::unique_ptr<SSL_CTX, Freed<SSL_CTX_free>> context_;
    std::unique_ptr<SSL, Freed<SSL_free>> ssl_;
    /** What is left of the one that came. */
    std::span<const std::byte> datagram_;
    State state_ = State::handshake;
};

}  // namespace keks::client::webrtc
