"""What the website is asked: to publish, to withdraw, to be looked at; or a person in its place."""
