"""Products: what is sold, what to know about it, what comes after the sale, and who waits for it."""
