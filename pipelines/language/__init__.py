"""The language step: identifies Indonesian, Malay, regional and foreign languages."""

from pipelines.language.identification import Identified, identify, with_language

__all__ = ["Identified", "identify", "with_language"]
