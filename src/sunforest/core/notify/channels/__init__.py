"""Ways to send a message. Each module has ``reaches(message)`` and ``send(message)``, which raises NotSent."""
