// SPDX-License-Identifier: AGPL-3.0-only
// Runs in the page, as `peer`: one RTCPeerConnection that takes the commands of stdio_peer.cpp and tells its events,
// by `tell(event)`.
const message = 32 * 1024;
const full = 4 << 20;

/** Digest of byte arrays, as 64 lower-case digits. */
async function sha256(parts) {
  const digest = await crypto.subtle.digest("SHA-256", await new Blob(parts).arrayBuffer());
  return [...new Uint8Array(digest)].map(byte => byte.toString(16).padStart(2, "0")).join("");
}

class Ear {
  #parts = [];

  constructor(channel) {
    this.channel = channel;
    channel.binaryType = "arraybuffer";
    channel.bufferedAmountLowThreshold = 1 << 20;
    channel.onopen = () => this.#tell("opened");
    channel.onclose = () => this.#tell("shut");
    channel.onmessage = ({ data }) => {
      if (typeof data === "string") this.#tell("text", { text: data });
      else this.#parts.push(data);
    };
  }

  #tell(event, details) {
    tell({ event, label: this.channel.label, ...details });
  }

  async digest() {
    const parts = this.#parts;
    const bytes = parts.reduce((sum, part) => sum + part.byteLength, 0);
    this.#tell("digest", { bytes, messages: parts.length, sha256: await sha256(parts) });
  }

  async stream(bytes) {
    const parts = [];
    for (let left = bytes; left > 0; left -= parts.at(-1).length) {
      while (this.channel.bufferedAmount > full) await this.#drained();
      parts.push(crypto.getRandomValues(new Uint8Array(Math.min(left, message))));
      this.channel.send(parts.at(-1));
    }
    this.#tell("streamed", { sha256: await sha256(parts) });
  }

  #drained() {
    return new Promise(resolve => (this.channel.onbufferedamountlow = resolve));
  }
}

class Peer {
  /** What the connection has been through, as `ice <state>` and `connection <state>`. */
  history = [];
  #ears = new Map();
  #early = [];
  #before = Promise.resolve();

  constructor(configuration) {
    const connection = new RTCPeerConnection(configuration);
    this.connection = connection;
    connection.onicecandidate = ({ candidate }) => {
      if (candidate !== null) tell({ event: "candidate", ...candidate.toJSON() });
    };
    connection.ondatachannel = ({ channel }) => {
      tell({ event: "channel", label: channel.label });
      this.#ears.set(channel.label, new Ear(channel));
    };
    connection.oniceconnectionstatechange = () => this.history.push(`ice ${connection.iceConnectionState}`);
    connection.onconnectionstatechange = () => {
      this.history.push(`connection ${connection.connectionState}`);
      tell({ event: "state", state: connection.connectionState });
    };
  }

  /** Its datagrams go by ICE credentials of the other end other than those of that name. */
  async isConnectedByOther(formerUfrag) {
    const stats = await this.connection.getStats();
    const transport = [...stats.values()].find(({ type }) => type === "transport");
    const pair = stats.get(transport.selectedCandidatePairId);
    if (pair?.state !== "succeeded") return false;
    return ![undefined, formerUfrag].includes(stats.get(pair.remoteCandidateId)?.usernameFragment);
  }

  bufferedAmount(label) {
    return this.#ears.get(label).channel.bufferedAmount;
  }

  /** After what was commanded before; a stream goes on beside what comes next. */
  do(command) {
    const done = this.#before.then(() => this.#obey(command));
    this.#before = done.catch(() => undefined);
    return done;
  }

  async #obey({ do: what, label, ...details }) {
    const { connection } = this;
    const ear = this.#ears.get(label);
    if (what === "offer") await this.#describe(await connection.createOffer());
    else if (what === "restart") await this.#describe(await connection.createOffer({ iceRestart: true }));
    else if (what === "answer") await this.#describe(await connection.createAnswer());
    else if (what === "remote") await this.#setRemote(details);
    else if (what === "candidate") await this.#addCandidate(details);
    else if (what === "close") connection.close();
    else if (what === "open") this.#ears.set(label, new Ear(connection.createDataChannel(label)));
    else if (what === "text") ear.channel.send(details.text);
    else if (what === "empty") ear.channel.send(new ArrayBuffer(0));
    else if (what === "stream") void ear.stream(details.bytes);
    else if (what === "digest") await ear.digest();
    else if (what === "shut") ear.channel.close();
    else throw new Error(`no such command: ${what}`);
  }

  async #describe(description) {
    await this.connection.setLocalDescription(description);
    tell({ event: "description", type: description.type, sdp: description.sdp });
  }

  async #setRemote(description) {
    await this.connection.setRemoteDescription(description);
    for (const candidate of this.#early.splice(0)) await this.connection.addIceCandidate(candidate);
  }

  async #addCandidate(candidate) {
    if (this.connection.remoteDescription === null) this.#early.push(candidate);
    else await this.connection.addIceCandidate(candidate);
  }
}

globalThis.Peer = Peer;
