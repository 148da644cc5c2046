// Package ext stands in for the module of Traefik's commercial extensions, which is not published.
// Traefik's dynamic configuration embeds these two types; without extensions they have no fields.
package ext

// HTTP would hold extensions of the HTTP configuration.
type HTTP struct{}

// Router would hold extensions of an HTTP router.
type Router struct{}
