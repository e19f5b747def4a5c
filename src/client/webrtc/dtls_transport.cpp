// SPDX-License-Identifier: AGPL-3.0-only
#include "client/webrtc/dtls_transport.hpp"

#include <openssl/bio.h>
#include <openssl/err.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace keks::client::webrtc {
namespace {

constexpr std::size_t max_record_bytes = 16384;
constexpr long handshake_mtu = 1200;

void require_dtls(bool done) {
    if (!done) throw std::runtime_error{"OpenSSL cannot speak DTLS"};
}

// The chain is not checked: the certificate is its own, and the fingerprint tells whether it is the
// peer's (RFC 8827, section 6.5).
int accept_any(int, X509_STORE_CTX*) {
    return 1;
}

// Looking costs nothing; clearing empties a queue of sixteen even if nothing is in it.
void forget_errors() {
    if (ERR_peek_error() != 0) ERR_clear_error();
}

// As its header says (RFC 6347, section 4.1), if it has one.
std::size_t first_record_bytes(std::span<const std::byte> datagram) {
    constexpr std::size_t header_bytes = 13;
    if (datagram.size() < header_bytes) return datagram.size();
    const auto body_bytes = std::to_integer<std::size_t>(datagram[header_bytes - 2]) << 8U |
                            std::to_integer<std::size_t>(datagram[header_bytes - 1]);
    return std::min(header_bytes + body_bytes, datagram.size());
}

// The first repetition comes soon: what got lost is mostly what came before the peer was ready.
unsigned next_timeout_us(SSL*, unsigned last_us) {
    return last_us == 0 ? 100'000 : std::min(last_us * 2, 2'000'000U);
}

}  // namespace

DtlsTransport::DtlsTransport(const Certificate& own, Fingerprint peer, bool client, Events events)
    : peer_(std::move(peer)), events_(std::move(events)), context_(SSL_CTX_new(DTLS_method())) {
    require_dtls(context_ != nullptr);
    use_certificate(own);
    make_session(client);
}

void DtlsTransport::use_certificate(const Certificate& own) {
    SSL_CTX* const context = context_.get();
    require_dtls(SSL_CTX_set_min_proto_version(context, DTLS1_2_VERSION) == 1);
    // First RFC 8827's own (section 6.5), which costs the least.
    require_dtls(
        SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM+AES128:ECDHE+AESGCM:ECDHE+CHACHA20") == 1);
    require_dtls(SSL_CTX_use_certificate(context, own.x509.get()) == 1);
    require_dtls(SSL_CTX_use_PrivateKey(context, own.key.get()) == 1);
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, accept_any);
    SSL_CTX_set_options(context, SSL_OP_NO_QUERY_MTU | SSL_OP_NO_TICKET | SSL_OP_NO_RENEGOTIATION);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_read_ahead(context, 1);
}

void DtlsTransport::make_session(bool client) {
    ssl_.reset(SSL_new(context_.get()));
    require_dtls(ssl_ != nullptr);
    BIO* const bio = BIO_new(bio_method());
    require_dtls(bio != nullptr);
    BIO_set_data(bio, this);
    BIO_set_init(bio, 1);
    SSL_set_bio(ssl_.get(), bio, bio);
    SSL_set_mtu(ssl_.get(), handshake_mtu);
    DTLS_set_timer_cb(ssl_.get(), next_timeout_us);
    client ? SSL_set_connect_state(ssl_.get()) : SSL_set_accept_state(ssl_.get());
}

void DtlsTransport::start() {
    if (state_ != State::handshake) return;
    forget_errors();
    const int done = SSL_do_handshake(ssl_.get());
    if (done == 1) return finish_handshake();
    const int error = SSL_get_error(ssl_.get(), done);
    if (error != SSL_ERROR_WANT_READ && error != SSL_ERROR_WANT_WRITE) end(End::failed);
}

void DtlsTransport::finish_handshake() {
    const X509* const certificate = SSL_get0_peer_certificate(ssl_.get());
    if (certificate == nullptr || fingerprint_of(*certificate, peer_.algorithm) != peer_) {
        SSL_shutdown(ssl_.get());
        return end(End::failed);
    }
    state_ = State::connected;
    events_.connected();
}

void DtlsTransport::input(std::span<const std::byte> datagram) {
    if (state_ == State::ended) return;
    datagram_ = datagram;
    start();
    read_packets();
    datagram_ = {};
}

void DtlsTransport::read_packets() {
    std::array<std::byte, max_record_bytes> packet;  // NOLINT: filled by SSL_read
    // At least once, as what came before the handshake was over may wait.
    for (bool more = true; more && state_ == State::connected;) {
        forget_errors();
        const int length = SSL_read(ssl_.get(), packet.data(), static_cast<int>(packet.size()));
        if (length <= 0) {
            const int error = SSL_get_error(ssl_.get(), length);
            if (error == SSL_ERROR_ZERO_RETURN) end(End::closed);
            if (error == SSL_ERROR_SSL) end(End::failed);
            return;
        }
        events_.received(std::span{packet}.first(static_cast<std::size_t>(length)));
        more = !datagram_.empty() || SSL_has_pending(ssl_.get()) != 0;
    }
}

void DtlsTransport::tick() {
    if (state_ != State::handshake) return;
    forget_errors();
    if (DTLSv1_handle_timeout(ssl_.get()) < 0) end(End::failed);
}

void DtlsTransport::send(std::span<const std::byte> packet) {
    if (state_ != State::connected || packet.size() > max_record_bytes) return;
    forget_errors();
    SSL_write(ssl_.get(), packet.data(), static_cast<int>(packet.size()));
}

void DtlsTransport::close() {
    if (state_ == State::connected) SSL_shutdown(ssl_.get());
    state_ = State::ended;
}

void DtlsTransport::end(End end) {
    if (std::exchange(state_, State::ended) != State::ended) events_.ended(end);
}

// OpenSSL's memory BIOs join datagrams; this one keeps them apart, and hands out one record at a
// time: OpenSSL has room for the longest one, and drops what of a datagram is beyond that.
BIO_METHOD* DtlsTransport::bio_method() {
    static BIO_METHOD* const method = [] {
        BIO_METHOD* const made = BIO_meth_new(BIO_TYPE_SOURCE_SINK | BIO_get_new_index(), "ice");
        require_dtls(made != nullptr);
        BIO_meth_set_write(made, bio_write);
        BIO_meth_set_read(made, bio_read);
        BIO_meth_set_ctrl(made, bio_control);
        return made;
    }();
    return method;
}

int DtlsTransport::bio_write(BIO* bio, const char* bytes, int length) {
    const auto datagram = std::as_bytes(std::span{bytes, static_cast<std::size_t>(length)});
    static_cast<DtlsTransport*>(BIO_get_data(bio))->events_.send(datagram);
    return length;
}

int DtlsTransport::bio_read(BIO* bio, char* into, int length) {
    auto& datagram = static_cast<DtlsTransport*>(BIO_get_data(bio))->datagram_;
    BIO_clear_retry_flags(bio);
    if (datagram.empty()) {
        BIO_set_retry_read(bio);
        return -1;
    }
    const std::size_t record = first_record_bytes(datagram);
    const std::size_t taken = std::min(record, static_cast<std::size_t>(length));
    std::memcpy(into, datagram.data(), taken);
    datagram = datagram.subspan(record);
    return static_cast<int>(taken);
}

long DtlsTransport::bio_control(BIO*, int command, long, void*) {
    return command == BIO_CTRL_FLUSH ? 1 : 0;
}

}  // namespace keks::client::webrtc
