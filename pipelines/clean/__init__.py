"""An article without boilerplate, each removed line recorded with its rule."""
