"""How updates come and calls go: polling, webhook, HTTP, and the durable inbox."""
