"""Two printed means and spreads, and the p of the test between them."""
