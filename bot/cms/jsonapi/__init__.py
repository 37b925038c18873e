"""What the interfaces of WordPress, Joomla and Drupal share: settings, answers, bodies, and the mark we leave."""
