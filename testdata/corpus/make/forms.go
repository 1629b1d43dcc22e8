// A body, read from standard input, as Go programs write it down: `go run forms.go FORM`.
package main

import (
	"bytes"
	"encoding/json"
	"io"
	"log"
	"os"
)

// event is Gilbert's, as a program that knows its fields declares it.
type event struct {
	EventID   string `json:"event_id"`
	Event     string `json:"event"`
	Timestamp string `json:"timestamp"`
	Data      struct {
		Visitor  string   `json:"visitor"`
		Message  string   `json:"message"`
		URL      string   `json:"url"`
		Score    float64  `json:"score"`
		Tags     []string `json:"tags"`
		Assigned *string  `json:"assigned"`
		Open     bool     `json:"open"`
	} `json:"data"`
}

func main() {
	body, err := io.ReadAll(os.Stdin)
	check(err)
	os.Stdout.Write(form(os.Args[1], body))
}

func form(name string, body []byte) []byte {
	switch name {
	case "struct":
		var value event
		check(json.Unmarshal(body, &value))
		return marshal(value)
	case "map":
		var value map[string]any
		check(json.Unmarshal(body, &value))
		return marshal(value)
	case "raw-message": // Marshal compacts a RawMessage and escapes <, > and & in it
		return marshal(json.RawMessage(body))
	case "encoder": // Encode ends with a newline
		var written bytes.Buffer
		encoder := json.NewEncoder(&written)
		encoder.SetEscapeHTML(false)
		check(encoder.Encode(json.RawMessage(body)))
		return written.Bytes()
	}
	log.Fatalf("no form %q", name)
	return nil
}

func marshal(value any) []byte {
	written, err := json.Marshal(value)
	check(err)
	return written
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
