// SPDX-License-Identifier: AGPL-3.0-only

// A relay as one writes it with Go and gorilla/websocket. For comparison only; prints its loopback port.
package main

import (
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"sync"

	"github.com/gorilla/websocket"
)

type client struct {
	id   uint64
	room string
	out  chan []byte
}

type packet struct {
	Join *struct {
		Hash string `json:"hash"`
	} `json:"join"`
	Relay *struct {
		Recipient *uint64 `json:"recipient"`
		Message   string  `json:"message"`
	} `json:"relay"`
}

var (
	lock     sync.Mutex
	clients  = map[uint64]*client{}
	rooms    = map[string]map[*client]bool{}
	nextID   uint64
	upgrader = websocket.Upgrader{ReadBufferSize: 4096, WriteBufferSize: 4096}
)

func (c *client) send(value any) {
	text, _ := json.Marshal(value)
	c.out <- text
}

func event(name string, id uint64) any {
	return map[string]any{name: map[string]any{"id": id}}
}

func (c *client) leave() {
	members := rooms[c.room]
	if !members[c] {
		return
	}
	delete(members, c)
	for member := range members {
		member.send(event("client_leave", c.id))
	}
	if len(members) == 0 {
		delete(rooms, c.room)
	}
}

func (c *client) join(room string) {
	if c.room != "" {
		c.send(event("client_leave", c.id))
	}
	c.leave()
	c.room = room
	if room == "" {
		return
	}
	if rooms[room] == nil {
		rooms[room] = map[*client]bool{}
	}
	c.send(event("client_join", c.id))
	for member := range rooms[room] {
		member.send(event("client_join", c.id))
		c.send(event("client_join", member.id))
	}
	rooms[room][c] = true
}

type message struct {
	Message struct {
		Sender  uint64 `json:"sender"`
		Message string `json:"message"`
	} `json:"message"`
}

func (c *client) relay(recipient *uint64, text string) {
	var m message
	m.Message.Sender, m.Message.Message = c.id, text
	frame, _ := json.Marshal(m)
	if recipient != nil {
		if other := clients[*recipient]; other != nil {
			other.out <- frame
		}
		return
	}
	for member := range rooms[c.room] {
		if member != c {
			member.out <- frame
		}
	}
}

func (c *client) write(socket *websocket.Conn) {
	for text := range c.out {
		if socket.WriteMessage(websocket.TextMessage, text) != nil {
			return
		}
	}
}

func serve(w http.ResponseWriter, r *http.Request) {
	socket, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer socket.Close()
	c := &client{out: make(chan []byte, 65536)}
	go c.write(socket)
	lock.Lock()
	nextID++
	c.id = nextID
	clients[c.id] = c
	c.send(map[string]any{"init": map[string]any{"your_id": c.id, "version": "gorilla"}})
	lock.Unlock()
	for {
		_, text, err := socket.ReadMessage()
		var p packet
		if err != nil || json.Unmarshal(text, &p) != nil {
			break
		}
		lock.Lock()
		if p.Join != nil {
			c.join(p.Join.Hash)
		}
		if p.Relay != nil {
			c.relay(p.Relay.Recipient, p.Relay.Message)
		}
		lock.Unlock()
	}
	lock.Lock()
	c.leave()
	delete(clients, c.id)
	lock.Unlock()
}

func main() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	fmt.Printf("listens on %d\n", listener.Addr().(*net.TCPAddr).Port)
	panic(http.Serve(listener, http.HandlerFunc(serve)))
}
