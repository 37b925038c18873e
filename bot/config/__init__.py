"""The configuration: one TOML file, read strictly, refused in words."""

from __future__ import annotations

from bot.config.loading import Config, load
from bot.config.problems import ConfigError, ConfigProblem, Words
from bot.config.secret import TOKEN_ENV, Secret

__all__ = ["TOKEN_ENV", "Config", "ConfigError", "ConfigProblem", "Secret", "Words", "load"]
