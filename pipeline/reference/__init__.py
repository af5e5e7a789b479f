"""The reference pages of the documentation, written from the code itself: ``make reference`` renews them."""
