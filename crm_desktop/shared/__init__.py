"""What every layer may use: errors, texts, clock, paths, formats, log."""
