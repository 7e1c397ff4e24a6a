"""Purchases: sales, returns, what is paid, and the stage that a customer has reached by them."""
