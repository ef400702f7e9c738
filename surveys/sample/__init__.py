"""The sample programme: an invented council, so that anybody can try everything in ten minutes."""
