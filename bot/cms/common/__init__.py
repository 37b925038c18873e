"""What several kinds of website share, so that none borrows from another; nothing here knows a kind."""
