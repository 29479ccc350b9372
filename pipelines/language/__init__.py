"""Which language a text is in: Indonesian, Malay, a regional language, or a foreign one."""

from pipelines.language.identification import Identified, identify, with_language

__all__ = ["Identified", "identify", "with_language"]
