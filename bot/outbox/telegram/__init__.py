"""What is said in Telegram: cards, files, papers, previews, posts in the channel."""
