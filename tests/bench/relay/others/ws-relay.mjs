// SPDX-License-Identifier: AGPL-3.0-only
// A relay as one writes it with Node and `ws`. For comparison only; prints its loopback port.
import { WebSocketServer } from "ws";

const clients = new Map();
const rooms = new Map();
let nextId = 1;

const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false });
server.on("listening", () => console.log(`listens on ${server.address().port}`));
server.on("connection", socket => {
  const client = { id: nextId++, socket, room: undefined };
  clients.set(client.id, client);
  send(client, { init: { your_id: client.id, version: "ws" } });
  socket.on("message", text => take(client, JSON.parse(text.toString())));
  socket.on("error", () => undefined);
  socket.on("close", () => {
    leave(client);
    clients.delete(client.id);
  });
});

function send(client, packet) {
  client.socket.send(JSON.stringify(packet));
}

function take(client, { join, relay }) {
  if (join !== undefined) enter(client, join.hash);
  if (relay !== undefined) pass(client, relay);
}

function enter(client, hash) {
  if (client.room !== undefined) send(client, { client_leave: { id: client.id } });
  leave(client);
  client.room = hash ?? undefined;
  if (client.room === undefined) return;
  const members = rooms.get(hash) ?? new Set();
  rooms.set(hash, members);
  send(client, { client_join: { id: client.id } });
  for (const member of members) {
    send(member, { client_join: { id: client.id } });
    send(client, { client_join: { id: member.id } });
  }
  members.add(client);
}

function leave(client) {
  const members = rooms.get(client.room);
  if (members === undefined) return;
  members.delete(client);
  if (members.size === 0) rooms.delete(client.room);
  for (const member of members) send(member, { client_leave: { id: client.id } });
}

function pass(client, { recipient, message }) {
  const text = JSON.stringify({ message: { sender: client.id, message } });
  if (recipient !== undefined) return clients.get(recipient)?.socket.send(text);
  for (const member of rooms.get(client.room) ?? []) if (member !== client) member.socket.send(text);
}
