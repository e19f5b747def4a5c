// SPDX-License-Identifier: AGPL-3.0-only

/**
 * Runs in a page: a client as they are deployed (protocol sections 3 to 6), written from the protocol alone. It knows
 * neither sessions nor capabilities, makes a connection to everybody at once, always gives way when offers cross,
 * ignores an answer in the stable state, and stops with an error at a message name that it does not know.
 * The page's window gets it as `deployed`.
 */
export async function runDeployedClient({ signaling, secret, username }) {
  class Deployed {
    names = new Map(); // by member id
    offers = new Map(); // resource id -> member id and track kind
    received = []; // names of relay messages
    chat = [];
    failure = null;
    #peers = new Map();
    #provided = new Map(); // resource id -> stream, or file
    files = new Map(); // label -> bytes that came, once all are there
    connections = []; // of ports, as they began
    #ports = new Set(); // ids of those that are offered
    #requested = new Set();
    #inbound = Promise.resolve();
    #outbound = Promise.resolve();

    async start() {
      const [key, hash] = await Promise.all([
        derive("keksmeet/cryptosaltAAA=="),
        derive("keksmeet/roomhashsaltA=="),
      ]);
      this.key = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt", "decrypt"]);
      this.hash = [...new Uint8Array(hash)].map(byte => byte.toString(16).padStart(2, "0")).join("");
      this.socket = new WebSocket(signaling);
      this.socket.onmessage = ({ data }) => {
        this.#inbound = this.#inbound
          .then(() => this.packet(JSON.parse(data)))
          .catch(error => this.fail(error));
      };
      await new Promise(resolve => (this.joined = resolve));
    }

    fail(error) {
      this.failure ??= String(error);
      this.socket.close();
    }

    async packet(packet) {
      const [[name, body]] = Object.entries(packet);
      if (name === "init") {
        this.id = body.your_id;
        this.socket.send(JSON.stringify({ join: { hash: this.hash } }));
      } else if (name === "client_join") {
        if (body.id === this.id) this.joined();
        else this.memberJoined(body.id);
      } else if (name === "client_leave") {
        this.#peers.get(body.id)?.close();
        this.#peers.delete(body.id);
        this.names.delete(body.id);
      } else if (name === "message") await this.relayed(body.sender, body.message);
      else throw new Error(`unknown packet ${name}`);
    }

    memberJoined(id) {
      this.#peers.set(id, this.connect(id));
      this.send({ identify: { username } }, id);
      for (const [resource, stream] of this.#provided) this.send(provide(resource, stream), id);
      for (const port of this.#ports) this.send(providePort(port), id);
    }

    connect(id) {
      const peer = new RTCPeerConnection();
      peer.onnegotiationneeded = () => this.offer(peer, id).catch(error => this.overtaken(error));
      peer.onicecandidate = ({ candidate }) => {
        if (candidate !== null) this.send({ ice_candidate: candidate.toJSON() }, id);
      };
      peer.ontrack = ({ track, streams }) => this.arrived(track, streams);
      peer.ondatachannel = ({ channel }) => this.channelComes(channel);
      return peer;
    }

    async offer(peer, id) {
      const offer = await peer.createOffer();
      await peer.setLocalDescription(offer);
      this.send({ offer: offer.sdp }, id);
    }

    /** An offer of the other side came while ours was made. The browser asks for another when that is done. */
    overtaken(error) {
      if (error.name !== "InvalidStateError") this.fail(error);
    }

    arrived(track, streams) {
      const wanted = streams.find(stream => this.#requested.has(stream.id));
      if (wanted === undefined) {
        track.stop();
        this.fail(`a ${track.kind} track that nobody asked for`);
        return;
      }
      const element = document.createElement(track.kind);
      element.srcObject = wanted;
      element.autoplay = true;
      element.id = wanted.id;
      document.body.replaceChildren(
        ...[...document.body.children].filter(({ id }) => id !== wanted.id),
        element,
      );
    }

    async relayed(sender, sealed) {
      const bytes = Uint8Array.from(atob(sealed), character => character.charCodeAt(0));
      const algorithm = { name: "AES-GCM", iv: bytes.slice(0, 12) };
      const plain = await crypto.subtle.decrypt(algorithm, this.key, bytes.slice(12));
      const { sender: inside, inner } = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(plain));
      if (inside !== sender) throw new Error("the server lied about the sender");
      const [[name, body], ...more] = Object.entries(inner);
      if (more.length > 0 || !Object.hasOwn(handlers, name)) throw new Error(`unknown message ${name}`);
      this.received.push(name);
      await handlers[name](this, sender, body);
    }

    send(inner, recipient) {
      this.#outbound = this.#outbound
        .then(() => this.sealAndSend(inner, recipient))
        .catch(error => this.fail(error));
    }

    async sealAndSend(inner, recipient) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const plain = new TextEncoder().encode(JSON.stringify({ sender: this.id, inner }));
      const cipher = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, this.key, plain));
      const message = btoa(String.fromCharCode(...iv, ...cipher));
      if (this.socket.readyState === WebSocket.OPEN) {
        this.socket.send(
          JSON.stringify({
            relay: recipient === undefined ? { message } : { recipient, message },
          }),
        );
      }
    }

    async provide(constraints) {
      const stream = await navigator.mediaDevices.getUserMedia(constraints);
      this.#provided.set(stream.id, stream);
      this.send(provide(stream.id, stream));
      return stream.id;
    }

    provideFile(name, bytes) {
      const id = crypto.randomUUID();
      this.#provided.set(id, new File([bytes], name));
      this.send(provide(id, this.#provided.get(id)));
    }

    async sendFile(member, id) {
      const channel = this.#peers.get(member).createDataChannel(id);
      await new Promise(resolve => (channel.onopen = resolve));
      const bytes = await this.#provided.get(id).arrayBuffer();
      channel.bufferedAmountLowThreshold = 2_000_000;
      for (let at = 0; at < bytes.byteLength; at += 32_768) {
        // Nothing slows it down but what its own channel takes; one that is closed ends the sending.
        if (channel.bufferedAmount > 4_000_000)
          await new Promise(resolve => {
            channel.onbufferedamountlow = channel.onclose = resolve;
          });
        channel.send(bytes.slice(at, at + 32_768));
      }
      channel.send("end");
    }

    /** Offers a port behind which everything is said back. */
    exposePort() {
      const id = crypto.randomUUID();
      this.#ports.add(id);
      this.send(providePort(id));
    }

    /** A channel is a TCP connection (protocol section 5): raw bytes both ways, and its end. */
    connection(channel, answers) {
      const connection = { channel, bytes: [], closed: false };
      this.connections.push(connection);
      channel.binaryType = "arraybuffer";
      channel.onmessage = ({ data }) => {
        if (typeof data === "string") this.fail(`a text on a port's channel: ${data}`);
        else if (answers) channel.send(data);
        else connection.bytes.push(...new Uint8Array(data));
      };
      channel.onclose = () => (connection.closed = true);
    }

    channelComes(channel) {
      if (!this.#requested.has(channel.label)) this.fail(`a channel that nobody asked for: ${channel.label}`);
      else if (this.offers.get(channel.label).resource === "port") this.connection(channel, false);
      else this.fileComes(channel);
    }

    fileComes(channel) {
      const parts = [];
      channel.binaryType = "arraybuffer";
      channel.onmessage = ({ data }) => {
        if (data !== "end") {
          parts.push(data);
          return;
        }
        this.files.set(this.offers.get(channel.label).label, parts);
        channel.close();
      };
    }

    withdraw(id) {
      for (const peer of this.#peers.values()) this.unsend(peer, id);
      for (const track of this.#provided.get(id).getTracks()) track.stop();
      this.#provided.delete(id);
      this.send({ provide_stop: { id } });
    }

    want(id, wanted) {
      if (wanted) this.#requested.add(id);
      else this.#requested.delete(id);
      this.send({ [wanted ? "request" : "request_stop"]: { id } }, this.offers.get(id).member);
    }

    sendTracks(member, id) {
      if (this.#ports.has(id)) {
        this.connection(this.#peers.get(member).createDataChannel(id), true);
        return;
      }
      if (this.#provided.get(id) instanceof File) {
        this.sendFile(member, id).catch(error => this.fail(error));
        return;
      }
      const stream = this.#provided.get(id);
      for (const track of stream?.getTracks() ?? []) this.#peers.get(member).addTrack(track, stream);
    }

    stopTracks(member, id) {
      this.unsend(this.#peers.get(member), id);
    }

    unsend(peer, id) {
      const tracks = this.#provided.get(id)?.getTracks() ?? [];
      for (const sender of peer.getSenders()) if (tracks.includes(sender.track)) peer.removeTrack(sender);
    }

    async remoteOffer(member, sdp) {
      const peer = this.#peers.get(member);
      if (peer.signalingState !== "stable") await peer.setLocalDescription({ type: "rollback" });
      await peer.setRemoteDescription({ type: "offer", sdp });
      await peer.setLocalDescription(await peer.createAnswer());
      this.send({ answer: peer.localDescription.sdp }, member);
    }

    async remoteAnswer(member, sdp) {
      const peer = this.#peers.get(member);
      if (peer.signalingState !== "stable") await peer.setRemoteDescription({ type: "answer", sdp });
    }

    async remoteCandidate(member, candidate) {
      // One that comes before its description is lost, as it is in the field.
      await this.#peers
        .get(member)
        .addIceCandidate(candidate)
        .catch(() => undefined);
    }
  }

  const handlers = {
    identify: (client, sender, { username: name }) => client.names.set(sender, name),
    provide(client, sender, { id, kind: resource, track_kind: kind, label }) {
      client.offers.set(id, { member: sender, resource, kind, label });
      if (kind === "audio") client.want(id, true);
    },
    provide_stop(client, sender, { id }) {
      client.offers.delete(id);
      document.getElementById(id)?.remove();
    },
    request: (client, sender, { id }) => client.sendTracks(sender, id),
    request_stop: (client, sender, { id }) => client.stopTracks(sender, id),
    offer: (client, sender, sdp) => client.remoteOffer(sender, sdp),
    answer: (client, sender, sdp) => client.remoteAnswer(sender, sdp),
    ice_candidate: (client, sender, candidate) => client.remoteCandidate(sender, candidate),
    chat: (client, sender, { text }) => client.chat.push(`${client.names.get(sender)}: ${text}`),
  };

  const providePort = id => ({ provide: { id, kind: "port", label: "echo" } });

  function provide(id, stream) {
    if (stream instanceof File)
      return {
        provide: { id, kind: "file", label: stream.name, size: stream.size },
      };
    const [{ kind }] = stream.getTracks();
    const label = kind === "video" ? "Camera" : "Microphone";
    return { provide: { id, kind: "track", track_kind: kind, label } };
  }

  async function derive(salt64) {
    const salt = Uint8Array.from(atob(salt64), character => character.charCodeAt(0));
    const base = await crypto.subtle.importKey("raw", new TextEncoder().encode(secret), "PBKDF2", false, [
      "deriveBits",
    ]);
    return crypto.subtle.deriveBits(
      { name: "PBKDF2", hash: "SHA-512", salt, iterations: 250_000 },
      base,
      256,
    );
  }

  window.deployed = new Deployed();
  await window.deployed.start();
}
