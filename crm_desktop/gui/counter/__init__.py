"""Mostrador: find or scan a customer, note a sale, give and redeem points; all from the keyboard."""
